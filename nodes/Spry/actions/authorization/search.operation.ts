import { integer, text } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { upTo } from '../../pages';
import { hasList } from '../../records';
import { listOf } from '../../vendor';
import { SIMPLIFIED_AUTHORIZATION } from './simplified';

export const search = requestOperation({
	displayName: 'Search',
	value: 'search',
	action: 'Search authorizations',
	description: 'Find authorizations of all cases by patient or reference number',
	resend: 'always',
	whenRefused: 'Check that the organisation is the one of the credential.',
	simplified: SIMPLIFIED_AUTHORIZATION,
	fields: [
		...LIST_FIELDS,
		// Unlike everywhere else in Spry the names of these parameters are in camelCase.
		filters(
			text('patientName', "Part of the patient's name", { as: 'patientName', example: 'Lindqvist' }),
			text('authorizationReferenceNumber', 'The reference number that the insurer gave the authorization', {
				as: 'authorizationReferenceNumber',
				example: 'PA-2027-0042',
			}),
			integer('organisationId', 'Only authorizations of this organisation', {
				as: 'organisationId',
				example: '77',
				min: 1,
			}),
		),
	],
	request: ({ body }) => ({
		method: 'GET',
		path: '/apis/soap-enrichment/v1/authorization/search',
		query: body,
		isComplete: hasList,
	}),
	output: (answer, { params }) => upTo(listOf(answer), limitIn(params)),
});
