import { inputRefusal } from '../failure';
import type { Place } from '../types';

/**
 * What programs write for "nothing". `Null` in this spelling is a family name, so it is none of them.
 */
const NOTHING = new Set([
	'null',
	'NULL',
	'undefined',
	'NaN',
	'nan',
	'None',
	'NONE',
	'N/A',
	'n/a',
	'#N/A',
	'[object Object]',
	'[object Undefined]',
]);

/** Whether a value is one of the words that a program writes where it has nothing. */
export function isWordForNothing(value: unknown): value is string {
	return typeof value === 'string' && NOTHING.has(value.trim());
}

/**
 * A text as it may be stored: without blanks and byte order marks around it, its accents composed (NFC).
 *
 * @throws Refusal for a NUL, and in a field of one line for a line break or for U+FFFD, which stands where a file was
 * read with the wrong encoding
 */
export function cleanText(text: string, { label, field }: Place): string {
	const clean = text.normalize('NFC').trim();
	if (clean.includes('\0')) {
		throw inputRefusal(
			label,
			'has a NUL character',
			'Remove it where the text comes from. No vendor can store it.',
		);
	}
	if (field.typeOptions?.rows !== undefined) return clean;
	if (clean.includes('\ufffd')) {
		throw inputRefusal(
			label,
			'has characters that were lost when the text was read',
			'Read the file again with its own encoding, for example Options > Encoding of the Extract from File node: UTF-8, or Windows-1252 for an older spreadsheet.',
		);
	}
	if (/[\n\r\u2028\u2029]/.test(clean)) {
		throw inputRefusal(label, 'has a line break', 'Give it in one line.');
	}
	return clean;
}

/**
 * Digits of a number that is an ID, a telephone number or a code.
 *
 * @throws Refusal when it is so large that JavaScript has changed its last digits, or no plain number
 */
export function textOfNumber(number: number, { label }: Place): string {
	if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
		throw inputRefusal(
			label,
			'is a number too large to be kept exactly',
			'Give it as text: put the value in quotes, or format the column of the spreadsheet as text. As a number its last digits are lost.',
		);
	}
	return String(number);
}
