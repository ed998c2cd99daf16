/** Whether a value is a plain object (no list, not null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Characters without width, which no reader sees. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;

/** Whether a person left a field empty: also with nothing but characters that no reader sees. */
export function isEmpty(value: unknown): boolean {
	if (typeof value !== 'string') return value === undefined || value === null;
	return value.replace(INVISIBLE, '').trim() === '';
}

/** What an object holds itself under a name; never what it inherits, such as `constructor`. */
export function ownValue<T>(record: Record<string, T>, name: string): T | undefined {
	return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Sets a property of an object itself, whatever its name: assigning to `__proto__` would set what it inherits. */
export function setOwn(record: Record<string, unknown>, name: string, value: unknown): void {
	Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
}

/** Names that a program on the way may take for what an object inherits; n8n itself loses a value under the first. */
const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a name from outside can be the name of something in a record, dots included. */
export function isSafeName(dotted: string): boolean {
	return !dotted.split('.').some((name) => UNSAFE_NAMES.has(name));
}

/** Puts a value at a dotted place of an object, making the objects on the way. */
export function setAt(target: Record<string, unknown>, dotted: string, value: unknown): void {
	const names = dotted.split('.');
	const last = names.pop() ?? dotted;
	let place = target;
	for (const name of names) {
		const next = ownValue(place, name);
		const nested = isRecord(next) ? next : {};
		setOwn(place, name, nested);
		place = nested;
	}
	setOwn(place, last, value);
}

/** Whether a node runs as a tool of an AI agent or an MCP server: n8n gives that variant a type name of its own. */
export function isTool(node: { type: string }): boolean {
	return node.type.endsWith('Tool');
}
