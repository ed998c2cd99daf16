import type { IBinaryData } from 'n8n-workflow';

import {
	toChoice,
	toChoices,
	toDigits,
	toFiles,
	toFlag,
	toGroup,
	toId,
	toInteger,
	toJsonObject,
	toPostalCode,
	toText,
	toTexts,
} from '../../../../nodes/shared/fields/convert.ts';
import type { Convert, Field } from '../../../../nodes/shared/types.ts';
import { placeOf, refusalOf } from '../support.mts';

const convert = (to: Convert, value: unknown, field: Partial<Field> = {}) => to(value, placeOf(field));
const refused = (to: Convert, value: unknown, field: Partial<Field> = {}) => refusalOf(() => convert(to, value, field));

const COLOURS: Field['options'] = [
	{ name: 'Deep Blue', value: 'BLUE' },
	{ name: 'Red', value: 'RED' },
];

describe('toText', () => {
	it.each([
		['  Maria ', 'Maria'],
		['Zoë Ó Súilleabháin', 'Zoë Ó Súilleabháin'],
		['0', '0'],
		[0, '0'],
		[2115, '2115'],
		[-1.5, '-1.5'],
	])('sends %j as %j', (given, wanted) => {
		expect(convert(toText(), given)).toBe(wanted);
	});

	it.each([
		[['a']],
		[{ a: 1 }],
		[true],
		[null],
		[undefined],
		[Number.NaN],
		[Number.POSITIVE_INFINITY],
		[new Date(0)],
	])('refuses %j, which is no text', (given) => {
		expect(refused(toText(), given).message).toBe('"The Field" must be a text');
	});

	it.each([2 ** 53, -(2 ** 53), 1e21, 12345678901234567000])('refuses %d, whose last digits are lost', (given) => {
		const failure = refused(toText(), given);
		expect(failure.message).toContain('too large');
		expect(failure.description).toContain('Give it as text');
		expect(failure.message + failure.description).not.toContain(String(given));
	});

	it('composes accents, and takes away blanks and a byte order mark around', () => {
		expect(convert(toText(), '\ufeff Zoe\u0308 ')).toBe('Zo\u00eb');
	});

	it.each([
		['Jos\ufffd', 'lost'],
		['Anna\nBerg', 'line break'],
		['Anna\r\nBerg', 'line break'],
		['Anna\u2028Berg', 'line break'],
		['Anna\0', 'NUL'],
	])('refuses %j in a field of one line', (given, reason) => {
		expect(refused(toText(), given).message).toContain(reason);
	});

	it('takes line breaks in a field of several lines, but no NUL', () => {
		const field = { typeOptions: { rows: 4 } };
		expect(convert(toText(), 'a\nb', field)).toBe('a\nb');
		expect(refused(toText(), 'a\0b', field).message).toContain('NUL');
	});

	it('takes a text of exactly the length allowed, and refuses one character more', () => {
		expect(convert(toText({ max: 3 }), ' abc ')).toBe('abc');
		expect(refused(toText({ max: 3 }), 'abcd').description).toContain('3 characters');
	});

	it('tidies before it checks the length and the pattern', () => {
		const to = toText({ tidy: (value) => value.replaceAll('-', ''), max: 2, pattern: /^\d+$/ });
		expect(convert(to, '1-2')).toBe('12');
	});

	it('says what the pattern expects', () => {
		const to = toText({ pattern: /^a$/, expects: 'Give an a.' });
		expect(refused(to, 'b')).toMatchObject({ message: '"The Field" is not valid', description: 'Give an a.' });
	});
});

describe('toInteger', () => {
	it.each([
		[12, 12],
		['12', 12],
		[' 12 ', 12],
		['-3', -3],
		['007', 7],
		['0', 0],
		[String(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
	])('reads %j as %j', (given, wanted) => {
		expect(convert(toInteger(), given)).toBe(wanted);
	});

	it.each([
		'',
		' ',
		'abc',
		'12a',
		'12.5',
		'1,000',
		'--1',
		'Infinity',
		'NaN',
		12.5,
		Number.NaN,
		true,
		[],
		[5],
		{},
		null,
		2 ** 53,
		String(2 ** 53),
	])('refuses %j', (given) => {
		expect(refused(toInteger(), given).message).toBe('"The Field" is not a whole number');
	});

	it.each(['0x1F', '0b11', '0o17', '1e3', '1E5'])(
		'refuses %j, which a spreadsheet or a mistake made of something that is no count and no id',
		(given) => {
			expect(refused(toInteger(), given).message).toBe('"The Field" is not a whole number');
		},
	);

	it('takes both ends of a range and says the range otherwise', () => {
		const age = toInteger({ min: 0, max: 150 });
		expect([convert(age, '0'), convert(age, 150)]).toEqual([0, 150]);
		expect(refused(age, -1).description).toContain('0 to 150');
		expect(refused(age, '151').description).toContain('0 to 150');
		expect(refused(toInteger({ max: 4 }), 5).description).toContain('at most 4');
	});

	it('refuses ids that cannot be', () => {
		expect(convert(toId, '1')).toBe(1);
		expect(refused(toId, 0).description).toContain('at least 1');
		expect(refused(toId, '-5').message).toContain('is out of range');
	});
});

describe('toFlag', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		['TRUE', true],
		[' yes ', true],
		['1', true],
		[1, true],
		['false', false],
		['No', false],
		[0, false],
	])('reads %j as %j', (given, wanted) => {
		expect(convert(toFlag, given)).toBe(wanted);
	});

	it.each(['maybe', '2', 2, 'on', {}, [], 'truee'])('refuses %j', (given) => {
		expect(refused(toFlag, given).message).toBe('"The Field" is not true or false');
	});

	it('refuses a list, even one that holds a single true', () => {
		expect(refused(toFlag, [true]).message).toContain('"The Field"');
	});
});

