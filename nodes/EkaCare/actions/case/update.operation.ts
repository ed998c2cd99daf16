import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { caseLocator, patientHeader, patientLocator } from '../../fields';
import { assertChanges, isDone } from '../changes';
import { displayNameField, hiTypeField, occurredAtField, partnerMetaField, typeField } from './case-fields';

export const update = requestOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update case',
	description: 'Change the details of a case',
	maps: true,
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the case, and the changed fields.',
	fields: [
		patientLocator('The patient whose case is changed', { as: false, required: true }),
		caseLocator('The case to change', { as: false, required: true }),
		updateFields(
			displayNameField,
			hiTypeField,
			occurredAtField,
			partnerMetaField('Your own data, stored and returned with the case'),
			typeField('The type of the case. You can give another type with an expression.'),
		),
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
});
