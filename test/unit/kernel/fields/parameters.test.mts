import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ExpressionError } from 'n8n-workflow';

import { text } from '../../../../nodes/shared/fields/convert.ts';
import { valueReader } from '../../../../nodes/shared/fields/parameters.ts';
import type { Field } from '../../../../nodes/shared/types.ts';
import { fakeContext, fieldOf, refusalOf, toyOperation } from '../support.mts';

const FIXED = fieldOf({ name: 'fixed', sends: text('fixed') });
const NAME = fieldOf({ name: 'name', displayName: 'Name', required: true, sends: text('name') });

interface Given {
	stored: IDataObject;
	fields?: Field[];
	maps?: boolean;
	items?: INodeExecutionData[];
	value?: (name: string, index: number) => unknown;
}

/** The reader for a node; an expression yields its parameter's name and the item's index. */
function reading({ stored, fields = [FIXED, NAME], maps = false, items, value }: Given) {
	const fake = fakeContext({
		items: items ?? Array.from({ length: 3 }, () => ({ json: {} })),
		stored,
		parameters: (name, index) => {
			if (value) return value(name, index);
			const given = stored[name];
			return JSON.stringify(given)?.includes('"=') ? `${name} ${index}` : given;
		},
	});
	const operation = toyOperation({ fields, maps });
	return { ...fake, operation, valueOf: valueReader(fake.context, operation) };
}

const times = (resolved: string[], name: string) => resolved.filter((entry) => entry.startsWith(`${name} `)).length;

describe('the values of the parameters', () => {
	it.each<[string, unknown]>([
		['a text', 'Ada'],
		['a text with a sign of equality inside', 'a = b'],
		['a number', 7],
		['an empty text', ''],
		['a set of fields', { city: 'Pune', entries: [{ code: 'A' }] }],
		['a locator', { __rl: true, mode: 'id', value: '7' }],
		['null', null],
	])('are read once for all items when they are fixed: %s', (_what, given) => {
		const { valueOf, resolved } = reading({ stored: { fixed: given } as IDataObject });
		expect([0, 1, 2].map((index) => valueOf(index)(FIXED))).toEqual([given, given, given]);
		expect(resolved).toEqual(['fixed 0']);
	});

	it('which nobody filled in are read once, too, and are the default', () => {
		const { valueOf, resolved } = reading({ stored: {} });
		const field = { ...FIXED, default: 'usual' };
		expect([2, 0].map((index) => valueOf(index)(field))).toEqual(['usual', 'usual']);
		expect(resolved).toEqual(['fixed 0']);
	});

	it('of a field that must be filled in have no default', () => {
		const { valueOf } = reading({ stored: {} });
		expect(valueOf(1)({ ...NAME, default: 'usual' })).toBe('');
	});

	it.each<[string, unknown]>([
		['a text', '={{ $json.name }}'],
		['a locator', { __rl: true, mode: 'id', value: '={{ $json.id }}' }],
		['a set of fields', { city: 'Pune', state: '={{ $json.state }}' }],
		['an entry of a list', { entries: [{ code: 'A' }, { code: '={{ $json.code }}' }] }],
	])('are read for each item when there is an expression in them: %s', (_what, given) => {
		const { valueOf, resolved } = reading({ stored: { fixed: given } as IDataObject });
		expect([2, 0, 1].map((index) => valueOf(index)(FIXED))).toEqual(['fixed 2', 'fixed 0', 'fixed 1']);
		expect(resolved).toEqual(['fixed 2', 'fixed 0', 'fixed 1']);
	});

	it('are resolved only when they are asked for', () => {
		const { valueOf, resolved } = reading({ stored: { fixed: 'a', name: '={{ $json.name }}' } });
		valueOf(0)(NAME);
		expect(resolved).toEqual(['name 0']);
	});

	it('blame the field when its expression cannot be resolved, without a word of the reason', () => {
		const { valueOf } = reading({
			stored: { name: '={{ $json.name }}' },
			value(_name, index) {
				if (index === 1) throw new ExpressionError('No path back to Made-Up Person');
				return index;
			},
		});
		expect([valueOf(0)(NAME), valueOf(2)(NAME)]).toEqual([0, 2]);
		const failure = refusalOf(() => valueOf(1)(NAME));
		expect(failure).toMatchObject({ kind: 'input', field: 'Name' });
		expect(JSON.stringify(failure)).not.toContain('Made-Up');
	});
});

describe('the values out of the item itself', () => {
	const SWITCH = fieldOf({ name: 'idType', isSwitch: true, sends: text() });
	const OPTIONS = fieldOf({ name: 'options', type: 'collection', default: {}, options: [] });
	const fields = [SWITCH, NAME, OPTIONS];
	const items = ['Ada', 'Ben', 'Cem'].map((name) => ({ json: { name, idType: 'never', options: 'never' } }));
	const auto = { mappingMode: 'autoMapInputData' };

	it('cost no parameter and no expression, however many items', () => {
		const { valueOf, resolved } = reading({
			stored: { ...auto, name: '={{ $json.other }}' },
			fields,
			maps: true,
			items,
		});
		expect([0, 1, 2].map((index) => valueOf(index)(NAME))).toEqual(['Ada', 'Ben', 'Cem']);
		expect(resolved).toEqual(['mappingMode 0', 'options 0']);
	});

	it('do not replace the switches and options of the node', () => {
		const stored = { ...auto, idType: 'partner', options: { timeout: 5 } };
		const { valueOf, resolved } = reading({ stored, fields, maps: true, items });
		expect([0, 1].map((index) => valueOf(index)(SWITCH))).toEqual(['partner', 'partner']);
		expect(valueOf(1)(OPTIONS)).toEqual({ timeout: 5 });
		expect(times(resolved, 'idType')).toBe(1);
	});

	it.each([
		['the operation does not offer it', false, auto],
		['the fields are set below', true, { mappingMode: 'defineBelow' }],
		['nobody chose', true, {}],
	])('are not taken when %s', (_why, maps, mode) => {
		const { valueOf } = reading({ stored: { ...mode, name: 'Filled In' }, fields, maps, items });
		expect(valueOf(0)(NAME)).toBe('Filled In');
	});

	it('are taken also when an expression left the options at null', () => {
		const stored = { ...auto, options: null } as unknown as IDataObject;
		const { valueOf } = reading({ stored, fields, maps: true, items });
		expect(valueOf(2)(NAME)).toBe('Cem');
	});

	it.each([
		['ignore', undefined],
		[undefined, undefined],
		['refuse', 'Item'],
	])('refuse or ignore unknown names, with the option Unknown Fields at %j', (unknownFields, refused) => {
		const odd = [{ json: { name: 'Ada', shoe_size: 42 } }, { json: { name: 'Ben' } }];
		const { valueOf } = reading({
			stored: { ...auto, options: { unknownFields } },
			fields,
			maps: true,
			items: odd,
		});
		expect(valueOf(1)(NAME)).toBe('Ben');
		if (refused === undefined) return expect(valueOf(0)(NAME)).toBe('Ada');
		const failure = refusalOf(() => valueOf(0));
		expect(failure).toMatchObject({ kind: 'input', field: refused });
		expect(failure.description).toContain('shoe_size');
	});
});
