import fc from 'fast-check';

import { isSafeName, ownValue, setAt, setOwn } from '../../../nodes/shared/values.ts';

const HOSTILE = [
	'__proto__',
	'__proto__.polluted',
	'constructor.prototype.polluted',
	'a.__proto__.polluted',
	'toString',
];

afterEach(() => {
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
});

describe('putting a value at a dotted place', () => {
	it.each(HOSTILE)('makes plain own properties of %s, and changes nothing that objects inherit', (dotted) => {
		const target: Record<string, unknown> = {};
		setAt(target, dotted, 'x');
		const [first = ''] = dotted.split('.');
		expect(Object.keys(target)).toEqual([first]);
		const read = dotted
			.split('.')
			.reduce<unknown>((place, name) => ownValue(place as Record<string, unknown>, name), target);
		expect(read).toBe('x');
	});

	it('gives back what was put there, whatever the names', () => {
		const names = fc.array(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'prototype')), {
			minLength: 1,
			maxLength: 4,
		});
		fc.assert(
			fc.property(names, fc.jsonValue(), (parts, value) => {
				const dotted = parts.join('.');
				const target: Record<string, unknown> = {};
				setAt(target, dotted, value);
				const read = dotted
					.split('.')
					.reduce<unknown>((place, name) => ownValue(place as Record<string, unknown>, name), target);
				expect(read).toEqual(value);
				expect(Object.keys(Object.prototype)).toEqual([]);
			}),
		);
	});
});

describe('a property of an object itself', () => {
	it.each(['constructor', 'toString', '__proto__', 'valueOf'])(
		'%s is not found in an object that only inherits it',
		(name) => {
			expect(ownValue({}, name)).toBeUndefined();
		},
	);

	it('is set under any name and written to JSON', () => {
		const record: Record<string, unknown> = {};
		setOwn(record, '__proto__', { polluted: true });
		expect(JSON.stringify(record)).toBe('{"__proto__":{"polluted":true}}');
		expect(record.polluted).toBeUndefined();
	});
});

describe('a name from outside', () => {
	it.each(['__proto__', 'a.__proto__', 'constructor', 'constructor.prototype.x'])('%s is not safe', (name) => {
		expect(isSafeName(name)).toBe(false);
	});

	it.each(['name', 'address.city', 'proto', 'constructors', ''])('%j is safe', (name) => {
		expect(isSafeName(name)).toBe(true);
	});
});
