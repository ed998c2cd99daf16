import { path } from '../../shared/http/path';
import type { Held, Subscription, Wanted } from '../../shared/trigger/webhook-trigger';
import type { SendRequest } from '../../shared/types';
import { idOf, isBare, isNotFound, keyOf, listOf, recordOf } from './answers';

/** The form of the events that this trigger understands. */
const API_VERSION = '2026-06-11';

// Unlike everywhere else in Spry the path starts with a singular `api`.
const SUBSCRIPTIONS = '/api/v2/subscriptions';

/** The subscriptions of the organisation that send to this address. Their keys are hidden. */
export async function list(request: SendRequest, url: string): Promise<Subscription[]> {
	const answer = await request({
		method: 'GET',
		path: SUBSCRIPTIONS,
		accepts: isBare,
		isComplete: (given) => listOf(given) !== undefined,
	});
	return (listOf(answer) ?? [])
		.filter((one) => one.notification_url === url && idOf(one) !== '')
		.map((one) => ({
			id: idOf(one),
			events: [one.event_types ?? []].flat().map(String),
			isActive: one.is_active !== false,
		}));
}

export async function create(request: SendRequest, { name, url, events }: Wanted): Promise<Held> {
	const answer = await request({
		method: 'POST',
		path: SUBSCRIPTIONS,
		body: { name, event_types: events, notification_url: url, api_version: API_VERSION, is_active: true },
		// A second one would deliver every event twice.
		resend: 'never',
		accepts: isBare,
		isComplete: (given) => idOf(recordOf(given)) !== '' && keyOf(given) !== '',
	});
	return { id: idOf(recordOf(answer)), signingKey: keyOf(answer) };
}

/** Gives a subscription other events, and starts it again if it was stopped. Its key stays. */
export async function change(request: SendRequest, id: string, { events }: Wanted): Promise<void> {
	await request({
		method: 'PATCH',
		path: path`/api/v2/subscriptions/${id}`,
		body: { event_types: events, is_active: true },
		// Sets the given values.
		resend: 'always',
		accepts: isBare,
	});
}

/** A new key for a subscription whose key nobody has any more. */
export async function rotateKey(request: SendRequest, id: string): Promise<string> {
	const answer = await request({
		method: 'POST',
		path: path`/api/v2/subscriptions/${id}/rotate-secret`,
		// Each call makes another key: of two on their way at once the one that counts could be the one that is lost.
		resend: 'never',
		accepts: isBare,
		isComplete: (given) => keyOf(given) !== '',
	});
	return keyOf(answer);
}

export async function remove(request: SendRequest, id: string): Promise<void> {
	await request({
		method: 'DELETE',
		path: path`/api/v2/subscriptions/${id}`,
		resend: 'always',
		// After an attempt whose answer was lost, the one that is not there any more was deleted by that attempt.
		accepts: (answer) => isBare(answer) || (answer.afterUnknown === true && isNotFound(answer)),
	});
}
