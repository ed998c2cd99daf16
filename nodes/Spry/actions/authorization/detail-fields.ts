import type { IDataObject } from 'n8n-workflow';

import { toWallTime } from '../../../shared/convert';
import { inputRefusal } from '../../../shared/failure';
import { choice, integer, json, kindOf, moment, text } from '../../../shared/fields/build';
import { group } from '../../../shared/fields/nested';
import type { Place, Send } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { phone } from '../../kinds';
import { wholeCodes } from '../case/complete';
import { icdCodesField } from '../case/icd-fields';

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

const payerField = group('insurancePayer', 'Who pays', {
	as: 'insurance_payer',
	entry: 'Insurance Payer',
	fields: [
		text('name', 'Name of the payer', { as: 'name', example: 'Example Mutual' }),
		text('payerId', 'Code of the payer', { as: 'payer_id', example: 'EXM01' }),
		integer('payerRegId', "Spry's own number for the payer", {
			as: 'payer_reg_id',
			label: 'Payer Registration ID',
			example: '3001',
			min: 1,
		}),
		text('payerState', 'State of the payer', { as: 'payer_state', example: 'MA' }),
		choice('payerType', 'Kind of insurance. Another one can be given by an expression.', {
			as: 'payer_type',
			options: { COMMERCIAL: 'Commercial', MEDICAID: 'Medicaid', MEDICARE: 'Medicare' },
			open: true,
			default: 'COMMERCIAL',
		}),
	],
});

/** Spry does not document the fields of an entry, so they go through as they are. */
function toObjectList(value: unknown, place: Place): object[] {
	const list = parsed(value);
	if (Array.isArray(list) && list.every(isRecord)) return list;
	throw notAList(place);
}

function parsed(value: unknown): unknown {
	try {
		return JSON.parse(typeof value === 'string' ? value : JSON.stringify(value)) as unknown;
	} catch {
		return undefined;
	}
}

function notAList(place: Place) {
	return inputRefusal(
		place.label,
		'is not a JSON list of objects',
		'Give a list in square brackets, such as [{"key": "value"}], or an expression that yields one.',
	);
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
