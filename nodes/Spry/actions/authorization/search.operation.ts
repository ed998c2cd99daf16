import { integerId } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { RequestOperation } from '../../../shared/types';
import { collection, line } from '../../inputs';
import { upTo } from '../../pages';
import { hasList } from '../../records';
import { listOf } from '../../vendor';
import { SIMPLIFIED_AUTHORIZATION } from './simplified';

export const search: RequestOperation = {
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
		collection('filters', [
			line('patientName', {
				displayName: 'Patient Name',
				placeholder: 'e.g. Lindqvist',
				description: 'A part of the name of the patient',
			}),
			line('authorizationReferenceNumber', {
				displayName: 'Authorization Reference Number',
				placeholder: 'e.g. PA-2027-0042',
				description: 'The number that the insurance gave to the authorization',
			}),
			{
				...line('organisationId', {
					displayName: 'Organisation ID',
					placeholder: 'e.g. 77',
					description: 'The organisation that the authorizations belong to',
				}),
				sends: integerId('organisationId'),
			},
		]),
	],
	request: ({ body }) => ({
		method: 'GET',
		path: '/apis/soap-enrichment/v1/authorization/search',
		query: body,
		isComplete: hasList,
	}),
	output: (answer, { params }) => upTo(listOf(answer), limitIn(params)),
};
