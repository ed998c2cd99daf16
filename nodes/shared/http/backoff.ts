const BASE_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds.
 *
 * @param header seconds, or an HTTP date
 * @returns undefined when there is none, or none that can be read
 */
export function retryAfterOf(header: unknown, now = Date.now()): number | undefined {
	if (typeof header !== 'string' && typeof header !== 'number') return undefined;
	const given = String(header).trim();
	if (/^\d+(\.\d+)?$/.test(given)) return Number(given) * 1000;
	const date = Date.parse(given);
	return Number.isNaN(date) || !/[A-Za-z]{3}/.test(given) ? undefined : Math.max(0, date - now);
}

/**
 * How long to wait before another attempt: any time up to a bound that doubles with each attempt ("full
 * jitter"), so that items that failed together do not come back together.
 *
 * @param attempt the attempt that failed, from 1
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
	return random() * Math.min(LONGEST_MS, BASE_MS * 2 ** (attempt - 1));
}
