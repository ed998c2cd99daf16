import { createHash } from 'node:crypto';

import { isRecord } from '../values';

/** JSON with the keys of every object in order and no white space, so that equal values give equal text. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
	const entries = Object.keys(value)
		.sort()
		.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
	return `{${entries.join(',')}}`;
}

/** An object without one of its fields. */
export function without(object: Record<string, unknown>, name: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(object).filter(([own]) => own !== name));
}

/**
 * The key of an event: the same for each delivery of it, another for every other event.
 *
 * It is made of all that the event says, its name and the vendor's ID included, as vendors put the ID of the record
 * where the ID of the event should be: then two changes of one record have the same ID. The order of keys and white
 * space do not count.
 *
 * @param event the delivered JSON without what belongs to the delivery alone, such as the time at which it was sent
 * @returns a SHA-256 digest in hex, which tells nothing of the event
 */
export function eventKey(event: unknown): string {
	return createHash('sha256').update(canonical(event)).digest('hex');
}
