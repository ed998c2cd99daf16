import type { IDataObject } from 'n8n-workflow';

import { json } from '../../../shared/fields/build';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { APPOINTMENT_FIELDS, appointmentIn } from '../../fields';
import { isDone } from '../changes';
import { changed } from './appointment-record';

export const setCustomAttributes = requestOperation({
	displayName: 'Set Custom Attributes',
	value: 'setCustomAttributes',
	action: 'Set custom attributes of appointment',
	description: 'Set the custom attributes that you agreed with Eka Care for an appointment',
	// Setting the same values twice is the same as once.
	resend: 'always',
	whenRefused: 'Check the ID of the appointment, and that Eka Care knows the attributes and their values.',
	fields: [
		...APPOINTMENT_FIELDS,
		json(
			'customAttributes',
			'The attributes as a JSON object. Other attributes of the appointment keep their value.',
			{
				as: false,
				required: true,
				example: '{"payment_status": ["paid"]}',
			},
		),
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
});
