import { randomBytes } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';

import { configurationRefusal, failureOf, inputRefusal, toNodeError, type Failure } from '../failure';
import type { SendRequest } from '../types';
import { openClient } from '../http/client';
import { chosenEvents } from './events';
import { forget, isKeyKnown, keyIn, memoryOf, remember, type WebhookMemory } from './webhook-memory';
import type { Held, Subscription, Wanted, WebhookTrigger } from './webhook-trigger';

const KEY_BYTES = 32;

/** The life cycle of one trigger's subscription: what n8n asks for when a workflow is published or unpublished. */
interface Subject {
	trigger: WebhookTrigger;
	wanted: Wanted;
	memory: WebhookMemory;
}

function urlOf(context: IHookFunctions, { vendor }: WebhookTrigger): string {
	const url = context.getNodeWebhookUrl('default');
	if (url) return url;
	throw configurationRefusal(
		`n8n has no address to which ${vendor.displayName} could send events`,
		'Set the webhook URL of this n8n instance, then activate the workflow again.',
	);
}

function subjectOf(context: IHookFunctions, trigger: WebhookTrigger): Subject {
	trigger.assertParameters?.(context);
	const events = chosenEvents(context.getNodeParameter('events', []), trigger.events);
	if (events.length === 0) {
		throw inputRefusal('Trigger On', 'is empty', 'Choose at least one event that starts the workflow.');
	}
	const { id } = context.getWorkflow();
	const name = id ? `n8n workflow ${id}` : 'n8n workflow';
	return { trigger, wanted: { name, url: urlOf(context, trigger), events }, memory: memoryOf(context) };
}

/** Whether the vendor registers this webhook by hand: then there is nothing to ask it for. */
async function isByHand(context: IHookFunctions, { byHand }: WebhookTrigger): Promise<boolean> {
	if (!byHand?.isChosen(context)) return false;
	if ((await byHand.key(context)) !== '') return true;
	throw byHand.noKey();
}

function isAsWanted({ events, isActive = true }: Subscription, wanted: Wanted): boolean {
	const given = new Set(events);
	return isActive && given.size === wanted.events.length && wanted.events.every((event) => given.has(event));
}

/**
 * Whether the vendor sends the chosen events to this trigger, once each, signed with the key that it holds.
 *
 * @throws NodeApiError or NodeOperationError when that cannot be found out
 */
export async function isRegistered(context: IHookFunctions, trigger: WebhookTrigger): Promise<boolean> {
	try {
		const { wanted, memory } = subjectOf(context, trigger);
		if (await isByHand(context, trigger)) return true;
		const { request } = await openClient(context, trigger.vendor);
		const [only, ...others] = await trigger.list(request, wanted.url);
		if (!only || others.length > 0) return false;
		return isAsWanted(only, wanted) && isKeyKnown(only, memory, trigger);
	} catch (error) {
		throw toNodeError(context, failureOf(error));
	}
}

/**
 * Has the vendor send the chosen events to this trigger. What sends to this address already is taken over where the
 * vendor can change it, and goes first elsewhere: there is never more than one.
 *
 * @throws NodeApiError or NodeOperationError when the vendor does not take it
 */
export async function register(context: IHookFunctions, trigger: WebhookTrigger): Promise<boolean> {
	try {
		const subject = subjectOf(context, trigger);
		if (await isByHand(context, trigger)) return true;
		const { request } = await openClient(context, trigger.vendor);
		const { wanted, memory } = subject;
		const found = await trigger.list(request, wanted.url);
		const kept = trigger.takeOver ? (found.find(({ id }) => id === memory.subscriptionId) ?? found[0]) : undefined;
		for (const { id } of found) if (id !== kept?.id) await trigger.remove(request, id);
		const held = kept ? await takeOver(request, subject, kept) : await create(request, subject);
		remember(memory, held, trigger.keyName);
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

/** Gives a subscription the wanted events, and another key when its key is not known for sure. */
async function takeOver(request: SendRequest, { trigger, wanted, memory }: Subject, kept: Subscription): Promise<Held> {
	const { change, rotateKey } = trigger.takeOver!;
	if (!isAsWanted(kept, wanted)) await change(request, kept.id, wanted);
	const isKnown = isKeyKnown(kept, memory, trigger);
	return { id: kept.id, signingKey: isKnown ? keyIn(memory, trigger.keyName) : await rotateKey(request, kept.id) };
}

/**
 * Makes a subscription. One that was made although its answer did not say so is removed again: nobody knows its key,
 * so all that it sends would be refused.
 */
async function create(request: SendRequest, { trigger, wanted, memory }: Subject): Promise<Held> {
	// A key that is known stays: with a delivery under way n8n still saves it, over any other.
	const signingKey = keyIn(memory, trigger.keyName) || randomBytes(KEY_BYTES).toString('hex');
	const made = trigger.create(request, wanted, signingKey);
	const failure = await made.then(() => undefined, failureOf);
	// What cannot be removed now is found at the next activation.
	if (failure?.outcome === 'unknown') await removeAll(request, trigger, wanted.url).catch(() => undefined);
	return await made;
}

async function removeAll(request: SendRequest, trigger: WebhookTrigger, url: string): Promise<void> {
	for (const { id } of await trigger.list(request, url)) await trigger.remove(request, id);
}

/**
 * Has the vendor send nothing more to this trigger.
 *
 * @returns whether nothing is left, after a test
 * @throws NodeApiError or NodeOperationError when the vendor cannot be asked about a published workflow. n8n tells it
 * and switches the workflow off all the same: it answers nothing then, and the next activation takes over what was left.
 */
export async function unregister(context: IHookFunctions, trigger: WebhookTrigger): Promise<boolean> {
	try {
		if (trigger.byHand?.isChosen(context)) return true;
		const { request } = await openClient(context, trigger.vendor);
		await removeAll(request, trigger, urlOf(context, trigger));
		forget(memoryOf(context), trigger.keyName);
		return true;
	} catch (error) {
		const failure = leftBehind(failureOf(error), trigger);
		const isPublished = context.getWorkflow().active;
		if (isPublished) throw toNodeError(context, failure);
		// After a test an error here would take the place of what the test said, and keep its address open.
		context.logger.warn(failure.message);
		return false;
	}
}

/** Of an error at this time n8n shows the message alone, so it holds what to do, too. */
function leftBehind(failure: Failure, { vendor }: WebhookTrigger): Failure {
	const message = `The subscription at ${vendor.displayName} could not be removed: ${failure.message}. When that is mended, publish the workflow and unpublish it again`;
	return { ...failure, message };
}
