import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { resources as ekaCare } from '../../../../nodes/EkaCare/actions/index.ts';
import { resources as medMitra } from '../../../../nodes/MedMitra/actions/index.ts';
import { resources as spry } from '../../../../nodes/Spry/actions/index.ts';
import { toChoice, toGroup, toText } from '../../../../nodes/shared/fields/convert.ts';
import { nodeProperties } from '../../../../nodes/shared/node/description.ts';
import { readLimits, type Limits } from '../../../../nodes/shared/node/options.ts';
import { RUN_TIME_OPTIONS } from '../../../../nodes/shared/node/options.ts';
import type { Field, Resource } from '../../../../nodes/shared/types.ts';
import { fakeContext, fieldOf, refusalOf, toyOperation } from '../support.mts';

const NODES: Array<[string, Resource[]]> = [
	['Eka Care', ekaCare],
	['MedMitra', medMitra],
	['Spry', spry],
];

/** All properties with those of collections and groups, flat. */
function everyProperty(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...everyProperty(
			(property.options ?? []).flatMap((option) =>
				'values' in option ? option.values : 'type' in option ? [option] : [],
			),
		),
	]);
}

const named = (properties: INodeProperties[], name: string) => properties.filter((property) => property.name === name);

describe('the description of a node', () => {
	const nested = fieldOf({
		name: 'address',
		type: 'fixedCollection',
		sends: { as: 'address', convert: toGroup() },
		options: [
			{
				displayName: 'Address',
				name: 'details',
				values: [fieldOf({ name: 'city', sends: { as: 'city', convert: toText() } })],
			},
		],
	});
	const collection: Field = fieldOf({
		name: 'additionalFields',
		type: 'collection',
		options: [nested, fieldOf({ name: 'note', sends: { as: 'note', convert: toText() } })],
	});
	const picker: Field = fieldOf({
		name: 'kind',
		type: 'options',
		options: [{ name: 'One', value: '1', description: 'The first' }],
		displayOptions: { show: { idType: ['eka'], resource: ['never'] }, hide: { other: ['x'] } },
		sends: { as: 'kind', convert: toChoice() },
	});
	const create = toyOperation({ fields: [picker, collection] });
	const remove = toyOperation({
		displayName: 'Delete',
		value: 'delete',
		action: 'Delete thing',
		fields: [fieldOf({ name: 'thingId', sends: { convert: toText() } })],
	});
	const resources: Resource[] = [
		{ displayName: 'Other', value: 'other', operations: [create] },
		{ displayName: 'Thing', value: 'thing', operations: [create, remove] },
	];
	const properties = nodeProperties(resources);

	it('starts with the pickers of resource and operation, which take no expression', () => {
		const [resource, operationOfOther, operationOfThing] = properties;
		expect(resource).toEqual({
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Other', value: 'other' },
				{ name: 'Thing', value: 'thing' },
			],
			default: 'other',
		});
		expect(operationOfOther).toMatchObject({
			name: 'operation',
			noDataExpression: true,
			default: 'create',
			displayOptions: { show: { resource: ['other'] } },
		});
		expect(operationOfThing?.options).toEqual([
			{ name: 'Create', value: 'create', action: 'Create thing', description: 'Create a thing' },
			{ name: 'Delete', value: 'delete', action: 'Delete thing', description: 'Create a thing' },
		]);
	});

	it('shows a field for its resource and operation and keeps its own conditions', () => {
		const kinds = named(properties, 'kind');
		expect(kinds.map((kind) => kind.displayOptions)).toEqual([
			{ show: { idType: ['eka'], resource: ['other'], operation: ['create'] }, hide: { other: ['x'] } },
			{ show: { idType: ['eka'], resource: ['thing'], operation: ['create'] }, hide: { other: ['x'] } },
		]);
	});

	it('holds no word of how a value reaches the vendor, at any depth', () => {
		expect(everyProperty(properties).filter((property) => 'sends' in property)).toEqual([]);
		expect(everyProperty(properties).map(({ name }) => name)).toEqual(expect.arrayContaining(['city', 'note']));
	});

	it('leaves the table it is made of as it was', () => {
		expect(picker.sends).toBeDefined();
		expect(nested.sends).toBeDefined();
		expect(picker.displayOptions?.show).toEqual({ idType: ['eka'], resource: ['never'] });
		expect(nodeProperties(resources)).toEqual(properties);
	});

	it('gives every operation one collection of options with the run-time ones, in order', () => {
		const own = fieldOf({
			name: 'options',
			type: 'collection',
			options: [fieldOf({ name: 'zebra', displayName: 'Zebra' }), fieldOf({ name: 'ant', displayName: 'Ant' })],
		});
		const options = named(
			nodeProperties([{ ...resources[0]!, operations: [toyOperation({ fields: [own] })] }]),
			'options',
		);
		expect(options).toHaveLength(1);
		expect(options[0]?.options?.map((option) => (option as INodeProperties).displayName)).toEqual([
			'Ant',
			'Concurrency',
			'Max Attempts',
			'Requests per Second',
			'Timeout',
			'Total Budget',
			'Zebra',
		]);
		expect(own.options).toHaveLength(2);
		expect(named(properties, 'options').map(({ options: switches }) => switches?.length)).toEqual([5, 5, 5]);
	});

	it.each(RUN_TIME_OPTIONS.map((option) => [option.name, option] as const))(
		'offers the option %s within what the run takes, and starts it at what holds without it',
		(name, option) => {
			const limitsWith = (options: IDataObject) => readLimits(fakeContext({ parameters: { options } }).context);
			const { minValue = 0, maxValue } = option.typeOptions ?? {};
			const without = limitsWith({})[name as keyof Limits];
			expect(limitsWith({ [name]: option.default })[name as keyof Limits]).toBe(option.default);
			// Without these two there is no limit, or the one of the request itself.
			if (!['requestsPerSecond', 'timeout'].includes(name)) expect(without).toBe(option.default);
			if (maxValue !== undefined) {
				expect(limitsWith({ [name]: maxValue })[name as keyof Limits]).toBe(maxValue);
				expect(refusalOf(() => limitsWith({ [name]: maxValue + 1 })).message).toContain(
					`"${option.displayName}"`,
				);
			}
			if (minValue > 0) expect(limitsWith({ [name]: minValue })[name as keyof Limits]).toBe(minValue);
			expect(refusalOf(() => limitsWith({ [name]: minValue - 1 })).kind).toBe('configuration');
		},
	);
});

