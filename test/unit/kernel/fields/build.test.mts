import {
	choice,
	choices,
	color,
	day,
	files,
	flag,
	integer,
	json,
	kindOf,
	moment,
	text,
	texts,
} from '../../../../nodes/shared/fields/build.ts';
import { labelOf } from '../../../../nodes/shared/fields/label.ts';
import { toEpochSeconds } from '../../../../nodes/shared/fields/convert.ts';
import { withoutSends } from '../../../../nodes/shared/node/description.ts';
import { readFields } from '../../../../nodes/shared/fields/read.ts';
import type { Field } from '../../../../nodes/shared/types.ts';
import { refusalOf } from '../support.mts';

const sent = (field: Field, value: unknown) => readFields([field], () => value, 'UTC').body;

describe('the label of a parameter', () => {
	it.each([
		['firstName', 'First Name'],
		['dateOfBirth', 'Date of Birth'],
		['line1', 'Line 1'],
		['npi', 'NPI'],
		['clinicIds', 'Clinic IDs'],
		['profileImageUrl', 'Profile Image URL'],
		['ofInterest', 'Of Interest'],
		['signedBy', 'Signed By'],
		['requestsPerSecond', 'Requests per Second'],
	])('%s is %s', (name, label) => {
		expect(labelOf(name)).toBe(label);
	});
});

describe('a builder', () => {
	const DETAILS = { as: 'thing.x' as const };

	it.each<[string, Field, object]>([
		['text', text('someName', 'What it is', DETAILS), { type: 'string', default: '' }],
		[
			'text of several lines',
			text('someName', 'What it is', { ...DETAILS, rows: 3 }),
			{ type: 'string', default: '', typeOptions: { rows: 3 } },
		],
		[
			'secret text',
			text('someName', 'What it is', { ...DETAILS, isSecret: true }),
			{ type: 'string', default: '', typeOptions: { password: true } },
		],
		['color', color('someName', 'What it is', DETAILS), { type: 'color', default: '' }],
		['texts in one input', texts('someName', 'What it is', DETAILS), { type: 'string', default: '' }],
		[
			'texts one by one',
			texts('someName', 'What it is', { ...DETAILS, button: 'Add Name' }),
			{
				type: 'string',
				default: [],
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Name' },
			},
		],
		[
			'integer that may stay empty',
			integer('someName', 'What it is', { ...DETAILS, min: 1 }),
			{ type: 'string', default: '' },
		],
		[
			'integer with a default',
			integer('someName', 'What it is', { ...DETAILS, min: 0, max: 9, default: 0 }),
			{ type: 'number', default: 0, typeOptions: { minValue: 0, maxValue: 9 } },
		],
		['flag', flag('someName', 'What it is', DETAILS), { type: 'boolean', default: false }],
		[
			'choice',
			choice('someName', 'What it is', {
				...DETAILS,
				options: { B: 'Bee', A: { name: 'Ay', description: 'The first' } },
				default: 'B',
			}),
			{
				type: 'options',
				default: 'B',
				options: [
					{ name: 'Bee', value: 'B' },
					{ name: 'Ay', value: 'A', description: 'The first' },
				],
			},
		],
		[
			'choices',
			choices('someName', 'What it is', { ...DETAILS, options: { A: 'Ay' } }),
			{ type: 'multiOptions', default: [], options: [{ name: 'Ay', value: 'A' }] },
		],
		[
			'day',
			day('someName', 'What it is', DETAILS),
			{ type: 'dateTime', default: '', typeOptions: { dateOnly: true } },
		],
		[
			'moment',
			moment('someName', 'What it is', { ...DETAILS, convert: toEpochSeconds }),
			{ type: 'dateTime', default: '' },
		],
		['json', json('someName', 'What it is', DETAILS), { type: 'json', default: '{}' }],
		['files', files('someName', 'What it is', DETAILS), { type: 'string', default: '' }],
	])('%s gives n8n its own properties and those it always has', (_kind, field, own) => {
		expect(withoutSends(field)).toEqual({
			displayName: 'Some Name',
			name: 'someName',
			description: 'What it is',
			...own,
		});
		expect(field.sends?.as).toBe('thing.x');
	});

	it('takes label, example, hint and conditions', () => {
		const field = text('someName', '', {
			as: false,
			label: 'Another Name',
			example: 'Maria',
			hint: 'Look here',
			required: true,
			show: { kind: ['a'] },
			hide: { other: [true] },
		});
		expect(withoutSends(field)).toEqual({
			displayName: 'Another Name',
			name: 'someName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Maria',
			hint: 'Look here',
			required: true,
			displayOptions: { show: { kind: ['a'] }, hide: { other: [true] } },
		});
		expect(readFields([field], () => 'x', 'UTC')).toEqual({ body: {}, params: {} });
	});

	it('keeps the rules of its kind', () => {
		expect(sent(text('x', '', { as: 'a.b', max: 3 }), ' abc ')).toEqual({ a: { b: 'abc' } });
		expect(refusalOf(() => sent(text('x', '', { as: 'x', max: 3 }), 'abcd')).message).toContain('3 characters');
		expect(refusalOf(() => sent(integer('x', '', { as: 'x', min: 1 }), '0')).message).toContain('out of range');
		expect(sent(choice('x', '', { as: 'x', options: { A: 'Ay' }, default: 'A' }), 'ay')).toEqual({ x: 'A' });
		expect(sent(choice('x', '', { as: 'x', options: { A: 'Ay' }, default: 'A', open: true }), 'Z')).toEqual({
			x: 'Z',
		});
		expect(sent(choices('x', '', { as: 'x', options: { A: 'Ay', B: 'Bee' } }), 'a, Bee')).toEqual({
			x: ['A', 'B'],
		});
		expect(sent(text('x', '', { as: 'x', convert: () => 'own' }), 'y')).toEqual({ x: 'own' });
	});

	it('of a vendor has some details given, which can be given anew', () => {
		const code = kindOf(text, { pattern: /^[A-Z]$/, expects: 'Give a letter.', example: 'A' });
		expect(withoutSends(code('x', '', { as: 'x' })).placeholder).toBe('e.g. A');
		expect(withoutSends(code('x', '', { as: 'x', example: 'B' })).placeholder).toBe('e.g. B');
		expect(refusalOf(() => sent(code('x', '', { as: 'x' }), '1')).description).toBe('Give a letter.');
	});

	it('does not compile without a word on where the value goes', () => {
		// @ts-expect-error `as` is missing
		text('x', 'What it is', {});
		// @ts-expect-error a field by hand says how it is sent, or that it never is
		const byHand: Field = { displayName: 'X', name: 'x', type: 'string', default: '' };
		expect(byHand.sends).toBeUndefined();
	});
});
