import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { idLocator } from '../../fields';
import { dataOf } from '../../vendor';

export const get: RequestOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get prescription',
	description: 'Get a prescription with its medicines, findings and advice',
	resend: 'always',
	whenRefused: 'Check the ID of the prescription. Eka Care tells it in its events and with an appointment.',
	fields: [
		idLocator(
			{
				displayName: 'Prescription',
				name: 'prescriptionId',
				description: 'The prescription to get, as an event or an appointment names it',
				required: true,
			},
			'P-DW-5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
		),
	],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/dr/v1/prescription/${params.prescriptionId}`,
		isComplete: (answer) =>
			dataOf(answer).prescription_id !== undefined || Array.isArray(dataOf(answer).prescription_details),
	}),
	output: (answer) => dataOf(answer),
};
