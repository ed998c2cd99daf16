import type { IDataObject } from 'n8n-workflow';

import type { WebhookTrigger } from '../../shared/trigger/webhook-trigger';
import { ekaCare } from '../vendor';
import { assertRegistration, byHand } from './by-hand';
import { fetchDetails } from './details';
import { readEvent, type Event } from './envelope';
import { EVENT_OPTIONS } from './events';
import { create, list, remove } from './subscriptions';
import { assertTolerance, toleranceOf } from './tolerance';

/** The webhooks of Eka Care. It takes our signing key, and changes no registration, so an older one is replaced. */
export const webhook: WebhookTrigger<Event> = {
	vendor: ekaCare,
	events: EVENT_OPTIONS,
	keyName: 'signingKey',
	signatureHeader: 'eka-webhook-signature',
	list,
	create,
	remove,
	byHand,
	assertParameters(context) {
		assertTolerance(context.getNodeParameter('options', {}) as IDataObject);
		assertRegistration(context);
	},
	tolerance: toleranceOf,
	read: readEvent,
	async item(context, { name, event_time, transaction_id, source, ids, data }) {
		const details = [context.getNodeParameter('fetchDetails', [])].flat().map(String);
		return {
			...{ event: name, event_time, transaction_id, ...source, ...ids, data },
			...(await fetchDetails(context, details, ids)),
		};
	},
};
