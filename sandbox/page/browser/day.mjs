/** Days, hours and places of a calendar in a time zone. Seconds are epoch seconds; a day is `YYYY-MM-DD`. */

const HOUR = 3600;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone */
function formatOf(zone) {
	const known = formats.get(zone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
		...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
	});
	formats.set(zone, format);
	return format;
}

/**
 * @param {number} seconds
 * @param {string} zone
 */
export function clockOf(seconds, zone) {
	const parts = formatOf(zone).formatToParts(seconds * 1000);
	const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(
		(type) => parts.find((part) => part.type === type)?.value ?? '00',
	);
	return { day: `${year}-${month}-${day}`, hour: Number(hour), minute: Number(minute), second: Number(second) };
}

/**
 * How far a zone's clock is ahead of UTC.
 *
 * @param {number} seconds
 * @param {string} zone
 */
function offsetAt(seconds, zone) {
	const { day, hour, minute, second } = clockOf(seconds, zone);
	return Date.parse(`${day}T00:00:00Z`) / 1000 + hour * HOUR + minute * 60 + second - seconds;
}

/**
 * @param {string} day
 * @param {string} zone
 */
export function startOf(day, zone) {
	const midnight = Date.parse(`${day}T00:00:00Z`) / 1000;
	const guess = midnight - offsetAt(midnight, zone);
	// The clock may have been put forward or back in between.
	return midnight - offsetAt(guess, zone);
}

/**
 * @param {string} day
 * @param {number} days
 */
export function later(day, days) {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR * 1000).toISOString().slice(0, 10);
}

/** @param {unknown} text */
export function isDay(text) {
	if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * Places entries of one doctor side by side where their times overlap.
 *
 * @template {{ start: number, end: number }} E
 * @param {E[]} entries
 * @returns {Array<{ entry: E, lane: number, lanes: number }>} in the order of time
 */
export function lanesOf(entries) {
	const sorted = [...entries].sort((one, other) => one.start - other.start || other.end - one.end);
	/** @type {Array<{ entry: E, lane: number, lanes: number }>} */
	const placed = [];
	/** @type {typeof placed} */
	let group = [];
	let groupEnd = -Infinity;
	/** @type {number[]} */
	let laneEnds = [];
	for (const entry of sorted) {
		if (entry.start >= groupEnd) {
			group = [];
			laneEnds = [];
			groupEnd = entry.end;
		}
		const free = laneEnds.findIndex((end) => end <= entry.start);
		const lane = free < 0 ? laneEnds.length : free;
		laneEnds[lane] = entry.end;
		groupEnd = Math.max(groupEnd, entry.end);
		const place = { entry, lane, lanes: 1 };
		group.push(place);
		placed.push(place);
		for (const one of group) one.lanes = laneEnds.length;
	}
	return placed;
}

/**
 * The hours that a calendar shows: working hours, and any other hour with an entry.
 *
 * @param {Array<{ start: number, end: number }>} entries cut to the day
 * @param {number} from start of the day
 * @param {string} zone
 * @returns {number[]}
 */
export function hoursOf(entries, from, zone) {
	let [first, last] = [8, 18];
	for (const { start, end } of entries) {
		first = Math.min(first, clockOf(Math.max(start, from), zone).hour);
		const { day, hour } = clockOf(end - 1, zone);
		last = Math.max(last, day === clockOf(from, zone).day ? hour + 1 : 24);
	}
	return Array.from({ length: last - first }, (_, index) => first + index);
}
