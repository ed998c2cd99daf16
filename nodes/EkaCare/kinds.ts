import { tidyPhone, toText } from '../shared/fields/convert';
import { kindOf, text } from '../shared/fields/build';
import { record } from '../shared/fields/nested';

/** Eka Care's ids are texts of many forms; only what no id can contain is refused. */
export const toEkaId = toText({
	max: 128,
	pattern: /^[\x21-\x7e]+$/,
	expects: 'Give the ID exactly as Eka Care shows it, without spaces.',
});

export const ekaId = kindOf(text, { convert: toEkaId });

/** Eka Care wants the country code on every telephone number that it stores. */
export const phoneWithCountry = kindOf(text, {
	tidy: tidyPhone,
	pattern: /^\+[1-9]\d{6,14}$/,
	expects: 'Give the number with + and the country code, such as +919800000000.',
});

export const BY_ID = { idPattern: '\\S*', says: 'The ID has no spaces', convert: toEkaId };

/** A record that is picked by its id only. */
export const recordById = kindOf(record, BY_ID);

/** The genders that Eka Care knows, on every record. */
export const GENDERS = { F: 'Female', M: 'Male', O: 'Other' };
