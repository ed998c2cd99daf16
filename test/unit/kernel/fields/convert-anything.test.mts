import fc from 'fast-check';

import {
	choice,
	day,
	digits,
	epochSeconds,
	files,
	flag,
	integer,
	integerId,
	jsonObject,
	postalCode,
	text,
	textList,
} from '../../../../nodes/shared/fields/convert.ts';
import { Refusal } from '../../../../nodes/shared/failure.ts';
import type { Field, Sends } from '../../../../nodes/shared/types.ts';
import { placeOf } from '../support.mts';

const COLOURS: Field['options'] = [
	{ name: 'Deep Blue', value: 'BLUE' },
	{ name: 'Red', value: 'RED' },
];

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each converter with what the vendor may find on the wire. */
const CONVERTERS: Array<
	[name: string, sends: Sends, isWireValue: (value: unknown) => boolean, field?: Partial<Field>]
> = [
	['text', text('x'), (value) => typeof value === 'string'],
	['text with a length', text('x', { max: 5 }), (value) => typeof value === 'string' && value.length <= 5],
	['integer', integer('x'), Number.isSafeInteger],
	['integer with a range', integer('x', { min: 0, max: 150 }), (value) => Number(value) >= 0 && Number(value) <= 150],
	['integerId', integerId('x'), (value) => Number.isSafeInteger(value) && Number(value) > 0],
	['flag', flag('x'), (value) => typeof value === 'boolean'],
	['choice', choice('x'), (value) => value === 'BLUE' || value === 'RED', { options: COLOURS }],
	['open choice', choice('x', { open: true }), (value) => typeof value === 'string', { options: COLOURS }],
	['day', day('x'), (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value))],
	['epochSeconds', epochSeconds('x'), Number.isSafeInteger],
	[
		'postalCode',
		postalCode('x', { digits: 5, example: '02115' }),
		(value) => /^(0\d{4}|[1-9]\d{4})$/.test(String(value)),
	],
	['digits', digits('x', { min: 7, max: 15, example: '1' }), (value) => /^\d{7,15}$/.test(String(value))],
	[
		'textList',
		textList('x'),
		(value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== ''),
	],
	['jsonObject', jsonObject('x'), (value) => value === undefined || isObject(JSON.parse(JSON.stringify(value)))],
	[
		'files',
		files(),
		(value) =>
			Array.isArray(value) &&
			value.every((entry) => (typeof entry === 'string' ? entry !== '' : isObject(entry))),
	],
];

/** Texts a person, a spreadsheet or a language model may give. */
const TEXTS = fc.oneof(
	fc.string(),
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc.json(),
	fc.integer().map(String),
	fc.double().map(String),
	fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
	fc.stringMatching(/^[0-9+().\s-]{0,20}$/),
	fc.constantFrom(
		'true',
		'NO',
		' 1 ',
		'null',
		'NaN',
		'Infinity',
		'0x1F',
		'1e5',
		'[object Object]',
		'undefined',
		'2024-02-30',
	),
);

const ANYTHING = fc.oneof(
	TEXTS,
	fc.anything({
		withDate: true,
		withBigInt: true,
		withNullPrototype: true,
		withTypedArray: true,
		withMap: true,
		withSet: true,
	}),
	fc.constantFrom({ toString: 1 }, { toString: null, valueOf: null }, [[]], [true], [['yes']], Symbol('x'), () => 1),
);

describe('every converter', () => {
	const giveAWireValueOrRefuse = (value: unknown, [name, sends, isWireValue, field]: (typeof CONVERTERS)[number]) => {
		const place = placeOf({ displayName: `Given ${name}`, ...field });
		let result: unknown;
		try {
			result = sends.convert(value, place);
		} catch (thrown) {
			expect(thrown).toBeInstanceOf(Refusal);
			const { failure } = thrown as Refusal;
			expect(failure).toMatchObject({ kind: 'input', field: place.label });
			expect(failure.message).toContain(`"${place.label}"`);
			expect(failure.description).not.toBe('');
			return;
		}
		expect(isWireValue(result)).toBe(true);
	};

	it.each(CONVERTERS)(
		'%s makes of any text a value for the vendor, or refuses it by the name of the field',
		(...converter) => {
			fc.assert(fc.property(TEXTS, (value) => giveAWireValueOrRefuse(value, converter)));
		},
	);

	it.each(CONVERTERS)(
		'%s makes of anything an expression yields a value for the vendor, or refuses it',
		(...converter) => {
			fc.assert(
				fc.property(ANYTHING, (value) => giveAWireValueOrRefuse(value, converter)),
				{ numRuns: 300, examples: [[new Date(0)], [Object.create(null)]] },
			);
		},
	);

	it.each(CONVERTERS)('%s never quotes the value it refuses', (...[, sends, , field]) => {
		const person = 'Made-Up Person, HIV positive';
		const failures = [person, { data: person }].flatMap((value) => {
			try {
				sends.convert(value, placeOf(field));
				return [];
			} catch (thrown) {
				return [(thrown as Refusal).failure];
			}
		});
		expect(failures).not.toEqual([]);
		expect(JSON.stringify(failures)).not.toMatch(/Made-Up|HIV/);
	});
});
