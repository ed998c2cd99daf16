import { inputRefusal } from '../../../shared/failure';
import { requestOperation } from '../../../shared/operation';
import type { ItemInput } from '../../../shared/types';
import { dataOf } from '../../vendor';
import { CALENDAR_PATH, calendarQuery } from './calendar';
import { createFields } from './create-fields';
import { sameAppointment } from './same-appointment';

function assertOrder({ body }: ItemInput): void {
	if (Number(body.end_timestamp) > Number(body.timestamp)) return;
	throw inputRefusal('End Time', 'is not after Start Time', 'Give an end that is later than the start.');
}

export const create = requestOperation({
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
	fields: createFields,
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
});
