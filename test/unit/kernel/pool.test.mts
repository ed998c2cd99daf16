import { runPool } from '../../../nodes/shared/pool.ts';

const never = () => false;
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the pool', () => {
	it('gives results in the order of the indices', async () => {
		const results = await runPool(
			20,
			6,
			async (index) => {
				for (let ticks = (index * 7) % 5; ticks > 0; ticks--) await tick();
				return index * 2;
			},
			never,
		);
		expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index * 2));
	});

	it('finishes the first task before it starts the second', async () => {
		const events: string[] = [];
		await runPool(
			3,
			3,
			async (index) => {
				events.push(`start ${index}`);
				await tick();
				events.push(`end ${index}`);
			},
			never,
		);
		expect(events.slice(0, 3)).toEqual(['start 0', 'end 0', 'start 1']);
		expect(events.indexOf('start 2')).toBeLessThan(events.indexOf('end 1'));
	});

	it.each([1, 3, 50])('never runs more than %d at once', async (limit) => {
		let running = 0;
		let most = 0;
		await runPool(
			100,
			limit,
			async () => {
				most = Math.max(most, ++running);
				await tick();
				running--;
			},
			never,
		);
		expect(most).toBe(limit);
	});

	it('starts nothing more once stopped, and leaves the rest undefined', async () => {
		const started: number[] = [];
		const results = await runPool(
			10,
			2,
			async (index) => {
				started.push(index);
				await tick();
				return index;
			},
			() => started.length >= 4,
		);
		expect(started).toEqual([0, 1, 2, 3]);
		expect(results).toEqual([0, 1, 2, 3, ...Array<undefined>(6).fill(undefined)]);
	});

	it('starts nothing at all when it is stopped before it begins, or has nothing to do', async () => {
		const task = jest.fn(async () => 1);
		expect(await runPool(3, 2, task, () => true)).toEqual([undefined, undefined, undefined]);
		expect(await runPool(0, 2, task, never)).toEqual([]);
		expect(task).not.toHaveBeenCalled();
	});
});
