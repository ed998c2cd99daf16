import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { startOnce } from '../../shared/trigger/deduplicate';
import { answerOnly, bodyOf, doubtIn, rawBodyOf } from '../../shared/trigger/webhook';
import { fetchDetails } from './details';
import { readEvent } from './envelope';
import { keptBy } from './subscription';

/** What Eka Care's documents propose, in seconds. */
export const USUAL_TOLERANCE = 180;

function listOf(value: unknown): string[] {
	return (Array.isArray(value) ? value : [value]).map(String);
}

/**
 * Takes a delivery: what is not signed with the key of this registration is answered with 401 and starts nothing;
 * what was not asked for, or came before, is answered with 200 and starts nothing.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const kept = keptBy(context);
	const raw = rawBodyOf(context);
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const tolerance = Number(options.signatureTolerance ?? USUAL_TOLERANCE);
	const header = context.getHeaderData()['eka-webhook-signature'];
	if (doubtIn(header, raw, kept.signingKey ?? '', tolerance) !== undefined) return answerOnly(context, 401);

	const event = readEvent(bodyOf(raw), raw);
	const wanted = listOf(context.getNodeParameter('events', []));
	if (!event || !wanted.includes(event.event)) return answerOnly(context, 200);

	const { source, ids, data, event: name, event_time, transaction_id, key: id } = event;
	const details = listOf(context.getNodeParameter('fetchDetails', []));
	return await startOnce(context, { memory: kept, id }, async () => ({
		...{ event: name, event_time, transaction_id, ...source, ...ids, data },
		...(await fetchDetails(context, details, ids)),
	}));
}
