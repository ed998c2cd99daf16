import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../values';

/** The body as it arrived; n8n keeps it beside the parsed one. */
export function readRawBody(context: IWebhookFunctions): Buffer {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	if (Buffer.isBuffer(rawBody)) return rawBody;
	return typeof rawBody === 'string' ? Buffer.from(rawBody) : Buffer.alloc(0);
}

/** The parsed body; empty when it is not an object. */
export function parseBody(raw: Buffer): IDataObject {
	try {
		const body: unknown = JSON.parse(raw.toString('utf8'));
		return isRecord(body) ? (body as IDataObject) : {};
	} catch {
		return {};
	}
}

/** Answers the vendor without starting the workflow, and without a word about why. */
export function respond(context: IWebhookFunctions, status: 200 | 401): IWebhookResponseData {
	context
		.getResponseObject()
		.status(status)
		.json({ received: status === 200 });
	return { noWebhookResponse: true };
}
