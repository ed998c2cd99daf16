import { choice, epochSeconds, text } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';
import { ekaId } from '../../fields';
import { customAttributesField, displayMetaField, partnerMetaField, tokenField, videoField } from './detail-fields';
import { patientDetailsField } from './patient-fields';

/** What may be said of an appointment besides doctor, clinic, patient and time. */
export const bookingFields: Field[] = [
	customAttributesField('appointment_details.custom_attributes'),
	displayMetaField,
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-01-15T10:00',
		description: 'When the appointment ends; without an offset it is taken in the time zone of the workflow',
		sends: epochSeconds('appointment_details.end_time'),
	},
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'In Clinic', value: 'INCLINIC' },
			{ name: 'Phone', value: 'PHONE' },
			{ name: 'Video', value: 'VIDEO' },
		],
		default: 'INCLINIC',
		description: 'How doctor and patient meet',
		sends: choice('appointment_details.mode'),
	},
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Brings earlier reports',
		description: 'Notes for the appointment, as plain text or simple HTML',
		sends: text('notes'),
	},
	{
		displayName: 'Partner Appointment ID',
		name: 'partnerAppointmentId',
		type: 'string',
		default: '',
		placeholder: 'e.g. APT-1024',
		description: 'Your own ID for the appointment, returned with it everywhere',
		sends: ekaId('partner_appointment_id'),
	},
	partnerMetaField('Your own data, stored with the appointment and returned with it'),
	patientDetailsField,
	tokenField,
	videoField('appointment_details.video_connect'),
];
