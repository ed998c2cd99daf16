import { backoff, retryAfterOf } from '../../../../nodes/shared/http/backoff.ts';

const NOW = Date.UTC(2027, 0, 15, 9, 0, 0);

describe('Retry-After', () => {
	it.each([
		['0', 0],
		['1', 1000],
		[' 120 ', 120_000],
		['1.5', 1500],
		[30, 30_000],
		['Fri, 15 Jan 2027 09:00:05 GMT', 5000],
		['Friday, 15-Jan-27 09:00:05 GMT', 5000],
		['Fri, 15 Jan 2027 08:59:00 GMT', 0],
	])('reads %p as %p milliseconds', (header, expected) => {
		expect(retryAfterOf(header, NOW)).toBe(expected);
	});

	it.each([
		[undefined],
		[null],
		[''],
		['soon'],
		['-1'],
		['1e3'],
		['NaN'],
		['12 seconds'],
		[['5']],
		[{}],
		['2027-01-15'],
	])('reads nothing out of %p', (header) => expect(retryAfterOf(header, NOW)).toBeUndefined());
});

describe('the wait before another attempt', () => {
	it('is any time up to a bound that doubles: half a second, one, two, four', () => {
		expect([1, 2, 3, 4].map((attempt) => backoff(attempt, () => 1))).toEqual([500, 1000, 2000, 4000]);
		expect([1, 2, 3, 4].map((attempt) => backoff(attempt, () => 0))).toEqual([0, 0, 0, 0]);
		expect(backoff(3, () => 0.25)).toBe(500);
	});

	it('never grows beyond half a minute', () => {
		expect([7, 20, 2000].map((attempt) => backoff(attempt, () => 1))).toEqual([30_000, 30_000, 30_000]);
	});

	it('is spread over its whole range when left to chance', () => {
		const waits = Array.from({ length: 400 }, () => backoff(1));
		expect(Math.min(...waits)).toBeLessThan(50);
		expect(Math.max(...waits)).toBeGreaterThan(450);
		expect(waits.every((wait) => wait >= 0 && wait < 500)).toBe(true);
	});
});
