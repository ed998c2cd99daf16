/**
 * Runs a task for every index, at most `limit` at once, and gives the results in the order of the
 * indices. Tasks go one by one until one has signed in, so that the others find a login instead of each
 * asking for one.
 *
 * @param stopped asked before each start; once true nothing more is started
 * @param warm whether somebody has signed in; asked after each task that went alone; without it one task is enough
 * @returns the results; undefined for what was never started
 */
export async function runPool<T>(
	count: number,
	limit: number,
	task: (index: number) => Promise<T>,
	stopped: () => boolean,
	warm?: () => boolean,
): Promise<Array<T | undefined>> {
	const results = new Array<T | undefined>(count).fill(undefined);
	let next = 0;
	const isWarm = () => (warm ? warm() : next > 0);
	const work = async () => {
		while (next < count && !stopped()) {
			const index = next++;
			results[index] = await task(index);
		}
	};
	while (next < count && !isWarm() && !stopped()) {
		const index = next++;
		results[index] = await task(index);
	}
	const workers = Math.max(0, Math.min(limit, count - next));
	await Promise.all(Array.from({ length: workers }, work));
	return results;
}
