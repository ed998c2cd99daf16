import { toEpochSeconds } from '../../../shared/convert';
import { inputRefusal } from '../../../shared/failure';
import { moment, text } from '../../../shared/fields/build';
import { additionalFields, record } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import type { ItemInput } from '../../../shared/types';
import { caseLocator, clinicLocator, doctorLocator, patientLocator } from '../../fields';
import { toIds, word } from '../../kinds';
import { dataOf } from '../../vendor';
import { CALENDAR_PATH, calendarQuery } from './calendar';
import { sameAppointment } from './same-appointment';

function assertOrder({ body }: ItemInput): void {
	if (Number(body.end_timestamp) > Number(body.timestamp)) return;
	throw inputRefusal('End Time', 'is not after Start Time', 'Give an end that is later than the start.');
}

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create appointment',
	description: 'Book an appointment for a patient',
	maps: true,
	// No key is documented: the same request again books a second appointment.
	resend: 'never',
	lookUp: ({ body }) => ({
		request: {
			method: 'GET',
			path: CALENDAR_PATH,
			query: calendarQuery({
				doctor_id: body.doctor_id,
				clinic_id: body.clinic_id,
				start_date: new Date(Number(body.timestamp) * 1000).toISOString(),
				end_date: new Date(Number(body.end_timestamp) * 1000).toISOString(),
			}),
		},
		find: (answer) => sameAppointment(answer, body),
	}),
	howToCheck:
		"Open the doctor's calendar in Spry and look for the appointment before running this item again: Spry would book a second one.",
	whenRefused:
		'Check that the patient, the doctor and the clinic exist, that the doctor works at the clinic, that the category is one of this clinic, and that the case is one of this patient.',
	fields: [
		patientLocator('The patient who is to be seen', { as: 'patient_id', required: true }),
		doctorLocator('The doctor who sees the patient', { as: 'doctor_id', required: true }),
		clinicLocator('The clinic where the appointment takes place', { as: 'clinic_id', required: true }),
		record(
			'appointmentCategoryId',
			'What kind of appointment it is at this clinic; by ID also several, separated by commas',
			{
				as: 'appointment_category',
				required: true,
				list: 'searchAppointmentCategories',
				example: '201',
				idPattern: '[0-9]+(\\s*,\\s*[0-9]+)*',
				says: 'The ID is a whole number, or several with commas between',
				convert: toIds,
			},
		),
		moment('timestamp', 'When the appointment starts; without an offset in the time zone of the workflow', {
			as: 'timestamp',
			label: 'Start Time',
			required: true,
			example: '2027-01-15T09:30',
			convert: toEpochSeconds,
		}),
		moment('endTimestamp', 'When the appointment ends; without an offset in the time zone of the workflow', {
			as: 'end_timestamp',
			label: 'End Time',
			required: true,
			example: '2027-01-15T10:00',
			convert: toEpochSeconds,
		}),
		word('paymentMode', 'How the appointment is paid for. Another one can be given by an expression.', {
			// Spry's samples show these two; its list of all is not known.
			as: 'payment_mode',
			required: true,
			options: { INSURANCE_PAY: 'Insurance Pay', SELF_PAY: 'Self Pay' },
			default: 'INSURANCE_PAY',
		}),
		additionalFields(
			text('appointmentNotes', 'Notes on the appointment', {
				as: 'appointment_notes',
				example: 'Brings an MRI of the knee',
				rows: 3,
			}),
			caseLocator('The case that the appointment belongs to', { as: 'spry_case_id' }),
			text('comments', 'A remark that the calendar shows', {
				as: 'comments',
				example: 'Needs a ground floor room',
			}),
			text('teleHealthUrl', 'Where a video appointment takes place', {
				as: 'tele_health_url',
				label: 'Telehealth URL',
				example: 'https://meet.example.com/room-12',
				pattern: /^https?:\/\/\S+$/i,
				expects: 'Give a web address, such as https://meet.example.com/room-12.',
			}),
		),
	],
	request(input) {
		assertOrder(input);
		return {
			method: 'POST',
			path: '/apis/v1/appointment',
			body: input.body,
			// What Spry answers is not documented, so any record will do, and all of it is output.
			isComplete: (answer) => Object.keys(dataOf(answer)).length > 0,
		};
	},
	output: (answer) => dataOf(answer),
});