describe('the description of an operation that maps automatically', () => {
	const whenKind = { show: { kind: ['person'] } };
	const operation = toyOperation({
		maps: true,
		fields: [
			fieldOf({ name: 'kind', isSwitch: true, sends: { convert: toChoice() } }),
			fieldOf({ name: 'name', sends: { as: 'name', convert: toText() } }),
			fieldOf({ name: 'age', displayOptions: whenKind, sends: { as: 'age', convert: toText() } }),
			fieldOf({
				name: 'options',
				type: 'collection',
				options: [fieldOf({ name: 'ifExists', displayName: 'If Exists' })],
			}),
		],
	});
	const own = { resource: ['thing'], operation: ['create'] };
	const properties = nodeProperties([{ displayName: 'Thing', value: 'thing', operations: [operation] }]);

	it('asks first where the values come from, and by default for each field', () => {
		expect(properties.map(({ name }) => name)).toEqual([
			'resource',
			'operation',
			'mappingMode',
			'kind',
			'name',
			'age',
			'options',
		]);
		expect(named(properties, 'mappingMode')[0]).toMatchObject({
			type: 'options',
			default: 'defineBelow',
			noDataExpression: true,
			displayOptions: { show: own },
			options: [{ value: 'autoMapInputData' }, { value: 'defineBelow' }],
		});
	});

	it('shows the fields only when they are filled in there, under their own conditions besides', () => {
		expect(named(properties, 'name')[0]?.displayOptions).toEqual({
			show: { ...own, mappingMode: ['defineBelow'] },
		});
		expect(named(properties, 'age')[0]?.displayOptions).toEqual({
			show: { ...own, ...whenKind.show, mappingMode: ['defineBelow'] },
		});
	});

	it('always shows switches and options, and no word of what a switch is', () => {
		for (const name of ['kind', 'options']) {
			expect(named(properties, name)[0]?.displayOptions).toEqual({ show: own });
		}
		expect(
			everyProperty(properties).filter((property) => 'isSwitch' in property || 'fromVendor' in property),
		).toEqual([]);
	});

	it('asks for unknown fields only with the mapping', () => {
		const options = named(properties, 'options')[0]?.options as INodeProperties[];
		expect(options.map(({ name }) => name)).toEqual([
			'concurrency',
			'ifExists',
			'maxAttempts',
			'requestsPerSecond',
			'timeout',
			'totalBudget',
			'unknownFields',
		]);
		expect(named(options, 'unknownFields')[0]).toMatchObject({
			default: 'ignore',
			displayOptions: { show: { '/mappingMode': ['autoMapInputData'] } },
		});
		const plain = nodeProperties([
			{ displayName: 'Thing', value: 'thing', operations: [{ ...operation, maps: false }] },
		]);
		expect(named(plain, 'mappingMode')).toEqual([]);
		expect(everyProperty(plain).map(({ name }) => name)).not.toContain('unknownFields');
		expect(named(plain, 'name')[0]?.displayOptions).toEqual({ show: own });
	});

	it('leaves the table it is made of as it was', () => {
		expect(operation.fields.find(({ name }) => name === 'age')?.displayOptions).toEqual(whenKind);
		expect(operation.fields.find(({ name }) => name === 'options')?.options).toHaveLength(1);
		expect(nodeProperties([{ displayName: 'Thing', value: 'thing', operations: [operation] }])).toEqual(properties);
	});
});

