import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { failureOf } from '../../shared/failure';
import { openClient } from '../../shared/http/client';
import { path } from '../../shared/http/path';
import { deduplicate } from '../../shared/trigger/deduplicate';
import { signatureFault } from '../../shared/trigger/signature';
import { parseBody, readRawBody, respond } from '../../shared/trigger/webhook';
import type { RequestSpec } from '../../shared/types';
import { eventKey, without } from '../../shared/trigger/event-key';
import { isRecord } from '../../shared/values';
import { caseRequest } from '../requests';
import { dataOf, spry } from '../vendor';
import { chosenEvents } from './events';
import { memoryOf } from './lifecycle';

const SIGNATURE_HEADER = 'x-sprypt-signature';
/** Seconds that Spry's time may be off. */
const TOLERANCE = 300;

/**
 * Takes a webhook of Spry: one whose signature is not good is answered with 401, every other one with 200, and what
 * was not chosen or came before goes no further.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const raw = readRawBody(context);
	const memory = memoryOf(context);
	const header = context.getHeaderData()[SIGNATURE_HEADER];
	if (signatureFault(header, raw, memory.signatureKey ?? '', TOLERANCE)) return respond(context, 401);
	memory.isProven ??= true;

	const event = parseBody(raw);
	const isChosen = chosenEvents(context.getNodeParameter('events', [])).includes(String(event.event_type));
	if (!isChosen) return respond(context, 200);
	// The timestamp is the time of sending, another for each delivery.
	const id = eventKey(isIdentified(event) ? without(event, 'timestamp') : event);
	const isFetched = isFetching(context);
	return await deduplicate(context, { memory, id }, async () =>
		isFetched ? { ...event, ...(await recordOf(context, event)) } : event,
	);
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

/** The patient of an event about a patient or an appointment, or the case; Spry gives no single appointment. */
function requestFor({ event_type: type, data }: IDataObject): { name: string; spec: RequestSpec } | undefined {
	const { patient_id: patient, spry_case_id: caseId } = isRecord(data) ? data : {};
	if (String(type).startsWith('case.')) {
		return caseId ? { name: 'case', spec: caseRequest(caseId) } : undefined;
	}
	if (!patient) return undefined;
	return {
		name: 'patient',
		spec: {
			method: 'GET',
			path: path`/apis/v1/patient/${patient}`,
			isComplete: (answer) => dataOf(answer).patient_id !== undefined,
		},
	};
}

/** An event whose record cannot be fetched is not lost: it comes with the reason in place of the record. */
async function recordOf(context: IWebhookFunctions, event: IDataObject): Promise<IDataObject> {
	try {
		const wanted = requestFor(event);
		if (!wanted) return { recordError: { error: 'The event does not say which record it is about' } };
		const { request } = await openClient(context, spry);
		return { [wanted.name]: dataOf(await request(wanted.spec)) };
	} catch (error) {
		const { message, description, kind } = failureOf(error);
		return { recordError: { error: message, message: description, kind } };
	}
}
