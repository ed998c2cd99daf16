import { createPace, type Pace, type Turn } from '../../../../nodes/shared/http/rate-limiter.ts';

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

/** Asks for turns all at once and notes when each is given, in milliseconds from now. */
function turns(pace: Pace, count: number): number[] {
	const start = Date.now();
	const given: number[] = [];
	for (let index = 0; index < count; index++) void pace.turn().then(() => given.push(Date.now() - start));
	return given;
}

async function turnOf(pace: Pace): Promise<Turn> {
	const turn = await pace.turn();
	if (!turn) throw new Error('There was no turn');
	return turn;
}

/** A vendor's life: every turn is a request that is taken, as long as there are any in a row. */
async function send(pace: Pace, count: number): Promise<void> {
	for (let index = 0; index < count; index++) pace.succeeded(await turnOf(pace));
}

/** One request that the vendor refuses. */
async function refuse(pace: Pace, ms: number): Promise<void> {
	pace.slowDown(ms, await turnOf(pace));
}

/** How many requests go out within a time when everybody sends as soon as it is their turn. */
async function sentWithin(pace: Pace, ms: number): Promise<number> {
	let sent = 0;
	let over = false;
	const worker = async () => {
		while (!over) {
			const turn = await turnOf(pace);
			if (over) return;
			sent++;
			pace.succeeded(turn);
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
		const given = turns(createPace(undefined), 100);
		await jest.advanceTimersByTimeAsync(0);
		expect(given).toEqual(Array(100).fill(0));
	});
});

describe("a person's limit", () => {
	it('spaces requests evenly', async () => {
		const given = turns(createPace(10), 5);
		await jest.advanceTimersByTimeAsync(1000);
		expect(given).toEqual([0, 100, 200, 300, 400]);
	});

	it('may be below one in a second', async () => {
		const given = turns(createPace(0.5), 3);
		await jest.advanceTimersByTimeAsync(5000);
		expect(given).toEqual([0, 2000, 4000]);
	});

	it('saves up nothing while nobody sends', async () => {
		const pace = createPace(10);
		await pace.turn();
		await jest.advanceTimersByTimeAsync(10_000);
		const given = turns(pace, 3);
		await jest.advanceTimersByTimeAsync(1000);
		expect(given).toEqual([0, 100, 200]);
	});
});

describe('a complaint of the vendor', () => {
	it('stops everybody for as long as it says, those who wait already included', async () => {
		const pace = createPace(10);
		const given = turns(pace, 4);
		await jest.advanceTimersByTimeAsync(50);
		pace.slowDown(3000, { at: Date.now(), number: 1 });
		await jest.advanceTimersByTimeAsync(2900);
		expect(given).toEqual([0]);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(given).toHaveLength(4);
		expect(Math.min(...given.slice(1))).toBeGreaterThanOrEqual(3050);
	});

	it('counts once when it comes from many requests at once', async () => {
		const pace = createPace(undefined);
		const given = await Promise.all(Array.from({ length: 10 }, async () => await turnOf(pace)));
		for (const turn of given) pace.slowDown(0, turn);
		expect(pace.slowedDown()).toBe(1);
		await jest.advanceTimersByTimeAsync(1500);
		await refuse(pace, 0);
		expect(pace.slowedDown()).toBe(2);
	});

	it('makes the pause longer, never shorter', async () => {
		const pace = createPace(undefined);
		const [first, second] = [await turnOf(pace), await turnOf(pace)];
		pace.slowDown(5000, first);
		pace.slowDown(100, second);
		const given = turns(pace, 1);
		await jest.advanceTimersByTimeAsync(4900);
		expect(given).toEqual([]);
		await jest.advanceTimersByTimeAsync(200);
		expect(given).toHaveLength(1);
	});

	it('leaves a rate a little below what the vendor took in the second before', async () => {
		const pace = createPace(undefined);
		await send(pace, 100);
		await refuse(pace, 1000);
		await jest.advanceTimersByTimeAsync(1000);
		const sent = await sentWithin(pace, 2000);
		expect(sent).toBeGreaterThanOrEqual(180);
		expect(sent).toBeLessThanOrEqual(200);
	});

	it('never raises the rate above the limit of the person', async () => {
		const pace = createPace(5);
		await refuse(pace, 1000);
		await jest.advanceTimersByTimeAsync(120_000);
		expect(await sentWithin(pace, 10_000)).toBeLessThanOrEqual(51);
	});

	it('is forgotten after a while without another', async () => {
		const pace = createPace(undefined);
		await send(pace, 50);
		await refuse(pace, 1000);
		await jest.advanceTimersByTimeAsync(1000);
		const early = await sentWithin(pace, 5000);
		const later = await sentWithin(pace, 5000);
		expect(later).toBeGreaterThan(early);
	});

	it('about the very first request does not make the whole execution crawl', async () => {
		const pace = createPace(undefined);
		await refuse(pace, 1000);
		// In half a minute a vendor that has no objection should be sent far more than one in a second.
		expect(await sentWithin(pace, 30_000)).toBeGreaterThan(150);
	});

	it('just after a pause does not take the few requests since then for all that the vendor bears', async () => {
		const pace = createPace(undefined);
		await send(pace, 200);
		await refuse(pace, 1000);
		await jest.advanceTimersByTimeAsync(1010);
		const sending = send(pace, 2);
		await jest.advanceTimersByTimeAsync(100);
		await sending;
		await refuse(pace, 1000);
		expect(await sentWithin(pace, 31_000)).toBeGreaterThan(30 * 50);
	});
});

describe('a stopped execution', () => {
	it('keeps nobody waiting', async () => {
		const controller = new AbortController();
		const pace = createPace(undefined, controller.signal);
		await refuse(pace, 60_000);
		const given = turns(pace, 3);
		await jest.advanceTimersByTimeAsync(500);
		expect(given).toEqual([]);
		controller.abort();
		await jest.advanceTimersByTimeAsync(500);
		expect(given).toHaveLength(3);
	});
});
