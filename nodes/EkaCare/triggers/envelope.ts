import type { IDataObject } from 'n8n-workflow';

import { eventKey, without } from '../../shared/trigger/event-key';
import type { Delivered } from '../../shared/trigger/webhook-trigger';
import { isRecord } from '../../shared/values';
import { idsIn, text } from './ids';
import { isoTime, withTimes } from './times';

/** An event as the workflow gets it: the vendor's names, times in ISO 8601. */
export interface Event extends Delivered {
	event_time?: string;
	transaction_id?: string;
	/** By the usual names, whatever the event calls them. */
	ids: IDataObject;
	data: IDataObject;
	/** Service, workspace and client. */
	source: IDataObject;
}

/**
 * The body without the time at which it was sent, which is another for each delivery.
 *
 * An event without a time of its own keeps it: nothing else tells a second event from a second delivery, and starting
 * the workflow twice is better than losing an event. Eka Care's samples all have a time of their own.
 */
function withoutSending(body: IDataObject): Record<string, unknown> {
	const inner = isRecord(body.payload) ? body.payload : undefined;
	const isTimed = [body.event_time, inner?.event_time].some((time) => isoTime(time) !== undefined);
	if (!isTimed) return body;
	const rest = without(body, 'timestamp');
	return inner ? { ...rest, payload: without(inner, 'timestamp') } : rest;
}

/**
 * Reads a delivery in any of the forms that Eka Care's services give it.
 *
 * @returns undefined when it names no event
 */
export function readEvent(body: IDataObject): Event | undefined {
	// The scribe wraps everything once more.
	const inner = isRecord(body.payload) ? body.payload : {};
	const name = [body.event, body.event_type, body.event_id, inner.event].map(text).find(Boolean);
	if (name === undefined) return undefined;
	const given = [body.data, inner.data].find(isRecord) ?? {};
	const transaction = [body.transaction_id, inner.transaction_id].map(text).find(Boolean);
	const time = [body.event_time, inner.event_time, body.timestamp].find((one) => isoTime(one) !== undefined);
	const { service = inner.service, business_id, client_id } = body;
	return {
		name,
		event_time: isoTime(time),
		transaction_id: transaction,
		ids: idsIn(given),
		data: withTimes(given),
		key: eventKey(withoutSending(body)),
		source: Object.fromEntries(
			Object.entries({ service, business_id, client_id }).filter(([, value]) => text(value) !== ''),
		) as IDataObject,
	};
}
