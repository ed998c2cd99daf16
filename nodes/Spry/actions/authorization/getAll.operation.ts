import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { RequestOperation } from '../../../shared/types';
import { caseLocator } from '../../fields';
import { upTo } from '../../pages';
import { hasList } from '../../records';
import { listOf } from '../../vendor';
import { SIMPLIFIED_AUTHORIZATION } from './simplified';

export const getAll: RequestOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many authorizations',
	description: 'Get the authorizations of one case',
	resend: 'always',
	whenRefused: 'Check the ID of the case.',
	simplified: SIMPLIFIED_AUTHORIZATION,
	fields: [
		// The parameter is called case_id, but what it takes is the spry_case_id.
		caseLocator('The case whose authorizations to get', 'case_id'),
		...LIST_FIELDS,
	],
	request: ({ body }) => ({
		method: 'GET',
		path: '/apis/soap-enrichment/v1/authorization',
		query: body,
		isComplete: hasList,
	}),
	output: (answer, { params }) => upTo(listOf(answer), limitIn(params)),
};
