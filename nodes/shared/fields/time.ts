import { inputRefusal, type Refusal } from '../failure';
import type { Place } from '../types';
import { isRecord } from '../values';
import { instantsOf, isTimezone, utcOf, wallTimeIn, type WallTime } from './time-zones';

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const DATE_TIME =
	/^(\d{4})-(\d{2})-(\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/i;

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
		'Give it in the form YYYY-MM-DDTHH:mm, such as 2027-01-15T09:30. A time without an offset is in the time zone of the workflow.',
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

/** A date and time as text, taken apart; undefined when it is none, or not one of the calendar. */
function readDateTime(given: unknown): { time: WallTime; offset?: string } | undefined {
	const match = typeof given === 'string' ? DATE_TIME.exec(given) : null;
	if (!match) return undefined;
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
	return isCalendarDay(time.year, time.month, time.day) ? { time, offset } : undefined;
}

function clockOf({ hour, minute, second }: WallTime): string {
	return [hour, minute, second].map((part) => padded(part)).join(':');
}

/**
 * A date and time without an offset, `YYYY-MM-DDTHH:mm:ss`. What is written without an offset stays as written; a
 * moment is turned into what the clock shows in the workflow's time zone, and a day alone is its start.
 */
export function parseWallTime(value: unknown, place: Place): string {
	const given = written(value);
	if (typeof given === 'string' && DATE.exec(given)?.[0] === given) return `${parseDay(given, place)}T00:00:00`;
	const read = readDateTime(given);
	const local =
		read && read.offset === undefined ? read.time : wallTimeIn(place.timezone, parseInstant(given, place));
	return `${dayIn(local)}T${clockOf(local)}`;
}

/** How far from now a number is taken for a Unix time, in years. */
export interface UnixWindow {
	back: number;
	ahead: number;
}

/** For a time of which nothing more is known. */
const ANY_RECORD: UnixWindow = { back: 50, ahead: 5 };
/** For an appointment or a block of time. */
export const BOOKING: UnixWindow = { back: 1, ahead: 5 };

/**
 * A moment in milliseconds since 1970. Takes ISO 8601 with or without an offset, and Unix time in seconds or
 * milliseconds.
 *
 * @param window how far from now a Unix time may be; what is written as ISO 8601 may be any time
 * @throws Refusal when it is no time, or a time that the clocks of the workflow's zone skip or show twice
 */
export function parseInstant(value: unknown, place: Place, window = ANY_RECORD): number {
	const given = written(value);
	const unix = typeof given === 'string' && /^\d+(\.\d+)?$/.test(given) ? Number(given) : given;
	if (typeof unix === 'number') return unixMilliseconds(unix, place, window);

	const read = readDateTime(given);
	if (!read) throw notATime(place);
	const { time, offset } = read;
	if (offset === undefined) return onlyInstantOf(time, place);
	const asUtc = utcOf(time);
	return offset.toUpperCase() === 'Z' ? asUtc : asUtc - offsetMilliseconds(offset);
}

/** The moment of a wall time in the workflow's time zone, if there is exactly one. */
function onlyInstantOf(time: WallTime, place: Place): number {
	const [instant, second] = instantsOf(time, place.timezone);
	if (instant === undefined) {
		throw inputRefusal(
			place.label,
			`does not exist: the clocks in ${place.timezone} go forward and skip it`,
			'Give a time that the clocks show that day, or add the offset, such as 2027-01-15T09:30-05:00.',
		);
	}
	if (second === undefined) return instant;
	const both = [instant, second].map((one) => formatInstant(one, place.timezone).replace('.000', '')).join(' or ');
	throw inputRefusal(
		place.label,
		`happens twice: the clocks in ${place.timezone} go back and show it again`,
		`Add the offset, so that it is clear which one is meant: ${both}.`,
	);
}

/** Digits that read as a date without separators, `20270115` to `20270115093000`. */
const COMPACT_DATE = /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(([01]\d|2[0-3])([0-5]\d){0,2})?$/;
const YEAR_MS = 365.25 * 86_400_000;

function unixMilliseconds(unix: number, place: Place, { back, ahead }: UnixWindow): number {
	// 2027011509 would be a second in 2034, and 202701150930 a millisecond in 1976.
	if (!Number.isFinite(unix) || COMPACT_DATE.test(String(unix))) throw notATime(place);
	const milliseconds = Math.floor(unix < 1e11 ? unix * 1000 : unix);
	const years = (milliseconds - Date.now()) / YEAR_MS;
	if (years < -back || years > ahead) throw notATime(place);
	return milliseconds;
}

function offsetMilliseconds(offset: string): number {
	const sign = offset.startsWith('-') ? -1 : 1;
	const numbers = offset.slice(1).replace(':', '').padEnd(4, '0');
	return sign * (Number(numbers.slice(0, 2)) * 60 + Number(numbers.slice(2))) * 60_000;
}

/**
 * A moment as ISO 8601 with the offset that a time zone has then: `2027-01-15T09:30:00.000+05:30`. In UTC when there is
 * no such zone: output of a record that exists must not fail.
 *
 * @param instant milliseconds since 1970
 */
export function formatInstant(instant: number, timezone: string): string {
	const local = wallTimeIn(isTimezone(timezone) ? timezone : 'UTC', instant);
	const offset = Math.round((utcOf(local) - instant) / 60_000);
	const sign = offset < 0 ? '-' : '+';
	const zone = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => padded(part)).join(':');
	return `${dayIn(local)}T${clockOf(local)}.${padded(local.millisecond, 3)}${sign}${zone}`;
}
