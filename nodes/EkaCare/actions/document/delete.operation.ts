import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { patientHeader, patientLocator } from '../../fields';
import { isDone } from '../changes';
import { documentLocator } from './document-fields';

const NOT_FOUND = 404;

export const deleteDocument: RequestOperation = {
	displayName: 'Delete',
	value: 'delete',
	action: 'Delete document',
	description: 'Delete a document with its files for good',
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the document.',
	fields: [
		patientLocator({ description: 'The patient whose document is deleted' }),
		documentLocator('The document to delete'),
	],
	request: ({ params }) => ({
		method: 'DELETE',
		path: path`/mr/api/v1/docs/${params.documentId}`,
		headers: patientHeader(params.patientId),
		// After an attempt whose answer was lost, the document is gone because of that attempt.
		accepts: ({ status, afterUnknown, unreadable }) => status === NOT_FOUND && afterUnknown === true && !unreadable,
		isComplete: (answer) => answer.status === NOT_FOUND || isDone(answer),
	}),
	output: (_answer, { params }) => ({ deleted: true, document_id: params.documentId }),
};
