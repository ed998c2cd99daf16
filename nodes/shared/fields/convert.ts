import { inputRefusal } from '../failure';
import { parseDay, parseInstant, parseWallTime } from './time';
import type { FileReference, Place, Sends } from '../types';
import { isRecord } from '../values';

interface TextRules {
	/** Most characters. */
	max?: number;
	/** What the whole text must match, with the sentence that says so. */
	pattern?: RegExp;
	expects?: string;
	/** Applied before the checks. */
	tidy?: (text: string) => string;
}

interface NumberRules {
	min?: number;
	max?: number;
}

function asText(value: unknown, place: Place): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw inputRefusal(place.label, 'must be a text', 'Give a single text, not a list or an object.');
}

/** A text, trimmed. A number given for it is taken as its digits. */
export function text(as?: string, rules: TextRules = {}): Sends {
	return {
		as,
		convert(value, place) {
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
		},
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
export function integer(as?: string, rules: NumberRules = {}): Sends {
	return { as, convert: (value, place) => asInteger(value, place, rules) };
}

/** A vendor's numeric id: whole and above zero. */
export function integerId(as?: string): Sends {
	return integer(as, { min: 1 });
}

/** True or false, also as text. */
export function flag(as?: string): Sends {
	return {
		as,
		convert(value, place) {
			if (typeof value === 'boolean') return value;
			const given =
				typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
			if (given === 'true' || given === 'yes' || given === '1') return true;
			if (given === 'false' || given === 'no' || given === '0') return false;
			throw inputRefusal(place.label, 'is not true or false', 'Give true or false.');
		},
	};
}

/**
 * One of the field's own options, by value or by name, in any case. With `open` another value goes
 * through as it is, for lists of which the vendor's pages show only a part.
 */
export function choice(as?: string, rules: { open?: boolean } = {}): Sends {
	return {
		as,
		convert(value, place) {
			const given = asText(value, place);
			const wanted = given.toLowerCase();
			const options = (place.field.options ?? []).flatMap((option) =>
				'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
			);
			const match =
				options.find((option) => option.value === given) ??
				options.find(({ name, value }) => value.toLowerCase() === wanted || name.toLowerCase() === wanted);
			// An option without a value stands for "not given" and is not sent.
			if (match) return match.value === '' ? undefined : match.value;
			if (rules.open) return given;
			const known = options
				.map((option) => option.value)
				.filter((option) => option !== '')
				.join(', ');
			throw inputRefusal(place.label, 'is not one of the values the vendor knows', `Use one of: ${known}.`);
		},
	};
}

/** A calendar day, sent as `YYYY-MM-DD`. */
export function day(as?: string): Sends {
	return { as, convert: (value, place) => parseDay(value, place), isDay: true };
}

/** A moment, sent as Unix seconds. A time without an offset is in the workflow's time zone. */
export function epochSeconds(as?: string): Sends {
	return { as, convert: (value, place) => Math.floor(parseInstant(value, place) / 1000) };
}

/** A date and time without an offset, sent as `YYYY-MM-DDTHH:mm:ss` by the clock of the workflow's time zone. */
export function wallTime(as?: string): Sends {
	return { as, convert: (value, place) => parseWallTime(value, place) };
}

/**
 * A postal code where the vendor documents an integer. One that starts with zero is sent as text,
 * because as a number it would be a different code.
 */
export function postalCode(as: string, rules: { digits: number; example: string }): Sends {
	return {
		as,
		convert(value, place) {
			const given = asText(value, place);
			if (new RegExp(`^\\d{${rules.digits}}$`).test(given)) {
				return given.startsWith('0') ? given : Number(given);
			}
			throw inputRefusal(
				place.label,
				`is not a postal code of ${rules.digits} digits`,
				`Give all ${rules.digits} digits as text, such as ${rules.example}. A leading zero is lost when a spreadsheet stores the code as a number.`,
			);
		},
	};
}

/** A number that people write with separators (telephone, NPI), sent as an integer where the vendor documents one. */
export function digits(as: string, rules: { min: number; max: number; example: string }): Sends {
	return {
		as,
		convert(value, place) {
			const isNoPhone = typeof value === 'number' && !(Number.isSafeInteger(value) && value > 0);
			const given = isNoPhone
				? ''
				: asText(value, place)
						.replace(/^\+/, '')
						.replace(/[\s().-]/g, '');
			if (/^\d+$/.test(given) && given.length >= rules.min && given.length <= rules.max) {
				return given.startsWith('0') ? given : Number(given);
			}
			const count = rules.min === rules.max ? `${rules.min}` : `${rules.min} to ${rules.max}`;
			throw inputRefusal(
				place.label,
				'is not a number of the right length',
				`Give ${count} digits, such as ${rules.example}.`,
			);
		},
	};
}

/** A list of texts: several values, a list from an expression, or a text with commas. */
export function textList(as?: string): Sends {
	return {
		as,
		convert(value, place) {
			const entries = Array.isArray(value) ? value : asText(value, place).split(',');
			return entries.map((entry) => asText(entry, place)).filter((entry) => entry !== '');
		},
	};
}

/** A JSON object, given as an object or as its text; an empty one is left out. `check` refuses what the vendor's limits forbid. */
export function jsonObject(as?: string, check?: (object: Record<string, unknown>, place: Place) => void): Sends {
	return {
		as,
		convert(value, place) {
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
		},
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
export function files(): Sends {
	return {
		convert(value, place) {
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
		},
	};
}

/** A fixed collection that holds one nested object of the vendor. */
export function group(as?: string, check?: (object: Record<string, unknown>, place: Place) => unknown): Sends {
	return { as, convert: (value, place) => (check && isRecord(value) ? check(value, place) : value) };
}
