import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { openAsking } from '../../shared/node/list-search';
import { failureOf } from '../../shared/failure';
import { path } from '../../shared/http/path';
import type { RequestSpec } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { startOnce } from '../../shared/trigger/deduplicate';
import { answerOnly, bodyOf, doubtIn, rawBodyOf } from '../../shared/trigger/webhook';
import { caseRequest } from '../lists';
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
	const raw = rawBodyOf(context);
	const memory = memoryOf(context);
	const header = context.getHeaderData()[SIGNATURE_HEADER];
	if (doubtIn(header, raw, memory.signatureKey ?? '', TOLERANCE)) return answerOnly(context, 401);
	memory.isProven ??= true;

	const event = bodyOf(raw);
	const isChosen = chosenEvents(context.getNodeParameter('events', [])).includes(String(event.event_type));
	if (!isChosen) return answerOnly(context, 200);
	const id = typeof event.event_id === 'string' ? event.event_id : undefined;
	const isFetched = isFetching(context);
	return await startOnce(context, { memory, id }, async () =>
		isFetched ? { ...event, ...(await recordOf(context, event)) } : event,
	);
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
		const { ask } = await openAsking(context, spry);
		return { [wanted.name]: dataOf(await ask(wanted.spec)) };
	} catch (error) {
		const { message, description, kind } = failureOf(error);
		return { recordError: { error: message, message: description, kind } };
	}
}
