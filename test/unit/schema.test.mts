import { schemaOf, strangersTo } from '../support/schema.mts';

describe('an output schema', () => {
	it('holds what several outputs have together', () => {
		expect(
			schemaOf([
				{ b: 'x', a: null },
				{ a: { c: [1, 2.5] }, d: true },
			]),
		).toEqual({
			type: 'object',
			properties: {
				a: { type: 'object', properties: { c: { type: 'array', items: { type: 'number' } } } },
				b: { type: 'string' },
				d: { type: 'boolean' },
			},
		});
	});

	it('has no type where outputs differ or say nothing', () => {
		expect(schemaOf([{ a: 1 }, { a: 'x' }, { b: null }, { c: [] }])).toEqual({
			type: 'object',
			properties: { a: {}, b: {}, c: { type: 'array' } },
		});
	});

	it.each([
		[{ a: 1, e: { f: ['x'] } }, []],
		[{ a: null, e: null }, []],
		[{ a: 'x' }, ['.a: is string, not integer']],
		[{ a: 1.5 }, ['.a: is number, not integer']],
		[{ z: 1 }, ['.z: is not in the schema']],
		[{ e: { f: [1] } }, ['.e.f[]: is integer, not string']],
		[{ n: 3 }, []],
	])('finds in %j the strangers %j', (value, strangers) => {
		const schema = schemaOf([{ a: 1, n: 1.5, e: { f: ['x'] } }]);
		expect(strangersTo(schema, value)).toEqual(strangers);
	});
});
