import { inputRefusal } from '../failure';
import { optionFor } from './choose';
import { cleanText, textOfNumber } from './clean-text';
import { BOOKING, parseDay, parseInstant, parseWallTime } from './time';
import type { Convert, FileReference, Place } from '../types';
import { isRecord } from '../values';

export interface TextRules {
	/** Most characters. */
	max?: number;
	/** What the whole text must match, with the sentence that says so. */
	pattern?: RegExp;
	expects?: string;
	/** Applied before the checks. */
	tidy?: (text: string) => string;
}

export interface NumberRules {
	min?: number;
	max?: number;
}

export interface ChoiceRules {
	/** Another value goes through as it is, for lists of which the vendor's pages show only a part. */
	open?: boolean;
}

function asText(value: unknown, place: Place): string {
	if (typeof value === 'string') return cleanText(value, place);
	if (typeof value === 'number' && Number.isFinite(value)) return textOfNumber(value, place);
	throw inputRefusal(place.label, 'must be a text', 'Give a single text, not a list or an object.');
}

/** A text, trimmed. A number given for it is taken as its digits. */
export function toText(rules: TextRules = {}): Convert<string> {
	return (value, place) => {
		const given = asText(value, place);
		const tidied = rules.tidy ? rules.tidy(given) : given;
		if (rules.max !== undefined && tidied.length > rules.max) {
			throw inputRefusal(
				place.label,
				`is longer than ${rules.max} characters`,
				`Shorten it to ${rules.max} characters.`,
			);
		}
		if (rules.pattern && !rules.pattern.test(tidied)) {
			throw inputRefusal(place.label, 'is not valid', rules.expects ?? 'Check the value.');
		}
		return tidied;
	};
}

function asInteger(value: unknown, place: Place, rules: NumberRules): number {
	const number = typeof value === 'string' && /^\s*[+-]?\d+(\.0+)?\s*$/.test(value) ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
		throw inputRefusal(
			place.label,
			'is not a whole number',
			'Give a whole number, such as 12. A text with only digits is accepted too.',
		);
	}
	const { min = -Infinity, max = Infinity } = rules;
	if (number >= min && number <= max) return number;
	const range = max === Infinity ? `at least ${min}` : min === -Infinity ? `at most ${max}` : `${min} to ${max}`;
	throw inputRefusal(place.label, 'is out of range', `Give a whole number of ${range}.`);
}

/** A whole number; digits given as text are accepted. */
export function toInteger(rules: NumberRules = {}): Convert<number> {
	return (value, place) => asInteger(value, place, rules);
}

/** A vendor's numeric id: whole and above zero. */
export function toId(value: unknown, place: Place): number {
	return asInteger(value, place, { min: 1 });
}

/** True or false, also as text. */
export function toFlag(value: unknown, place: Place): boolean {
	if (typeof value === 'boolean') return value;
	const given = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
	if (given === 'true' || given === 'yes' || given === '1') return true;
	if (given === 'false' || given === 'no' || given === '0') return false;
	throw inputRefusal(place.label, 'is not true or false', 'Give true or false.');
}

/** One of the field's own options, by value or by name, in any case. */
export function toChoice(rules: ChoiceRules = {}): Convert<string | undefined> {
	return (value, place) => {
		const given = asText(value, place);
		const options = (place.field.options ?? []).flatMap((option) =>
			'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
		);
		const match = optionFor(given, options);
		// An option without a value stands for "not given" and is not sent.
		if (match) return match.value === '' ? undefined : match.value;
		if (rules.open) return given;
		const known = options
			.map((option) => option.value)
			.filter((option) => option !== '')
			.join(', ');
		throw inputRefusal(place.label, 'is not one of the values the vendor knows', `Use one of: ${known}.`);
	};
}

/** Several of the field's own options, each once, as a list or with commas between. */
export function toChoices(value: unknown, place: Place): string[] {
	const given: unknown[] = Array.isArray(value) ? value : String(value).split(',');
	const one = toChoice();
	return [...new Set(given.map((entry) => one(entry, place)))].filter((entry) => entry !== undefined);
}

/** A calendar day, sent as `YYYY-MM-DD`. */
export function toDay(value: unknown, place: Place): string {
	return parseDay(value, place);
}

/** A moment, sent as Unix seconds. A time without an offset is in the workflow's time zone. */
export function toEpochSeconds(value: unknown, place: Place): number {
	return Math.floor(parseInstant(value, place) / 1000);
}

