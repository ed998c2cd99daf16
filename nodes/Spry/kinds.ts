import { toChoice, toDigits, toId, toPostalCode, toText, toTexts } from '../shared/fields/convert';
import { inputRefusal } from '../shared/failure';
import { choice, choices, kindOf, text, texts } from '../shared/fields/build';
import { BOOKING, parseInstant } from '../shared/fields/time';
import type { Convert, Place } from '../shared/types';

/** Spry's kinds of fields, and the forms in which it takes values. */

const STATES =
	'AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY';

/** The two letters of the US postal service. */
export const usState = kindOf(text, {
	tidy: (state: string) => state.toUpperCase(),
	pattern: new RegExp(`^(${STATES.replaceAll(' ', '|')})$`),
	expects: 'Give the two letters of the state, such as MA.',
});

/** Spry documents ZIP codes as integers, which would lose the zero of Boston's 02115. */
export const zipCode = kindOf(text, { convert: toPostalCode({ digits: 5, example: '02115' }) });

/** Spry takes at most 16 digits for a telephone number. */
export const toPhone = toText({
	// A spreadsheet makes 6175550100.0 of a number.
	tidy: (phone) => phone.replace(/^(\d{7,})\.0+$/, '$1'),
	pattern: /^(?!-|\+?\d+\.\d{1,2}$)(?=(?:\D*\d){3,16}\D*$)\+?[\d\s().-]+$/,
	expects: 'Give a telephone number of at most 16 digits, such as 617-555-0100.',
});

export const phone = kindOf(text, { convert: toPhone });

/** A case documents telephone and fax numbers as integers, other resources as text. */
export const phoneInteger = kindOf(text, { convert: toDigits({ min: 7, max: 15, example: '617-555-0100' }) });

export const npiInteger = kindOf(text, { convert: toDigits({ min: 10, max: 10, example: '1234567893' }) });

const WORD = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const known = toChoice({ open: true });

function toWord(value: unknown, place: Place): string | undefined {
	const given = known(value, place);
	if (given === undefined || WORD.test(given)) return given;
	throw inputRefusal(
		place.label,
		'is not a value of Spry',
		'Spry writes its values in capitals with underscores, such as STAFF_MEETING.',
	);
}

/** One of a list of which Spry's pages show only a part: any value in the form in which Spry writes all of them. */
export const word = kindOf(choice, { convert: toWord });

/** Several values of one kind: a list, or a text with commas. */
export function toListOf(one: Convert): Convert<unknown[]> {
	return (value, place) => {
		const entries = toTexts(typeof value === 'number' ? String(value) : value, place);
		return [...new Set(entries.map((entry) => one(entry, place)))];
	};
}

/** Several of such a list. */
export const words = kindOf(choices, { convert: toListOf(toWord) });

export const toIds = toListOf(toId);

/** Several IDs, one by one or with commas between. */
export const ids = kindOf(texts, { button: 'Add ID', convert: toIds });

/** A moment as Spry's calendar is asked for one: in UTC, with milliseconds and a `Z`. */
export function toUtcInstant(value: unknown, place: Place): string {
	return new Date(parseInstant(value, place)).toISOString();
}

/** A moment as Spry's blocked times have it: in UTC, but without saying so. */
export function toUtcTime(value: unknown, place: Place): string {
	return new Date(parseInstant(value, place, BOOKING)).toISOString().slice(0, 19);
}
