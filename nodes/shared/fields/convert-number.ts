import { inputRefusal } from '../failure';
import type { Place, Sends } from '../types';
import { asText } from './convert-text';

interface NumberRules {
	min?: number;
	max?: number;
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