/** The same for the time of an appointment, which is not years away. */
export function toBookingTime(value: unknown, place: Place): number {
	return Math.floor(parseInstant(value, place, BOOKING) / 1000);
}

/** A date and time without an offset, sent as `YYYY-MM-DDTHH:mm:ss` by the clock of the workflow's time zone. */
export function toWallTime(value: unknown, place: Place): string {
	return parseWallTime(value, place);
}

/**
 * A postal code where the vendor documents an integer. One that starts with zero is sent as text,
 * because as a number it would be a different code.
 */
export function toPostalCode(rules: { digits: number; example: string }): Convert<string | number> {
	return (value, place) => {
		const given = asText(value, place);
		if (new RegExp(`^\\d{${rules.digits}}$`).test(given)) {
			return given.startsWith('0') ? given : Number(given);
		}
		throw inputRefusal(
			place.label,
			`is not a postal code of ${rules.digits} digits`,
			`Give all ${rules.digits} digits as text, such as ${rules.example}. A leading zero is lost when a spreadsheet stores the code as a number.`,
		);
	};
}

/**
 * A telephone number without what people write between its digits; a plus sign stays. `6175550100.0` is what a
 * spreadsheet makes of a number. A minus sign or another fraction belongs to no telephone number and stays, so that the
 * check of the field refuses it.
 */
export function tidyPhone(given: string): string {
	const whole = given.replace(/^(\+?\d{7,})\.0+$/, '$1');
	return /^-|^\+?\d+\.\d{1,2}$/.test(whole) ? whole : whole.replace(/[\s().-]/g, '');
}

/** A number that people write with separators (telephone, NPI), sent as an integer where the vendor documents one. */
export function toDigits(rules: { min: number; max: number; example: string }): Convert<string | number> {
	return (value, place) => {
		const given = tidyPhone(asText(value, place)).replace(/^\+/, '');
		if (/^\d+$/.test(given) && given.length >= rules.min && given.length <= rules.max) {
			return given.startsWith('0') ? given : Number(given);
		}
		const count = rules.min === rules.max ? `${rules.min}` : `${rules.min} to ${rules.max}`;
		throw inputRefusal(
			place.label,
			'is not a number of the right length',
			`Give ${count} digits, such as ${rules.example}.`,
		);
	};
}

/** A list of texts: several values, a list from an expression, or a text with commas. */
export function toTexts(value: unknown, place: Place): string[] {
	const entries = Array.isArray(value) ? value : asText(value, place).split(',');
	return entries.map((entry) => asText(entry, place)).filter((entry) => entry !== '');
}

/** A JSON object, given as an object or as its text; an empty one is left out. `check` refuses what the vendor's limits forbid. */
export function toJsonObject(
	check?: (object: Record<string, unknown>, place: Place) => void,
): Convert<object | undefined> {
	return (value, place) => {
		const parsed = asJson(value);
		if (!isRecord(parsed)) {
			throw inputRefusal(
				place.label,
				'is not a JSON object',
				'Give an object in braces with quoted keys, such as {"key": "value"}, or an expression that yields one.',
			);
		}
		check?.(parsed, place);
		// The editor starts a JSON field with an empty object; nothing was given then.
		return Object.keys(parsed).length === 0 ? undefined : parsed;
	};
}

/** The value as it will travel: a date would become a text, and a circle cannot be written at all. */
function asJson(value: unknown): unknown {
	try {
		return JSON.parse(typeof value === 'string' ? value : JSON.stringify(value)) as unknown;
	} catch {
		return undefined;
	}
}

/** Names of input data fields (commas between several), or the files themselves. */
export function toFiles(value: unknown, place: Place): FileReference[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	return entries.flatMap((entry): FileReference[] => {
		if (typeof entry === 'string') {
			return entry
				.split(',')
				.map((name) => name.trim())
				.filter((name) => name !== '');
		}
		if (isRecord(entry) && typeof entry.mimeType === 'string') {
			return [entry as unknown as Exclude<FileReference, string>];
		}
		throw inputRefusal(
			place.label,
			'is not a file',
			"Give the name of an input data field, or an expression that yields a file, such as {{ $('Webhook').item.binary.report }}.",
		);
	});
}

/** What a group's fields make together; `check` may refuse it, or make something else of it. */
export function toGroup(check?: (object: Record<string, unknown>, place: Place) => unknown): Convert {
	return (value, place) => (check && isRecord(value) ? check(value, place) : value);
}
