import { randomBytes } from 'node:crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { failureOf, toNodeError } from '../../shared/failure';
import { openClient } from '../../shared/http/client';
import { path } from '../../shared/http/path';
import type { Answer, SendRequest } from '../../shared/types';
import { dataOf, ekaCare, listIn } from '../vendor';
import { assertTolerance } from './tolerance';

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
async function ownOf(context: IHookFunctions, request: SendRequest): Promise<IDataObject[]> {
	const endpoint = context.getNodeWebhookUrl('default');
	return listIn(await request(LIST)).filter((one) => one.endpoint === endpoint);
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

async function removeAll(request: SendRequest, subscriptions: IDataObject[]): Promise<void> {
	for (const { id } of subscriptions) {
		await request({
			method: 'DELETE',
			path: path`/notification/v1/connect/webhook/subscriptions/${id}`,
			resend: 'always',
			// One that is gone is what was wanted.
			accepts: ({ status }) => status === 400 || status === 404,
		});
	}
}

async function register(context: IHookFunctions, request: SendRequest, signingKey: string): Promise<string> {
	const endpoint = String(context.getNodeWebhookUrl('default'));
	const isOurs = (one: IDataObject) => one.endpoint === endpoint && one.signing_key === signingKey;
	const answer = await request({
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
async function inWords<T>(context: IHookFunctions, work: (request: SendRequest) => Promise<T>): Promise<T> {
	try {
		const { request } = await openClient(context, ekaCare);
		return await work(request);
	} catch (error) {
		throw toNodeError(context, failureOf(error));
	}
}

/** Whether Eka Care has the node's registration as the node wants it, signed with the key it knows. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await inWords(context, async (request) => {
		assertTolerance(context.getNodeParameter('options', {}) as IDataObject);
		const kept = keptBy(context);
		const [own, ...others] = await ownOf(context, request);
		if (!own || others.length > 0 || !kept.signingKey || own.signing_key !== kept.signingKey) return false;
		return isSame(eventsOf(own), chosenEvents(context));
	});
}

/** Registers the node's address. An older registration goes first, since none can be changed. */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	return await inWords(context, async (request) => {
		assertTolerance(context.getNodeParameter('options', {}) as IDataObject);
		await removeAll(request, await ownOf(context, request));
		const kept = keptBy(context);
		// A key that is known stays: with a delivery under way n8n still saves it, over any other.
		const signingKey = kept.signingKey ? kept.signingKey : randomBytes(KEY_BYTES).toString('hex');
		const subscriptionId = await register(context, request, signingKey);
		Object.assign(kept, { signingKey, subscriptionId });
		return true;
	});
}

/** Removes the node's registration. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	return await inWords(context, async (request) => {
		await removeAll(request, await ownOf(context, request));
		const kept = keptBy(context);
		delete kept.signingKey;
		delete kept.subscriptionId;
		return true;
	});
}
