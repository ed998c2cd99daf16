import type { IDataObject } from 'n8n-workflow';

import { toWallTime } from '../../../shared/fields/convert';
import { choice, integer, json, kindOf, moment, text } from '../../../shared/fields/build';
import type { SendRequest } from '../../../shared/types';
import { phone } from '../../kinds';
import { wholeCodes } from '../case/complete';
import { icdCodesField } from '../case/icd-fields';
import { toObjectList } from './convert';
import { payerField } from './payer-field';

const CODES_LABEL = 'ICD Codes';

/** Unlike for blocked time there is no word on the zone, so it is the clock of the workflow's time zone. */
const time = kindOf(moment, { example: '2027-01-15T00:00', convert: toWallTime });

/** What an authorization has when it is created and when it is changed. */
export function detailFields() {
	return [
		time('planStartDate', 'When the insurance plan begins', { as: 'plan_start_date' }),
		time('planEndDate', 'When the insurance plan ends', { as: 'plan_end_date' }),
		time('effectiveStartDate', 'The first day of the authorization', { as: 'effective_start_date' }),
		time('effectiveEndDate', 'The last day of the authorization', { as: 'effective_end_date' }),
		payerField,
		integer('authorizedVisitCount', 'How many visits are authorized', {
			as: 'authorized_visit_count',
			example: '12',
			default: 0,
			min: 0,
		}),
		integer('currentVisitCount', 'How many authorized visits have taken place', {
			as: 'current_visit_count',
			example: '3',
			default: 0,
			min: 0,
		}),
		integer('previousConsumedVisitCount', 'How many visits were used before the authorization was entered', {
			as: 'previous_consumed_visit_count',
			label: 'Previously Consumed Visit Count',
			example: '2',
			default: 0,
			min: 0,
		}),
		phone('phoneNumber', 'Telephone number of the insurer', { as: 'phone_number', example: '617-555-0141' }),
		phone('faxNumber', 'Fax number of the insurer', { as: 'fax_number', example: '617-555-0141' }),
		text('comments', 'Remarks on the authorization', {
			as: 'comments',
			example: 'Extension asked for by telephone',
			rows: 3,
		}),
		choice('authorizationStatus', 'The status of the authorization', {
			as: 'authorization_status',
			options: { ACTIVE: 'Active', EXPIRED: 'Expired', INACTIVE: 'Inactive' },
			default: 'ACTIVE',
		}),
		icdCodesField('icdCodes', 'The covered diagnoses. An update replaces the whole list.', {
			as: 'icd_codes',
			label: CODES_LABEL,
		}),
		json(
			'cptCodeAuthorizationDetails',
			'The covered procedures, as a JSON list of objects as Spry returns them. An update replaces the whole list.',
			{
				as: 'cpt_code_authorization_details',
				label: 'CPT Code Authorizations',
				example: '{{ $json.cpt_code_authorization_details }}',
				default: '[]',
				convert: toObjectList,
			},
		),
	];
}

/**
 * The body of an authorization with whole ICD codes in place of those that were only picked.
 *
 * @throws Refusal naming the field when Spry does not know a code
 */
export async function withWholeCodes(body: IDataObject, request: SendRequest): Promise<IDataObject> {
	const icd_codes = await wholeCodes(body.icd_codes, CODES_LABEL, request);
	return icd_codes ? { ...body, icd_codes } : body;
}
