import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { resources as ekaCare } from '../../../nodes/EkaCare/actions/index.ts';
import { resources as medMitra } from '../../../nodes/MedMitra/actions/index.ts';
import { resources as spry } from '../../../nodes/Spry/actions/index.ts';
import { choice, group, text } from '../../../nodes/shared/convert.ts';
import { nodeProperties } from '../../../nodes/shared/description.ts';
import type { Field, Resource } from '../../../nodes/shared/types.ts';
import { fieldOf, toyOperation } from './support.mts';

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
				'values' in option ? option.values : 'type' in option ? [option as INodeProperties] : [],
			),
		),
	]);
}

const named = (properties: INodeProperties[], name: string) => properties.filter((property) => property.name === name);

describe('the description of a node', () => {
	const nested = fieldOf({
		name: 'address',
		type: 'fixedCollection',
		sends: group('address'),
		options: [{ displayName: 'Address', name: 'details', values: [fieldOf({ name: 'city', sends: text('city') })] }],
	});
	const collection: Field = fieldOf({
		name: 'additionalFields',
		type: 'collection',
		options: [nested, fieldOf({ name: 'note', sends: text('note') })],
	});
	const picker: Field = fieldOf({
		name: 'kind',
		type: 'options',
		options: [{ name: 'One', value: '1', description: 'The first' }],
		displayOptions: { show: { idType: ['eka'], resource: ['never'] }, hide: { other: ['x'] } },
		sends: choice('kind'),
	});
	const create = toyOperation({ fields: [picker, collection] });
	const remove = toyOperation({
		displayName: 'Delete',
		value: 'delete',
		action: 'Delete thing',
		fields: [fieldOf({ name: 'thingId', sends: text() })],
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

	it('gives every operation one collection of options with the timeout, in order', () => {
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
			'Timeout',
			'Zebra',
		]);
		expect(own.options).toHaveLength(2);
	});
});

describe.each(NODES)('the description of %s', (_name, resources) => {
	const properties = nodeProperties(resources);
	const all = everyProperty(properties);
	const displayNamesOf = (options: INodeProperties['options'] = []) =>
		options.map((option) => ('displayName' in option ? option.displayName : option.name));

	it('can be written as JSON without losing anything', () => {
		expect(JSON.parse(JSON.stringify(properties))).toEqual(properties);
	});

	it('keeps what is private to this package out of the description', () => {
		expect(JSON.stringify(properties)).not.toMatch(/"(sends|convert|as|request|output|whenRefused|resend)":/);
	});

	it('sorts all options, collections and groups by name', () => {
		const lists = all
			.filter(({ type, options }) => options !== undefined && ['options', 'collection', 'multiOptions'].includes(type))
			.map(({ options }) => displayNamesOf(options));
		const groups = all
			.filter(({ type }) => type === 'fixedCollection')
			.flatMap(({ options = [] }) => options.map((option) => ('values' in option ? displayNamesOf(option.values) : [])))
			// URL before vendor reads better in a group of two, and n8n asks for order only from five on.
			.filter((names) => names.length >= 5);
		for (const names of [...lists, ...groups]) {
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		}
	});

	it('explains every field, with an example where something is typed', () => {
		const isTyped = ({ type }: INodeProperties) => ['string', 'dateTime', 'json'].includes(type);
		const fields = all.filter(({ name, type }) => !['resource', 'operation'].includes(name) && type !== 'collection');
		expect(fields.filter(({ description = '' }) => description === '').map(({ name }) => name)).toEqual([]);
		expect(
			fields.filter((field) => isTyped(field) && !field.placeholder?.startsWith('e.g. ')).map(({ name }) => name),
		).toEqual([]);
		for (const { type, description = '' } of fields) if (type === 'boolean') expect(description).toMatch(/^Whether /);
	});

	it('has a default that is one of the options', () => {
		for (const { type, options = [], default: initial } of all) {
			if (type !== 'options') continue;
			const values = options.map((option) => (option as INodePropertyOptions).value);
			expect(values).toContain(initial);
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
