import type { IDataObject, IExecuteData, IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../failure';
import { isRecord, isTool } from '../values';
import { wait } from '../wait';
import type { Result } from './results';

/** What n8n's execution context holds beyond its declared interface, as far as suspending needs it. */
interface EngineContext {
	runExecutionData?: { executionData?: { nodeExecutionStack?: IExecuteData[] } };
}

/** What became of one item so far: its result, or in how many milliseconds to look at it again. */
export type Outcome = Result | { later: number };

/** What is known of the items while some of them are waited for; n8n saves it with the execution. */
export interface Progress {
	/** What the operation noted of an item, by the item's number. */
	notes: Record<string, IDataObject>;
	/** By the item's number; without those that were not begun. */
	outcomes: Record<string, Outcome>;
}

/** n8n looks for suspended executions once a minute, so suspending for less holds nothing free. */
export const SHORTEST_SUSPEND_MS = 65_000;

const NAME = 'waiting';

/** What an earlier run of this node left before its execution was suspended; empty on the first. */
export function readProgress(context: IExecuteFunctions): Progress {
	const own = context.getContext('node');
	const known = own[NAME] as Progress | undefined;
	delete own[NAME];
	return isRecord(known) ? known : { notes: {}, outcomes: {} };
}

/** The items that were not begun yet, or are waited for. */
export function dueItems(count: number, { outcomes }: Progress): number[] {
	return Array.from({ length: count }, (_, index) => index).filter((index) => {
		const outcome = outcomes[index];
		return outcome === undefined || 'later' in outcome;
	});
}

/** Milliseconds until an item is to be looked at again; undefined when none is waited for. */
export function nextLook({ outcomes }: Progress): number | undefined {
	const pauses = Object.values(outcomes).flatMap((outcome) => ('later' in outcome ? [outcome.later] : []));
	return pauses.length > 0 ? Math.max(0, Math.min(...pauses)) : undefined;
}

/** The result of every item at the end of an execution, after which nothing is waited for any longer. */
export function finalResults(count: number, { outcomes }: Progress): Result[] {
	return Array.from({ length: count }, (_, index) => {
		const outcome = outcomes[index];
		return outcome && !('later' in outcome) ? outcome : { failure: stoppedWhileWaiting() };
	});
}

function stoppedWhileWaiting(): Failure {
	return {
		kind: 'cancelled',
		message: 'The execution was stopped while this item was waited for',
		description: 'What was sent for it before stays as it is. Look there before running it again.',
		outcome: 'partial',
	};
}

/**
 * Lets time pass until the next look at the items that are waited for. A short time is waited here; for a long one
 * the execution is suspended, so that nothing is held meanwhile.
 *
 * @returns true when the execution was suspended: the node must end now and is run again
 */
export async function waitOrSuspend(
	context: IExecuteFunctions,
	ms: number,
	progress: Progress,
	signal?: AbortSignal,
): Promise<boolean> {
	const isSuspended = ms >= SHORTEST_SUSPEND_MS && (await suspend(context, new Date(Date.now() + ms)));
	if (isSuspended) context.getContext('node')[NAME] = progress;
	else await wait(ms, signal);
	return isSuspended;
}

/**
 * Suspends the execution and has this node run again with the same input when it wakes, also after a restart of n8n.
 *
 * n8n itself only passes the input on after a wait. So the entry that it will pass on is emptied, and a second one
 * with the input is put behind it.
 *
 * @returns false when n8n cannot be suspended here: a model waits for the answer of its tool in the same execution
 */
async function suspend(context: IExecuteFunctions, until: Date): Promise<boolean> {
	const stack = (context as unknown as EngineContext).runExecutionData?.executionData?.nodeExecutionStack;
	if (!Array.isArray(stack) || isTool(context.getNode())) return false;
	const current = context.getExecuteData();
	// n8n switches the node of the first entry off when it wakes; the second must not hold the same object.
	stack.unshift({ ...current, node: { ...current.node } });
	current.data = { ...current.data, main: [null] };
	await context.putExecutionToWait(until);
	return true;
}
