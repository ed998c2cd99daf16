import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import type { Subscription, WebhookTrigger } from './webhook-trigger';

/** What a webhook trigger remembers between activations, besides its key, which is never output. */
export interface WebhookMemory extends IDataObject {
	subscriptionId?: string;
	/** A delivery has come that was signed with the key. */
	isProven?: boolean;
}

/**
 * n8n keeps this under the node's name, and only there: every Code node of a workflow can read what is kept for the
 * whole workflow. When the node gets another name n8n removes its subscription and makes a new one, with another key.
 */
export function memoryOf(context: Pick<IHookFunctions, 'getWorkflowStaticData'>): WebhookMemory {
	return context.getWorkflowStaticData('node') as WebhookMemory;
}

/** The key that the memory holds; empty when it holds none. */
export function keyIn(memory: WebhookMemory, keyName: string): string {
	const key = memory[keyName];
	return typeof key === 'string' ? key : '';
}

/** Remembers a subscription; whether its key is the one that it signs with, the first delivery proves. */
export function remember(
	memory: WebhookMemory,
	{ id, signingKey }: { id: string; signingKey: string },
	keyName: string,
): void {
	if (keyIn(memory, keyName) !== signingKey) delete memory.isProven;
	memory.subscriptionId = id;
	memory[keyName] = signingKey;
}

export function forget(memory: WebhookMemory, keyName: string): void {
	delete memory.subscriptionId;
	delete memory[keyName];
	delete memory.isProven;
}

/**
 * Whether the key of a subscription is known for sure. Where the vendor tells a key only once, one that another
 * activation has changed at the same time, or whose saving n8n did not live to end, is noticed by nothing but the
 * deliveries.
 */
export function isKeyKnown(
	{ id, signingKey }: Subscription,
	memory: WebhookMemory,
	{ keyName }: Pick<WebhookTrigger, 'keyName'>,
): boolean {
	const key = keyIn(memory, keyName);
	if (key === '') return false;
	if (signingKey !== undefined) return signingKey === key;
	return id === memory.subscriptionId && memory.isProven === true;
}
