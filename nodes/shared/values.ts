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
