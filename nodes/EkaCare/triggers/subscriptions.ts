import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import type { Held, Subscription, Wanted } from '../../shared/trigger/webhook-trigger';
import type { Answer, SendRequest } from '../../shared/types';
import { dataOf, listIn } from '../vendor';

const SUBSCRIPTIONS = '/notification/v1/connect/webhook/subscriptions';

function isList({ body }: Answer): boolean {
	return Array.isArray(body) || Array.isArray((body as IDataObject | undefined)?.data);
}

const LIST = { method: 'GET', path: SUBSCRIPTIONS, isComplete: isList } as const;

/** The names of the events had other names before, which may still be listed. */
function eventsOf({ event_names, scopes, scope }: IDataObject): string[] {
	return [event_names ?? scopes ?? scope ?? []].flat().map(String);
}

/** The registrations of an address, which is one at most. Eka Care lists their keys. */
export async function list(request: SendRequest, url: string): Promise<Subscription[]> {
	return listIn(await request(LIST))
		.filter(({ endpoint }) => endpoint === url)
		.map((one) => ({ id: String(one.id), events: eventsOf(one), signingKey: String(one.signing_key ?? '') }));
}

export async function create(request: SendRequest, { url, events }: Wanted, signingKey: string): Promise<Held> {
	const isOurs = (one: IDataObject) => one.endpoint === url && one.signing_key === signingKey;
	const answer = await request({
		method: 'POST',
		path: SUBSCRIPTIONS,
		body: {
			endpoint: url,
			event_names: events,
			signing_key: signingKey,
			protocol: new URL(url).protocol.replace(':', ''),
		},
		resend: 'keyed',
		lookUp: () => ({ request: LIST, find: (given) => listIn(given).find(isOurs) }),
		isComplete: (one) => dataOf(one).id !== undefined,
	});
	return { id: String(dataOf(answer).id), signingKey };
}

export async function remove(request: SendRequest, id: string): Promise<void> {
	await request({
		method: 'DELETE',
		path: path`/notification/v1/connect/webhook/subscriptions/${id}`,
		resend: 'always',
		// One that is gone is what was wanted.
		accepts: ({ status }) => status === 400 || status === 404,
	});
}