describe('toChoice', () => {
	const colour = (given: unknown, rules = {}) => toChoice(rules)(given, placeOf({ options: COLOURS }));

	it.each(['BLUE', 'blue', ' Blue ', 'Deep Blue', 'deep blue'])('takes %j for the value BLUE', (given) => {
		expect(colour(given)).toBe('BLUE');
	});

	const GENDERS = [
		[
			{ name: 'Female', value: 'F' },
			{ name: 'Male', value: 'M' },
			{ name: 'Other', value: 'O' },
		],
		[
			{ name: 'Female', value: 'FEMALE' },
			{ name: 'Male', value: 'MALE' },
			{ name: 'Other', value: 'OTHER' },
		],
		[
			{ name: 'Female', value: 'Female' },
			{ name: 'Male', value: 'Male' },
			{ name: 'Other', value: 'Other' },
		],
	];

	it.each(GENDERS)('takes a gender as any of the vendors gives it out', (...options) => {
		for (const spelling of ['F', 'f', 'FEMALE', 'Female', ' female ', 'woman']) {
			expect(convert(toChoice(), spelling, { options })).toBe(options[0]?.value);
			expect(convert(toChoice({ open: true }), spelling, { options })).toBe(options[0]?.value);
		}
		for (const spelling of ['M', 'm', 'MALE', 'Male', 'man']) {
			expect(convert(toChoice(), spelling, { options })).toBe(options[1]?.value);
		}
		expect(convert(toChoice(), 'O', { options })).toBe(options[2]?.value);
		expect(refused(toChoice(), 'X', { options }).message).toContain('not one of the values');
	});

	it.each(['no-show', 'No Show', 'NO_SHOW', 'noshow'])('takes the spelling %j of an option', (spelling) => {
		const options = [{ name: 'No Show', value: 'NO_SHOW' }];
		expect(convert(toChoice(), spelling, { options })).toBe('NO_SHOW');
	});

	it('says the values of the vendor when it is none of them', () => {
		expect(refusalOf(() => colour('green')).description).toBe('Use one of: BLUE, RED.');
	});

	it('prefers the exact value over the name of another option', () => {
		const options = [
			{ name: 'B', value: 'A' },
			{ name: 'A', value: 'B' },
		];
		expect(toChoice()('B', placeOf({ options }))).toBe('B');
	});

	it('lets another value through as it is when the list is open, but still tidies a known one', () => {
		expect(colour('Turquoise', { open: true })).toBe('Turquoise');
		expect(colour('red', { open: true })).toBe('RED');
	});

	it('names only real values when one of the options stands for "not given"', () => {
		const options = [{ name: 'Not Given', value: '' }, ...COLOURS];
		const failure = refusalOf(() => toChoice()('green', placeOf({ options })));
		expect(failure.description).toBe('Use one of: BLUE, RED.');
	});

	it.each([[['BLUE']], [{ value: 'BLUE' }], [true], [null]])('refuses %j', (given) => {
		expect(refusalOf(() => colour(given)).message).toContain('must be a text');
	});
});

describe('toChoices', () => {
	const colours = (given: unknown) => toChoices(given, placeOf({ options: COLOURS }));

	it.each([
		[
			['BLUE', 'red'],
			['BLUE', 'RED'],
		],
		['Deep Blue, RED', ['BLUE', 'RED']],
		[['BLUE', 'blue'], ['BLUE']],
	])('reads %j as %j', (given, wanted) => {
		expect(colours(given)).toEqual(wanted);
	});

	it('refuses a list with one that the vendor does not know', () => {
		expect(refusalOf(() => colours(['BLUE', 'green'])).description).toBe('Use one of: BLUE, RED.');
	});
});

describe('toPostalCode', () => {
	const zip = toPostalCode({ digits: 5, example: '02115' });

	it('sends a number where no zero would be lost, and the text where one would', () => {
		expect(convert(zip, '10001')).toBe(10001);
		expect(convert(zip, 10001)).toBe(10001);
		expect(convert(zip, ' 02115 ')).toBe('02115');
		expect(convert(zip, '00501')).toBe('00501');
	});

	it.each([2115, '2115', '021155', '02115-1234', 'O2115', '', '٠٢١١٥', '1e4', -10001, 1000.1])(
		'refuses %j',
		(given) => {
			const failure = refused(zip, given);
			expect(failure.message).toContain('5 digits');
			expect(failure.description).toContain('02115');
		},
	);
});

