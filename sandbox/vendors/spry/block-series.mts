/** How blocked time repeats. Times are UTC without a zone, days are dates, weekdays run from 1 = Monday to 7 = Sunday. */

export interface Timing {
	starts_at: string;
	ends_at: string;
	/** Absent: the day of `starts_at`. */
	block_date?: string;
	slot_start_time?: string;
	slot_end_time?: string;
	recurrence_frequency: string;
	days_of_occurrence: number[] | null;
	interval_count: number;
}

/** One block of a series. */
export interface Occurrence {
	starts_at: string;
	ends_at: string;
	block_date: string;
	slot_start_time: string;
	slot_end_time: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST = 500;

/** The frequencies that need days. */
export const REPEATING = ['WEEKLY', 'BIWEEKLY', 'MONTHLY'];

const dayOf = (time: string) => time.slice(0, 10);
const slotOf = (time: string) => time.slice(11, 16);
const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const weekdayOf = (day: number) => new Date(day).getUTCDay() || 7;
/** Weeks between the Mondays before two days. */
const weeksBetween = (first: number, day: number) =>
	Math.round((day - weekdayOf(day) * DAY_MS - (first - weekdayOf(first) * DAY_MS)) / (7 * DAY_MS));
const monthsBetween = (first: number, day: number) => {
	const [start, end] = [new Date(first), new Date(day)];
	return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
};

/** The times of a block within one day. */
export function onDay(day: string, from: string, to: string): Occurrence {
	const times = { starts_at: `${day}T${from}:00`, ends_at: `${day}T${to}:00` };
	return { ...times, block_date: day, slot_start_time: from, slot_end_time: to };
}

/**
 * The blocks that a request makes: one, or for a repeating block one on each matching day between start and end, at most
 * 500. MONTHLY means every chosen weekday of every n-th month.
 */
export function occurrencesOf(given: Timing): Occurrence[] {
	const { starts_at, ends_at, recurrence_frequency, days_of_occurrence, interval_count } = given;
	const from = given.slot_start_time ?? slotOf(starts_at);
	const to = given.slot_end_time ?? slotOf(ends_at);
	if (!REPEATING.includes(recurrence_frequency)) {
		const block_date = given.block_date ?? dayOf(starts_at);
		return [{ starts_at, ends_at, block_date, slot_start_time: from, slot_end_time: to }];
	}
	const first = instantOf(dayOf(starts_at));
	const last = instantOf(dayOf(ends_at));
	const step = recurrence_frequency === 'BIWEEKLY' ? 2 * interval_count : interval_count;
	const found: Occurrence[] = [];
	for (let day = first; day <= last && found.length < MOST; day += DAY_MS) {
		const apart = recurrence_frequency === 'MONTHLY' ? monthsBetween(first, day) : weeksBetween(first, day);
		if (apart % step !== 0 || !days_of_occurrence?.includes(weekdayOf(day))) continue;
		found.push(onDay(dayOf(new Date(day).toISOString()), from, to));
	}
	return found;
}

/** A block of a series, moved to other times on its own day. */
export function moved(
	block: Occurrence,
	{ starts_at, ends_at, slot_start_time, slot_end_time }: Partial<Timing>,
): Occurrence {
	const from = slot_start_time ?? (starts_at === undefined ? block.slot_start_time : slotOf(starts_at));
	const to = slot_end_time ?? (ends_at === undefined ? block.slot_end_time : slotOf(ends_at));
	return onDay(block.block_date, from, to);
}
