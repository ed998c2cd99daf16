import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../failure';
import type { Convert, Field, FieldGroup, Place } from '../types';
import { isEmpty, isRecord, setAt } from '../values';

/** Converted values: for the body under the vendor's names, and all under the parameters' names. */
export interface Converted {
	body: IDataObject;
	params: IDataObject;
}

interface Reading {
	converted: { body: Record<string, unknown>; params: Record<string, unknown> };
	timezone: string;
	/** Display names of the parents, ending in ` > `. */
	prefix: string;
}

/** Whether the fields read so far make this field visible; what is not visible is not sent. */
function isShown(field: Field, params: Record<string, unknown>): boolean {
	const matches = (conditions: Record<string, unknown> = {}) =>
		Object.entries(conditions).map(([name, values]) => Array.isArray(values) && values.includes(params[name]));
	const { show, hide } = field.displayOptions ?? {};
	return matches(show).every(Boolean) && !matches(hide).some(Boolean);
}

function isGroup(option: NonNullable<Field['options']>[number]): option is FieldGroup {
	return 'values' in option;
}

function isField(option: NonNullable<Field['options']>[number]): option is Field {
	return 'type' in option;
}

/**
 * Reads the values of one item and converts them into what the vendor wants.
 *
 * @param fields the operation's fields, switches before the fields they show
 * @param valueOf gives a top-level parameter's value, expressions resolved
 * @param timezone the workflow's IANA time zone
 * @throws Refusal naming the field whose value cannot be sent
 */
export function readFields(fields: Field[], valueOf: (field: Field) => unknown, timezone: string): Converted {
	const converted = { body: {}, params: {} };
	for (const field of fields) {
		if (!isShown(field, converted.params)) continue;
		readField(field, valueOf(field), { converted, timezone, prefix: '' });
	}
	return converted;
}

/** What a locator picked. n8n takes it out of the parameter itself only where the locator stands at top level. */
function picked(field: Field, value: unknown): unknown {
	return field.type === 'resourceLocator' && isRecord(value) && 'value' in value ? value.value : value;
}

function readField(field: Field, given: unknown, reading: Reading): void {
	if (field.type === 'collection') return readCollection(field, given, reading);

	const value = picked(field, given);
	const label = reading.prefix + field.displayName;
	const leaveOut = () => {
		if (!field.required) return;
		throw inputRefusal(label, 'is empty', 'Fill it in, or check the expression that fills it for this item.');
	};
	if (isEmpty(value)) return leaveOut();
	const place: Place = { label, field, timezone: reading.timezone };
	const nested = field.type === 'fixedCollection' ? readGroups(field, value, place) : value;
	if (nested === undefined) return leaveOut();
	if (!field.sends) return;

	const list = field.typeOptions?.multipleValues === true && field.type !== 'fixedCollection';
	const result = convertWith(field.sends.convert, nested, place, list);
	if (result === undefined || (Array.isArray(result) && result.length === 0)) return leaveOut();
	reading.converted.params[field.name] = result;
	if (field.sends.as) setAt(reading.converted.body, field.sends.as, result);
}

function convertWith(convert: Convert, value: unknown, place: Place, list: boolean): unknown {
	if (!list || !Array.isArray(value)) return convert(value, place);
	return convert(
		value.filter((entry) => !isEmpty(entry)),
		place,
	);
}

function readCollection(field: Field, value: unknown, reading: Reading): void {
	if (isEmpty(value)) return;
	if (!isRecord(value)) {
		throw inputRefusal(
			field.displayName,
			'is not a set of fields',
			'Add the fields one by one, or give an object.',
		);
	}
	for (const option of field.options ?? []) {
		if (!isField(option) || !Object.hasOwn(value, option.name)) continue;
		if (!isShown(option, reading.converted.params)) continue;
		readField(option, value[option.name], reading);
	}
}

/** The vendor's nested object (or list of them) out of a fixed collection. */
function readGroups(field: Field, value: unknown, place: Place): unknown {
	if (!isRecord(value)) {
		throw inputRefusal(place.label, 'is not a set of fields', 'Add its fields one by one.');
	}
	const groups = (field.options ?? []).filter(isGroup);
	const [group] = groups;
	if (!group) return undefined;
	const entries = value[group.name];
	if (isEmpty(entries)) return undefined;

	const multiple = field.typeOptions?.multipleValues === true;
	const read = (entry: unknown, label: string) => readGroup(group, entry, { ...place, label });
	if (!multiple) {
		const object = read(entries, place.label);
		return Object.keys(object).length === 0 ? undefined : object;
	}
	const list: unknown[] = Array.isArray(entries) ? entries : [entries];
	return list.map((entry, index) => read(entry, `${place.label} ${index + 1}`));
}

function readGroup(group: FieldGroup, entry: unknown, place: Place): Record<string, unknown> {
	if (!isRecord(entry)) {
		throw inputRefusal(place.label, 'is not a set of fields', 'Add its fields one by one.');
	}
	const converted = { body: {} as Record<string, unknown>, params: {} };
	for (const field of group.values) {
		if (!isShown(field, converted.params)) continue;
		readField(field, entry[field.name], {
			converted,
			timezone: place.timezone,
			prefix: `${place.label} > `,
		});
	}
	return converted.body;
}
