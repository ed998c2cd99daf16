import { inputRefusal } from '../../shared/failure';

const DAY_MS = 86_400_000;
/** Eka Care's days are those of India, which has one time zone and no daylight saving. */
const INDIA_MS = 19_800_000;

/** A stretch of days, both included, as `YYYY-MM-DD`. */
export interface DayRange {
	start: string;
	end: string;
}

/** The day some days after another; both as `YYYY-MM-DD`. */
export function dayAfter(day: string, days = 1): string {
	return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day in India at a moment in milliseconds since 1970. */
export function dayInIndia(instant: number): string {
	return new Date(instant + INDIA_MS).toISOString().slice(0, 10);
}

/**
 * A range of days in pieces of at most `length` days, in order and without overlap.
 *
 * @param most the longest range in days that may be asked for
 * @throws Refusal when the range ends before it starts or is longer than `most`
 */
export function splitDays({ start, end }: DayRange, length: number, most: number): DayRange[] {
	if (end < start) {
		throw inputRefusal('End Date', 'is before the start date', 'Give an end date that is not earlier.');
	}
	if (end >= dayAfter(start, most)) {
		throw inputRefusal(
			'End Date',
			`is more than ${most} days after the start date`,
			'Ask for a shorter range, and for the rest in another item.',
		);
	}
	const pieces: DayRange[] = [];
	for (let first = start; first <= end; first = dayAfter(first, length)) {
		const last = dayAfter(first, length - 1);
		pieces.push({ start: first, end: last < end ? last : end });
	}
	return pieces;
}
