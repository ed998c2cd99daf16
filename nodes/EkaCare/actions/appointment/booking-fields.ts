import { toBookingTime } from '../../../shared/fields/convert';
import { choice, moment, text } from '../../../shared/fields/build';
import { ekaId } from '../../kinds';
import { customAttributesField, displayMetaField, partnerMetaField, tokenField, videoField } from './detail-fields';
import { patientDetailsField } from './patient-fields';

/** What may be said of an appointment besides doctor, clinic, patient and time. */
export const bookingFields = [
	customAttributesField('appointment_details.custom_attributes'),
	displayMetaField,
	moment('endTime', "When the appointment ends. A time without an offset is in the workflow's time zone.", {
		as: 'appointment_details.end_time',
		example: '2027-01-15T10:00',
		convert: toBookingTime,
	}),
	choice('mode', 'How the doctor sees the patient', {
		as: 'appointment_details.mode',
		options: { INCLINIC: 'In Clinic', PHONE: 'Phone', VIDEO: 'Video' },
		default: 'INCLINIC',
	}),
	text('notes', 'Notes for the appointment, as plain text or simple HTML', {
		as: 'notes',
		example: 'Brings earlier reports',
		rows: 3,
	}),
	ekaId('partnerAppointmentId', 'Your own ID for the appointment. Eka Care returns it with the appointment.', {
		as: 'partner_appointment_id',
		example: 'APT-1024',
	}),
	partnerMetaField('Your own data, stored and returned with the appointment'),
	patientDetailsField,
	tokenField,
	videoField('appointment_details.video_connect'),
];
