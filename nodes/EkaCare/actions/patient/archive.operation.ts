import { path } from '../../../shared/path';
import type { RequestOperation } from '../../../shared/types';
import { patientLocator } from '../../fields';
import { isDone } from '../../vendor';
import { isNobody } from './profiles';

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
		// Gone after an attempt whose answer was lost: it was that attempt.
		accepts: (answer) => answer.afterUnknown === true && isNobody(answer),
		isComplete: (answer) => isNobody(answer) || isDone(answer),
	}),
	output: (_, { params }) => ({ success: true, archived: true, oid: params.patientId }),
};
