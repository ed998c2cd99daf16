import { integerId, textList, toWallTime, wallTime } from '../../../shared/convert';
import { choice, flag, integer, moment, text, texts } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { LIST_FIELDS } from '../../../shared/output-fields';
import { limitIn } from '../../../shared/paging';
import type { StepsOperation } from '../../../shared/types';
import { caseLocator, clinicLocator, patientLocator } from '../../fields';
import { line } from '../../inputs';
import { word } from '../../kinds';
import { readList } from '../../pages';
import { NOTE_PAGES, SIMPLIFIED_NOTE, sortField } from './fields';

const number = (as: string, displayName: string, placeholder: string, description: string) => ({
	...line(as, { displayName, placeholder, description }),
	sends: integerId(as),
});

const time = (as: string, displayName: string, description: string) => ({
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
		filters(
			patientLocator('The patient that the notes are about', { as: 'patient_id' }),
			integer('organisationId', 'The organisation that the notes belong to', {
				as: 'organisation_id',
				example: '77',
				min: 1,
			}),
			clinicLocator('The clinic that the notes come from', { as: 'clinic_id' }),
			integer('appointmentId', 'The appointment that the notes belong to', {
				as: 'appointment_id',
				example: '40210',
				min: 1,
			}),
			caseLocator('The case that the notes belong to', { as: 'spry_case_id' }),
			moment('startDateTime', 'Service at this time or later', {
				as: 'start_date_time',
				label: 'Start Time',
				example: '2027-01-15T00:00',
				convert: toWallTime,
			}),
			moment('endDateTime', 'Service at this time or earlier', {
				as: 'end_date_time',
				label: 'End Time',
				example: '2027-01-15T00:00',
				convert: toWallTime,
			}),
			choice('status', 'How far the signing has come', {
				as: 'status',
				options: { COMPLETED: 'Completed', COSIGN: 'Cosign', INCOMPLETED: 'Incompleted', REVISION: 'Revision' },
				default: 'COMPLETED',
			}),
			flag('completed', 'Whether to get completed notes or the others', { as: 'completed' }),
			word('paymentMode', 'How the visit is paid for. Another one can be given by an expression.', {
				as: 'payment_mode',
				options: { INSURANCE_PAY: 'Insurance Pay', SELF_PAY: 'Self Pay' },
				default: 'INSURANCE_PAY',
			}),
			text('category', 'Field of treatment', { as: 'category', example: 'MSK' }),
			texts('tags', 'Tags of the notes', { as: 'tags', button: 'Add Tag', example: 'progress', convert: toTags }),
		),
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
