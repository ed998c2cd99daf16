import { integer, moment } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { clinicLocator, doctorLocator } from '../../fields';
import { toUtcInstant } from '../../kinds';
import { readList } from '../../pages';
import { CALENDAR_PATH, calendarQuery } from './calendar';

export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many appointments',
	description: 'Get the appointments of one doctor at one clinic. Spry has no other list of appointments.',
	resend: 'always',
	whenRefused:
		'Check the ID of the doctor and of the clinic, that the doctor works there, and that Start Date is before End Date.',
	simplified: [
		'appointment_id',
		'date_time',
		'end_date_time',
		'patient.patient_id',
		'patient.name',
		'doctor_id',
		'clinic_id',
		'category_id',
		'case_title',
		'comments',
	],
	fields: [
		doctorLocator('The doctor whose appointments to get', { as: 'doctor_id', required: true }),
		clinicLocator('The clinic where the appointments take place', { as: 'clinic_id', required: true }),
		moment(
			'startDate',
			"Only appointments from this time on. A time without an offset is in the workflow's time zone.",
			{
				as: 'start_date',
				required: true,
				example: '2027-01-15T00:00',
				convert: toUtcInstant,
			},
		),
		moment(
			'endDate',
			"Only appointments until this time. A time without an offset is in the workflow's time zone.",
			{
				as: 'end_date',
				required: true,
				example: '2027-01-22T00:00',
				convert: toUtcInstant,
			},
		),
		...LIST_FIELDS,
		filters(
			integer('practiceId', 'The practice ID that Spry needs for billing information. Use 0 if there is none.', {
				as: 'practice_id',
				example: '12',
				default: 0,
				min: 0,
			}),
		),
	],
	async steps({ body, params }, request) {
		const { doctor_id, clinic_id, start_date, end_date, practice_id } = body;
		const query = calendarQuery({ doctor_id, clinic_id, start_date, end_date, practice_id });
		const list = { path: CALENDAR_PATH, query, name: 'content', size: 300, standard: 300 };
		const records = await readList(request, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
});
