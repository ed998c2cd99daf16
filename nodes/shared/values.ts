/** Whether a value is a plain object (no list, not null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a person left a field empty. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '');
}

/** Puts a value at a dotted place of an object, making the objects on the way. */
export function setAt(target: Record<string, unknown>, dotted: string, value: unknown): void {
	const names = dotted.split('.');
	const last = names.pop() ?? dotted;
	let place = target;
	for (const name of names) {
		const next = place[name];
		const nested = isRecord(next) ? next : {};
		place[name] = nested;
		place = nested;
	}
	place[last] = value;
}

/** Whether a node runs as a tool of an AI agent or an MCP server: n8n gives that variant a type name of its own. */
export function isTool(node: { type: string }): boolean {
	return node.type.endsWith('Tool');
}
