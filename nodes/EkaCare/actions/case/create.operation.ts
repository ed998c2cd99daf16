import { randomUUID } from 'node:crypto';

import { choice } from '../../../shared/fields/convert';
import type { RequestOperation } from '../../../shared/types';
import { ekaId, patientHeader, patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { displayNameField, hiTypeField, occurredAtField, partnerMetaField, typeField } from './case-fields';

const CONFLICT = 409;

export const create: RequestOperation = {
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description: "Create a case that groups a patient's documents",
	maps: true,
	// The caller chooses the id, so the same request again is answered with 409 instead of a second case.
	resend: 'always',
	whenRefused:
		'Check the patient ID and the fields of the case. If it is the case ID that exists already, choose under Options > If Case ID Exists whether to go on.',
	fields: [
		patientLocator({ description: 'The patient whose case is created' }),
		{ ...displayNameField, required: true },
		{ ...occurredAtField, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Case ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
					description: 'Your own ID for the case; left empty, a new one is made',
					sends: ekaId('id'),
				},
				hiTypeField,
				partnerMetaField('Your own data, stored with the case and returned with it'),
				typeField('The type of the case, Outpatient when left out; another one can be given by an expression'),
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'If Case ID Exists',
					name: 'ifExists',
					type: 'options',
					options: [
						{
							name: 'Continue',
							value: 'continue',
							description: 'Output the ID and say that the case already existed',
						},
						{ name: 'Stop With an Error', value: 'fail', description: 'Treat it as an error of this item' },
					],
					default: 'fail',
					description: 'What to do when the patient already has a case with this ID',
					sends: choice(),
				},
			],
		},
	],
	request({ body, params }) {
		const isOurs = body.id === undefined;
		// Eka Care's samples complain about a missing type although it is optional on paper.
		body.type ??= 'OP';
		body.id ??= randomUUID();
		return {
			method: 'POST',
			path: '/mr/api/v1/cases',
			headers: patientHeader(params.patientId),
			body,
			// After an attempt whose answer was lost, the case that "exists already" is the one of that attempt.
			accepts: ({ status, afterUnknown }) =>
				status === CONFLICT && ((isOurs && afterUnknown === true) || params.ifExists === 'continue'),
			isComplete: (answer) => answer.status === CONFLICT || dataOf(answer).id !== undefined,
		};
	},
	output: (answer, { body }) => {
		if (answer.status !== CONFLICT) return { ...dataOf(answer), alreadyExisted: false };
		return { id: body.id, alreadyExisted: answer.afterUnknown !== true };
	},
};
