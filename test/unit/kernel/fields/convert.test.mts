import type { IBinaryData } from 'n8n-workflow';

import {
	choice,
	digits,
	files,
	flag,
	group,
	integer,
	integerId,
	jsonObject,
	postalCode,
	text,
	textList,
} from '../../../../nodes/shared/fields/convert.ts';
import type { Field, Sends } from '../../../../nodes/shared/types.ts';
import { placeOf, refusalOf } from '../support.mts';

const convert = (sends: Sends, value: unknown, field: Partial<Field> = {}) => sends.convert(value, placeOf(field));
const refused = (sends: Sends, value: unknown, field: Partial<Field> = {}) =>
	refusalOf(() => convert(sends, value, field));

const COLOURS: Field['options'] = [
	{ name: 'Deep Blue', value: 'BLUE' },
	{ name: 'Red', value: 'RED' },
];

describe('text', () => {
	it.each([
		['  Maria ', 'Maria'],
		['Zoë Ó Súilleabháin', 'Zoë Ó Súilleabháin'],
		['0', '0'],
		[0, '0'],
		[2115, '2115'],
		[-1.5, '-1.5'],
	])('sends %j as %j', (given, wanted) => {
		expect(convert(text('x'), given)).toBe(wanted);
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
		expect(refused(text('x'), given).message).toBe('"The Field" must be a text');
	});

	it('takes a text of exactly the length allowed, and refuses one character more', () => {
		expect(convert(text('x', { max: 3 }), ' abc ')).toBe('abc');
		expect(refused(text('x', { max: 3 }), 'abcd').description).toContain('3 characters');
	});

	it('tidies before it checks the length and the pattern', () => {
		const sends = text('x', { tidy: (value) => value.replaceAll('-', ''), max: 2, pattern: /^\d+$/ });
		expect(convert(sends, '1-2')).toBe('12');
	});

	it('says what the pattern expects', () => {
		const sends = text('x', { pattern: /^a$/, expects: 'Give an a.' });
		expect(refused(sends, 'b')).toMatchObject({ message: '"The Field" is not valid', description: 'Give an a.' });
	});
});

describe('integer', () => {
	it.each([
		[12, 12],
		['12', 12],
		[' 12 ', 12],
		['-3', -3],
		['007', 7],
		['0', 0],
		[String(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
	])('reads %j as %j', (given, wanted) => {
		expect(convert(integer('x'), given)).toBe(wanted);
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
		expect(refused(integer('x'), given).message).toBe('"The Field" is not a whole number');
	});

	it.each(['0x1F', '0b11', '0o17', '1e3', '1E5'])(
		'refuses %j, which a spreadsheet or a mistake made of something that is no count and no id',
		(given) => {
			expect(refused(integer('x'), given).message).toBe('"The Field" is not a whole number');
		},
	);

	it('takes both ends of a range and says the range otherwise', () => {
		const age = integer('x', { min: 0, max: 150 });
		expect([convert(age, '0'), convert(age, 150)]).toEqual([0, 150]);
		expect(refused(age, -1).description).toContain('0 to 150');
		expect(refused(age, '151').description).toContain('0 to 150');
		expect(refused(integer('x', { max: 4 }), 5).description).toContain('at most 4');
	});

	it('refuses ids that cannot be', () => {
		expect(convert(integerId('x'), '1')).toBe(1);
		expect(refused(integerId('x'), 0).description).toContain('at least 1');
		expect(refused(integerId('x'), '-5').message).toContain('is out of range');
	});
});

describe('flag', () => {
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
		expect(convert(flag('x'), given)).toBe(wanted);
	});

	it.each(['maybe', '2', 2, 'on', {}, [], 'truee'])('refuses %j', (given) => {
		expect(refused(flag('x'), given).message).toBe('"The Field" is not true or false');
	});

	it('refuses a list, even one that holds a single true', () => {
		expect(refused(flag('x'), [true]).message).toContain('"The Field"');
	});
});

