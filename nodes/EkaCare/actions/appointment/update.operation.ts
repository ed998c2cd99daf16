import type { IDataObject } from 'n8n-workflow';

import { epochSeconds } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { LookUp, RequestOperation } from '../../../shared/types';
import { APPOINTMENT_FIELDS, appointmentIn } from '../../fields';
import { dataOf } from '../../vendor';
import { assertChanges, isDone } from '../changes';
import { changed, readingOf } from './appointment-record';
import { customAttributesField, displayMetaField, partnerMetaField, tokenField, videoField } from './detail-fields';
import { patientDetailsField } from './patient-fields';
import { assertEndAfterStart } from './times';

/** After new times the old appointment names another in its place, or has the times itself. */
function isMoved(found: IDataObject, { start_time, end_time }: IDataObject): boolean {
	const has = (name: 'start_time' | 'end_time', wanted: unknown) =>
		wanted === undefined || Number(found[name]) === wanted;
	const isReplaced = /^RE/.test(String(found.status ?? '')) || Boolean(found.next_aid);
	return isReplaced || (has('start_time', start_time) && has('end_time', end_time));
}

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update appointment',
	description: 'Change what is known of an appointment',
	maps: true,
	// Without new times the same values are set again; with them each call could make another appointment.
	resend: 'always',
	howToCheck: "Look into the doctor's calendar before running this item again.",
	whenRefused: 'Check the ID of the appointment and the changed fields, and that a new time is free.',
	fields: [
		...APPOINTMENT_FIELDS,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				customAttributesField('custom_attributes'),
				displayMetaField,
				{
					displayName: 'End Time',
					name: 'endTime',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-01-15T10:00',
					description: 'When the appointment ends; without an offset in the time zone of the workflow',
					sends: epochSeconds('end_time'),
				},
				partnerMetaField('Your own data; what the appointment had before is replaced as a whole'),
				patientDetailsField,
				{
					displayName: 'Start Time',
					name: 'startTime',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-01-15T09:30',
					description:
						'When the appointment starts. Another appointment takes its place then, whose ID only the operation Reschedule outputs.',
					sends: epochSeconds('start_time'),
				},
				tokenField,
				videoField('video_connect', { joined: true }),
			],
		},
	],
	request({ body, params }) {
		assertChanges(body);
		assertEndAfterStart(body.start_time, body.end_time);
		const { id, query } = appointmentIn(params);
		const isMove = body.start_time !== undefined || body.end_time !== undefined;
		const lookUp = (): LookUp => ({
			request: readingOf(params),
			find: (answer) => (isMoved(dataOf(answer), body) ? dataOf(answer) : undefined),
		});
		return {
			method: 'PATCH',
			path: path`/dr/v1/appointment/${id}`,
			query,
			body,
			isComplete: isDone,
			...(isMove && { resend: 'keyed', lookUp }),
		};
	},
	output: (_answer, { params }) => changed(params),
};
