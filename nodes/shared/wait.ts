import { sleep } from 'n8n-workflow';

/** n8n's `sleep` cannot be broken off, so long waits are made of short ones. */
const SLICE_MS = 250;

/**
 * Waits the given time, or until the execution is cancelled.
 *
 * @param ms how long, in milliseconds; nothing at all when zero or less
 */
export async function wait(ms: number, signal?: Pick<AbortSignal, 'aborted'>): Promise<void> {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
		await sleep(Math.min(left, SLICE_MS));
	}
}
