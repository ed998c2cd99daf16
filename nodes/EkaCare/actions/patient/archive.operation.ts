import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { patientLocator } from '../../fields';
import { isDone, isGone } from '../../vendor';

export const archive = requestOperation({
	displayName: 'Archive',
	value: 'archive',
	action: 'Archive patient',
	description: 'Archive a patient so that they no longer appear in searches',
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	fields: [patientLocator('The patient to archive', { as: false, required: true })],
	request: ({ params }) => ({
		method: 'DELETE',
		path: path`/profiles/v1/patient/${params.patientId}`,
		accepts: isGone,
		isComplete: (answer) => isGone(answer) || isDone(answer),
	}),
	output: (_, { params }) => ({ success: true, archived: true, oid: params.patientId }),
});
