import { randomUUID } from 'node:crypto';
import { ekaCare } from '../../seed.mts';
import { bodyOf } from '../../shared/db.mts';
import type { House, Operation } from '../../shared/vendor.mts';
import { createWebhookDesk, type WebhookDesk } from '../../shared/webhooks.mts';
import type { Appointment } from './appointment-store.mts';
import { drError } from './errors.mts';
import { envelopeOf } from './webhook-envelopes.mts';
import { EVENTS, sampleOf } from './webhook-samples.mts';

export const WEBHOOK_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_webhook (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		endpoint TEXT NOT NULL UNIQUE,
		signing_key TEXT,
		body TEXT NOT NULL
	);`;

interface NewWebhook {
	endpoint: string;
	event_names?: string[];
	signing_key?: string;
	protocol?: string;
}

const now = () => Math.floor(Date.now() / 1000);

export function openWebhookDesk(house: House): WebhookDesk {
	return createWebhookDesk(house, {
		vendor: 'ekaCare',
		events: EVENTS,
		newId: randomUUID,
		subscribers: (event) =>
			house.db
				.all('SELECT * FROM eka_webhook ORDER BY number')
				.filter((row) => bodyOf<NewWebhook>(row).event_names?.includes(event))
				.map((row) => ({
					id: String(row.number),
					url: String(row.endpoint),
					signingKey: row.signing_key as string | null,
				})),
		compose: (event, sentAt) => JSON.stringify(envelopeOf(event, sentAt)),
		headers: () => ({}),
		signatureHeader: 'Eka-Webhook-Signature',
		sample: sampleOf,
	});
}

/** Tells of an appointment: ids and status, no more. */
export function announce(desk: WebhookDesk, event: string, record: Appointment, action?: string): void {
	const { appointment_id, partner_appointment_id, doctor_id, patient_id, clinic_id, status, prev_aids } = record;
	desk.emit(event, {
		...{ appointment_id, partner_appointment_id, doctor_id, patient_id, clinic_id },
		partner_doctor_id: record.partner_doctor_id,
		partner_patient_id: record.partner_patient_id,
		partner_clinic_id: record.partner_clinic_id,
		status,
		...(action === undefined ? {} : { action }),
		...(prev_aids === undefined ? {} : { p_aid: prev_aids.at(-1) }),
		...{ created_at: record.created_at, modified_at: record.modified_at },
		...{ custom_attributes: record.custom_attributes, partner_meta: record.partner_meta, sa_ids: [] },
	});
}

export function webhookOperations({ db }: House): Record<string, Operation> {
	return {
		registerWebhook({ body }) {
			const { endpoint, signing_key, ...rest } = body as NewWebhook;
			if (db.get('SELECT 1 FROM eka_webhook WHERE endpoint = ?', endpoint)) {
				return drError(400, 'INVALID_REQUEST', 'requested endpoint is already registered');
			}
			const scheme = new URL(endpoint).protocol.slice(0, -1);
			if (rest.protocol !== undefined && rest.protocol !== scheme) {
				return drError(400, 'INVALID_REQUEST', 'protocol does not fit the endpoint');
			}
			const kept = { event_names: [], protocol: scheme, ...rest, created_at: now() };
			const insert = 'INSERT INTO eka_webhook (endpoint, signing_key, body) VALUES (?, ?, ?)';
			const number = db.run(insert, endpoint, signing_key ?? null, JSON.stringify(kept));
			return { status: 201, body: { id: String(number), status: 'success' } };
		},

		/** Tells the signing keys in clear text, as the vendor does. */
		listWebhooks: () => ({
			status: 200,
			body: {
				data: db.all('SELECT * FROM eka_webhook ORDER BY number').map((row) => {
					const kept = bodyOf<{ created_at: number }>(row);
					return {
						...{ id: String(row.number), endpoint: row.endpoint, signing_key: row.signing_key },
						...{ client_id: ekaCare.clientId, ...kept, updated_at: kept.created_at },
						...{ created_by: ekaCare.clientId, updated_by: ekaCare.clientId },
					};
				}),
				msg: 'success',
			},
		}),

		deleteWebhook({ params }) {
			const id = Number(params.webhook_id);
			if (!db.get('SELECT 1 FROM eka_webhook WHERE number = ?', id)) {
				return drError(400, 'INVALID_REQUEST', 'requested webhook is not registered');
			}
			db.run('DELETE FROM eka_webhook WHERE number = ?', id);
			return { status: 200, body: { status: 'success', msg: 'webhook deleted' } };
		},
	};
}
