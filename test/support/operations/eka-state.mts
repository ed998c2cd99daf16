import { ekaCare } from '../../../sandbox/seed.mts';
import type { OperationCase, Sandbox } from './types.mts';

/** Records that are there before the operations that read or change them are tried. */
export const COUNT = 6;

/** Of the node under test in all cases of Eka Care. */
export const EKA = { vendor: 'ekaCare', folder: 'EkaCare', node: 'n8n-nodes-carechain.ekaCare' } as const;

const FIRST = Date.UTC(2027, 0, 18, 4, 0) / 1000;
const DAY = 86_400;
const [doctor] = ekaCare.doctors;
const [clinic] = ekaCare.clinics;

export const patientOf = (number: number) => ekaCare.patients[number % COUNT]?.oid ?? '';
export const caseIdOf = (number: number) => `CASE-${number % COUNT}`;
export const partnerIdOf = (number: number) => `APT-${number % COUNT}`;
/** Eka Care makes the id of an appointment from the partner's. */
export const appointmentIdOf = (number: number) => `api-${ekaCare.workspaceId}-${partnerIdOf(number)}`;
/** When each of the appointments starts, in epoch seconds: one on each day. */
export const startOf = (number: number) => FIRST + (number % COUNT) * DAY;
export const dayOf = (number: number) => new Date(startOf(number) * 1000).toISOString().slice(0, 10);
export const documentIdOf = (number: number) => `DOC-${number % COUNT}`;
/** How every PNG begins. */
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A picture as far as its first bytes show. */
export const pictureOf = (text: string) => Buffer.concat([PNG_SIGNATURE, Buffer.from(text)]);

export const contentOf = (number: number) => pictureOf(`made-up scan ${number % COUNT}`);

interface Call {
	method?: string;
	body: object;
	patientId?: string;
}

/** Calls the vendor's stand-in directly. */
export async function call<T>(sandbox: Sandbox, path: string, { method = 'POST', body, patientId }: Call): Promise<T> {
	const { token } = await sandbox.mintToken('ekaCare');
	const answer = await fetch(`${sandbox.ekaCare}${path}`, {
		method,
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${token}`,
			auth: token,
			'client-id': ekaCare.clientId,
			...(patientId && { 'x-pt-id': patientId }),
		},
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
	return (text ? JSON.parse(text) : {}) as T;
}

const numbers = Array.from({ length: COUNT }, (_, number) => number);

/** Books the appointments, which are in the given status then. */
export const withAppointments =
	(bookedStatus = 'BK') =>
	async (sandbox: Sandbox): Promise<void> => {
		await sandbox.settings({ bookedStatus });
		for (const number of numbers) {
			const body = {
				doctor_id: doctor?.id,
				clinic_id: clinic?.id,
				patient_id: patientOf(number),
				partner_appointment_id: partnerIdOf(number),
				appointment_details: { start_time: startOf(number) },
			};
			await call(sandbox, '/dr/v1/appointment', { body });
		}
	};

/** Opens a case of each patient. */
export async function withCases(sandbox: Sandbox): Promise<void> {
	for (const number of numbers) {
		const body = { id: caseIdOf(number), display_name: `Knee pain ${number}`, occurred_at: FIRST, type: 'OP' };
		await call(sandbox, '/mr/api/v1/cases', { body, patientId: patientOf(number) });
	}
}

interface Forms {
	batch_response: Array<{ forms: Array<{ url: string; fields: Record<string, string> }> }>;
}

/** Stores a document of each patient, with one file. */
export async function withDocuments(sandbox: Sandbox): Promise<void> {
	for (const number of numbers) await storeDocument(sandbox, number);
}

/** Stores a document with as many files as wanted. */
export async function storeDocument(sandbox: Sandbox, number: number, files = 1): Promise<void> {
	const content = contentOf(number);
	const announced = Array.from({ length: files }, () => ({ contentType: 'image/png', file_size: content.length }));
	const item = { document_id: documentIdOf(number), dt: 'sc', tg: ['knee'], files: announced };
	const { batch_response } = await call<Forms>(sandbox, '/mr/api/v1/docs', {
		body: { batch_request: [item] },
		patientId: patientOf(number),
	});
	for (const { url, fields } of batch_response[0]?.forms ?? []) {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		form.append('file', new Blob([content], { type: 'image/png' }), 'scan.png');
		const answer = await fetch(url, { method: 'POST', body: form });
		if (answer.status !== 204) throw new Error(`the storage answered ${answer.status}`);
	}
}

/** Faults in which nothing is missing from an answer that has no content anyway. */
export const WITHOUT_CONTENT: OperationCase['takenAsDone'] = ['empty', 'drip'];
