import type { IDataObject } from 'n8n-workflow';

import { formatInstant } from './time';
import type { Vendor } from '../types';
import { isRecord } from '../values';

/** What stands beside the vendor's Unix time `name`. */
export function isoName(name: string): string {
	return `${name}_iso`;
}

/** Seconds or milliseconds since 1970, as a number or as text; undefined for anything else, 0 (no time) included. */
function instantIn(value: unknown): number | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	if (typeof value === 'string' && !/^\d{9,13}$/.test(value)) return undefined;
	const unix = Number(value);
	if (unix >= 1e8 && unix < 1e11) return Math.floor(unix * 1000);
	return unix >= 1e11 && unix < 1e14 ? Math.floor(unix) : undefined;
}

/**
 * Adds ISO 8601 beside the vendor's Unix times, at any depth: `start_time_iso` after `start_time`, in the workflow's
 * time zone with its offset. What stands there already is left as it is.
 */
export function withIsoTimes(
	{ unixTimes = [], freeObjects = [] }: Pick<Vendor, 'unixTimes' | 'freeObjects'>,
	timezone: string,
): (json: IDataObject) => IDataObject {
	const times = new Set(unixTimes);
	const free = new Set(freeObjects);

	function inside(value: unknown): unknown {
		if (Array.isArray(value)) return value.map(inside);
		return isRecord(value) ? record(value) : value;
	}

	function record(json: Record<string, unknown>): Record<string, unknown> {
		return Object.fromEntries(
			Object.entries(json).flatMap(([name, value]) => {
				const own: [string, unknown] = [name, free.has(name) ? value : inside(value)];
				const instant = times.has(name) && !Object.hasOwn(json, isoName(name)) ? instantIn(value) : undefined;
				return instant === undefined ? [own] : [own, [isoName(name), formatInstant(instant, timezone)]];
			}),
		);
	}

	return (json) => record(json) as IDataObject;
}
