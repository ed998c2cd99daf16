import type { IDataObject, IExecuteData, IExecuteFunctions } from 'n8n-workflow';

import { isTool } from './ai-tool';
import type { Outcome } from '../types';
import { isRecord } from '../values';
import { wait } from '../wait';

/** What n8n's execution context holds beyond its declared interface, as far as parking needs it. */
interface EngineContext {
	runExecutionData?: { executionData?: { nodeExecutionStack?: IExecuteData[] } };
}

/** What is known of the items while some of them are waited for; n8n saves it with the execution. */
export interface Waiting {
	/** What the operation noted of an item, by the item's number. */
	notes: Record<string, IDataObject>;
	/** The items that are through. */
	outcomes: Record<string, Outcome>;
}

/** n8n looks for parked executions once a minute, so parking for less holds nothing free. */
export const SHORTEST_PARK_MS = 65_000;

const NAME = 'waiting';

/** What an earlier run of this node left before its execution was parked; empty on the first. */
export function waitingOf(context: IExecuteFunctions): Waiting {
	const own = context.getContext('node');
	const known = own[NAME] as Waiting | undefined;
	delete own[NAME];
	return isRecord(known) ? known : { notes: {}, outcomes: {} };
}

/**
 * Lets time pass until the next look at the items that are waited for. A short time is waited here; for a long one
 * the execution is parked, so that nothing is held meanwhile.
 *
 * @returns true when the execution was parked: the node must end now and is run again
 */
export async function letPass(
	context: IExecuteFunctions,
	ms: number,
	waiting: Waiting,
	signal?: AbortSignal,
): Promise<boolean> {
	const isParked = ms >= SHORTEST_PARK_MS && (await park(context, new Date(Date.now() + ms)));
	if (isParked) context.getContext('node')[NAME] = waiting;
	else await wait(ms, signal);
	return isParked;
}

/**
 * Parks the execution and has this node run again with the same input when it wakes, also after a restart of n8n.
 *
 * n8n itself only passes the input on after a wait. So the entry that it will pass on is emptied, and a second one
 * with the input is put behind it.
 *
 * @returns false when n8n cannot be parked here: a model waits for the answer of its tool in the same execution
 */
async function park(context: IExecuteFunctions, until: Date): Promise<boolean> {
	const stack = (context as unknown as EngineContext).runExecutionData?.executionData?.nodeExecutionStack;
	if (!Array.isArray(stack) || isTool(context.getNode())) return false;
	const current = context.getExecuteData();
	// n8n switches the node of the first entry off when it wakes; the second must not hold the same object.
	stack.unshift({ ...current, node: { ...current.node } });
	current.data = { ...current.data, main: [null] };
	await context.putExecutionToWait(until);
	return true;
}
