import { sleep } from 'n8n-workflow';

export interface Pool<Prepared, Result> {
	/** How many tasks there are; each has an index from 0. */
	count: number;
	/** How many run at once at most. */
	limit: number;
	/** Work of the processor alone that comes before a task; must not throw. */
	prepare(index: number): Prepared;
	task(prepared: Prepared): Promise<Result>;
	/** Asked before each start; once true nothing more is started. */
	stopped(): boolean;
	/** Asked after each task that ran alone; as long as false the tasks go one by one. Without it one is enough. */
	warm?(): boolean;
}

/**
 * Runs a task for every index, several at once, and gives the results in the order of the indices. Tasks
 * start in that order, the first ones alone until the pool is warm.
 *
 * While tasks wait for answers the next ones are prepared, at most as many as run at once, and one at a time
 * so that answers are not kept waiting.
 *
 * @returns the results; undefined for what was never started
 */
export async function runPool<Prepared, Result>(pool: Pool<Prepared, Result>): Promise<Array<Result | undefined>> {
	const { count, limit, stopped } = pool;
	const results = new Array<Result | undefined>(count).fill(undefined);
	const ahead: Prepared[] = [];
	let prepared = 0;
	let started = 0;
	let isPreparing = false;
	const isOver = () => started >= count || stopped();

	async function prepareAhead(): Promise<void> {
		if (isPreparing) return;
		isPreparing = true;
		while (ahead.length < limit && prepared < count) {
			await sleep(0);
			if (isOver()) break;
			// Tasks may have caught up meanwhile and prepared for themselves.
			if (ahead.length < limit && prepared < count) ahead.push(pool.prepare(prepared++));
		}
		isPreparing = false;
	}

	async function runNext(): Promise<void> {
		const index = started++;
		const next = ahead.length > 0 ? (ahead.shift() as Prepared) : pool.prepare(prepared++);
		void prepareAhead();
		results[index] = await pool.task(next);
	}

	async function work(): Promise<void> {
		while (!isOver()) await runNext();
	}

	const isWarm = () => started > 0 && (pool.warm?.() ?? true);
	while (!isOver() && !isWarm()) await runNext();
	const workers = Math.max(0, Math.min(limit, count - started));
	await Promise.all(Array.from({ length: workers }, work));
	return results;
}
