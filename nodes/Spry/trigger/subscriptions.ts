import type { IDataObject } from 'n8n-workflow';

import type { Asking } from '../../shared/node/list-search';
import { path } from '../../shared/http/path';
import type { Answer, Send } from '../../shared/types';
import { codeOf, dataOf, listOf } from '../vendor';
import { chosenEvents } from './events';

/** The form of the events that this trigger understands. */
const API_VERSION = '2026-06-11';

// Unlike everywhere else in Spry the path starts with a singular `api`.
const SUBSCRIPTIONS = '/api/v2/subscriptions';

/** What a subscription is to be. */
export interface Wanted {
	name: string;
	/** Where Spry sends the events to. */
	url: string;
	/** Sorted. */
	events: string[];
}

/** A subscription that exists, without its signing key: Spry tells that only once. */
export interface Subscription {
	id: string;
	events: string[];
	isActive: boolean;
}

/** A subscription that is ours, with what it signs with. */
export interface Held {
	id: string;
	signatureKey: string;
}

function recordsIn(answer: Answer): IDataObject[] | undefined {
	const { body } = answer;
	const data = (body as { data?: unknown } | undefined)?.data;
	if (Array.isArray(data)) return listOf(answer);
	// Spry's page does not show this answer; its other lists with pages have the records there.
	return Array.isArray(dataOf(answer).content) ? listOf(answer, 'content') : undefined;
}

/** The subscriptions of the organisation that send to this address. */
export async function subscriptionsAt({ ask }: Pick<Asking, 'ask'>, url: string): Promise<Subscription[]> {
	const answer = await ask({
		method: 'GET',
		path: SUBSCRIPTIONS,
		isComplete: (given) => recordsIn(given) !== undefined,
	});
	return (recordsIn(answer) ?? [])
		.filter(({ id, notification_url }) => notification_url === url && id !== undefined && id !== null)
		.map(({ id, event_types, is_active }) => ({
			id: String(id),
			events: chosenEvents(event_types),
			isActive: is_active !== false,
		}));
}

export function isAsWanted({ events, isActive }: Subscription, wanted: Wanted): boolean {
	return isActive && events.join() === wanted.events.join();
}

function keyOf(answer: Answer): string {
	const { signature_key: key } = dataOf(answer);
	return typeof key === 'string' ? key : '';
}

/** Makes a new subscription. */
export async function subscribe(ask: Send, { name, url, events }: Wanted): Promise<Held> {
	const answer = await ask({
		method: 'POST',
		path: SUBSCRIPTIONS,
		body: { name, event_types: events, notification_url: url, api_version: API_VERSION, is_active: true },
		// A second one would deliver every event twice. One that is there after all is found at the next activation.
		resend: 'never',
		isComplete: (given) => dataOf(given).id !== undefined && keyOf(given) !== '',
	});
	return { id: String(dataOf(answer).id), signatureKey: keyOf(answer) };
}

/** Gives a subscription other events, and starts it again if it was stopped. Its key stays. */
export async function change(ask: Send, id: string, { events }: Wanted): Promise<void> {
	await ask({
		method: 'PATCH',
		path: path`/api/v2/subscriptions/${id}`,
		body: { event_types: events, is_active: true },
		// Sets the given values.
		resend: 'always',
	});
}

/** A new key for a subscription whose key nobody has any more. */
export async function rotateKey(ask: Send, id: string): Promise<string> {
	const answer = await ask({
		method: 'POST',
		path: path`/api/v2/subscriptions/${id}/rotate-secret`,
		// Each call makes another key: of two on their way at once the one that counts could be the one that is lost.
		resend: 'never',
		isComplete: (given) => keyOf(given) !== '',
	});
	return keyOf(answer);
}

/** Deletes a subscription. */
export async function unsubscribe(ask: Send, id: string): Promise<void> {
	await ask({
		method: 'DELETE',
		path: path`/api/v2/subscriptions/${id}`,
		resend: 'always',
		// After an attempt whose answer was lost, the one that is not there any more was deleted by that attempt.
		accepts: (answer) => answer.afterUnknown === true && isNotFound(answer),
	});
}

/** Spry says "not found" with 404, with code 4004, or with HTTP 400 and code 4000. */
function isNotFound(answer: Answer): boolean {
	return answer.status === 404 || codeOf(answer) === 4004 || (answer.status === 400 && codeOf(answer) === 4000);
}
