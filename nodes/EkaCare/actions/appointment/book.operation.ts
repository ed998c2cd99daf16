import type { IDataObject } from 'n8n-workflow';

import { epochSeconds } from '../../../shared/convert';
import { inputRefusal } from '../../../shared/failure';
import { path } from '../../../shared/path';
import type { ItemInput, RequestOperation } from '../../../shared/types';
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
import { dataOf } from '../../vendor';
import { bookingFields } from './booking-fields';

const NOT_FOUND = 404;

/** An older appointment under the same id of ours is not the one that was just sent. */
function isThisBooking(found: IDataObject, { appointment_details }: IDataObject): boolean {
	const wanted = isRecord(appointment_details) ? appointment_details.start_time : undefined;
	const isSameTime = found.start_time === undefined || Number(found.start_time) === wanted;
	const isCancelled = /^(CN|PC)/.test(String(found.status ?? ''));
	return found.appointment_id !== undefined && isSameTime && !isCancelled;
}

/** Rules that concern two fields at once. */
function assertConsistent({ body, params }: ItemInput): void {
	const details = isRecord(body.appointment_details) ? body.appointment_details : {};
	const patient = params.patientId ?? params.partnerPatientId ?? params.patientDetails;
	if (patient === undefined) {
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

export const book: RequestOperation = {
	displayName: 'Book',
	value: 'book',
	action: 'Book appointment',
	description: 'Book an appointment with a doctor at a clinic',
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
			options: bookingFields,
		},
	],
	lookUp({ body, params: { partnerAppointmentId } }) {
		if (partnerAppointmentId === undefined) return undefined;
		return {
			request: {
				method: 'GET',
				path: path`/dr/v1/appointment/${partnerAppointmentId}`,
				query: { partner_id: 1 },
				// A page of a server in between says nothing of the appointment.
				accepts: ({ status, unreadable }) => status === NOT_FOUND && !unreadable,
				isComplete: (answer) => answer.status === NOT_FOUND || isThisBooking(dataOf(answer), body),
			},
			find: (answer) => (answer.status === NOT_FOUND ? undefined : dataOf(answer)),
		};
	},
	howToCheck:
		"Look into the doctor's calendar before running this item again. With a Partner Appointment ID the node finds out by itself.",
	request(input) {
		assertConsistent(input);
		return {
			method: 'POST',
			path: '/dr/v1/appointment',
			body: input.body,
			isComplete: (answer) => dataOf(answer).appointment_id !== undefined,
		};
	},
	output: (answer) => dataOf(answer),
};
