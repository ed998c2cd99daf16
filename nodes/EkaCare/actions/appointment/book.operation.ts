import type { IDataObject } from 'n8n-workflow';

import { choice, epochSeconds, integer, text } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import type { ItemInput, StepsOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import {
	clinicLocator,
	doctorLocator,
	idLocator,
	idsAreField,
	patientLocator,
	whenEka,
	whenPartner,
} from '../../fields';
import { MOST_DAYS } from '../slot/slots';
import { bookAt } from './book-at';
import { earlierBooking, lookUpOf } from './booking';
import { bookingFields } from './booking-fields';
import { bookFirstFree, SEARCH_DAYS } from './first-free';
import { assertEndAfterStart } from './times';

const FIRST_FREE = 'firstFree';
const whenFirstFree = { show: { chooseTimeBy: [FIRST_FREE] } };

/** Slots are asked for by Eka Care's own ids, and say themselves when they end. */
function assertSlotsCanBeAsked({ idType }: IDataObject, details: Record<string, unknown>): void {
	if (idType === 'partner') {
		throw inputRefusal(
			'IDs Are',
			"must be Eka Care's to book the first free slot",
			"Choose Eka Care's IDs, which the operations Get Many of doctors and clinics tell, or give a start time.",
		);
	}
	if (details.end_time === undefined) return;
	throw inputRefusal('End Time', 'does not go with the first free slot', 'Remove it; the slot says when it ends.');
}

/** Rules that concern two fields at once. */
function assertConsistent({ body, params }: ItemInput): void {
	const details = isRecord(body.appointment_details) ? body.appointment_details : {};
	const patient = params.patientId ?? params.partnerPatientId ?? params.patientDetails;
	if (patient === undefined) {
		const label = params.idType === 'partner' ? 'Partner Patient' : 'Patient';
		throw inputRefusal(label, 'is empty', 'Give the ID of the patient, or add the field Patient Details.');
	}
	if (params.chooseTimeBy !== FIRST_FREE) assertEndAfterStart(details.start_time, details.end_time);
	else assertSlotsCanBeAsked(params, details);
	if (details.video_connect !== undefined && details.mode !== 'VIDEO') {
		throw inputRefusal('Video Details', 'needs the mode Video', 'Set Mode to Video, or remove the video details.');
	}
}

export const book: StepsOperation = {
	displayName: 'Book',
	value: 'book',
	action: 'Book appointment',
	description:
		'Book an appointment with a doctor at a clinic; with a Partner Appointment ID the same one is never booked twice',
	maps: true,
	// With an id of the caller's own a lost answer can be looked up; without one a repeat books again.
	resend: 'keyed',
	whenRefused:
		'Check the doctor, the clinic and the patient, that the doctor works at this clinic, and that the time is still free.',
	fields: [
		idsAreField('Whose IDs name the doctor, the clinic and the patient'),
		doctorLocator({
			description: 'The doctor who sees the patient',
			displayOptions: whenEka,
			as: 'doctor_id',
		}),
		clinicLocator({
			description: 'The clinic where the appointment takes place',
			displayOptions: whenEka,
			as: 'clinic_id',
		}),
		patientLocator({
			description: 'The patient; may stay empty when Patient Details are given',
			displayOptions: whenEka,
			required: false,
			as: 'patient_id',
		}),
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
			displayName: 'Choose Time By',
			name: 'chooseTimeBy',
			isSwitch: true,
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Book First Free Slot',
					value: FIRST_FREE,
					description: "Ask for the doctor's slots and take the first that is free",
				},
				{ name: 'Start Time', value: 'startTime', description: 'Book at the time that is given' },
			],
			default: 'startTime',
			description: 'How it is known when the appointment starts',
			sends: choice(),
		},
		{
			displayName: 'Earliest Time',
			name: 'earliestTime',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2027-01-15T09:30',
			description:
				'Only slots that start then or later; left empty, from now on. Without an offset it is taken in the time zone of the workflow.',
			displayOptions: whenFirstFree,
			sends: epochSeconds(),
		},
		{
			displayName: 'Service',
			name: 'service',
			type: 'string',
			default: '',
			placeholder: 'e.g. Consultation',
			description: 'Only slots of this service, by its name or its ID (conf_id); left empty, of any',
			displayOptions: whenFirstFree,
			sends: text(),
		},
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15T09:30',
			description:
				'When the appointment starts. Without an offset it is taken in the time zone of the workflow; Eka Care shows times in Asia/Kolkata.',
			displayOptions: { hide: { chooseTimeBy: [FIRST_FREE] } },
			sends: epochSeconds('appointment_details.start_time'),
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: bookingFields,
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'If Partner Appointment ID Exists',
					name: 'ifExists',
					type: 'options',
					options: [
						{
							name: 'Continue',
							value: 'continue',
							description:
								'Look before booking, and output the appointment that was booked with it for the same time',
						},
						{
							name: 'Leave to Eka Care',
							value: 'book',
							description: 'Book at once, and look only when Eka Care refuses it',
						},
					],
					default: 'book',
					description:
						'How to find out that an appointment has this ID already, as after a run that was broken off. To continue is the safe choice and takes one more request.',
					sends: choice(),
				},
				{
					displayName: 'Search Days',
					name: 'searchDays',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: MOST_DAYS },
					default: SEARCH_DAYS,
					description: 'How many days are searched for the first free slot, each with one request',
					sends: integer(undefined, { min: 1, max: MOST_DAYS }),
				},
			],
		},
	],
	lookUp: ({ body }) => lookUpOf(body),
	howToCheck:
		"Look into the doctor's calendar before running this item again. With a Partner Appointment ID the node finds out by itself.",
	async steps(input, send) {
		assertConsistent(input);
		const isRepeatable = input.params.ifExists === 'continue';
		const earlier = isRepeatable ? await earlierBooking(input.body, send) : undefined;
		if (earlier) return [{ json: { ...earlier, alreadyExisted: true } }];
		if (input.params.chooseTimeBy === FIRST_FREE) return [{ json: await bookFirstFree(input, send) }];
		const booked = await bookAt(input, send, book);
		return [{ json: isRepeatable ? { alreadyExisted: false, ...booked } : booked }];
	},
};
