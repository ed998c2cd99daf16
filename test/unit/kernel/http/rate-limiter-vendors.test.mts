import {
	byChance,
	drawsFrom,
	fixedLimit,
	simulate,
	slidingLimit,
	tokenBucket,
	type Judge,
} from './simulated-vendor.mts';

// Thousands of requests by a clock that does not wait; the real time is a fraction of a second each.
beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

/** Answers may arrive as late as all others, or at once because nothing was done. */
const REFUSAL_MS = [20, 1];
/** How much longer than the ideal a run against a limit may take. */
const NEAR = 1.15;

const anyOf =
	(...judges: Judge[]): Judge =>
	(now) => {
		for (const judge of judges) {
			const retryAfter = judge(now);
			if (retryAfter !== undefined) return retryAfter;
		}
		return undefined;
	};

describe.each(REFUSAL_MS)('refusals that take %d ms', (refusalMs) => {
	describe('by chance, 2 of 100, from a vendor that has no limit', () => {
		const run = async (retryAfterMs: number, concurrency: number, seed: number) =>
			await simulate({
				judge: byChance(0.02, retryAfterMs, drawsFrom(seed)),
				items: 10_000,
				concurrency,
				refusalMs,
			});

		it.each([1, 2, 3])('leave more than half of the throughput (seed %d)', async (seed) => {
			const { ms, delivered, slowedDown } = await run(0, 50, seed);
			// 10,000 items, 50 at once, 20 ms each: 4 s without any refusal.
			expect({ delivered, isFast: ms < 8000 }).toEqual({ delivered: 10_000, isFast: true });
			expect(slowedDown).toBeLessThan(4);
		});

		it('cost only the refused items the time that the vendor asks for, once it shows that others are taken', async () => {
			const { ms, delivered, slowedDown } = await run(1000, 50, 1);
			// Some 200 refused items wait a second each, 50 at once.
			expect({ delivered, isFast: ms < 4000 + 4500 + 3000 }).toEqual({ delivered: 10_000, isFast: true });
			expect(slowedDown).toBeLessThan(4);
		});

		it('do not slow down a small pool for good either', async () => {
			const { ms, delivered } = await run(0, 10, 1);
			expect({ delivered, isFast: ms < 40_000 }).toEqual({ delivered: 10_000, isFast: true });
		});
	});

	describe.each([10, 50])('a true limit, %d at once', (concurrency) => {
		it.each([20, 100, 200])('of %d in any second is met, and every item delivered', async (perSecond) => {
			const judge = slidingLimit(perSecond);
			const { ms, delivered, most } = await simulate({ judge, items: 1000, concurrency, refusalMs });
			const ideal = (1000 / perSecond) * 1000;
			expect({ delivered, isNear: ms <= ideal * NEAR, ms }).toEqual({ delivered: 1000, isNear: true, ms });
			// Four are allowed: nobody comes near that.
			expect(most).toBeLessThanOrEqual(2);
		});

		it('is not exceeded time and again in a long run', async () => {
			const judge = slidingLimit(200);
			const { ms, delivered, slowedDown } = await simulate({ judge, items: 10_000, concurrency, refusalMs });
			expect({ delivered, isNear: ms <= 50_000 * NEAR }).toEqual({ delivered: 10_000, isNear: true });
			expect(slowedDown).toBeLessThanOrEqual(5);
		});

		it.each<[string, () => Judge]>([
			['from full second to full second', () => fixedLimit(100)],
			['that drips into a bucket', () => tokenBucket(100, 100)],
		])('%s is found, too', async (_name, judge) => {
			const { ms, delivered, most } = await simulate({ judge: judge(), items: 1000, concurrency, refusalMs });
			expect({ delivered, isNear: ms <= 10_000 * 1.35, ms }).toEqual({ delivered: 1000, isNear: true, ms });
			expect(most).toBeLessThanOrEqual(2);
		});

		it('of very few in a second loses no item', async () => {
			const { delivered } = await simulate({ judge: slidingLimit(5), items: 100, concurrency, refusalMs });
			expect(delivered).toBe(100);
		});

		it('is found among refusals by chance', async () => {
			const judge = anyOf(byChance(0.02, 1000, drawsFrom(3)), slidingLimit(200));
			const { ms, delivered } = await simulate({ judge, items: 2000, concurrency, refusalMs });
			expect({ delivered, isFair: ms <= 10_000 * 2.5, ms }).toEqual({ delivered: 2000, isFair: true, ms });
		});
	});
});

describe("a person's limit", () => {
	it('is neither left nor lowered because of refusals by chance', async () => {
		const judge = byChance(0.02, 0, drawsFrom(5));
		const { ms, delivered } = await simulate({
			judge,
			items: 1000,
			concurrency: 10,
			requestsPerSecond: 50,
		});
		expect(delivered).toBe(1000);
		expect(ms).toBeGreaterThan(20_000);
		expect(ms).toBeLessThan(20_000 * 1.3);
	});
});

describe('a vendor that takes nothing for a while', () => {
	it('is asked by few, and everything is delivered when it takes requests again', async () => {
		const from = Date.now() + 200;
		const judge: Judge = (now) => (now > from && now < from + 1500 ? 1000 : undefined);
		const { delivered, ms, slowedDown } = await simulate({ judge, items: 500, concurrency: 10 });
		expect(delivered).toBe(500);
		expect(slowedDown).toBeLessThanOrEqual(3);
		expect(ms).toBeLessThan(15_000);
	});
});
