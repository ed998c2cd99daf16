import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../shared/values';
import { text } from './ids';

/** What belongs to the caller, and is passed on as it is. */
const FREE = new Set(['partner_meta', 'custom_attributes']);

/** A time in seconds, in milliseconds, or written out, as ISO 8601; undefined when it is none. */
export function isoTime(value: unknown): string | undefined {
	const given = text(value);
	// Some senders put 0 where they have no time.
	const unix = /^\d+$/.test(given) ? Number(given) * (given.length >= 13 ? 1 : 1000) : undefined;
	if (unix !== undefined && unix < 1e11) return undefined;
	const instant = unix ?? Date.parse(given);
	return Number.isNaN(instant) || Math.abs(instant) > 8e15 ? undefined : new Date(instant).toISOString();
}

/** The data with the times of its records written out. */
export function withTimes(data: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(data).map(([name, value]) => {
			if (FREE.has(name)) return [name, value];
			if (isRecord(value)) return [name, withTimes(value)];
			const isTime = /(_at|_time|^timestamp)$/.test(name) && /^\d{10,14}$/.test(text(value));
			return [name, isTime ? (isoTime(value) ?? value) : value];
		}),
	) as IDataObject;
}
