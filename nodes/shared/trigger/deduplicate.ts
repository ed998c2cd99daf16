import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { wait } from '../wait';
import { respond } from './delivery';

/** How many deliveries are remembered; a vendor repeats one within minutes or hours. */
const REMEMBERED = 1000;

/** How long a vendor waits for its answer while records are fetched, in milliseconds. */
const PATIENCE_MS = 3000;

/** n8n has read the static data a moment before a delivery is handled, and saves it a moment after. */
const MARGIN_MS = 5000;
/** No delivery is under way for longer. */
const LONGEST_MS = 600_000;

/**
 * The deliveries of late, by node and by id, with the time when they were through. n8n gives each delivery the
 * static data as it was when it came and saves it whole, so that of two at a time neither finds in it what the
 * other one remembers, and the later one overwrites it.
 */
const recent = new Map<string, Map<string, number>>();
const UNDER_WAY = Infinity;

function recentOf(context: IWebhookFunctions): Map<string, number> {
	const key = [context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');
	const found = recent.get(key) ?? new Map<string, number>();
	recent.set(key, found);
	for (const [id, throughAt] of found) if (throughAt < Date.now() - LONGEST_MS) found.delete(id);
	return found;
}

function seenIn({ seen }: IDataObject): unknown[] {
	return Array.isArray(seen) ? seen : [];
}

/** Whether the work takes longer than a vendor should wait. */
async function isSlow(work: Promise<unknown>): Promise<boolean> {
	const clock = { aborted: false };
	const ended = work.then(
		() => false,
		() => false,
	);
	const slow = await Promise.race([ended, wait(PATIENCE_MS, clock).then(() => true)]);
	clock.aborted = true;
	return slow;
}

/**
 * Starts the workflow with an event that comes for the first time; one that came before is answered and starts
 * nothing. The vendor gets its answer when the item is made: if n8n ends before, the vendor delivers the event
 * again. Only when making the item takes long is it answered earlier, so that the vendor does not give up on this
 * address.
 *
 * @param memory the static data of the node, which n8n stores
 * @param id the same for each delivery of the event; without one every delivery counts
 * @param make makes the item that the workflow starts with
 */
export async function deduplicate(
	context: IWebhookFunctions,
	{ memory, id }: { memory: IDataObject; id?: string },
	make: () => IDataObject | Promise<IDataObject>,
): Promise<IWebhookResponseData> {
	const known = recentOf(context);
	const startedAt = Date.now();
	const isRecent = (throughAt = 0) => throughAt >= startedAt - MARGIN_MS;
	if (id !== undefined && (seenIn(memory).includes(id) || isRecent(known.get(id)))) return respond(context, 200);

	if (id !== undefined) known.set(id, UNDER_WAY);
	try {
		const making = Promise.resolve(make());
		// Left to answer by itself, n8n would start the workflow first, and forget what the node remembers.
		const early = (await isSlow(making)) ? respond(context, 200) : undefined;
		const json = await making;
		const answered = early ?? respond(context, 200);
		if (id !== undefined) known.set(id, Date.now());
		remember(
			memory,
			[...known].filter(([, at]) => at !== UNDER_WAY && isRecent(at)).map(([one]) => one),
		);
		return { ...answered, workflowData: [[{ json }]] };
	} finally {
		// What could not be made is taken when it is delivered again.
		if (id !== undefined && known.get(id) === UNDER_WAY) known.delete(id);
	}
}

/** Adds the events that are through to the static data, this one and those that n8n saved while it was made. */
function remember(memory: IDataObject, ids: string[]): void {
	const seen = seenIn(memory);
	const added = ids.filter((id) => !seen.includes(id));
	if (added.length > 0) memory.seen = [...seen, ...added].slice(-REMEMBERED) as string[];
}
