import { createRateLimiter, type RateLimiter, type Permit } from '../../../../nodes/shared/http/rate-limiter.ts';

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

/** Asks for permits all at once and notes when each is given, in milliseconds from now. */
function permits(rateLimiter: RateLimiter, count: number): number[] {
	const start = Date.now();
	const given: number[] = [];
	for (let index = 0; index < count; index++) void rateLimiter.acquire().then(() => given.push(Date.now() - start));
	return given;
}

async function permitOf(rateLimiter: RateLimiter): Promise<Permit> {
	const permit = await rateLimiter.acquire();
	if (!permit) throw new Error('There was no permit');
	return permit;
}

/** A vendor's life: every turn is a request that is taken, as long as there are any in a row. */
async function send(rateLimiter: RateLimiter, count: number): Promise<void> {
	for (let index = 0; index < count; index++) rateLimiter.succeeded(await permitOf(rateLimiter));
}

/** One request that the vendor refuses. */
async function refuse(rateLimiter: RateLimiter, ms: number): Promise<void> {
	rateLimiter.slowDown(ms, await permitOf(rateLimiter));
}

/** How many requests go out within a time when everybody sends as soon as it is their turn. */
async function sentWithin(rateLimiter: RateLimiter, ms: number): Promise<number> {
	let sent = 0;
	let over = false;
	const worker = async () => {
		while (!over) {
			const permit = await permitOf(rateLimiter);
			if (over) return;
			sent++;
			rateLimiter.succeeded(permit);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	const workers = Array.from({ length: 10 }, worker);
	await jest.advanceTimersByTimeAsync(ms);
	over = true;
	await jest.advanceTimersByTimeAsync(60_000);
	await Promise.all(workers);
	return sent;
}

describe('without a limit and without a complaint', () => {
	it('delays nothing', async () => {
		const given = permits(createRateLimiter(undefined), 100);
		await jest.advanceTimersByTimeAsync(0);
		expect(given).toEqual(Array(100).fill(0));
	});
});

describe("a person's limit", () => {
	it('spaces requests evenly', async () => {
		const given = permits(createRateLimiter(10), 5);
		await jest.advanceTimersByTimeAsync(1000);
		expect(given).toEqual([0, 100, 200, 300, 400]);
	});

	it('may be below one in a second', async () => {
		const given = permits(createRateLimiter(0.5), 3);
		await jest.advanceTimersByTimeAsync(5000);
		expect(given).toEqual([0, 2000, 4000]);
	});

	it('saves up nothing while nobody sends', async () => {
		const rateLimiter = createRateLimiter(10);
		await rateLimiter.acquire();
		await jest.advanceTimersByTimeAsync(10_000);
		const given = permits(rateLimiter, 3);
		await jest.advanceTimersByTimeAsync(1000);
		expect(given).toEqual([0, 100, 200]);
	});
});

describe('a complaint of the vendor', () => {
	it('stops everybody for as long as it says, those who wait already included', async () => {
		const rateLimiter = createRateLimiter(10);
		const given = permits(rateLimiter, 4);
		await jest.advanceTimersByTimeAsync(50);
		rateLimiter.slowDown(3000, { at: Date.now(), number: 1 });
		await jest.advanceTimersByTimeAsync(2900);
		expect(given).toEqual([0]);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(given).toHaveLength(4);
		expect(Math.min(...given.slice(1))).toBeGreaterThanOrEqual(3050);
	});

	it('counts once when it comes from many requests at once', async () => {
		const rateLimiter = createRateLimiter(undefined);
		const given = await Promise.all(Array.from({ length: 10 }, async () => await permitOf(rateLimiter)));
		for (const permit of given) rateLimiter.slowDown(0, permit);
		expect(rateLimiter.slowedDown()).toBe(1);
		await jest.advanceTimersByTimeAsync(1500);
		await refuse(rateLimiter, 0);
		expect(rateLimiter.slowedDown()).toBe(2);
	});

	it('makes the pause longer, never shorter', async () => {
		const rateLimiter = createRateLimiter(undefined);
		const [first, second] = [await permitOf(rateLimiter), await permitOf(rateLimiter)];
		rateLimiter.slowDown(5000, first);
		rateLimiter.slowDown(100, second);
		const given = permits(rateLimiter, 1);
		await jest.advanceTimersByTimeAsync(4900);
		expect(given).toEqual([]);
		await jest.advanceTimersByTimeAsync(200);
		expect(given).toHaveLength(1);
	});

	it('leaves a rate a little below what the vendor took in the second before', async () => {
		const rateLimiter = createRateLimiter(undefined);
		await send(rateLimiter, 100);
		await refuse(rateLimiter, 1000);
		await jest.advanceTimersByTimeAsync(1000);
		const sent = await sentWithin(rateLimiter, 2000);
		expect(sent).toBeGreaterThanOrEqual(180);
		expect(sent).toBeLessThanOrEqual(200);
	});

	it('never raises the rate above the limit of the person', async () => {
		const rateLimiter = createRateLimiter(5);
		await refuse(rateLimiter, 1000);
		await jest.advanceTimersByTimeAsync(120_000);
		expect(await sentWithin(rateLimiter, 10_000)).toBeLessThanOrEqual(51);
	});

	it('is forgotten after a while without another', async () => {
		const rateLimiter = createRateLimiter(undefined);
		await send(rateLimiter, 50);
		await refuse(rateLimiter, 1000);
		await jest.advanceTimersByTimeAsync(1000);
		const early = await sentWithin(rateLimiter, 5000);
		const later = await sentWithin(rateLimiter, 5000);
		expect(later).toBeGreaterThan(early);
	});

	it('about the very first request does not make the whole execution crawl', async () => {
		const rateLimiter = createRateLimiter(undefined);
		await refuse(rateLimiter, 1000);
		// In half a minute a vendor that has no objection should be sent far more than one in a second.
		expect(await sentWithin(rateLimiter, 30_000)).toBeGreaterThan(150);
	});

	it('just after a pause does not take the few requests since then for all that the vendor bears', async () => {
		const rateLimiter = createRateLimiter(undefined);
		await send(rateLimiter, 200);
		await refuse(rateLimiter, 1000);
		await jest.advanceTimersByTimeAsync(1010);
		const sending = send(rateLimiter, 2);
		await jest.advanceTimersByTimeAsync(100);
		await sending;
		await refuse(rateLimiter, 1000);
		expect(await sentWithin(rateLimiter, 31_000)).toBeGreaterThan(30 * 50);
	});
});

describe('a stopped execution', () => {
	it('keeps nobody waiting', async () => {
		const controller = new AbortController();
		const rateLimiter = createRateLimiter(undefined, controller.signal);
		await refuse(rateLimiter, 60_000);
		const given = permits(rateLimiter, 3);
		await jest.advanceTimersByTimeAsync(500);
		expect(given).toEqual([]);
		controller.abort();
		await jest.advanceTimersByTimeAsync(500);
		expect(given).toHaveLength(3);
	});
});
