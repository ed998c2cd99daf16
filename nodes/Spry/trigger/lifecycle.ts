import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { openAsking } from '../../shared/node/list-search';
import { configurationRefusal, failureOf, inputRefusal, toNodeError, type Failure } from '../../shared/failure';
import { spry } from '../vendor';
import { chosenEvents } from './events';
import {
	change,
	isAsWanted,
	rotateKey,
	subscribe,
	subscriptionsAt,
	unsubscribe,
	type Held,
	type Subscription,
	type Wanted,
} from './subscriptions';

/** What the trigger remembers between activations. The key is never output. */
interface Memory extends IDataObject {
	subscriptionId?: string;
	signatureKey?: string;
	/** An event has come that was signed with the key. */
	isProven?: boolean;
}

export function memoryOf(context: Pick<IHookFunctions, 'getWorkflowStaticData'>): Memory {
	return context.getWorkflowStaticData('node') as Memory;
}

function urlOf(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url) return url;
	throw configurationRefusal(
		'n8n has no address to which Spry could send events',
		'Set the webhook URL of this n8n instance, then activate the workflow again.',
	);
}

function wantedBy(context: IHookFunctions): Wanted {
	const events = chosenEvents(context.getNodeParameter('events', []));
	if (events.length === 0) {
		throw inputRefusal('Trigger On', 'is empty', 'Choose at least one event that starts the workflow.');
	}
	const { id } = context.getWorkflow();
	return { name: id ? `n8n workflow ${id}` : 'n8n workflow', url: urlOf(context), events };
}

/** The subscription of an earlier activation, with its key when that is still known. */
function mine(found: Subscription[], { subscriptionId }: Memory): Subscription | undefined {
	return found.find(({ id }) => id === subscriptionId) ?? found[0];
}

/**
 * Whether the key of a subscription is known for sure. Spry tells a key only once, so one that another activation
 * has changed at the same time, or whose saving n8n did not live to end, is noticed by nothing but its events.
 */
function isHeld({ id }: Subscription, { subscriptionId, signatureKey, isProven }: Memory): boolean {
	return id === subscriptionId && typeof signatureKey === 'string' && signatureKey !== '' && isProven === true;
}

/**
 * Whether Spry sends the chosen events to this trigger, once each, signed with the key that it holds.
 *
 * @throws NodeApiError or NodeOperationError when that cannot be found out
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	try {
		const wanted = wantedBy(context);
		const memory = memoryOf(context);
		const found = await subscriptionsAt(await openAsking(context, spry), wanted.url);
		const [only] = found;
		return found.length === 1 && only !== undefined && isAsWanted(only, wanted) && isHeld(only, memory);
	} catch (error) {
		throw toNodeError(context, failureOf(error));
	}
}

/**
 * Has Spry send the chosen events to this trigger. A subscription to this address that is there already is taken
 * over: it gets the chosen events, and another key when nobody knows its key any more.
 *
 * @throws NodeApiError or NodeOperationError when Spry does not take it
 */
export async function makeSubscribed(context: IHookFunctions): Promise<boolean> {
	try {
		const wanted = wantedBy(context);
		const memory = memoryOf(context);
		const asking = await openAsking(context, spry);
		const found = await subscriptionsAt(asking, wanted.url);
		const kept = mine(found, memory);
		for (const { id } of found) if (id !== kept?.id) await unsubscribe(asking.ask, id);

		const held = kept ? await takeOver(asking.ask, kept, wanted, memory) : await subscribe(asking.ask, wanted);
		memory.subscriptionId = held.id;
		if (memory.signatureKey !== held.signatureKey) delete memory.isProven;
		memory.signatureKey = held.signatureKey;
		return true;
	} catch (error) {
		throw toNodeError(context, withAdvice(failureOf(error)));
	}
}

/** Nothing is done twice here, whatever became of a request whose answer was lost. */
function withAdvice(failure: Failure): Failure {
	if (failure.outcome !== 'unknown') return failure;
	const description = 'Activate the workflow again: a subscription that was made is found and taken over.';
	return { ...failure, description };
}

async function takeOver(
	ask: Parameters<typeof subscribe>[0],
	kept: Subscription,
	wanted: Wanted,
	memory: Memory,
): Promise<Held> {
	if (!isAsWanted(kept, wanted)) await change(ask, kept.id, wanted);
	const isKnown = isHeld(kept, memory) && memory.signatureKey;
	return { id: kept.id, signatureKey: isKnown ? isKnown : await rotateKey(ask, kept.id) };
}

/**
 * Has Spry send nothing more to this trigger.
 *
 * @returns whether nothing is left, after a test
 * @throws NodeApiError or NodeOperationError when Spry cannot be asked about a published workflow. n8n tells it and
 * switches the workflow off all the same: it answers nothing then, and the next activation takes over what was left.
 */
export async function endSubscription(context: IHookFunctions): Promise<boolean> {
	try {
		const { ask } = await openAsking(context, spry);
		for (const { id } of await subscriptionsAt({ ask }, urlOf(context))) await unsubscribe(ask, id);
	} catch (error) {
		const failure = leftBehind(failureOf(error));
		const isPublished = context.getWorkflow().active;
		if (isPublished) throw toNodeError(context, failure);
		// After a test an error here would take the place of what the test said, and keep its address open.
		context.logger.warn(failure.message);
		return false;
	}
	const memory = memoryOf(context);
	delete memory.subscriptionId;
	delete memory.signatureKey;
	delete memory.isProven;
	return true;
}

/** Of an error at this time n8n shows the message alone, so it holds what to do, too. */
function leftBehind(failure: Failure): Failure {
	const message = `The subscription at Spry could not be removed: ${failure.message}. When that is mended, publish the workflow and unpublish it again`;
	return { ...failure, message };
}
