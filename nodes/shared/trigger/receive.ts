import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { deduplicate } from './deduplicate';
import { respond, parseBody, readRawBody } from './delivery';
import { chosenEvents } from './events';
import { signatureFault } from './signature';
import { keyIn, memoryOf } from './webhook-memory';
import type { Delivered, WebhookTrigger } from './webhook-trigger';

/**
 * Takes a delivery. One that is not signed with the key of this trigger is answered with 401 and starts nothing; one
 * that was not chosen, or came before, is answered with 200 and starts nothing.
 */
export async function receive<D extends Delivered>(
	context: IWebhookFunctions,
	trigger: WebhookTrigger<D>,
): Promise<IWebhookResponseData> {
	const raw = readRawBody(context);
	const memory = memoryOf(context);
	const isByHand = trigger.byHand?.isChosen(context) === true;
	const key = isByHand ? await trigger.byHand!.key(context) : keyIn(memory, trigger.keyName);
	const tolerance = trigger.tolerance(context.getNodeParameter('options', {}) as IDataObject);
	const header = context.getHeaderData()[trigger.signatureHeader];
	if (signatureFault(header, raw, key, tolerance) !== undefined) return respond(context, 401);
	if (!isByHand) memory.isProven ??= true;

	const event = trigger.read(parseBody(raw));
	const chosen = chosenEvents(context.getNodeParameter('events', []), trigger.events);
	if (!event || !chosen.includes(event.name)) return respond(context, 200);
	return await deduplicate(context, { memory, id: event.key }, () => trigger.item(context, event));
}
