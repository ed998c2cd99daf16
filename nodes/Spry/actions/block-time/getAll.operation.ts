import { day } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { clinicLocator, doctorLocator } from '../../fields';
import { ids } from '../../kinds';
import { readList } from '../../pages';
import { BLOCK_PATH } from './fields';
import { SIMPLIFIED_BLOCK } from './simplified';

/** The one that was chosen and those beside it, once each. */
function together(one: unknown, others: unknown): number[] {
	return [...new Set([Number(one), ...(Array.isArray(others) ? others.map(Number) : [])])];
}

export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many block times',
	description: 'Get the block times of doctors at clinics. The times are in UTC.',
	resend: 'always',
	whenRefused: 'Check the IDs of the doctors and the clinics.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [
		doctorLocator('The doctor whose block times to get', { as: 'doctor_id', required: true }),
		clinicLocator('The clinic to block time at', { as: 'clinic_id', required: true }),
		...LIST_FIELDS,
		filters(
			day('startDate', 'The first day. A time of day is ignored.', { as: 'start_date', example: '2027-01-01' }),
			day('endDate', 'The last day. A time of day is ignored.', { as: 'end_date', example: '2027-01-31' }),
			ids('doctorIds', 'More doctors to include', {
				as: 'doctor_ids',
				label: 'Other Doctor IDs',
				example: '602',
			}),
			ids('clinicIds', 'More clinics to include', {
				as: 'clinic_ids',
				label: 'Other Clinic IDs',
				example: '102',
			}),
		),
	],
	async steps({ body, params }, request) {
		const { doctor_id, clinic_id, doctor_ids, clinic_ids, ...days } = body;
		const query = {
			doctor_id: together(doctor_id, doctor_ids),
			clinic_id: together(clinic_id, clinic_ids),
			...days,
		};
		const list = { path: BLOCK_PATH, query, name: 'content', size: 100, standard: 10 };
		const records = await readList(request, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
});
