import { randomBytes, randomUUID } from 'node:crypto';
import { spry } from '../../seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Answer, House, Operation } from '../../shared/vendor.mts';
import { createWebhookDesk, type WebhookDesk } from '../../shared/webhooks.mts';
import { refused, success } from './envelope.mts';
import { openShelf, tableOf, type Shelf } from './shelf.mts';

export const WEBHOOK_TABLES = tableOf('spry_subscription', 'id', 'TEXT');
const API_VERSION = '2026-06-11';
const EVENTS = [
	...(['patient.created', 'patient.updated', 'case.created', 'case.updated'] as const),
	...(['appointment.created', 'appointment.updated', 'appointment.cancelled'] as const),
] as const;

/** Says that something happened to all who subscribed. */
export type Tell = (event: (typeof EVENTS)[number], data: Record<string, unknown>) => void;

interface NewSubscription {
	name: string;
	event_types: string[];
	notification_url: string;
	api_version?: string;
	is_active?: boolean;
}
interface Subscription extends Required<NewSubscription> {
	id: string;
	signature_key: string;
}

const openSubscriptions = (db: Database): Shelf<string, Subscription> => openShelf(db, 'spry_subscription', 'id');
const newKey = () => randomBytes(32).toString('hex');

/** Ids and a status, never more: whoever wants to know reads the record. */
function sampleOf(db: Database, event: string): Record<string, unknown> {
	const { patient_id, clinic_id } = spry.existingPatient;
	const latest = db.get('SELECT spry_case_id FROM spry_case WHERE patient_id = ? ORDER BY rowid DESC', patient_id);
	const spry_case_id = String(latest?.spry_case_id ?? `SPRY_CASE_${'0'.repeat(24)}`);
	const frame = { organisation_id: spry.organisationId };
	if (event.startsWith('patient.')) return { ...frame, patient_id, status: 'ACTIVE' };
	if (event.startsWith('case.')) return { ...frame, spry_case_id, patient_id };
	return { ...frame, appointment_id: 1, patient_id, spry_case_id, clinic_id, status: 'PATIENT_CHECKIN' };
}

/** Like the JSON of another language, with a blank after each comma and colon: the bytes count, not the value. */
const spaced = (value: object) => JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');

export function openSpryWebhooks(house: House): WebhookDesk {
	const subscriptions = openSubscriptions(house.db);
	return createWebhookDesk(house, {
		vendor: 'spry',
		events: EVENTS,
		newId: () => `evt_${randomBytes(12).toString('hex')}`,
		subscribers: (event) =>
			subscriptions
				.list()
				.filter(({ is_active, event_types }) => is_active && event_types.includes(event))
				.map(({ id, notification_url, signature_key }) => ({
					id,
					url: notification_url,
					signingKey: signature_key,
				})),
		compose: ({ id, name, data }, sentAt) => {
			// The time of dispatch, another for each attempt.
			const timestamp = Math.floor(sentAt / 1000);
			return spaced({ event_id: id, event_type: name, api_version: API_VERSION, timestamp, data });
		},
		headers: ({ id, name }, deliveryId) => ({
			'X-Event-Type': name,
			'X-Event-Id': id,
			'X-Delivery-Id': deliveryId,
		}),
		signatureHeader: 'X-Sprypt-Signature',
		sample: (event) => sampleOf(house.db, event),
		// That Spry tries again is documented; how often and when is not.
		retries: { attempts: 3, pauseMs: 200 },
	});
}

export function webhookOperations({ db, settings }: House, desk: WebhookDesk): Record<string, Operation> {
	const subscriptions = openSubscriptions(db);
	/** In Spry's envelope or without it: its pages show no answer about subscriptions in full. */
	const told = (data: unknown, status = 200): Answer => {
		if (!settings.bareSubscriptions) return success(data);
		return data === null ? { status: 204, body: undefined } : { status, body: data };
	};
	const found = (params: Record<string, unknown>) => subscriptions.get(String(params.id));
	const hidden = ({ signature_key: _, ...shown }: Subscription) => shown;
	const unknown = () => refused('Subscription not found');

	return {
		createSubscription({ body }) {
			const frame = { id: randomUUID(), api_version: API_VERSION, is_active: true, signature_key: newKey() };
			return told(subscriptions.put(frame.id, { ...frame, ...(body as NewSubscription) }), 201);
		},

		listSubscriptions({ query }) {
			const wanted = ({ is_active }: Subscription) => (query.is_active ?? is_active) === is_active;
			return told(subscriptions.list().filter(wanted).map(hidden));
		},

		getSubscription({ params }) {
			const known = found(params);
			return known ? told(hidden(known)) : unknown();
		},

		updateSubscription({ params, body }) {
			const known = found(params);
			if (!known) return unknown();
			return told(hidden(subscriptions.put(known.id, { ...known, ...(body as Partial<NewSubscription>) })));
		},

		deleteSubscription({ params }) {
			const known = found(params);
			if (!known) return unknown();
			subscriptions.remove(known.id);
			return told(null);
		},

		rotateSubscriptionSecret({ params }) {
			const known = found(params);
			return known ? told(subscriptions.put(known.id, { ...known, signature_key: newKey() })) : unknown();
		},

		testSubscription({ params }) {
			const known = found(params);
			if (!known) return unknown();
			void desk.deliver({ event: known.event_types[0]!, subscriptionId: known.id });
			return success(null);
		},
	};
}
