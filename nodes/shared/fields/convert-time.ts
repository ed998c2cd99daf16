import type { Sends } from '../types';
import { parseDay, parseInstant, parseWallTime } from './time';

/** A calendar day, sent as `YYYY-MM-DD`. */
export function day(as?: string): Sends {
	return { as, convert: (value, place) => parseDay(value, place), isDay: true };
}

/** A moment, sent as Unix seconds. A time without an offset is in the workflow's time zone. */
export function epochSeconds(as?: string): Sends {
	return { as, convert: (value, place) => Math.floor(parseInstant(value, place) / 1000) };
}

/** A date and time without an offset, sent as `YYYY-MM-DDTHH:mm:ss` by the clock of the workflow's time zone. */
export function wallTime(as?: string): Sends {
	return { as, convert: (value, place) => parseWallTime(value, place) };
}
