import { choice, epochSeconds, group, integer, jsonObject, text } from '../../../shared/convert';
import type { Field } from '../../../shared/types';
import { ekaId } from '../../fields';
import { assertDisplayable } from './metadata';
import { patientDetailsField } from './patient-fields';

/** What may be said of an appointment besides doctor, clinic, patient and time. */
export const bookingFields: Field[] = [
	{
		displayName: 'Custom Attributes',
		name: 'customAttributes',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"label": ["new patient"], "tags": ["knee"]}',
		description: 'Attributes agreed with Eka Care; the lists "label" and "tags" are always available',
		sends: jsonObject('appointment_details.custom_attributes'),
	},
	{
		displayName: 'Display Metadata',
		name: 'displayMeta',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"referred_by": "Dr. Osei"}',
		description:
			'Shown on the appointment card: keys of at most 30 characters, values (text or number) of at most 50',
		sends: jsonObject('display_meta', assertDisplayable),
	},
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
	{
		displayName: 'Partner Metadata',
		name: 'partnerMeta',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"campaign": "spring"}',
		description: 'Your own data, stored with the appointment and returned with it',
		sends: jsonObject('partner_meta'),
	},
	patientDetailsField,
	{
		displayName: 'Token',
		name: 'token',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		placeholder: 'e.g. 7',
		description: 'The number in the queue of the day',
		sends: integer('token', { min: 0 }),
	},
	{
		displayName: 'Video Details',
		name: 'videoConnect',
		type: 'fixedCollection',
		placeholder: 'Add Video Details',
		default: {},
		description: 'Where the video call takes place; only with the mode Video',
		sends: group('appointment_details.video_connect'),
		options: [
			{
				displayName: 'Video Call',
				name: 'details',
				values: [
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. https://meet.example.com/room-7',
						description: 'The address of the video call',
						sends: text('url', {
							pattern: /^https:\/\/\S+$/i,
							expects: 'Give an address that starts with https://.',
						}),
					},
					{
						displayName: 'Vendor',
						name: 'vendor',
						type: 'options',
						options: [
							{ name: '100ms', value: '100ms' },
							{ name: 'Other', value: 'other' },
						],
						default: 'other',
						required: true,
						description: 'Who runs the video call; another name can be given by an expression',
						// Eka Care's pages disagree about the values: 100ms in one list, other in the samples.
						sends: choice('vendor', { open: true }),
					},
				],
			},
		],
	},
];
