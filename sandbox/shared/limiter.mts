/**
 * Lets at most so many requests pass in any one second.
 *
 * @returns undefined when the request may pass, else the whole seconds to wait, for `Retry-After`
 */
export type Limiter = (perSecond: number) => number | undefined;

const SECOND = 1000;

export function createLimiter(now: () => number = Date.now): Limiter {
	let passed: number[] = [];
	return (perSecond) => {
		if (perSecond <= 0) return undefined;
		const time = now();
		passed = passed.filter((earlier) => earlier > time - SECOND);
		if (passed.length >= perSecond) {
			const oldest = passed[0] ?? time;
			return Math.max(1, Math.ceil((oldest + SECOND - time) / SECOND));
		}
		passed.push(time);
		return undefined;
	};
}
