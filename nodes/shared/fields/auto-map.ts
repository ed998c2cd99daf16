import { inputRefusal } from '../failure';
import type { Field, FieldGroup } from '../types';
import { isRecord } from '../values';

type Values = Record<string, unknown>;

/** A field that stays a parameter of the node when the others come from the item. */
export function isSwitch(field: Field): boolean {
	return field.isSwitch === true || field.name === 'options';
}

function camelCase(name: string): string {
	return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The last part of the vendor's name of a field; without one, the parameter's name as the vendor would write it. */
function vendorName({ name, sends }: Field): string {
	return sends?.as?.split('.').pop() ?? snakeCase(name);
}

/** The vendor's objects around a field, from the outside in. */
function containers({ sends }: Field): string[] {
	return sends?.as?.split('.').slice(0, -1) ?? [];
}

function inside(values: unknown, names: string[]): unknown {
	return names.reduce<unknown>(
		(current, name) => (isRecord(current) ? (current[name] ?? current[camelCase(name)]) : undefined),
		values,
	);
}

/** What the item says for one field: under the vendor's name or its camelCase, inside the vendor's objects or flat. */
function valueFor(field: Field, values: Values): unknown {
	const name = vendorName(field);
	const nested = containers(field).length > 0 ? inside(values, [...containers(field), name]) : undefined;
	return nested ?? values[name] ?? values[field.name] ?? values[camelCase(name)];
}

/** A group of the editor out of the vendor's object, so that both go through the same checks. */
function groupOf(group: FieldGroup, entry: unknown): unknown {
	if (!isRecord(entry)) return entry;
	return Object.fromEntries(group.values.map((field) => [field.name, rawValue(field, entry)]));
}

function rawValue(field: Field, values: Values): unknown {
	const [group] = field.options ?? [];
	if (field.type === 'collection') {
		const fields = (field.options ?? []).filter((option): option is Field => 'type' in option);
		return Object.fromEntries(fields.map((option) => [option.name, rawValue(option, values)]));
	}
	const value = valueFor(field, values);
	if (field.type !== 'fixedCollection' || value === undefined || !group || !('values' in group)) return value;
	const shape = (entry: unknown) =>
		groupOf(group, field.fromVendor && isRecord(entry) ? field.fromVendor(entry) : entry);
	return { [group.name]: Array.isArray(value) ? value.map(shape) : shape(value) };
}

/**
 * The value of a parameter as it would have been filled in, out of the item itself.
 *
 * @param json the item's data, under the vendor's names or their camelCase, nested objects included
 */
export function mappedValue(field: Field, json: Values): unknown {
	return rawValue(field, json);
}

function leaves(fields: Field[]): Field[] {
	return fields.flatMap((field) =>
		field.type === 'collection'
			? leaves((field.options ?? []).filter((option): option is Field => 'type' in option))
			: [field],
	);
}

/** The names under which a value is taken for a field. */
function namesOf(field: Field): string[] {
	const name = vendorName(field);
	return [name, camelCase(name), field.name];
}

/** The names inside a group's entries that none of its fields takes, those of all entries together. */
function unknownInEntries(field: Field, value: unknown, prefix: string): string[] {
	const [group] = field.options ?? [];
	if (!group || !('values' in group)) return [];
	const entries = (Array.isArray(value) ? value : [value]).filter(isRecord);
	const unknown = entries.flatMap((entry) =>
		unknownIn(field.fromVendor?.(entry) ?? entry, leaves(group.values), prefix),
	);
	return [...new Set(unknown)];
}

/** The names of an object that no field of the operation takes; those of the vendor's objects with a dot. */
function unknownIn(values: Values, fields: Field[], prefix = ''): string[] {
	const known = new Map<string, Field[]>();
	const add = (name: string, inner: Field[]) => known.set(name, [...(known.get(name) ?? []), ...inner]);
	for (const field of fields) {
		const [outer, ...rest] = containers(field);
		const name = vendorName(field);
		for (const own of namesOf(field)) add(own, []);
		if (outer === undefined || !field.sends?.as) continue;
		const inner: Field = { ...field, sends: { ...field.sends, as: [...rest, name].join('.') } };
		for (const own of [outer, camelCase(outer)]) add(own, [inner]);
	}
	return Object.entries(values).flatMap(([name, value]) => {
		const inner = known.get(name);
		const path = `${prefix}${name}`;
		if (!inner) return [path];
		const group = fields.find((field) => field.type === 'fixedCollection' && namesOf(field).includes(name));
		if (group) return unknownInEntries(group, value, `${path}.`);
		return isRecord(value) && inner.length > 0 ? unknownIn(value, inner, `${path}.`) : [];
	});
}

/**
 * Refuses an item that has names the operation does not know.
 *
 * @throws Refusal that names them
 */
export function assertKnownNames(json: Values, fields: Field[]): void {
	const unknown = unknownIn(json, leaves(fields.filter((field) => !isSwitch(field))));
	if (unknown.length === 0) return;
	const shown = unknown.slice(0, 10).map((name) => name.slice(0, 60));
	const more = unknown.length > shown.length ? ` and ${unknown.length - shown.length} more` : '';
	throw inputRefusal(
		'Item',
		'has fields that this operation does not know',
		`Rename or remove ${shown.join(', ')}${more}, or set Options > Unknown Fields to Ignore.`,
	);
}
