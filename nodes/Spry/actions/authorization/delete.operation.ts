import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { authorizationLocator } from '../../records';
import { codeOf } from '../../vendor';

/** Spry's word for "there is no such authorization". */
const NOT_FOUND = 4004;

export const deleteAuthorization: RequestOperation = {
	displayName: 'Delete',
	value: 'delete',
	action: 'Delete authorization',
	description: 'Delete an authorization permanently',
	resend: 'always',
	whenRefused: 'Check the ID of the authorization.',
	fields: [authorizationLocator('The authorization to delete')],
	request: ({ params }) => ({
		method: 'DELETE',
		path: path`/apis/soap-enrichment/v1/authorization/${params.authorizationId}`,
		// After an attempt whose answer was lost, the one that is not there any more was deleted by that attempt.
		accepts: (answer) => answer.afterUnknown === true && answer.status === 200 && codeOf(answer) === NOT_FOUND,
	}),
	output: (_answer, { params }) => ({ deleted: true, authorization_id: params.authorizationId }),
};