describe('choice', () => {
	const colour = (given: unknown, rules = {}) => choice('x', rules).convert(given, placeOf({ options: COLOURS }));

	it.each(['BLUE', 'blue', ' Blue ', 'Deep Blue', 'deep blue'])('takes %j for the value BLUE', (given) => {
		expect(colour(given)).toBe('BLUE');
	});

	it('says the values of the vendor when it is none of them', () => {
		expect(refusalOf(() => colour('green')).description).toBe('Use one of: BLUE, RED.');
	});

	it('prefers the exact value over the name of another option', () => {
		const options = [
			{ name: 'B', value: 'A' },
			{ name: 'A', value: 'B' },
		];
		expect(choice('x').convert('B', placeOf({ options }))).toBe('B');
	});

	it('lets another value through as it is when the list is open, but still tidies a known one', () => {
		expect(colour('Turquoise', { open: true })).toBe('Turquoise');
		expect(colour('red', { open: true })).toBe('RED');
	});

	it('names only real values when one of the options stands for "not given"', () => {
		const options = [{ name: 'Not Given', value: '' }, ...COLOURS];
		const failure = refusalOf(() => choice('x').convert('green', placeOf({ options })));
		expect(failure.description).toBe('Use one of: BLUE, RED.');
	});

	it.each([[['BLUE']], [{ value: 'BLUE' }], [true], [null]])('refuses %j', (given) => {
		expect(refusalOf(() => colour(given)).message).toContain('must be a text');
	});
});

describe('postalCode', () => {
	const zip = postalCode('x', { digits: 5, example: '02115' });

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

describe('digits', () => {
	const phone = digits('x', { min: 7, max: 15, example: '617-555-0100' });

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

	it('says a single length when there is one', () => {
		expect(refused(digits('x', { min: 10, max: 10, example: '1234567893' }), '1').description).toContain(
			'Give 10 digits',
		);
	});

	it.each([-6175550100, 617555.01, 6175550.5])('refuses %j, a number that is no telephone number', (given) => {
		expect(refused(phone, given).message).toContain('"The Field"');
	});
});

describe('textList', () => {
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
		expect(convert(textList('x'), given)).toEqual(wanted);
	});

	it.each([[{}], [[{}]], [[['a']]], [true], [[null]]])('refuses %j', (given) => {
		expect(refused(textList('x'), given).message).toContain('"The Field"');
	});
});

describe('jsonObject', () => {
	it('takes an object and the text of one', () => {
		expect(convert(jsonObject('x'), { a: [1] })).toEqual({ a: [1] });
		expect(convert(jsonObject('x'), ' {"a": {"b": null}} ')).toEqual({ a: { b: null } });
	});

	it('leaves out an empty object, which the editor starts a JSON field with', () => {
		expect(convert(jsonObject('x'), {})).toBeUndefined();
		expect(convert(jsonObject('x'), '{}')).toBeUndefined();
	});

	it.each(['', 'x', '[1]', '"text"', '12', 'null', '{a: 1}', "{'a': 1}", '{"a": 1', [], [{}], null, 12, true])(
		'refuses %j',
		(given) => {
			expect(refused(jsonObject('x'), given).message).toBe('"The Field" is not a JSON object');
		},
	);

	it('refuses a date, which would reach the vendor as a text', () => {
		expect(refused(jsonObject('x'), new Date(0)).message).toBe('"The Field" is not a JSON object');
	});

	it('refuses an object that holds itself', () => {
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		expect(refused(jsonObject('x'), circle).message).toBe('"The Field" is not a JSON object');
	});

	it('lets the check of the vendor see the object and the place', () => {
		const check = jest.fn();
		convert(jsonObject('x', check), '{"a":1}');
		expect(check).toHaveBeenCalledWith({ a: 1 }, expect.objectContaining({ label: 'The Field' }));
	});

	it('does not let a key of the text change the prototype of anything', () => {
		convert(jsonObject('x'), '{"__proto__": {"polluted": true}}');
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});
});

describe('files', () => {
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
		expect(convert(files(), given)).toEqual(wanted);
	});

	it.each([5, true, { data: 'x' }, { mimeType: 5 }, [null], [['a']]])('refuses %j', (given) => {
		expect(refused(files(), given).message).toBe('"The Field" is not a file');
	});
});

describe('group', () => {
	it('gives the nested object through its check, and any list as it is', () => {
		const check = jest.fn((object: Record<string, unknown>) => ({ ...object, checked: true }));
		expect(convert(group('x', check), { a: 1 })).toEqual({ a: 1, checked: true });
		expect(convert(group('x', check), [{ a: 1 }])).toEqual([{ a: 1 }]);
		expect(convert(group('x'), { a: 1 })).toEqual({ a: 1 });
	});
});
