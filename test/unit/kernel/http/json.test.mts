import fc from 'fast-check';

import { readJson } from '../../../../nodes/shared/http/json.ts';

describe('JSON of a vendor', () => {
	it('is read as ever where it holds nothing out of the ordinary', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
				const text = JSON.stringify(value);
				const isLarge = /\d{16}/.test(text);
				return isLarge || expect(readJson(text)?.value).toEqual(JSON.parse(text)) === undefined;
			}),
		);
	});

	it('is read behind a byte order mark', () => {
		expect(readJson('\uFEFF{"a":1}')).toEqual({ value: { a: 1 } });
	});

	it.each([
		['9007199254740992', '9007199254740992'],
		['-12345678901234567890', '-12345678901234567890'],
		['9007199254740991', 9007199254740991],
		['1234567890123456.5', 1234567890123456.5],
		['1e30', 1e30],
		['"12345678901234567890"', '12345678901234567890'],
	])('keeps of the number %s all digits that stand for it', (number, expected) => {
		expect(readJson(`{"id":${number},"list":[${number} , 1]}`)).toEqual({
			value: { id: expected, list: [expected, 1] },
		});
	});

	it('leaves texts with numbers and quotes in them alone', () => {
		const value = { a: 'order "12345678901234567890" \\', '12345678901234567890': '\\"12345678901234567890' };
		expect(readJson(JSON.stringify(value))).toEqual({ value });
	});

	it.each([
		'',
		'{',
		'undefined',
		'01234567890123456789',
		'12345678901234567890x',
		'{"a":12345678901234567890 1}',
		'"a',
	])('is not what is none: %j', (text) => expect(readJson(text)).toBeUndefined());

	it('is not read when what is open at once is too deep, brackets in texts left out', () => {
		expect(readJson(JSON.stringify('['.repeat(500)))).toEqual({ value: '['.repeat(500) });
		expect(readJson(`[${'[],'.repeat(500)}[]]`)).toBeDefined();
		expect(readJson('['.repeat(101) + ']'.repeat(101))).toBeUndefined();
		expect(readJson('['.repeat(100) + ']'.repeat(100))).toBeDefined();
	});

	it('takes time in proportion to its length', () => {
		const secondsFor = (count: number) => {
			const text = `[${'12345678901234567890,"x\\\\",'.repeat(count)}1]`;
			const startedAt = performance.now();
			expect(readJson(text)).toBeDefined();
			return performance.now() - startedAt;
		};
		secondsFor(20_000);
		expect(secondsFor(200_000)).toBeLessThan(40 * Math.max(secondsFor(20_000), 5));
	});
});
