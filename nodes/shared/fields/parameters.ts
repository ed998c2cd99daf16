import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { assertKnownNames, isSwitch, mappedValue } from './auto-map';
import { inputRefusal } from '../failure';
import type { Field, Operation } from '../types';

/** Whether a stored parameter holds an expression anywhere, so that its value may vary by item. */
function mayVary(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (typeof stored !== 'object' || stored === null) return false;
	return Object.values(stored).some(mayVary);
}

/**
 * Gives the values of a node's parameters. Resolving costs n8n half a millisecond for each expression, so
 * what cannot vary by item is resolved once for all.
 */
function parameterReader(context: IExecuteFunctions): (field: Field, index: number) => unknown {
	const stored = context.getNode().parameters;
	const fixed = new Map<string, unknown>();
	const resolve = (field: Field, index: number): unknown => {
		try {
			return context.getNodeParameter(field.name, index, field.required ? '' : field.default, {
				extractValue: field.type === 'resourceLocator',
			});
		} catch {
			// n8n throws errors of many kinds here, some of which quote data.
			throw inputRefusal(
				field.displayName,
				'has an expression that n8n cannot resolve for this item',
				'Open the field and look at its expression: the node it refers to may not have run, or may have no matching item.',
			);
		}
	};
	return (field, index) => {
		if (mayVary(stored[field.name])) return resolve(field, index);
		if (!fixed.has(field.name)) fixed.set(field.name, resolve(field, 0));
		return fixed.get(field.name);
	};
}

/**
 * Gives the value of an operation's field for an item: as filled in, or with Map Automatically out of the
 * item itself, which costs no expression.
 */
export function valueReader(
	context: IExecuteFunctions,
	operation: Operation,
): (index: number) => (field: Field) => unknown {
	const parameter = parameterReader(context);
	const mode = operation.maps ? context.getNodeParameter('mappingMode', 0, 'defineBelow') : 'defineBelow';
	if (mode !== 'autoMapInputData') return (index) => (field) => parameter(field, index);

	const options = (context.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
	const items = context.getInputData();
	return (index) => {
		const json = items[index]?.json ?? {};
		if (options.unknownFields === 'refuse') assertKnownNames(json, operation.fields);
		return (field) => (isSwitch(field) ? parameter(field, index) : mappedValue(field, json));
	};
}
