import fc from 'fast-check';

import {
	toChoice,
	toDay,
	toDigits,
	toEpochSeconds,
	toFiles,
	toFlag,
	toId,
	toInteger,
	toJsonObject,
	toPostalCode,
	toText,
	toTexts,
} from '../../../../nodes/shared/fields/convert.ts';
import { Refusal } from '../../../../nodes/shared/failure.ts';
import type { Convert, Field } from '../../../../nodes/shared/types.ts';
import { placeOf } from '../support.mts';

const COLOURS: Field['options'] = [
	{ name: 'Deep Blue', value: 'BLUE' },
	{ name: 'Red', value: 'RED' },
];

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each converter with what the vendor may find on the wire. */
const CONVERTERS: Array<[name: string, to: Convert, isWireValue: (value: unknown) => boolean, field?: Partial<Field>]> =
	[
		['text', toText(), (value) => typeof value === 'string'],
		['text with a length', toText({ max: 5 }), (value) => typeof value === 'string' && value.length <= 5],
		['integer', toInteger(), Number.isSafeInteger],
		[
			'integer with a range',
			toInteger({ min: 0, max: 150 }),
			(value) => Number(value) >= 0 && Number(value) <= 150,
		],
		['integerId', toId, (value) => Number.isSafeInteger(value) && Number(value) > 0],
		['flag', toFlag, (value) => typeof value === 'boolean'],
		['choice', toChoice(), (value) => value === 'BLUE' || value === 'RED', { options: COLOURS }],
		['open choice', toChoice({ open: true }), (value) => typeof value === 'string', { options: COLOURS }],
		['day', toDay, (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value))],
		['epochSeconds', toEpochSeconds, Number.isSafeInteger],
		[
			'postalCode',
			toPostalCode({ digits: 5, example: '02115' }),
			(value) => /^(0\d{4}|[1-9]\d{4})$/.test(String(value)),
		],
		['digits', toDigits({ min: 7, max: 15, example: '1' }), (value) => /^\d{7,15}$/.test(String(value))],
		[
			'textList',
			toTexts,
			(value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== ''),
		],
		['jsonObject', toJsonObject(), (value) => value === undefined || isObject(JSON.parse(JSON.stringify(value)))],
		[
			'files',
			toFiles,
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
	const giveAWireValueOrRefuse = (value: unknown, [name, to, isWireValue, field]: (typeof CONVERTERS)[number]) => {
		const place = placeOf({ displayName: `Given ${name}`, ...field });
		let result: unknown;
		try {
			result = to(value, place);
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

	it.each(CONVERTERS)('%s never quotes the value it refuses', (...[, to, , field]) => {
		const person = 'Made-Up Person, HIV positive';
		const failures = [person, { data: person }].flatMap((value) => {
			try {
				to(value, placeOf(field));
				return [];
			} catch (thrown) {
				return [(thrown as Refusal).failure];
			}
		});
		expect(failures).not.toEqual([]);
		expect(JSON.stringify(failures)).not.toMatch(/Made-Up|HIV/);
	});
});
