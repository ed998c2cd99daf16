import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { eventKey, without } from '../../shared/trigger/event-key';
import type { Delivered, WebhookTrigger } from '../../shared/trigger/webhook-trigger';
import { spry } from '../vendor';
import { EVENTS } from './events';
import { recordOf } from './record';
import { change, create, list, remove, rotateKey } from './subscriptions';

/** Seconds that Spry's time may be off. */
const TOLERANCE = 300;

interface Event extends Delivered {
	json: IDataObject;
}

/**
 * Whether Spry says which event it is. An event holds IDs and a status and no time of its own, so that without an ID
 * only the time at which it was sent tells two changes of one record apart: starting the workflow again for a repeated
 * delivery is better than losing a change.
 */
function isIdentified({ event_id: id }: IDataObject): boolean {
	return typeof id === 'number' || (typeof id === 'string' && id.trim() !== '');
}

function isFetching(context: IWebhookFunctions): boolean {
	const { fetchRecord } = context.getNodeParameter('options', {}) as IDataObject;
	return fetchRecord === true;
}

/** The webhooks of Spry. Spry makes the signing key and tells it once, so a subscription is changed, not replaced. */
export const webhook: WebhookTrigger<Event> = {
	vendor: spry,
	events: EVENTS,
	keyName: 'signatureKey',
	signatureHeader: 'x-sprypt-signature',
	list,
	create,
	remove,
	takeOver: { change, rotateKey },
	tolerance: () => TOLERANCE,
	read: (json) => ({
		name: String(json.event_type),
		// The timestamp is the time of sending, another for each delivery.
		key: eventKey(isIdentified(json) ? without(json, 'timestamp') : json),
		json,
	}),
	item: async (context, { json }) => (isFetching(context) ? { ...json, ...(await recordOf(context, json)) } : json),
};
