import type { IDataObject } from 'n8n-workflow';

import { epochSeconds, text } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import { locator } from '../../../shared/fields/locator';
import type { Answer, ItemInput, RequestOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { caseLocator, clinicLocator, idLocator, optional } from '../../fields';
import { idList, word } from '../../inputs';
import { dataOf, listOf } from '../../vendor';
import { CALENDAR_PATH, calendarQuery } from './calendar';

/** The appointment of the same patient that starts at the same time in the same calendar. */
function sameAppointment(answer: Answer, wanted: IDataObject): IDataObject | undefined {
	const found = listOf(answer, 'content').find(
		({ date_time, patient }) =>
			// What goes in as a number comes out as text.
			Number(date_time) === wanted.timestamp && isRecord(patient) && patient.patient_id === wanted.patient_id,
	);
	return found && { ...found, id: found.appointment_id };
}

function assertOrder({ body }: ItemInput): void {
	if (Number(body.end_timestamp) > Number(body.timestamp)) return;
	throw inputRefusal('End Time', 'is not after Start Time', 'Give an end that is later than the start.');
}

export const create: RequestOperation = {
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
		idLocator(
			{ displayName: 'Patient', name: 'patientId', description: 'The patient who is to be seen' },
			'patient_id',
		),
		idLocator(
			{ displayName: 'Doctor', name: 'doctorId', description: 'The doctor who sees the patient' },
			'doctor_id',
		),
		clinicLocator('The clinic where the appointment takes place'),
		locator(
			{
				displayName: 'Appointment Category',
				name: 'appointmentCategoryId',
				required: true,
				description: 'What kind of appointment it is at this clinic; by ID also several, separated by commas',
			},
			{
				list: 'searchAppointmentCategories',
				example: '201',
				pattern: '[0-9]+(\\s*,\\s*[0-9]+)*',
				says: 'The ID is a whole number, or several with commas between',
			},
			idList('appointment_category'),
		),
		{
			displayName: 'Start Time',
			name: 'timestamp',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15T09:30',
			description: 'When the appointment starts; without an offset in the time zone of the workflow',
			sends: epochSeconds('timestamp'),
		},
		{
			displayName: 'End Time',
			name: 'endTimestamp',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15T10:00',
			description: 'When the appointment ends; without an offset in the time zone of the workflow',
			sends: epochSeconds('end_timestamp'),
		},
		{
			displayName: 'Payment Mode',
			name: 'paymentMode',
			type: 'options',
			options: [
				{ name: 'Insurance Pay', value: 'INSURANCE_PAY' },
				{ name: 'Self Pay', value: 'SELF_PAY' },
			],
			default: 'INSURANCE_PAY',
			required: true,
			description: 'How the appointment is paid for. Another one can be given by an expression.',
			// Spry's samples show these two; its list of all is not known.
			sends: word('payment_mode'),
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Appointment Notes',
					name: 'appointmentNotes',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					placeholder: 'e.g. Brings an MRI of the knee',
					description: 'Notes on the appointment',
					sends: text('appointment_notes'),
				},
				optional(caseLocator('The case that the appointment belongs to', 'spry_case_id')),
				{
					displayName: 'Comments',
					name: 'comments',
					type: 'string',
					default: '',
					placeholder: 'e.g. Needs a ground floor room',
					description: 'A remark that the calendar shows',
					sends: text('comments'),
				},
				{
					displayName: 'Telehealth URL',
					name: 'teleHealthUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://meet.example.com/room-12',
					description: 'Where a video appointment takes place',
					sends: text('tele_health_url', {
						pattern: /^https?:\/\/\S+$/i,
						expects: 'Give a web address, such as https://meet.example.com/room-12.',
					}),
				},
			],
		},
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
};
