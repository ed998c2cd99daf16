import type { IDataObject } from 'n8n-workflow';

import { integerId } from '../../../shared/fields/convert';
import type { Answer, StepsOperation } from '../../../shared/types';
import { caseLocator, clinicLocator, optional } from '../../fields';
import { collection, line } from '../../inputs';
import { hasRecord, patientLocator } from '../../records';
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

export const create: StepsOperation = {
	displayName: 'Create',
	value: 'create',
	action: 'Create authorization',
	description: 'Add an authorization of visits by the insurance to a case',
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
		caseLocator('The case that the visits belong to', 'spry_case_id'),
		{
			...line('authorization_reference_number', {
				displayName: 'Authorization Reference Number',
				placeholder: 'e.g. PA-2027-0042',
				description: 'The number that the insurance gave to the authorization',
			}),
			required: true,
		},
		collection('additionalFields', [
			...detailFields(),
			line('case_title', {
				displayName: 'Case Title',
				placeholder: 'e.g. Left knee rehabilitation',
				description: 'What the case is called',
			}),
			optional(patientLocator('The patient of the case', 'patient_id')),
			optional(clinicLocator('The clinic that treats the case')),
			{
				...line('organisation_id', {
					displayName: 'Organisation ID',
					placeholder: 'e.g. 77',
					description: 'The organisation, when it is not the one of the credential',
				}),
				sends: integerId('organisation_id'),
			},
		]),
	],
	async steps({ body }, send) {
		const answer = await send({
			method: 'POST',
			path: '/apis/soap-enrichment/v1/authorization',
			body: await withWholeCodes(body, send),
			isComplete: hasRecord,
		});
		return [{ json: dataOf(answer) }];
	},
};
