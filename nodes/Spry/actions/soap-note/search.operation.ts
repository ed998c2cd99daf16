import { toTexts, toWallTime } from '../../../shared/fields/convert';
import { choice, flag, integer, kindOf, moment, text, texts } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { Place } from '../../../shared/types';
import { caseLocator, clinicLocator, patientLocator } from '../../fields';
import { word } from '../../kinds';
import { readList } from '../../pages';
import { NOTE_PAGES, SIMPLIFIED_NOTE, sortField } from './fields';

const time = kindOf(moment, { example: '2027-01-15T00:00', convert: toWallTime });

/** Several in one parameter, with commas between. */
function toTags(value: unknown, place: Place): string | undefined {
	return toTexts(value, place).join(',') || undefined;
}

export const search = stepsOperation({
	displayName: 'Search',
	value: 'search',
	action: 'Search SOAP notes',
	description: 'Find SOAP notes across all patients. Each filter narrows the result.',
	resend: 'always',
	whenRefused: 'Check the IDs among the filters, and that the start time is before the end time.',
	simplified: SIMPLIFIED_NOTE,
	fields: [
		...LIST_FIELDS,
		filters(
			patientLocator('Only notes of this patient', { as: 'patient_id' }),
			integer('organisationId', 'Only notes of this organisation', {
				as: 'organisation_id',
				example: '77',
				min: 1,
			}),
			clinicLocator('Only notes from this clinic', { as: 'clinic_id' }),
			integer('appointmentId', 'Only notes of this appointment', {
				as: 'appointment_id',
				example: '40210',
				min: 1,
			}),
			caseLocator('Only notes of this case', { as: 'spry_case_id' }),
			time('startDateTime', 'Only notes with a service at or after this time', {
				as: 'start_date_time',
				label: 'Start Time',
			}),
			time('endDateTime', 'Only notes with a service at or before this time', {
				as: 'end_date_time',
				label: 'End Time',
			}),
			choice('status', 'Only notes with this signature status', {
				as: 'status',
				options: { COMPLETED: 'Completed', COSIGN: 'Cosign', INCOMPLETED: 'Incompleted', REVISION: 'Revision' },
				default: 'COMPLETED',
			}),
			flag('completed', 'Whether to get only completed notes. If off, only notes that are not completed.', {
				as: 'completed',
			}),
			word('paymentMode', 'How the visit is paid for. You can give another value with an expression.', {
				as: 'payment_mode',
				options: { INSURANCE_PAY: 'Insurance Pay', SELF_PAY: 'Self Pay' },
				default: 'INSURANCE_PAY',
			}),
			text('category', 'Field of treatment', { as: 'category', example: 'MSK' }),
			texts('tags', 'Only notes with these tags', {
				as: 'tags',
				button: 'Add Tag',
				example: 'progress',
				convert: toTags,
			}),
		),
		sortField,
	],
	async steps({ body, params }, request) {
		const list = { path: '/apis/v1/soap-context/search', query: body, ...NOTE_PAGES };
		const records = await readList(request, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
});
