import { runPool, type Pool } from '../../../../nodes/shared/node/pool.ts';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A pool over the indices themselves; what matters to a test is given. */
async function run<Result>(pool: Partial<Pool<number, Result>> & { task(index: number): Promise<Result> }) {
	return await runPool({ count: 10, limit: 2, prepare: (index) => index, stopped: () => false, ...pool });
}

/** Notes what is prepared and what is done, in order. */
function diary(ticks: (index: number) => number = () => 1) {
	const entries: string[] = [];
	return {
		entries,
		prepare(index: number) {
			entries.push(`prepare ${index}`);
			return index;
		},
		async task(index: number) {
			entries.push(`start ${index}`);
			for (let left = ticks(index); left > 0; left--) await tick();
			entries.push(`end ${index}`);
		},
	};
}

describe('the pool', () => {
	it('gives results in the order of the indices', async () => {
		const results = await run({
			count: 20,
			limit: 6,
			async task(index) {
				for (let ticks = (index * 7) % 5; ticks > 0; ticks--) await tick();
				return index * 2;
			},
		});
		expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index * 2));
	});

	it('finishes the first task before it starts the second', async () => {
		const { entries, ...given } = diary();
		await run({ count: 3, limit: 3, ...given });
		const tasks = entries.filter((entry) => !entry.startsWith('prepare'));
		expect(tasks.slice(0, 3)).toEqual(['start 0', 'end 0', 'start 1']);
		expect(tasks.indexOf('start 2')).toBeLessThan(tasks.indexOf('end 1'));
	});

	it('goes one by one until it is warm', async () => {
		const { entries, ...given } = diary();
		await run({ count: 6, limit: 3, ...given, warm: () => entries.includes('end 2') });
		const tasks = entries.filter((entry) => !entry.startsWith('prepare'));
		expect(tasks.slice(0, 8)).toEqual([
			...['start 0', 'end 0', 'start 1', 'end 1', 'start 2', 'end 2'],
			...['start 3', 'start 4'],
		]);
	});

	it.each([1, 3, 50])('never runs more than %d at once', async (limit) => {
		let running = 0;
		let most = 0;
		await run({
			count: 100,
			limit,
			async task() {
				most = Math.max(most, ++running);
				await tick();
				running--;
			},
		});
		expect(most).toBe(limit);
	});

	it('starts nothing more once stopped, and leaves the rest undefined', async () => {
		const started: number[] = [];
		const results = await run({
			async task(index) {
				started.push(index);
				await tick();
				return index;
			},
			stopped: () => started.length >= 4,
		});
		expect(started).toEqual([0, 1, 2, 3]);
		expect(results).toEqual([0, 1, 2, 3, ...Array<undefined>(6).fill(undefined)]);
	});

	it('starts nothing at all when it is stopped before it begins, or has nothing to do', async () => {
		const task = jest.fn(async () => 1);
		const prepare = jest.fn((index: number) => index);
		expect(await run({ count: 3, task, prepare, stopped: () => true })).toEqual([undefined, undefined, undefined]);
		expect(await run({ count: 0, task, prepare })).toEqual([]);
		expect(task).not.toHaveBeenCalled();
		expect(prepare).not.toHaveBeenCalled();
	});
});

describe('preparing ahead', () => {
	const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
	/** Until so many are prepared, and then long enough for more. */
	async function reaching(count: number, prepared: number[]): Promise<void> {
		while (prepared.length < count) await wait(1);
		await wait(20);
	}

	it('goes on while tasks wait for answers, as far as the tasks at once and no further', async () => {
		const prepared: number[] = [];
		let answer: () => void = () => undefined;
		const answered = new Promise<void>((resolve) => (answer = resolve));
		const running = run({
			count: 100,
			limit: 4,
			prepare: (index) => prepared.push(index) - 1,
			task: async () => await answered,
		});
		await reaching(5, prepared);
		// The first task runs alone.
		expect(prepared).toEqual([0, 1, 2, 3, 4]);
		answer();
		await running;
		expect(prepared).toEqual(Array.from({ length: 100 }, (_, index) => index));
	});

	it('prepares each index once, in order, and starts in the same order', async () => {
		const { entries, ...given } = diary((index) => (index * 7) % 5);
		await run({ count: 60, limit: 5, ...given });
		const of = (word: string) => entries.filter((entry) => entry.startsWith(word));
		const all = (word: string) => Array.from({ length: 60 }, (_, index) => `${word} ${index}`);
		expect({ prepared: of('prepare'), started: of('start') }).toEqual({
			prepared: all('prepare'),
			started: all('start'),
		});
	});

	it('ends with a stop: nothing prepared is started, and nothing more prepared', async () => {
		const prepared: number[] = [];
		const started: number[] = [];
		let isStopped = false;
		const results = await run({
			count: 100,
			limit: 4,
			prepare: (index) => prepared.push(index) - 1,
			async task(index) {
				started.push(index);
				await reaching(5, prepared);
				isStopped = true;
				return index;
			},
			stopped: () => isStopped,
		});
		const before = prepared.length;
		await wait(20);
		expect({ started, before, after: prepared.length }).toEqual({ started: [0], before: 5, after: 5 });
		expect(results.filter((result) => result !== undefined)).toEqual([0]);
	});
});
