import { createRequire } from 'node:module';

/**
 * Lets the waits of the nodes cost no time, until the mocks are restored: n8n's `sleep`, by which all of them wait,
 * returns at once and moves the clock on by as much. What waits for another process (an answer, a timeout) takes as long
 * as ever.
 *
 * Best for one test at a time: the clock of the vendors, which are other processes, stays behind.
 *
 * @param meanwhile what happens during each wait
 */
export function skipWaits(meanwhile = async (): Promise<void> => {}): void {
	const load = createRequire(createRequire(import.meta.url).resolve('n8n-workflow'));
	const clock = load('@n8n/utils/sleep') as { sleep(ms: number): Promise<void> };
	const now = Date.now.bind(Date);
	let skipped = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + skipped);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
		// The real one takes no less, and the clock shows whole milliseconds.
		skipped += Math.ceil(ms);
		await meanwhile();
		// Others get their turn.
		await new Promise(setImmediate);
	});
}
