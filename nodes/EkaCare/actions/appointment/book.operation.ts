import { choice, epochSeconds, group, integer, jsonObject, text } from '../../../shared/convert';
import { inputRefusal } from '../../../shared/failure';
import type { Field, ItemInput, Operation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { ekaId, idLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { assertDisplayable } from './metadata';
import { patientDetailsField } from './patient-fields';

const whenEka = { show: { idType: ['eka'] } };
const whenPartner = { show: { idType: ['partner'] } };

const additionalFields: Field[] = [
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

/** Rules that concern two fields at once. */
function assertConsistent({ body, params }: ItemInput): void {
	const details = isRecord(body.appointment_details) ? body.appointment_details : {};
	if (params.patientId === undefined && params.partnerPatientId === undefined && params.patientDetails === undefined) {
		const label = params.idType === 'partner' ? 'Partner Patient' : 'Patient';
		throw inputRefusal(label, 'is empty', 'Give the ID of the patient, or add the field Patient Details.');
	}
	if (Number(details.end_time) <= Number(details.start_time)) {
		throw inputRefusal('End Time', 'is not after the start time', 'Give an end that is later than the start.');
	}
	if (details.video_connect !== undefined && details.mode !== 'VIDEO') {
		throw inputRefusal('Video Details', 'needs the mode Video', 'Set Mode to Video, or remove the video details.');
	}
}

export const book: Operation = {
	displayName: 'Book',
	value: 'book',
	action: 'Book appointment',
	description: "Book an appointment with a doctor at a clinic",
	// With an id of the caller's own a lost answer can be looked up; without one a repeat books again.
	resend: 'keyed',
	whenRefused:
		'Check the doctor, the clinic and the patient, that the doctor works at this clinic, and that the time is still free.',
	fields: [
		{
			displayName: 'IDs Are',
			name: 'idType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: "Eka Care's", value: 'eka', description: 'The IDs that Eka Care gave' },
				{ name: 'Our Own', value: 'partner', description: 'Your own IDs, as registered with Eka Care' },
			],
			default: 'eka',
			description: 'Whose IDs name the doctor, the clinic and the patient',
			sends: choice(),
		},
		idLocator(
			{
				displayName: 'Doctor',
				name: 'doctorId',
				description: 'The doctor who sees the patient',
				displayOptions: whenEka,
				required: true,
			},
			'161467756044203',
			'doctor_id',
		),
		idLocator(
			{
				displayName: 'Clinic',
				name: 'clinicId',
				description: 'The clinic where the appointment takes place',
				displayOptions: whenEka,
				required: true,
			},
			'6698e6e1b2d1b40012345678',
			'clinic_id',
		),
		idLocator(
			{
				displayName: 'Patient',
				name: 'patientId',
				description: 'The patient; may stay empty when Patient Details are given',
				displayOptions: whenEka,
			},
			'175074536120088',
			'patient_id',
		),
		idLocator(
			{
				displayName: 'Partner Doctor',
				name: 'partnerDoctorId',
				description: 'Your own ID of the doctor who sees the patient',
				displayOptions: whenPartner,
				required: true,
			},
			'DOC-7',
			'partner_doctor_id',
		),
		idLocator(
			{
				displayName: 'Partner Clinic',
				name: 'partnerClinicId',
				description: 'Your own ID of the clinic where the appointment takes place',
				displayOptions: whenPartner,
				required: true,
			},
			'CLINIC-2',
			'partner_clinic_id',
		),
		idLocator(
			{
				displayName: 'Partner Patient',
				name: 'partnerPatientId',
				description: 'Your own ID of the patient; may stay empty when Patient Details are given',
				displayOptions: whenPartner,
			},
			'PAT-1024',
			'partner_patient_id',
		),
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15T09:30',
			description:
				'When the appointment starts. Without an offset it is taken in the time zone of the workflow; Eka Care shows times in Asia/Kolkata.',
			sends: epochSeconds('appointment_details.start_time'),
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: additionalFields,
		},
	],
	request(input) {
		assertConsistent(input);
		return { method: 'POST', path: '/dr/v1/appointment', body: input.body };
	},
	isComplete: (answer) => dataOf(answer).appointment_id !== undefined,
	output: (answer) => dataOf(answer),
};
