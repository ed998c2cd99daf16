import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { patientLocator } from '../../fields';
import { isDone, isGone } from '../../vendor';

export const archive: RequestOperation = {
	displayName: 'Archive',
	value: 'archive',
	action: 'Archive patient',
	description: 'Archive a patient, who then no longer appears in searches',
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	fields: [patientLocator({ description: 'The patient to archive' })],
	request: ({ params }) => ({
		method: 'DELETE',
		path: path`/profiles/v1/patient/${params.patientId}`,
		accepts: isGone,
		isComplete: (answer) => isGone(answer) || isDone(answer),
	}),
	output: (_, { params }) => ({ success: true, archived: true, oid: params.patientId }),
};
