/** Eka Care's days are days in India, which has the same offset all year. */
const OFFSET_SECONDS = 19_800;
const OFFSET = '+05:30';

/** The epoch second at which a day `YYYY-MM-DD` begins in India; undefined for a day that does not exist. */
export function startOfDay(day: string): number | undefined {
	const utc = Date.parse(`${day}T00:00:00Z`) / 1000;
	if (!Number.isFinite(utc) || new Date(utc * 1000).toISOString().slice(0, 10) !== day) return undefined;
	return utc - OFFSET_SECONDS;
}

/** The day in India of an epoch second, as `YYYY-MM-DD`. */
export function dayOf(seconds: number): string {
	return indianText(seconds).slice(0, 10);
}

/** An epoch second as an ISO time of India: `2027-01-18T10:00:00+05:30`. */
export function indianTime(seconds: number): string {
	return `${indianText(seconds)}${OFFSET}`;
}

function indianText(seconds: number): string {
	return new Date((seconds + OFFSET_SECONDS) * 1000).toISOString().slice(0, 19);
}
