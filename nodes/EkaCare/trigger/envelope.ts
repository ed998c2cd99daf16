import type { IDataObject } from 'n8n-workflow';

import { eventKey, without } from '../../shared/trigger/event-key';
import { isRecord } from '../../shared/values';

/** An event as the workflow gets it: the vendor's names, times in ISO 8601. */
export interface Event {
	event: string;
	event_time?: string;
	transaction_id?: string;
	/** By the usual names, whatever the event calls them. */
	ids: IDataObject;
	data: IDataObject;
	/** The same for each delivery of the same event. */
	key: string;
	/** Service, workspace and client. */
	source: IDataObject;
}

/** The names under which events give one id; the usual one comes first. */
const ID_NAMES: Record<string, string[]> = {
	appointment_id: ['appointment_id', 'aid'],
	doctor_id: ['doctor_id', 'doctor_oid', 'docid'],
	patient_id: ['patient_id', 'patient_oid', 'patientid'],
	clinic_id: ['clinic_id'],
	prescription_id: ['prescription_id', 'rx_id'],
	document_id: ['document_id'],
};

/** What belongs to the caller, and is passed on as it is. */
const FREE = new Set(['partner_meta', 'custom_attributes']);

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A time in seconds, in milliseconds, or written out, as ISO 8601; undefined when it is none. */
export function isoTime(value: unknown): string | undefined {
	const given = text(value);
	// Some senders put 0 where they have no time.
	const unix = /^\d+$/.test(given) ? Number(given) * (given.length >= 13 ? 1 : 1000) : undefined;
	if (unix !== undefined && unix < 1e11) return undefined;
	const instant = unix ?? Date.parse(given);
	return Number.isNaN(instant) || Math.abs(instant) > 8e15 ? undefined : new Date(instant).toISOString();
}

/** The data with the times of its records written out. */
function withTimes(data: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(data).map(([name, value]) => {
			if (FREE.has(name)) return [name, value];
			if (isRecord(value)) return [name, withTimes(value)];
			const isTime = /(_at|_time|^timestamp)$/.test(name) && /^\d{10,14}$/.test(text(value));
			return [name, isTime ? (isoTime(value) ?? value) : value];
		}),
	) as IDataObject;
}

function idsIn(data: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(ID_NAMES).flatMap(([usual, names]) => {
			const id = names.map((name) => text(data[name])).find(Boolean);
			return id === undefined ? [] : [[usual, id]];
		}),
	);
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
	const event = [body.event, body.event_type, body.event_id, inner.event].map(text).find(Boolean);
	if (event === undefined) return undefined;
	const given = [body.data, inner.data].find(isRecord) ?? {};
	const transaction = [body.transaction_id, inner.transaction_id].map(text).find(Boolean);
	const time = [body.event_time, inner.event_time, body.timestamp].find((one) => isoTime(one) !== undefined);
	const { service = inner.service, business_id, client_id } = body;
	return {
		event,
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
