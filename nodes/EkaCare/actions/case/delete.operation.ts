import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { caseLocator, patientHeader, patientLocator } from '../../fields';
import { isDone } from '../changes';

const NOT_FOUND = 404;

export const deleteCase: RequestOperation = {
	displayName: 'Delete',
	value: 'delete',
	action: 'Delete case',
	description: 'Delete a case; its documents stay and only lose the link to it',
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the case.',
	fields: [
		patientLocator({ description: 'The patient whose case is deleted' }),
		caseLocator({ description: 'The case to delete' }),
	],
	request: ({ params }) => ({
		method: 'DELETE',
		path: path`/mr/api/v1/cases/${params.caseId}`,
		headers: patientHeader(params.patientId),
		// After an attempt whose answer was lost, the case is gone because of that attempt.
		accepts: ({ status, afterUnknown, unreadable }) => status === NOT_FOUND && afterUnknown === true && !unreadable,
		isComplete: (answer) => answer.status === NOT_FOUND || isDone(answer),
	}),
	output: (_answer, { params }) => ({ deleted: true, id: params.caseId }),
};
