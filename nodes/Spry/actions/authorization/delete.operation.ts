import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { authorizationLocator } from '../../records';
import { codeOf } from '../../vendor';

/** Spry's word for "there is no such authorization". */
const NOT_FOUND = 4004;

export const deleteAuthorization = requestOperation({
	displayName: 'Delete',
	value: 'delete',
	action: 'Delete authorization',
	description: 'Permanently delete an authorization',
	resend: 'always',
	whenRefused: 'Check the ID of the authorization.',
	fields: [authorizationLocator('The authorization to delete', { as: false, required: true })],
	request: ({ params }) => ({
		method: 'DELETE',
		path: path`/apis/soap-enrichment/v1/authorization/${params.authorizationId}`,
		// After an attempt whose answer was lost, the one that is not there any more was deleted by that attempt.
		accepts: (answer) => answer.afterUnknown === true && answer.status === 200 && codeOf(answer) === NOT_FOUND,
	}),
	output: (_answer, { params }) => ({ deleted: true, authorization_id: params.authorizationId }),
});
