import type { IDataObject } from 'n8n-workflow';

import { choice, group, integerId, wallTime } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import type { Field, Place, Send, Sends } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { phone } from '../../fields';
import { count, line, paragraph, pick } from '../../inputs';
import { wholeCodes } from '../case/complete';
import { icdCodesField } from '../case/icd-fields';

const CODES_LABEL = 'ICD Codes';

/** What an authorization has when it is created and when it is changed. */
export function detailFields(): Field[] {
	return [
		time('plan_start_date', 'Plan Start Date', 'When the insurance plan begins'),
		time('plan_end_date', 'Plan End Date', 'When the insurance plan ends'),
		time('effective_start_date', 'Effective Start Date', 'From when on visits are authorized'),
		time('effective_end_date', 'Effective End Date', 'Until when visits are authorized'),
		payerField,
		count('authorized_visit_count', {
			displayName: 'Authorized Visit Count',
			placeholder: 'e.g. 12',
			description: 'How many visits are authorized',
		}),
		count('current_visit_count', {
			displayName: 'Current Visit Count',
			placeholder: 'e.g. 3',
			description: 'How many of them have taken place',
		}),
		count('previous_consumed_visit_count', {
			displayName: 'Previously Consumed Visit Count',
			placeholder: 'e.g. 2',
			description: 'How many visits were used up before the authorization was entered',
		}),
		telephone('phone_number', 'Phone Number', 'Telephone number of the insurance'),
		telephone('fax_number', 'Fax Number', 'Fax number of the insurance'),
		paragraph('comments', {
			displayName: 'Comments',
			placeholder: 'e.g. Extension asked for by telephone',
			description: 'Remarks on the authorization',
		}),
		pick(
			'authorization_status',
			{ displayName: 'Authorization Status', description: 'Whether the authorization counts' },
			{ ACTIVE: 'Active', EXPIRED: 'Expired', INACTIVE: 'Inactive' },
		),
		icdCodesField(
			{
				displayName: CODES_LABEL,
				name: 'icdCodes',
				description: 'The diagnoses that are covered; an update replaces all of them',
			},
			'icd_codes',
		),
		{
			displayName: 'CPT Code Authorizations',
			name: 'cptCodeAuthorizationDetails',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. {{ $json.cpt_code_authorization_details }}',
			description:
				'The procedures that are covered, as a JSON list of objects as Spry returns them; an update replaces all of them',
			sends: objectList('cpt_code_authorization_details'),
		},
	];
}

/** Unlike for blocked time there is no word on the zone, so it is the clock of the workflow's time zone. */
function time(as: string, displayName: string, description: string): Field {
	const words = { displayName, placeholder: 'e.g. 2027-01-15T00:00', description };
	return { ...line(as, words), type: 'dateTime', sends: wallTime(as) };
}

/** Text here; a case has integers. */
function telephone(as: string, displayName: string, description: string): Field {
	return { ...line(as, { displayName, placeholder: 'e.g. 617-555-0141', description }), sends: phone(as) };
}

const payerField: Field = {
	displayName: 'Insurance Payer',
	name: 'insurancePayer',
	type: 'fixedCollection',
	placeholder: 'Add Insurance Payer',
	default: {},
	description: 'Who pays',
	sends: group('insurance_payer'),
	options: [
		{
			displayName: 'Insurance Payer',
			name: 'details',
			values: [
				line('name', {
					displayName: 'Name',
					placeholder: 'e.g. Example Mutual',
					description: 'Name of the payer',
				}),
				line('payer_id', {
					displayName: 'Payer ID',
					placeholder: 'e.g. EXM01',
					description: 'Code of the payer',
				}),
				{
					...line('payer_reg_id', {
						displayName: 'Payer Registration ID',
						placeholder: 'e.g. 3001',
						description: "Spry's own number for the payer",
					}),
					sends: integerId('payer_reg_id'),
				},
				line('payer_state', {
					displayName: 'Payer State',
					placeholder: 'e.g. MA',
					description: 'State of the payer',
				}),
				{
					...pick(
						'payer_type',
						{
							displayName: 'Payer Type',
							description: 'Kind of insurance. Another one can be given by an expression.',
						},
						{ COMMERCIAL: 'Commercial', MEDICAID: 'Medicaid', MEDICARE: 'Medicare' },
					),
					sends: choice('payer_type', { open: true }),
				},
			],
		},
	],
};

/** Spry does not document the fields of an entry, so they go through as they are. */
function objectList(as: string): Sends {
	return {
		as,
		convert(value, place) {
			const list = parsed(value);
			if (Array.isArray(list) && list.every(isRecord)) return list;
			throw notAList(place);
		},
	};
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
