import type { IDataObject } from 'n8n-workflow';

import { integer, text } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import type { Answer } from '../../../shared/types';
import { caseLocator, clinicLocator, patientLocator } from '../../fields';
import { hasRecord } from '../../records';
import { dataOf, listOf } from '../../vendor';
import { detailFields, withWholeCodes } from './detail-fields';
import { SIMPLIFIED_AUTHORIZATION } from './simplified';

/** Clocks differ; an authorization with the same number that is older than this is another one. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** The authorization with this number that came into being after the request was sent. */
function sameAuthorization(answer: Answer, { authorization_reference_number: number }: IDataObject, sentAt: number) {
	const found = listOf(answer).find(
		({ authorization_reference_number, created_date }) =>
			authorization_reference_number === number &&
			Date.parse(String(created_date)) >= sentAt - CLOCK_TOLERANCE_MS,
	);
	return found && { ...found, id: found.authorization_id };
}

export const create = stepsOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create authorization',
	description: 'Add an insurance authorization for visits to a case',
	maps: true,
	// No key is documented: the same request again adds a second authorization.
	resend: 'never',
	lookUp: ({ body }, sentAt) => ({
		request: {
			method: 'GET',
			path: '/apis/soap-enrichment/v1/authorization',
			query: { case_id: body.spry_case_id },
		},
		find: (answer) => sameAuthorization(answer, body, sentAt),
	}),
	howToCheck:
		'Get the authorizations of the case and look for the reference number before running this item again: Spry would add a second one.',
	whenRefused:
		'Check that the case exists and belongs to the patient, that each end date is after its start date, and the IDs of the ICD codes and the clinic.',
	simplified: SIMPLIFIED_AUTHORIZATION,
	fields: [
		caseLocator('The case that the visits belong to', { as: 'spry_case_id', required: true }),
		text('authorizationReferenceNumber', 'The reference number that the insurer gave the authorization', {
			as: 'authorization_reference_number',
			required: true,
			example: 'PA-2027-0042',
		}),
		additionalFields(
			...detailFields(),
			text('caseTitle', 'The title of the case', { as: 'case_title', example: 'Left knee rehabilitation' }),
			patientLocator('The patient of the case', { as: 'patient_id' }),
			clinicLocator('The clinic that treats the case', { as: 'clinic_id' }),
			integer('organisationId', 'The organisation, if it differs from that of the credential', {
				as: 'organisation_id',
				example: '77',
				min: 1,
			}),
		),
	],
	async steps({ body }, request) {
		const answer = await request({
			method: 'POST',
			path: '/apis/soap-enrichment/v1/authorization',
			body: await withWholeCodes(body, request),
			isComplete: hasRecord,
		});
		return [{ json: dataOf(answer) }];
	},
});
