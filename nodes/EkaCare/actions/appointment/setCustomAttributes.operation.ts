import type { IDataObject } from 'n8n-workflow';

import { jsonObject } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { APPOINTMENT_FIELDS, appointmentIn } from '../../fields';
import { isDone } from '../changes';
import { changed } from './appointment-record';

export const setCustomAttributes: RequestOperation = {
	displayName: 'Set Custom Attributes',
	value: 'setCustomAttributes',
	action: 'Set custom attributes of appointment',
	description: 'Set attributes of an appointment that were agreed with Eka Care',
	// Setting the same values twice is the same as once.
	resend: 'always',
	whenRefused: 'Check the ID of the appointment, and that Eka Care knows the attributes and their values.',
	fields: [
		...APPOINTMENT_FIELDS,
		{
			displayName: 'Custom Attributes',
			name: 'customAttributes',
			type: 'json',
			default: '{}',
			required: true,
			placeholder: 'e.g. {"payment_status": ["paid"]}',
			description: 'The attributes as a JSON object; others of the appointment stay as they are',
			sends: jsonObject(),
		},
	],
	request({ params }) {
		const { id, query } = appointmentIn(params);
		return {
			method: 'PATCH',
			path: path`/dr/v1/appointment/${id}/custom_attribute`,
			query,
			body: params.customAttributes as IDataObject,
			isComplete: isDone,
		};
	},
	output: (_answer, { params }) => changed(params),
};
