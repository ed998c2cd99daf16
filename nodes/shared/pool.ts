/**
 * Runs a task for every index, at most `limit` at once, and gives the results in the order of the
 * indices. The first task goes alone: it signs in, so that the others find a login instead of each
 * asking for one.
 *
 * @param stopped asked before each start; once true nothing more is started
 * @returns the results; undefined for what was never started
 */
export async function runPool<T>(
	count: number,
	limit: number,
	task: (index: number) => Promise<T>,
	stopped: () => boolean,
): Promise<Array<T | undefined>> {
	const results = new Array<T | undefined>(count).fill(undefined);
	let next = 0;
	const work = async () => {
		while (next < count && !stopped()) {
			const index = next++;
			results[index] = await task(index);
		}
	};
	if (count > 0 && !stopped()) {
		next = 1;
		results[0] = await task(0);
	}
	const workers = Math.max(0, Math.min(limit, count - next));
	await Promise.all(Array.from({ length: workers }, work));
	return results;
}
