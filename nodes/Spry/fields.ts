import type { IDataObject } from 'n8n-workflow';

import { digits, integerId, postalCode, text } from '../shared/fields/convert';
import { inputRefusal } from '../shared/failure';
import { locator } from '../shared/fields/locator';
import { parseInstant } from '../shared/fields/time';
import type { Field, Sends } from '../shared/types';

const STATES =
	'AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY';

/** Spry's states are the two letters of the US postal service. */
export function usState(as: string): Sends {
	return text(as, {
		tidy: (state) => state.toUpperCase(),
		pattern: new RegExp(`^(${STATES.replaceAll(' ', '|')})$`),
		expects: 'Give the two letters of the state, such as MA.',
	});
}

/** Spry documents ZIP codes as integers, which would lose the zero of Boston's 02115. */
export function zipCode(as: string): Sends {
	return postalCode(as, { digits: 5, example: '02115' });
}

/** Spry takes at most 16 digits for a telephone number. */
export function phone(as: string): Sends {
	return text(as, {
		pattern: /^(?=(?:\D*\d){3,16}\D*$)\+?[\d\s().-]+$/,
		expects: 'Give a telephone number of at most 16 digits, such as 617-555-0100.',
	});
}

/** A case documents telephone and fax numbers as integers, other resources as text. */
export function phoneInteger(as: string): Sends {
	return digits(as, { min: 7, max: 15, example: '617-555-0100' });
}

export function npiInteger(as: string): Sends {
	return digits(as, { min: 10, max: 10, example: '1234567893' });
}

type Picked = Pick<Field, 'displayName' | 'name' | 'description' | 'displayOptions'>;

const WHOLE_NUMBER = { example: '1024', pattern: '[0-9]+', says: 'The ID is a whole number' };

/** A field that picks one record by its number, where Spry has no list to choose from. */
export function idLocator(field: Picked, as?: string): Field {
	return locator({ ...field, required: true }, WHOLE_NUMBER, integerId(as));
}

/** A clinic that the credential may use. */
export function clinicLocator(description: string, as = 'clinic_id'): Field {
	return locator(
		{ displayName: 'Clinic', name: 'clinicId', description, required: true },
		{ ...WHOLE_NUMBER, list: 'searchClinics', example: '101' },
		integerId(as),
	);
}

const CASE_ID = 'SPRY_CASE_[A-Za-z0-9_-]+';

/** The `spry_case_id` of a case; the record's other identifier, `id`, opens nothing. */
export function caseId(as?: string): Sends {
	return text(as, {
		pattern: new RegExp(`^${CASE_ID}$`),
		expects: 'Give the spry_case_id of the case, which starts with SPRY_CASE_.',
	});
}

export function caseLocator(description: string, as?: string): Field {
	const says = 'The ID starts with SPRY_CASE_';
	return locator(
		{ displayName: 'Case', name: 'caseId', description, required: true },
		{ example: 'SPRY_CASE_65f0c0de', pattern: CASE_ID, says },
		caseId(as),
	);
}

/** Known everywhere; an organisation may have others. */
const COMMON_SPECIALIZATIONS = ['CHIROPRACTOR', 'LYMPHATIC', 'MSK', 'PEDIATRIC', 'VESTIBULAR'];

/** A kind of treatment that is enabled for the organisation; Spry has no other ID for it than its name. */
export function specializationLocator(): Field {
	return locator(
		{
			displayName: 'Specialization',
			name: 'specialization',
			description: 'The kind of treatment; it must be enabled for your organisation',
			required: true,
		},
		{
			list: 'searchSpecializations',
			example: 'MSK',
			pattern: '[A-Za-z0-9_ -]+',
			says: 'The specialization is a word such as MSK',
		},
		text('specialization', {
			tidy: (given) => COMMON_SPECIALIZATIONS.find((common) => common === given.toUpperCase()) ?? given,
		}),
	);
}

/** An ICD-10 code; Spry finds codes by their text only, so the code itself is what is picked. */
export function icdCodeLocator(description: string, as: string): Field {
	const field = { displayName: 'Code', name: 'code', description, required: true };
	return locator(
		field,
		{
			list: 'searchIcdCodes',
			typed: true,
			example: 'M54.50',
			pattern: '[A-Za-z][0-9][0-9A-Za-z](\\.?[0-9A-Za-z]{1,4})?',
			says: 'An ICD-10 code starts with a letter and a digit',
		},
		text(as),
	);
}

/** A card of the patient chosen in the same form. */
export function insuranceCardLocator(description: string, as: string): Field {
	return locator(
		{ displayName: 'Insurance Card', name: 'insuranceCardId', description },
		{ ...WHOLE_NUMBER, list: 'searchInsuranceCards', example: '7001' },
		integerId(as),
	);
}

/** A moment as Spry's calendar is asked for one: in UTC, with milliseconds and a `Z`. */
export function utcInstant(as: string): Sends {
	return { as, convert: (value, place) => new Date(parseInstant(value, place)).toISOString() };
}

/**
 * What an update changes. Spry would take a request without a change and do nothing.
 *
 * @throws Refusal when nothing was filled in
 */
export function changesIn(body: IDataObject): IDataObject {
	if (Object.keys(body).length > 0) return body;
	throw inputRefusal('Update Fields', 'has nothing to change', 'Add at least one field with its new value.');
}

/** The same field where it may be left out. */
export function optional(field: Field): Field {
	const copy = { ...field };
	delete copy.required;
	return copy;
}
