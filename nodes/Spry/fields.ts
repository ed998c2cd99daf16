import type { IDataObject } from 'n8n-workflow';

import { toId, toText } from '../shared/fields/convert';
import { inputRefusal } from '../shared/failure';
import { kindOf } from '../shared/fields/build';
import { record, recordOf } from '../shared/fields/nested';

/** What several operations of Spry share: the records that a person picks. */

const BY_NUMBER = { idPattern: '[0-9]+', says: 'The ID is a whole number', convert: toId };

/** A record that is picked by its number, where Spry has no list to choose from. */
export const numbered = kindOf(record, { ...BY_NUMBER, example: '1024' });

export const patientLocator = recordOf('patientId', { ...BY_NUMBER, example: '1024' });
export const doctorLocator = recordOf('doctorId', { ...BY_NUMBER, example: '1024' });

/** A clinic that the credential may use. */
export const clinicLocator = recordOf('clinicId', { ...BY_NUMBER, list: 'searchClinics', example: '101' });

const CASE_ID = 'SPRY_CASE_[A-Za-z0-9_-]+';

/** The `spry_case_id` of a case; the record's other identifier, `id`, opens nothing. */
export const toCaseId = toText({
	pattern: new RegExp(`^${CASE_ID}$`),
	expects: 'Give the spry_case_id of the case, which starts with SPRY_CASE_.',
});

export const caseLocator = recordOf('caseId', {
	example: 'SPRY_CASE_65f0c0de',
	idPattern: CASE_ID,
	says: 'The ID starts with SPRY_CASE_',
	convert: toCaseId,
});

/** Known everywhere; an organisation may have others. */
const COMMON_SPECIALIZATIONS = ['CHIROPRACTOR', 'LYMPHATIC', 'MSK', 'PEDIATRIC', 'VESTIBULAR'];

/** A kind of treatment that is enabled for the organisation; Spry has no other ID for it than its name. */
export const specializationLocator = recordOf('specialization', {
	list: 'searchSpecializations',
	example: 'MSK',
	idPattern: '[A-Za-z0-9_ -]+',
	says: 'The specialization is a word such as MSK',
	convert: toText({
		tidy: (given) => COMMON_SPECIALIZATIONS.find((common) => common === given.toUpperCase()) ?? given,
	}),
});

/** An ICD-10 code; Spry finds codes by their text only, so the code itself is what is picked. */
export const icdCodeLocator = recordOf('code', {
	list: 'searchIcdCodes',
	isTyped: true,
	example: 'M54.50',
	idPattern: '[A-Za-z][0-9][0-9A-Za-z](\\.?[0-9A-Za-z]{1,4})?',
	says: 'An ICD-10 code starts with a letter and a digit',
	convert: toText(),
});

/** A card of the patient chosen in the same form. */
export const insuranceCardLocator = recordOf('insuranceCardId', {
	...BY_NUMBER,
	list: 'searchInsuranceCards',
	example: '7001',
});

/**
 * What an update changes. Spry would take a request without a change and do nothing.
 *
 * @throws Refusal when nothing was filled in
 */
export function changesIn(body: IDataObject): IDataObject {
	if (Object.keys(body).length > 0) return body;
	throw inputRefusal('Update Fields', 'has nothing to change', 'Add at least one field with its new value.');
}
