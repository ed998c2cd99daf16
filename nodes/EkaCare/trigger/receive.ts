import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { deduplicate } from '../../shared/trigger/deduplicate';
import { signatureFault } from '../../shared/trigger/signature';
import { parseBody, readRawBody, respond } from '../../shared/trigger/webhook';
import { fetchDetails } from './details';
import { readEvent } from './envelope';
import { keptBy } from './subscription';
import { toleranceOf } from './tolerance';

function listOf(value: unknown): string[] {
	return (Array.isArray(value) ? value : [value]).map(String);
}

/**
 * Takes a delivery: what is not signed with the key of this registration is answered with 401 and starts nothing;
 * what was not asked for, or came before, is answered with 200 and starts nothing.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const kept = keptBy(context);
	const raw = readRawBody(context);
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const header = context.getHeaderData()['eka-webhook-signature'];
	if (signatureFault(header, raw, kept.signingKey ?? '', toleranceOf(options)) !== undefined)
		return respond(context, 401);

	const event = readEvent(parseBody(raw));
	const wanted = listOf(context.getNodeParameter('events', []));
	if (!event || !wanted.includes(event.event)) return respond(context, 200);

	const { source, ids, data, event: name, event_time, transaction_id, key: id } = event;
	const details = listOf(context.getNodeParameter('fetchDetails', []));
	return await deduplicate(context, { memory: kept, id }, async () => ({
		...{ event: name, event_time, transaction_id, ...source, ...ids, data },
		...(await fetchDetails(context, details, ids)),
	}));
}
