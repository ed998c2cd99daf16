import { toBookingTime } from '../../../shared/fields/convert';
import { moment } from '../../../shared/fields/build';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import type { LookUp } from '../../../shared/types';
import { APPOINTMENT_FIELDS, appointmentIn, whenPartner } from '../../fields';
import { ekaId } from '../../kinds';
import { dataOf } from '../../vendor';
import { appointmentOf, readingOf, SIMPLE_APPOINTMENT } from './appointment-record';
import { byPartnerId } from './booking';
import { assertEndAfterStart } from './times';

export const reschedule = requestOperation({
	displayName: 'Reschedule',
	value: 'reschedule',
	action: 'Reschedule appointment',
	description: 'Move an appointment to another time. The output is the new appointment, which has a new ID.',
	// With an id of our own for the new appointment a lost answer can be looked up; without one each call makes another.
	resend: 'keyed',
	whenRefused: 'Check the ID of the appointment, that it is not over, and that the new time is free.',
	howToCheck:
		"Look into the doctor's calendar before running this item again. With IDs of your own the node finds out by itself.",
	simplified: [...SIMPLE_APPOINTMENT.slice(0, -1), 'prev_aids'],
	fields: [
		...APPOINTMENT_FIELDS,
		moment(
			'startTime',
			"The new start time. A time without an offset is in the workflow's time zone. Eka Care shows times in Asia/Kolkata.",
			{ as: 'start_time', required: true, example: '2027-01-15T09:30', convert: toBookingTime },
		),
		moment('endTime', 'The new end time, after the start time', {
			as: 'end_time',
			required: true,
			example: '2027-01-15T10:00',
			convert: toBookingTime,
		}),
		ekaId('newPartnerAppointmentId', 'Your own ID for the new appointment. It must not be in use yet.', {
			as: 'partner_appointment_id',
			required: true,
			example: 'APT-1024-2',
			...whenPartner,
		}),
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
});