describe('toDigits', () => {
	const phone = toDigits({ min: 7, max: 15, example: '617-555-0100' });

	it.each([
		['617-555-0100', 6175550100],
		['(617) 555 0100', 6175550100],
		['+1 617.555.0100', 16175550100],
		[6175550100, 6175550100],
		['0617 5550100', '06175550100'],
		['999999999999999', 999999999999999],
	])('sends %j as %j', (given, wanted) => {
		expect(convert(phone, given)).toBe(wanted);
	});

	it.each(['555', '1234567890123456', '617-555-01AB', '++16175550100', '617+5550100', '', '617-555-0100 x12'])(
		'refuses %j',
		(given) => {
			expect(refused(phone, given).description).toBe('Give 7 to 15 digits, such as 617-555-0100.');
		},
	);

	it.each(['-6175550100', '617555.01', '+617555.0', '6175550100.5'])(
		'refuses %j, which is no telephone number',
		(given) => {
			expect(refused(phone, given).message).toContain('"The Field"');
		},
	);

	it('reads 6175550100.0 as the number that a spreadsheet made it of', () => {
		expect(convert(phone, '6175550100.0')).toBe(6175550100);
	});

	it('says a single length when there is one', () => {
		expect(refused(toDigits({ min: 10, max: 10, example: '1234567893' }), '1').description).toContain(
			'Give 10 digits',
		);
	});

	it.each([-6175550100, 617555.01, 6175550.5])('refuses %j, a number that is no telephone number', (given) => {
		expect(refused(phone, given).message).toContain('"The Field"');
	});
});

describe('toTexts', () => {
	it.each([
		['Left knee, right hip', ['Left knee', 'right hip']],
		[
			['Left knee', ' right hip '],
			['Left knee', 'right hip'],
		],
		[
			['Knee, left', 'Hip'],
			['Knee, left', 'Hip'],
		],
		[
			[1, 'a'],
			['1', 'a'],
		],
		[', ,', []],
		[[], []],
		['Knie – links', ['Knie – links']],
	])('reads %j as %j', (given, wanted) => {
		expect(convert(toTexts, given)).toEqual(wanted);
	});

	it.each([[{}], [[{}]], [[['a']]], [true], [[null]]])('refuses %j', (given) => {
		expect(refused(toTexts, given).message).toContain('"The Field"');
	});
});

describe('toJsonObject', () => {
	it('takes an object and the text of one', () => {
		expect(convert(toJsonObject(), { a: [1] })).toEqual({ a: [1] });
		expect(convert(toJsonObject(), ' {"a": {"b": null}} ')).toEqual({ a: { b: null } });
	});

	it('leaves out an empty object, which the editor starts a JSON field with', () => {
		expect(convert(toJsonObject(), {})).toBeUndefined();
		expect(convert(toJsonObject(), '{}')).toBeUndefined();
	});

	it.each(['', 'x', '[1]', '"text"', '12', 'null', '{a: 1}', "{'a': 1}", '{"a": 1', [], [{}], null, 12, true])(
		'refuses %j',
		(given) => {
			expect(refused(toJsonObject(), given).message).toBe('"The Field" is not a JSON object');
		},
	);

	it('refuses a date, which would reach the vendor as a text', () => {
		expect(refused(toJsonObject(), new Date(0)).message).toBe('"The Field" is not a JSON object');
	});

	it('refuses an object that holds itself', () => {
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		expect(refused(toJsonObject(), circle).message).toBe('"The Field" is not a JSON object');
	});

	it('lets the check of the vendor see the object and the place', () => {
		const check = jest.fn();
		convert(toJsonObject(check), '{"a":1}');
		expect(check).toHaveBeenCalledWith({ a: 1 }, expect.objectContaining({ label: 'The Field' }));
	});

	it('does not let a key of the text change the prototype of anything', () => {
		convert(toJsonObject(), '{"__proto__": {"polluted": true}}');
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});
});

describe('toFiles', () => {
	const file: IBinaryData = { data: 'eA==', mimeType: 'text/csv' };

	it.each([
		['report', ['report']],
		['a, b ,,c', ['a', 'b', 'c']],
		[
			['a', 'b,c'],
			['a', 'b', 'c'],
		],
		[file, [file]],
		[
			[file, 'a'],
			[file, 'a'],
		],
		[[], []],
	])('reads %j as %j', (given, wanted) => {
		expect(convert(toFiles, given)).toEqual(wanted);
	});

	it.each([5, true, { data: 'x' }, { mimeType: 5 }, [null], [['a']]])('refuses %j', (given) => {
		expect(refused(toFiles, given).message).toBe('"The Field" is not a file');
	});
});

describe('toGroup', () => {
	it('gives the nested object through its check, and any list as it is', () => {
		const check = jest.fn((object: Record<string, unknown>) => ({ ...object, checked: true }));
		expect(convert(toGroup(check), { a: 1 })).toEqual({ a: 1, checked: true });
		expect(convert(toGroup(check), [{ a: 1 }])).toEqual([{ a: 1 }]);
		expect(convert(toGroup(), { a: 1 })).toEqual({ a: 1 });
	});
});
