import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import type { Held, Subscription, Wanted } from '../../shared/trigger/webhook-trigger';
import type { Answer, Send } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { codeOf } from '../vendor';

/** The form of the events that this trigger understands. */
const API_VERSION = '2026-06-11';

// Unlike everywhere else in Spry the path starts with a singular `api`.
const SUBSCRIPTIONS = '/api/v2/subscriptions';

// Spry's page on subscriptions shows no answer in full: they come in the envelope of all others, or without it.
function contentOf({ body }: Answer): unknown {
	return isRecord(body) && 'code' in body ? body.data : body;
}

function isBare({ status, body }: Answer): boolean {
	return status >= 200 && status < 300 && !(isRecord(body) && ('code' in body || 'error' in body));
}

function recordOf(answer: Answer): IDataObject {
	const content = contentOf(answer);
	return isRecord(content) ? (content as IDataObject) : {};
}

/** The list itself; where it has pages, the records are in `content`, as in Spry's other lists. */
function listOf(answer: Answer): IDataObject[] | undefined {
	const content = contentOf(answer);
	const list = isRecord(content) ? content.content : content;
	return Array.isArray(list) ? (list.filter(isRecord) as IDataObject[]) : undefined;
}

function idOf({ id }: IDataObject): string {
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

function keyOf(answer: Answer): string {
	const { signature_key: key } = recordOf(answer);
	return typeof key === 'string' ? key : '';
}

/** The subscriptions of the organisation that send to this address. Their keys are hidden. */
export async function list(request: Send, url: string): Promise<Subscription[]> {
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

export async function create(request: Send, { name, url, events }: Wanted): Promise<Held> {
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
export async function change(request: Send, id: string, { events }: Wanted): Promise<void> {
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
export async function rotateKey(request: Send, id: string): Promise<string> {
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

export async function remove(request: Send, id: string): Promise<void> {
	await request({
		method: 'DELETE',
		path: path`/api/v2/subscriptions/${id}`,
		resend: 'always',
		// After an attempt whose answer was lost, the one that is not there any more was deleted by that attempt.
		accepts: (answer) => isBare(answer) || (answer.afterUnknown === true && isNotFound(answer)),
	});
}

/** Spry says "not found" with 404, with code 4004, or with HTTP 400 and code 4000. */
function isNotFound(answer: Answer): boolean {
	return answer.status === 404 || codeOf(answer) === 4004 || (answer.status === 400 && codeOf(answer) === 4000);
}
