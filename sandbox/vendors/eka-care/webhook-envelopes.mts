import { ekaCare } from '../../seed.mts';
import type { WebhookEvent } from '../../shared/webhooks.mts';

/** What stands in `transaction_id` in the vendor's samples. */
type Transaction = 'own' | 'none' | 'record' | 'ready';

interface Form {
	service?: string;
	transaction: Transaction;
	/** The event's time is in milliseconds. */
	isMilliseconds?: boolean;
	/** The time of the delivery: in seconds when not given, 0, written out, or not there at all. */
	timestamp?: 'zero' | 'iso' | 'none';
	/** Without the workspace and the client. */
	isBare?: boolean;
}

const REMINDER: Form = { transaction: 'ready', isMilliseconds: true, timestamp: 'none', isBare: true };
const PARSED: Form = { service: 'rec', transaction: 'own', timestamp: 'none', isBare: true };
const RECORD: Form = { transaction: 'record' };
const NONE: Form = { transaction: 'none' };

/**
 * The vendor's senders each have a form of their own (eka-care/eka-docs: post_webhook.yaml and the pages of the events),
 * by event or by family. All others have an ID of their own and the whole envelope.
 */
const FORMS: Record<string, Form> = {
	'appointment.statuschange': { ...RECORD, service: 'appointment' },
	'appointment.reminder_instant': REMINDER,
	'appointment.followup_reminder_instant': REMINDER,
	vaccination: { ...REMINDER, service: 'appointment' },
	prescription: NONE,
	'prescription.communication': {
		service: 'prescription',
		transaction: 'own',
		isMilliseconds: true,
		timestamp: 'zero',
	},
	schedule: NONE,
	google_review: NONE,
	mcert: NONE,
	receipt: NONE,
	receipt_payment: { service: 'appointment', transaction: 'ready', isMilliseconds: true, timestamp: 'zero' },
	ipd_admissions: { ...RECORD, service: 'ipd' },
	ipd_admissions_events: { ...RECORD, service: 'ipd' },
	ipd_admissions_clearances: { ...RECORD, service: 'ipd' },
	ipd_admissions_estimates: { ...RECORD, service: 'ipd' },
	'rec.uploaded': { ...RECORD, service: 'rec' },
	'rec.refresh': { ...PARSED, service: undefined },
	rec: PARSED,
	user: { service: 'user', transaction: 'none', timestamp: 'iso' },
	abha: { service: 'abdm', transaction: 'own' },
	doctor: { service: 'uhi', transaction: 'own' },
	booking: { service: 'uhi', transaction: 'own' },
};

/** The record that an event is about; a clearance has no ID and is named by its place. */
function recordId({ appointment_id, document_id, id, type }: Record<string, unknown>): string {
	const clearance = `ipd/${ekaCare.workspaceId}/admissions/ADMISSION-1/clearances/${String(type)}`;
	return String(appointment_id ?? document_id ?? id ?? clearance);
}

function transactionOf({ transaction }: Form, { id, name, data, at }: WebhookEvent): string | undefined {
	if (transaction === 'none') return undefined;
	if (transaction === 'record') return recordId(data);
	return transaction === 'ready' ? `${String(data.appointment_id ?? data.patient_id)}:${name}:${at}` : id;
}

function timestampOf({ timestamp }: Form, sentAt: number): string | number | undefined {
	if (timestamp === 'none') return undefined;
	if (timestamp === 'iso') return new Date(sentAt).toISOString();
	return timestamp === 'zero' ? 0 : Math.floor(sentAt / 1000);
}

/**
 * The envelope: what happened, when, and to what; details have to be fetched. Of two deliveries of one event only the
 * time of sending differs.
 *
 * @param sentAt epoch milliseconds
 */
export function envelopeOf(event: WebhookEvent, sentAt: number): Record<string, unknown> {
	const { id, name, data, at } = event;
	const workspace = { business_id: ekaCare.workspaceId, client_id: ekaCare.clientId };
	const [family = ''] = name.split('.');
	if (family === 'v2rx') {
		const payload = {
			service: family,
			event: name,
			event_time: new Date(at).toISOString(),
			transaction_id: id,
			data,
		};
		return { ...workspace, service_id: family, event_id: name, payload };
	}
	const form = FORMS[name] ?? FORMS[family] ?? { service: family, transaction: 'own' };
	return {
		service: form.service,
		event: name,
		event_time: form.isMilliseconds ? at : Math.floor(at / 1000),
		transaction_id: transactionOf(form, event),
		timestamp: timestampOf(form, sentAt),
		...(form.transaction === 'ready' && {
			partition_id: `${String(data.appointment_id ?? data.patient_id)}:${name}`,
		}),
		...(form.isBare ? {} : workspace),
		data,
	};
}
