import { getGlobalState } from 'n8n-workflow';

import { configurationRefusal } from '../failure';

/** What a clock on the wall shows. */
export interface WallTime {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	millisecond: number;
}

const DAY_MS = 86_400_000;

/** A wall time as if it were UTC, in milliseconds since 1970. */
export function utcOf(time: WallTime): number {
	return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second, time.millisecond);
}

/** Making a clock takes longer than reading it a hundred times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The clock of a time zone; undefined for a zone that does not exist. */
function clockOf(timezone: string): Intl.DateTimeFormat | undefined {
	const known = clocks.get(timezone);
	if (known) return known;
	const clock = makeClock(timezone);
	if (clock) clocks.set(timezone, clock);
	return clock;
}

/** n8n passes on what stands in the workflow's settings: for the zone of the instance an empty text or `DEFAULT`. */
function makeClock(timezone: string): Intl.DateTimeFormat | undefined {
	const isDefault = timezone === '' || timezone === 'DEFAULT';
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone: isDefault ? getGlobalState().defaultTimezone : timezone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	} catch {
		return undefined;
	}
}

/** Whether n8n's name of a time zone stands for one. */
export function isTimezone(timezone: string): boolean {
	return clockOf(timezone) !== undefined;
}

/**
 * What the clock on the wall shows in a time zone at a moment.
 *
 * @throws Refusal when there is no such zone
 */
export function wallTimeIn(timezone: string, instant: number): WallTime {
	const clock = clockOf(timezone);
	if (!clock) {
		throw configurationRefusal(
			'The time zone of the workflow does not exist',
			'Open the settings of the workflow and choose a time zone, or give times with an offset.',
		);
	}
	const parts = clock.formatToParts(instant);
	const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	return {
		year: read('year'),
		month: read('month'),
		day: read('day'),
		hour: read('hour'),
		minute: read('minute'),
		second: read('second'),
		millisecond: ((instant % 1000) + 1000) % 1000,
	};
}

/**
 * The moments at which a time zone's clocks show a wall time, the earliest first: two when the clocks go back over it,
 * none when they go forward over it.
 *
 * @returns milliseconds since 1970
 */
export function instantsOf(time: WallTime, timezone: string): number[] {
	const asUtc = utcOf(time);
	const offsetAt = (instant: number) => utcOf(wallTimeIn(timezone, instant)) - instant;
	const offsets = new Set([offsetAt(asUtc - DAY_MS), offsetAt(asUtc + DAY_MS)]);
	return [...offsets]
		.map((offset) => ({ instant: asUtc - offset, offset }))
		.filter(({ instant, offset }) => offsetAt(instant) === offset)
		.map(({ instant }) => instant)
		.sort((one, other) => one - other);
}
