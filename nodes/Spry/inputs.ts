import { choice, day, flag, integer, integerId, text, textList } from '../shared/fields/convert';
import { inputRefusal } from '../shared/failure';
import { parseInstant } from '../shared/fields/time';
import type { Field, Place, Sends } from '../shared/types';

/** Builders of Spry's plain fields: the parameter has the vendor's own name, in camelCase. */

interface Words {
	displayName: string;
	description: string;
	placeholder?: string;
}

/** The values of a pick list and how they read. */
type Values = Record<string, string>;

type TextRules = Parameters<typeof text>[1];

function nameOf(as: string): string {
	const last = as.split('.').pop() ?? as;
	return last.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function line(as: string, words: Words, rules?: TextRules): Field {
	return { ...words, name: nameOf(as), type: 'string', default: '', sends: text(as, rules) };
}

export function paragraph(as: string, words: Words): Field {
	return { ...line(as, words), typeOptions: { rows: 3 } };
}

/** Several texts, one by one or with commas between. */
export function lines(as: string, words: Words, button: string): Field {
	return {
		...words,
		name: nameOf(as),
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: button },
		default: [],
		sends: textList(as),
	};
}

/** Several IDs, one by one or with commas between. */
export function ids(as: string, words: Words): Field {
	return { ...lines(as, words, 'Add ID'), sends: idList(as) };
}

export function date(as: string, words: Words): Field {
	return { ...words, name: nameOf(as), type: 'dateTime', default: '', sends: day(as) };
}

export function yesNo(as: string, words: Words): Field {
	return { ...words, name: nameOf(as), type: 'boolean', default: false, sends: flag(as) };
}

/** A whole number from `min` on. */
export function count(as: string, words: Words, min = 0): Field {
	return {
		...words,
		name: nameOf(as),
		type: 'number',
		typeOptions: { minValue: min },
		default: min,
		sends: integer(as, { min }),
	};
}

function optionsOf(values: Values): Array<{ name: string; value: string }> {
	return Object.entries(values)
		.map(([value, name]) => ({ name, value }))
		.sort((one, other) => one.name.localeCompare(other.name));
}

/** One of a list that is known whole; the first one is the default. */
export function pick(as: string, words: Words, values: Values): Field {
	const options = optionsOf(values);
	const [first] = Object.keys(values);
	return { ...words, name: nameOf(as), type: 'options', options, default: first, sends: choice(as) };
}

/** One of a list of which Spry's pages show only a part. */
export function pickOpen(as: string, words: Words, values: Values): Field {
	const description = `${words.description}. Another one can be given by an expression.`;
	return { ...pick(as, { ...words, description }, values), sends: word(as) };
}

/** Several of such a list. */
export function pickSeveral(as: string, words: Words, values: Values): Field {
	const description = `${words.description}. Others can be given by an expression.`;
	const options = optionsOf(values);
	return { ...words, description, name: nameOf(as), type: 'multiOptions', options, default: [], sends: wordList(as) };
}

const WORD = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** One of the field's options, or another value in the form in which Spry writes all of them. */
export function word(as?: string): Sends {
	const known = choice(undefined, { open: true });
	return {
		as,
		convert(value, place) {
			const given = known.convert(value, place);
			if (given === undefined || WORD.test(String(given))) return given;
			throw inputRefusal(
				place.label,
				'is not a value of Spry',
				'Spry writes its values in capitals with underscores, such as STAFF_MEETING.',
			);
		},
	};
}

/** Several values of one kind: a list, or a text with commas. */
export function listOf(as: string, one: Sends): Sends {
	const several = textList();
	return {
		as,
		convert(value, place: Place) {
			const entries = several.convert(typeof value === 'number' ? String(value) : value, place) as string[];
			return [...new Set(entries.map((entry) => one.convert(entry, place)))];
		},
	};
}

export function wordList(as: string): Sends {
	return listOf(as, word());
}

export function idList(as: string): Sends {
	return listOf(as, integerId());
}

/** A moment as Spry's blocked times have it: in UTC, but without saying so. */
export function utcTime(as: string): Sends {
	return { as, convert: (value, place) => new Date(parseInstant(value, place)).toISOString().slice(0, 19) };
}

/** The same fields in the order in which a collection shows them. */
export function alphabetical(fields: Field[]): Field[] {
	return [...fields].sort((one, other) => one.displayName.localeCompare(other.displayName));
}

/** The collection of what may be left out. */
export function collection(kind: 'additionalFields' | 'updateFields' | 'filters', fields: Field[]): Field {
	const displayName = { additionalFields: 'Additional Fields', updateFields: 'Update Fields', filters: 'Filters' };
	return {
		displayName: displayName[kind],
		name: kind,
		type: 'collection',
		placeholder: kind === 'filters' ? 'Add Filter' : 'Add Field',
		default: {},
		options: alphabetical(fields),
	};
}
