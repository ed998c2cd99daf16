import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { authorizationLocator } from '../../records';
import { dataOf } from '../../vendor';
import { SIMPLIFIED_AUTHORIZATION } from './simplified';

export const get: RequestOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get authorization',
	description: 'Get one authorization',
	resend: 'always',
	whenRefused: 'Check the ID of the authorization.',
	simplified: SIMPLIFIED_AUTHORIZATION,
	fields: [authorizationLocator('The authorization to get')],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/apis/soap-enrichment/v1/authorization/${params.authorizationId}`,
		isComplete: (answer) => dataOf(answer).authorization_id !== undefined,
	}),
	output: (answer) => dataOf(answer),
};
