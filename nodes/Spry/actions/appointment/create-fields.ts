import { toBookingTime } from '../../../shared/fields/convert';
import { moment, text } from '../../../shared/fields/build';
import { additionalFields, record } from '../../../shared/fields/nested';
import { caseLocator, clinicLocator, doctorLocator, patientLocator } from '../../fields';
import { toIds, word } from '../../kinds';

export const createFields = [
	patientLocator('The patient to book for', { as: 'patient_id', required: true }),
	doctorLocator('The doctor who sees the patient', { as: 'doctor_id', required: true }),
	clinicLocator('The clinic where the appointment takes place', { as: 'clinic_id', required: true }),
	record(
		'appointmentCategoryId',
		'The appointment category at this clinic. By ID you can give several, separated by commas.',
		{
			as: 'appointment_category',
			required: true,
			list: 'searchAppointmentCategories',
			example: '201',
			idPattern: '[0-9]+(\\s*,\\s*[0-9]+)*',
			says: 'The ID is a whole number, or several separated by commas',
			convert: toIds,
		},
	),
	moment('timestamp', "When the appointment starts. A time without an offset is in the workflow's time zone.", {
		as: 'timestamp',
		label: 'Start Time',
		required: true,
		example: '2027-01-15T09:30',
		convert: toBookingTime,
	}),
	moment('endTimestamp', "When the appointment ends. A time without an offset is in the workflow's time zone.", {
		as: 'end_timestamp',
		label: 'End Time',
		required: true,
		example: '2027-01-15T10:00',
		convert: toBookingTime,
	}),
	word('paymentMode', 'How the appointment is paid for. You can give another value with an expression.', {
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
		text('comments', 'A remark to show in the calendar', {
			as: 'comments',
			example: 'Needs a ground floor room',
		}),
		text('teleHealthUrl', 'The link to a video appointment', {
			as: 'tele_health_url',
			label: 'Telehealth URL',
			example: 'https://meet.example.com/room-12',
			pattern: /^https?:\/\/\S+$/i,
			expects: 'Give a web address, such as https://meet.example.com/room-12.',
		}),
	),
];
