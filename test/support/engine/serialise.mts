/**
 * One text of all that a value holds, for searching: every object once, errors with their message, stack and cause,
 * maps and sets with their entries, bytes as text. What an object would hide by its own `toJSON` is there too.
 */
export function serialise(value: unknown): string {
	const seen = new WeakSet<object>();
	function expand(this: Record<string, unknown>, key: string): unknown {
		const inner = this[key];
		if (typeof inner === 'bigint') return String(inner);
		if (typeof inner !== 'object' || inner === null) return inner;
		if (seen.has(inner)) return '[seen above]';
		seen.add(inner);
		if (inner instanceof Uint8Array) return Buffer.from(inner).toString('latin1');
		if (inner instanceof Date || inner instanceof URL) return String(inner);
		if (inner instanceof Map || inner instanceof Set) return [...inner];
		if (!isError(inner)) return Array.isArray(inner) ? [...(inner as unknown[])] : { ...inner };
		const names = ['name', ...Object.getOwnPropertyNames(inner)];
		return Object.fromEntries(names.map((name) => [name, Reflect.get(inner, name) as unknown]));
	}
	return JSON.stringify({ value }, expand);
}

/** Also true for errors of another realm, which jest has. */
function isError(value: object): boolean {
	return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