describe.each(NODES)('the description of %s', (title, resources) => {
	const properties = nodeProperties(resources);
	const all = everyProperty(properties);
	const displayNamesOf = (options: INodeProperties['options'] = []) =>
		options.map((option) => ('displayName' in option ? option.displayName : option.name));

	it('can be written as JSON without losing anything', () => {
		expect(JSON.parse(JSON.stringify(properties))).toEqual(properties);
	});

	it('keeps what is private to this package out of the description', () => {
		expect(JSON.stringify(properties)).not.toMatch(
			/"(sends|convert|as|request|whenRefused|resend|lookUp|howToCheck|maps|isSwitch|fromVendor)":/,
		);
	});

	it('offers Map Automatically, with all run-time options, wherever a record is created or changed', () => {
		for (const resource of resources) {
			for (const operation of resource.operations) {
				const options = named(properties, 'options').find(
					({ displayOptions: { show = {} } = {} }) =>
						show.resource?.includes(resource.value) && show.operation?.includes(operation.value),
				);
				const names = (options?.options as INodeProperties[]).map(({ name }) => name);
				expect(names).toEqual(expect.arrayContaining(RUN_TIME_OPTIONS.map(({ name }) => name)));
				const changes = /^(create|update|upsert|book)/.test(operation.value);
				expect([operation.maps === true, names.includes('unknownFields')]).toEqual([changes, changes]);
			}
		}
	});

	it('sorts all options, collections and groups by name', () => {
		const lists = all
			.filter(
				({ type, options }) =>
					options !== undefined && ['options', 'collection', 'multiOptions'].includes(type),
			)
			.map(({ options }) => displayNamesOf(options));
		const groups = all
			.filter(({ type }) => type === 'fixedCollection')
			.flatMap(({ options = [] }) =>
				options.map((option) => ('values' in option ? displayNamesOf(option.values) : [])),
			)
			// URL before vendor reads better in a group of two, and n8n asks for order only from five on.
			.filter((names) => names.length >= 5);
		for (const list of [...lists, ...groups]) {
			// n8n wants this one at the end of a node's resources.
			const names = list.at(-1) === 'Custom API Call' ? list.slice(0, -1) : list;
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		}
	});

	it('explains every field, with an example where something is typed', () => {
		const isTyped = ({ type }: INodeProperties) => ['string', 'dateTime', 'json'].includes(type);
		const fields = all.filter(
			({ name, type }) => !['resource', 'operation'].includes(name) && type !== 'collection',
		);
		expect(fields.filter(({ description = '' }) => description === '').map(({ name }) => name)).toEqual([]);
		expect(
			fields.filter((field) => isTyped(field) && !field.placeholder?.startsWith('e.g. ')).map(({ name }) => name),
		).toEqual([]);
		for (const { type, description = '' } of fields)
			if (type === 'boolean') expect(description).toMatch(/^Whether /);
	});

	it('asks for a day without a time of day', () => {
		const births = all.filter(({ displayName }) => displayName === 'Date of Birth');
		for (const { typeOptions } of births) expect(typeOptions?.dateOnly).toBe(true);
		const starts = all.filter(({ displayName }) => displayName === 'Start Time');
		for (const { typeOptions } of starts) expect(typeOptions?.dateOnly).toBeUndefined();
		expect(births.length + starts.length > 0 || title === 'MedMitra').toBe(true);
	});

	it('has a default that is one of the options, but for what a person must choose', () => {
		for (const { type, displayName, options = [], default: initial } of all) {
			if (type !== 'options') continue;
			const values = options.map((option) => (option as INodePropertyOptions).value);
			if (/^(Patient )?(Sex|Gender)$/.test(displayName)) expect(initial).toBe('');
			else expect(values).toContain(initial);
		}
	});

	it('gives no two properties the same name in one operation', () => {
		for (const resource of resources) {
			for (const operation of resource.operations) {
				const shown = properties.filter(
					({ displayOptions: { show = {} } = {} }) =>
						show.resource?.includes(resource.value) && show.operation?.includes(operation.value),
				);
				const names = shown.map(({ name }) => name);
				expect(names).toEqual([...new Set(names)]);
				expect(names.filter((name) => name === 'options')).toHaveLength(1);
			}
		}
	});
});
