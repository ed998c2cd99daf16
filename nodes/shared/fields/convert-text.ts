import { inputRefusal } from '../failure';
import type { Place, Sends } from '../types';

interface TextRules {
	/** Most characters. */
	max?: number;
	/** What the whole text must match, with the sentence that says so. */
	pattern?: RegExp;
	expects?: string;
	/** Applied before the checks. */
	tidy?: (text: string) => string;
}

/** A text, trimmed. @throws Refusal when the value is neither a text nor a number */
export function asText(value: unknown, place: Place): string {
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
