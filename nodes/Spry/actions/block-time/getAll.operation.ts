import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { clinicLocator } from '../../fields';
import { collection, date, ids } from '../../inputs';
import { readList } from '../../pages';
import { doctorLocator } from '../../records';
import { BLOCK_PATH, SIMPLIFIED_BLOCK } from './fields';

/** The one that was chosen and those beside it, once each. */
function together(one: unknown, others: unknown): number[] {
	return [...new Set([Number(one), ...(Array.isArray(others) ? others.map(Number) : [])])];
}

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many block times',
	description: 'Get the blocked times of doctors at clinics; the times are in UTC',
	resend: 'always',
	whenRefused: 'Check the IDs of the doctors and the clinics.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [
		doctorLocator('The doctor whose blocked times to get', 'doctor_id'),
		clinicLocator('The clinic where the time is blocked'),
		...LIST_FIELDS,
		collection('filters', [
			date('start_date', {
				displayName: 'Start Date',
				placeholder: 'e.g. 2027-01-01',
				description: 'The earliest day; a time of day is ignored',
			}),
			date('end_date', {
				displayName: 'End Date',
				placeholder: 'e.g. 2027-01-31',
				description: 'The latest day; a time of day is ignored',
			}),
			ids('doctor_ids', {
				displayName: 'Other Doctor IDs',
				placeholder: 'e.g. 602',
				description: 'More doctors whose blocked times to get',
			}),
			ids('clinic_ids', {
				displayName: 'Other Clinic IDs',
				placeholder: 'e.g. 102',
				description: 'More clinics to look at',
			}),
		]),
	],
	async steps({ body, params }, send) {
		const { doctor_id, clinic_id, doctor_ids, clinic_ids, ...days } = body;
		const query = {
			doctor_id: together(doctor_id, doctor_ids),
			clinic_id: together(clinic_id, clinic_ids),
			...days,
		};
		const list = { path: BLOCK_PATH, query, name: 'content', size: 100, standard: 10 };
		const records = await readList(send, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
};
