import { epochSeconds } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { LookUp, RequestOperation } from '../../../shared/types';
import { APPOINTMENT_FIELDS, appointmentIn, ekaId, whenPartner } from '../../fields';
import { dataOf } from '../../vendor';
import { appointmentOf, readingOf, SIMPLE_APPOINTMENT } from './appointment-record';
import { byPartnerId } from './booking';
import { assertEndAfterStart } from './times';

export const reschedule: RequestOperation = {
	displayName: 'Reschedule',
	value: 'reschedule',
	action: 'Reschedule appointment',
	description: 'Move an appointment to another time; the output is the new appointment, which has another ID',
	// With an id of our own for the new appointment a lost answer can be looked up; without one each call makes another.
	resend: 'keyed',
	whenRefused: 'Check the ID of the appointment, that it is not over, and that the new time is free.',
	howToCheck:
		"Look into the doctor's calendar before running this item again. With IDs of your own the node finds out by itself.",
	simplified: [...SIMPLE_APPOINTMENT.slice(0, -1), 'prev_aids'],
	fields: [
		...APPOINTMENT_FIELDS,
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15T09:30',
			description:
				'When the appointment starts now. Without an offset it is taken in the time zone of the workflow; Eka Care shows times in Asia/Kolkata.',
			sends: epochSeconds('start_time'),
		},
		{
			displayName: 'End Time',
			name: 'endTime',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15T10:00',
			description: 'When the appointment ends now, later than it starts',
			sends: epochSeconds('end_time'),
		},
		{
			displayName: 'New Partner Appointment ID',
			name: 'newPartnerAppointmentId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. APT-1024-2',
			description: 'Your own ID for the new appointment; it must not be in use yet',
			// Eka Care takes the id in the path for the partner's exactly when this one is sent.
			displayOptions: whenPartner,
			sends: ekaId('partner_appointment_id'),
		},
	],
	lookUp({ params, body }): LookUp {
		const { newPartnerAppointmentId: key } = params;
		if (key !== undefined) return byPartnerId(String(key), (found) => Number(found.start_time) === body.start_time);
		// The old appointment names the one in its place, so it can at least be told that there is one.
		return {
			request: readingOf(params),
			find(answer) {
				const { next_aid } = dataOf(answer);
				return next_aid ? { ...dataOf(answer), id: next_aid } : undefined;
			},
		};
	},
	request({ params, body }) {
		assertEndAfterStart(body.start_time, body.end_time);
		return {
			method: 'PATCH',
			path: path`/appointments/v1/${appointmentIn(params).id}/reschedule`,
			body,
			resend: params.newPartnerAppointmentId === undefined ? 'never' : 'keyed',
			isComplete: (answer) => dataOf(answer).appointment_id !== undefined,
		};
	},
	output: appointmentOf,
};
