import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { caseLocator, patientHeader, patientLocator } from '../../fields';
import { assertChanges, isDone } from '../changes';
import { displayNameField, hiTypeField, occurredAtField, partnerMetaField, typeField } from './case-fields';

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update case',
	description: 'Change what is known of a case',
	maps: true,
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the case, and the changed fields.',
	fields: [
		patientLocator({ description: 'The patient whose case is changed' }),
		caseLocator({ description: 'The case to change' }),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				displayNameField,
				hiTypeField,
				occurredAtField,
				partnerMetaField('Your own data, stored with the case and returned with it'),
				typeField('The type of the case; another one can be given by an expression'),
			],
		},
	],
	request({ body, params }) {
		assertChanges(body);
		return {
			method: 'PATCH',
			path: path`/mr/api/v1/cases/${params.caseId}`,
			headers: patientHeader(params.patientId),
			body,
			isComplete: isDone,
		};
	},
	output: (_answer, { params }) => ({ success: true, id: params.caseId }),
};
