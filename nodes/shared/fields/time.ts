import { configurationRefusal, inputRefusal, type Refusal } from '../failure';
import type { Place } from '../types';
import { isRecord } from '../values';

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const DATE_TIME =
	/^(\d{4})-(\d{2})-(\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/i;

interface WallTime {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	millisecond: number;
}

/** Dates in expressions may arrive as objects: JavaScript's `Date`, or Luxon's `DateTime` from `$now`. */
function written(value: unknown): unknown {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	if (isRecord(value) && typeof value.toISO === 'function') return String(value.toISO());
	return typeof value === 'string' ? value.trim() : value;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function notADate(place: Place): Refusal {
	return inputRefusal(
		place.label,
		'is not a date',
		'Give a date that exists in the form YYYY-MM-DD, such as 1990-05-17.',
	);
}

function notATime(place: Place): Refusal {
	return inputRefusal(
		place.label,
		'is not a date and time',
		'Give it in the form YYYY-MM-DDTHH:mm, such as 2027-01-15T09:30. Without an offset it is taken in the time zone of the workflow.',
	);
}

/**
 * A calendar day as `YYYY-MM-DD`.
 *
 * A day is taken as it is written, so that no time zone moves a birthday: `1990-05-17T00:00:00Z` (what a
 * spreadsheet or a picker makes of a day) stays the 17th everywhere. Only another time of day in UTC
 * stands for a moment and is turned into the day it has in the workflow's time zone.
 */
export function parseDay(value: unknown, place: Place): string {
	const given = written(value);
	if (typeof given !== 'string') throw notADate(place);
	const match = DATE.exec(given);
	if (!match) throw notADate(place);
	const [date, year, month, day] = match;
	if (!isCalendarDay(Number(year), Number(month), Number(day))) throw notADate(place);
	if (given === date) return date;

	const moment = DATE_TIME.exec(given);
	if (!moment) throw notADate(place);
	const isUtcMoment = moment[8]?.toUpperCase() === 'Z' && !/[T ]00:00(:00([.,]0+)?)?\s*Z$/i.test(given);
	if (!isUtcMoment) return date;
	return dayIn(wallTimeIn(place.timezone, parseInstant(given, place)));
}

function padded(part: number, digits = 2): string {
	return String(part).padStart(digits, '0');
}

function dayIn({ year, month, day }: WallTime): string {
	return `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
}

/**
 * A date and time without an offset, `YYYY-MM-DDTHH:mm:ss`. What is written without an offset stays as written; a
 * moment is turned into what the clock shows in the workflow's time zone, and a day alone is its start.
 */
export function parseWallTime(value: unknown, place: Place): string {
	const given = written(value);
	if (typeof given === 'string' && DATE.exec(given)?.[0] === given) return `${parseDay(given, place)}T00:00:00`;
	const instant = parseInstant(value, place);
	const [, year, month, day, hour, minute, second = '00', , offset] =
		typeof given === 'string' ? (DATE_TIME.exec(given) ?? []) : [];
	if (year !== undefined && offset === undefined) return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	const local = wallTimeIn(place.timezone, instant);
	return `${dayIn(local)}T${padded(local.hour)}:${padded(local.minute)}:${padded(local.second)}`;
}

/**
 * A moment in milliseconds since 1970. Takes ISO 8601 with or without an offset, and Unix time in
 * seconds or milliseconds.
 */
export function parseInstant(value: unknown, place: Place): number {
	const given = written(value);
	// Not 12 digits: 202701150930 is a date without separators, not a time in 1976.
	const unix = typeof given === 'string' && /^(\d{9,10}|\d{13})$/.test(given) ? Number(given) : given;
	if (typeof unix === 'number') return unixMilliseconds(unix, place);
	if (typeof unix !== 'string') throw notATime(place);

	const match = DATE_TIME.exec(unix);
	if (!match) throw notATime(place);
	const [, year, month, day, hour, minute, second = '0', fraction = '0', offset] = match;
	const time: WallTime = {
		year: Number(year),
		month: Number(month),
		day: Number(day),
		hour: Number(hour),
		minute: Number(minute),
		second: Number(second),
		millisecond: Math.floor(Number(`0.${fraction}`) * 1000),
	};
	if (!isCalendarDay(time.year, time.month, time.day)) throw notATime(place);
	if (offset === undefined) return instantOf(time, place.timezone);
	const asUtc = utcOf(time);
	return offset.toUpperCase() === 'Z' ? asUtc : asUtc - offsetMilliseconds(offset);
}

function unixMilliseconds(unix: number, place: Place): number {
	const isSeconds = unix >= 1e8 && unix < 1e11;
	const isMilliseconds = unix >= 1e11 && unix < 1e14;
	if (!Number.isFinite(unix) || (!isSeconds && !isMilliseconds)) throw notATime(place);
	return isSeconds ? Math.floor(unix * 1000) : Math.floor(unix);
}

function offsetMilliseconds(offset: string): number {
	const sign = offset.startsWith('-') ? -1 : 1;
	const numbers = offset.slice(1).replace(':', '').padEnd(4, '0');
	return sign * (Number(numbers.slice(0, 2)) * 60 + Number(numbers.slice(2))) * 60_000;
}

function utcOf(time: WallTime): number {
	return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second, time.millisecond);
}

/** Making a clock takes longer than reading it a hundred times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timezone: string): Intl.DateTimeFormat {
	const known = clocks.get(timezone);
	if (known) return known;
	const clock = makeClock(timezone);
	clocks.set(timezone, clock);
	return clock;
}

/** n8n passes on what stands in the workflow's settings, also a zone that does not exist. */
function makeClock(timezone: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone: timezone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	} catch {
		throw configurationRefusal(
			'The time zone of the workflow does not exist',
			'Open the settings of the workflow and choose a time zone, or give times with an offset.',
		);
	}
}

/** What the clock on the wall shows in a time zone at a moment. */
function wallTimeIn(timezone: string, instant: number): WallTime {
	const parts = clockOf(timezone).formatToParts(instant);
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
 * A moment as ISO 8601 with the offset that a time zone has then: `2027-01-15T09:30:00.000+05:30`.
 *
 * @param instant milliseconds since 1970
 */
export function writtenInstant(instant: number, timezone: string): string {
	const local = wallTimeIn(timezone, instant);
	const offset = Math.round((utcOf(local) - instant) / 60_000);
	const sign = offset < 0 ? '-' : '+';
	const clock = [local.hour, local.minute, local.second].map((part) => padded(part)).join(':');
	const zone = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => padded(part)).join(':');
	return `${dayIn(local)}T${clock}.${padded(local.millisecond, 3)}${sign}${zone}`;
}

/**
 * The moment at which a time zone's clocks show a wall time. A time that daylight saving skips is taken
 * with the offset before the change (2:30 becomes 3:30); one that occurs twice is the first.
 */
function instantOf(time: WallTime, timezone: string): number {
	const asUtc = utcOf(time);
	const offsetAt = (instant: number) => utcOf(wallTimeIn(timezone, instant)) - instant;
	const dayBefore = offsetAt(asUtc - 86_400_000);
	const dayAfter = offsetAt(asUtc + 86_400_000);
	const early = asUtc - dayBefore;
	if (offsetAt(early) === dayBefore) return early;
	const late = asUtc - dayAfter;
	return offsetAt(late) === dayAfter ? late : early;
}
