import { integerId, textList, wallTime } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { Field, StepsOperation } from '../../../shared/types';
import { caseLocator, clinicLocator, optional } from '../../fields';
import { collection, line, lines, pick, pickOpen, yesNo } from '../../inputs';
import { readList } from '../../pages';
import { patientLocator } from '../../records';
import { NOTE_PAGES, SIMPLIFIED_NOTE, sortField } from './fields';

const number = (as: string, displayName: string, placeholder: string, description: string): Field => ({
	...line(as, { displayName, placeholder, description }),
	sends: integerId(as),
});

const time = (as: string, displayName: string, description: string): Field => ({
	...line(as, { displayName, placeholder: 'e.g. 2027-01-15T00:00', description }),
	type: 'dateTime',
	sends: wallTime(as),
});

export const search: StepsOperation = {
	displayName: 'Search',
	value: 'search',
	action: 'Search SOAP notes',
	description: 'Find SOAP notes of all patients; every filter narrows the result',
	resend: 'always',
	whenRefused: 'Check the IDs among the filters, and that the start time is before the end time.',
	simplified: SIMPLIFIED_NOTE,
	fields: [
		...LIST_FIELDS,
		collection('filters', [
			optional(patientLocator('The patient that the notes are about', 'patient_id')),
			number('organisation_id', 'Organisation ID', 'e.g. 77', 'The organisation that the notes belong to'),
			optional(clinicLocator('The clinic that the notes come from')),
			number('appointment_id', 'Appointment ID', 'e.g. 40210', 'The appointment that the notes belong to'),
			optional(caseLocator('The case that the notes belong to', 'spry_case_id')),
			time('start_date_time', 'Start Time', 'Service at this time or later'),
			time('end_date_time', 'End Time', 'Service at this time or earlier'),
			pick(
				'status',
				{ displayName: 'Status', description: 'How far the signing has come' },
				{ COMPLETED: 'Completed', COSIGN: 'Cosign', INCOMPLETED: 'Incompleted', REVISION: 'Revision' },
			),
			yesNo('completed', {
				displayName: 'Completed',
				description: 'Whether to get completed notes or the others',
			}),
			pickOpen(
				'payment_mode',
				{ displayName: 'Payment Mode', description: 'How the visit is paid for' },
				{ INSURANCE_PAY: 'Insurance Pay', SELF_PAY: 'Self Pay' },
			),
			line('category', { displayName: 'Category', placeholder: 'e.g. MSK', description: 'Field of treatment' }),
			{
				...lines(
					'tags',
					{ displayName: 'Tags', placeholder: 'e.g. progress', description: 'Tags of the notes' },
					'Add Tag',
				),
				sends: tags('tags'),
			},
		]),
		sortField,
	],
	async steps({ body, params }, send) {
		const list = { path: '/apis/v1/soap-context/search', query: body, ...NOTE_PAGES };
		const records = await readList(send, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
};

/** Several in one parameter, with commas between. */
function tags(as: string) {
	const list = textList();
	return {
		as,
		convert: (value: unknown, place: Parameters<typeof list.convert>[1]) =>
			(list.convert(value, place) as string[]).join(',') || undefined,
	};
}
