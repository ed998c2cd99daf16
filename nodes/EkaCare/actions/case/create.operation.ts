import { randomUUID } from 'node:crypto';

import { choice } from '../../../shared/fields/build';
import { additionalFields, options } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import { patientHeader, patientLocator } from '../../fields';
import { ekaId } from '../../kinds';
import { dataOf } from '../../vendor';
import { displayNameField, hiTypeField, occurredAtField, partnerMetaField, typeField } from './case-fields';

const CONFLICT = 409;

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description: "Create a case that groups a patient's documents",
	maps: true,
	// The caller chooses the id, so the same request again is answered with 409 instead of a second case.
	resend: 'always',
	howToCheck:
		"Look through the patient's cases before running this item again: without a Case ID of your own a second one is created. With it nothing is created twice.",
	whenRefused:
		'Check the patient ID and the fields of the case. If it is the case ID that exists already, choose under Options > If Case ID Exists whether to go on.',
	fields: [
		patientLocator('The patient to create the case for', { as: false, required: true }),
		required(displayNameField),
		required(occurredAtField),
		additionalFields(
			ekaId('id', 'Your own ID for the case. If empty, a new ID is created.', {
				as: 'id',
				label: 'Case ID',
				example: '5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
			}),
			hiTypeField,
			partnerMetaField('Your own data, stored and returned with the case'),
			typeField('The type of the case. If left out, Outpatient. You can give another type with an expression.'),
		),
		options(
			choice('ifExists', 'What to do if the patient already has a case with this ID', {
				as: false,
				label: 'If Case ID Exists',
				options: {
					continue: { name: 'Continue', description: 'Output the ID and say that the case already existed' },
					fail: { name: 'Fail the Item', description: 'Fail this item' },
				},
				default: 'fail',
			}),
		),
	],
	request({ body, params }) {
		const isOurs = body.id === undefined;
		// Eka Care's samples complain about a missing type although it is optional on paper.
		body.type ??= 'OP';
		body.id ??= randomUUID();
		return {
			// A second run of the item would give the case another id.
			isNewEachRun: isOurs,
			done: () => `The case was created with the ID ${String(body.id)}.`,
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
});
