/** As much of JSON Schema as n8n shows in the editor before the first run. */
export interface OutputSchema {
	type?: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
	version?: number;
}

/** What several outputs of one operation have in common and each of them has besides. */
export function schemaOf(values: unknown[]): OutputSchema {
	return values.map(single).reduce(merged, {});
}

function single(value: unknown): OutputSchema {
	if (value === null || value === undefined) return {};
	if (Array.isArray(value)) {
		const items = schemaOf(value);
		return Object.keys(items).length > 0 ? { type: 'array', items } : { type: 'array' };
	}
	if (typeof value === 'object') {
		const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
		return {
			type: 'object',
			properties: Object.fromEntries(entries.map(([name, entry]) => [name, single(entry)])),
		};
	}
	if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
	return { type: typeof value };
}

function merged(one: OutputSchema, other: OutputSchema): OutputSchema {
	const type = typeOf(one.type, other.type);
	const names = [...new Set([...Object.keys(one.properties ?? {}), ...Object.keys(other.properties ?? {})])].sort();
	const properties = Object.fromEntries(
		names.map((name) => [name, merged(one.properties?.[name] ?? {}, other.properties?.[name] ?? {})]),
	);
	const items = one.items && other.items ? merged(one.items, other.items) : (one.items ?? other.items);
	return {
		...(type ? { type } : {}),
		...(names.length > 0 || type === 'object' ? { properties } : {}),
		...(items ? { items } : {}),
	};
}

function typeOf(one: string | undefined, other: string | undefined): string | undefined {
	if (one === other || other === undefined) return one;
	if (one === undefined) return other;
	return [one, other].every((type) => /^(number|integer)$/.test(type)) ? 'number' : undefined;
}

/** The places of a value that a schema does not know, or knows as another type. */
export function strangersTo(schema: OutputSchema, value: unknown, path = ''): string[] {
	if (value === null || value === undefined) return [];
	const known = schema.type;
	const type = Array.isArray(value)
		? 'array'
		: typeof value === 'number' && Number.isInteger(value)
			? 'integer'
			: typeof value;
	if (known === undefined) return schema.properties || schema.items ? [`${path}: has no type`] : [];
	if (type !== known && !(known === 'number' && type === 'integer')) return [`${path}: is ${type}, not ${known}`];
	if (Array.isArray(value)) {
		return value.flatMap((entry) => (schema.items ? strangersTo(schema.items, entry, `${path}[]`) : []));
	}
	if (typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, entry]) => {
		const inner = schema.properties?.[name];
		return inner ? strangersTo(inner, entry, `${path}.${name}`) : [`${path}.${name}: is not in the schema`];
	});
}
