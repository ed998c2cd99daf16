import { randomBytes } from 'node:crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { openAsking } from '../../shared/node/list-search';
import { failureOf, toNodeError } from '../../shared/failure';
import { path } from '../../shared/http/path';
import type { Answer, Send } from '../../shared/types';
import { dataOf, ekaCare, listIn } from '../vendor';

const SUBSCRIPTIONS = '/notification/v1/connect/webhook/subscriptions';
const KEY_BYTES = 32;

/** What the node keeps of its registration. */
export interface Kept {
	signingKey?: string;
	subscriptionId?: string;
}

export function keptBy(context: Pick<IHookFunctions, 'getWorkflowStaticData'>): IDataObject & Kept {
	return context.getWorkflowStaticData('node');
}

function isList({ body }: Answer): boolean {
	return Array.isArray(body) || Array.isArray((body as IDataObject | undefined)?.data);
}

const LIST = { method: 'GET', path: SUBSCRIPTIONS, isComplete: isList } as const;

/** Eka Care knows one registration for an address; the node's own is the one for its address. */
async function ownOf(context: IHookFunctions, ask: Send): Promise<IDataObject[]> {
	const endpoint = context.getNodeWebhookUrl('default');
	return listIn(await ask(LIST)).filter((one) => one.endpoint === endpoint);
}

function chosenEvents(context: IHookFunctions): string[] {
	const events = context.getNodeParameter('events', []) as unknown;
	return (Array.isArray(events) ? events : [events]).map(String);
}

/** The names of the events had other names before, which may still be listed. */
function eventsOf({ event_names, scopes, scope }: IDataObject): string[] {
	return [event_names ?? scopes ?? scope ?? []].flat().map(String);
}

function isSame(one: string[], other: string[]): boolean {
	return one.length === other.length && one.every((event) => other.includes(event));
}

async function removeAll(ask: Send, subscriptions: IDataObject[]): Promise<void> {
	for (const { id } of subscriptions) {
		await ask({
			method: 'DELETE',
			path: path`/notification/v1/connect/webhook/subscriptions/${id}`,
			resend: 'always',
			// One that is gone is what was wanted.
			accepts: ({ status }) => status === 400 || status === 404,
		});
	}
}

async function register(context: IHookFunctions, ask: Send, signingKey: string): Promise<string> {
	const endpoint = String(context.getNodeWebhookUrl('default'));
	const isOurs = (one: IDataObject) => one.endpoint === endpoint && one.signing_key === signingKey;
	const answer = await ask({
		method: 'POST',
		path: SUBSCRIPTIONS,
		body: {
			endpoint,
			event_names: chosenEvents(context),
			signing_key: signingKey,
			protocol: new URL(endpoint).protocol.replace(':', ''),
		},
		resend: 'keyed',
		lookUp: () => ({ request: LIST, find: (list) => listIn(list).find(isOurs) }),
		isComplete: (one) => dataOf(one).id !== undefined,
	});
	return String(dataOf(answer).id);
}

/** What is refused is shown in our words, without the signing key that Eka Care's list tells. */
async function inWords<T>(context: IHookFunctions, work: (ask: Send) => Promise<T>): Promise<T> {
	try {
		const { ask } = await openAsking(context, ekaCare);
		return await work(ask);
	} catch (error) {
		throw toNodeError(context, failureOf(error));
	}
}

/** Whether Eka Care has the node's registration as the node wants it, signed with the key it knows. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await inWords(context, async (ask) => {
		const kept = keptBy(context);
		const [own, ...others] = await ownOf(context, ask);
		if (!own || others.length > 0 || !kept.signingKey || own.signing_key !== kept.signingKey) return false;
		return isSame(eventsOf(own), chosenEvents(context));
	});
}

/** Registers the node's address. An older registration goes first, since none can be changed. */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	return await inWords(context, async (ask) => {
		await removeAll(ask, await ownOf(context, ask));
		const kept = keptBy(context);
		// A key that is known stays: with a delivery under way n8n still saves it, over any other.
		const signingKey = kept.signingKey ? kept.signingKey : randomBytes(KEY_BYTES).toString('hex');
		const subscriptionId = await register(context, ask, signingKey);
		Object.assign(kept, { signingKey, subscriptionId });
		return true;
	});
}

/** Removes the node's registration. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	return await inWords(context, async (ask) => {
		await removeAll(ask, await ownOf(context, ask));
		const kept = keptBy(context);
		delete kept.signingKey;
		delete kept.subscriptionId;
		return true;
	});
}
