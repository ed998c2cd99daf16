import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isSwitch } from '../fields/auto-map';
import { outputFields } from './standard-fields';
import { MAPPING_MODE, RUN_TIME_OPTIONS, UNKNOWN_FIELDS } from './options';
import type { Field, FieldGroup, Operation, Resource } from '../types';

/** The same field as n8n knows it: without what only this package needs. */
export function withoutSends(field: Field): INodeProperties {
	const { options, ...property } = field;
	if (property.sends?.isDay) property.typeOptions = { ...property.typeOptions, dateOnly: true };
	delete property.sends;
	delete property.isSwitch;
	delete property.fromVendor;
	if (!options) return property;
	const plain = options.map((option) => {
		if ('values' in option) return { ...option, values: option.values.map(withoutSends) } satisfies PlainGroup;
		return 'type' in option ? withoutSends(option) : option;
	});
	return { ...property, options: plain };
}

type PlainGroup = Omit<FieldGroup, 'values'> & { values: INodeProperties[] };

function shownFor(resource: Resource, operation: Operation, field: Field): INodeProperties {
	const property = withoutSends(field);
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource: [resource.value], operation: [operation.value] },
		},
	};
}

function operationOption({ displayName, value, action, description }: Operation): INodePropertyOptions {
	return { name: displayName, value, action, description };
}

function operationsOf(resource: Resource): INodeProperties {
	const options = resource.operations.map(operationOption);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		default: '',
		...picked(options, ['create', 'book', 'getAll', 'get']),
	};
}

/** The options of a picker; its default is the first of the usual ones that it has, or else its first. */
function picked(options: INodePropertyOptions[], usual: string[] = []): Partial<INodeProperties> {
	const values = options.map(({ value }) => String(value));
	return { options, default: usual.find((value) => values.includes(value)) ?? values[0] ?? '' };
}

/** The operation's fields as the editor shows them: with the choice of mapping, where there is one, in front. */
function editorFields(operation: Operation): Field[] {
	const { maps, simplified } = operation;
	const fields = simplified ? [...operation.fields, ...outputFields(simplified)] : operation.fields;
	const common = RUN_TIME_OPTIONS.map((option) => asStandard(option, operation));
	if (!maps) return withOptions(fields, common);
	const below = (field: Field): Field =>
		isSwitch(field)
			? field
			: {
					...field,
					displayOptions: {
						...field.displayOptions,
						show: { ...field.displayOptions?.show, mappingMode: ['defineBelow'] },
					},
				};
	return [MAPPING_MODE, ...withOptions(fields.map(below), [...common, UNKNOWN_FIELDS])];
}

/** Adding the Timeout option must not shorten the time of an operation that needs longer. */
function asStandard(option: Field, { timeout }: Operation): Field {
	return option.name === 'timeout' && timeout !== undefined ? { ...option, default: timeout } : option;
}

/** Every operation has the collection `options`; an operation's own switches join the common ones there. */
function withOptions(fields: Field[], common: Field[]): Field[] {
	const own = fields.find((field) => field.name === 'options');
	const switches = [...((own?.options ?? []) as Field[]), ...common];
	const options: Field = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: switches.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
	return [...fields.filter((field) => field.name !== 'options'), options];
}

/**
 * The parameters of a node out of its table of operations: the pickers for resource and operation, then
 * every operation's fields, each shown only for its operation.
 */
export function nodeProperties(resources: Resource[]): INodeProperties[] {
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: '',
		...picked(resources.map(({ displayName, value }) => ({ name: displayName, value }))),
	};
	const fields = resources.flatMap((entry) =>
		entry.operations.flatMap((operation) =>
			editorFields(operation).map((field) => shownFor(entry, operation, field)),
		),
	);
	return [resource, ...resources.map(operationsOf), ...fields];
}
