import type { IDataObject } from 'n8n-workflow';

import { toWallTime } from '../../../shared/fields/convert';
import { choice, integer, json, kindOf, moment, text } from '../../../shared/fields/build';
import type { Send } from '../../../shared/types';
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
		time('effectiveStartDate', 'From when on visits are authorized', { as: 'effective_start_date' }),
		time('effectiveEndDate', 'Until when visits are authorized', { as: 'effective_end_date' }),
		payerField,
		integer('authorizedVisitCount', 'How many visits are authorized', {
			as: 'authorized_visit_count',
			example: '12',
			default: 0,
			min: 0,
		}),
		integer('currentVisitCount', 'How many of them have taken place', {
			as: 'current_visit_count',
			example: '3',
			default: 0,
			min: 0,
		}),
		integer('previousConsumedVisitCount', 'How many visits were used up before the authorization was entered', {
			as: 'previous_consumed_visit_count',
			label: 'Previously Consumed Visit Count',
			example: '2',
			default: 0,
			min: 0,
		}),
		phone('phoneNumber', 'Telephone number of the insurance', { as: 'phone_number', example: '617-555-0141' }),
		phone('faxNumber', 'Fax number of the insurance', { as: 'fax_number', example: '617-555-0141' }),
		text('comments', 'Remarks on the authorization', {
			as: 'comments',
			example: 'Extension asked for by telephone',
			rows: 3,
		}),
		choice('authorizationStatus', 'Whether the authorization counts', {
			as: 'authorization_status',
			options: { ACTIVE: 'Active', EXPIRED: 'Expired', INACTIVE: 'Inactive' },
			default: 'ACTIVE',
		}),
		icdCodesField('icdCodes', 'The diagnoses that are covered; an update replaces all of them', {
			as: 'icd_codes',
			label: CODES_LABEL,
		}),
		json(
			'cptCodeAuthorizationDetails',
			'The procedures that are covered, as a JSON list of objects as Spry returns them; an update replaces all of them',
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
export async function withWholeCodes(body: IDataObject, send: Send): Promise<IDataObject> {
	const icd_codes = await wholeCodes(body.icd_codes, CODES_LABEL, send);
	return icd_codes ? { ...body, icd_codes } : body;
}
