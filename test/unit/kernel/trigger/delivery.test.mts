import type { IWebhookFunctions } from 'n8n-workflow';

import { respond, parseBody, readRawBody } from '../../../../nodes/shared/trigger/delivery.ts';

const RAW = Buffer.from('{"patient":"Zoë"}');

describe('the body of a webhook', () => {
	const contextWith = (rawBody: unknown) =>
		({ getRequestObject: () => ({ rawBody }) }) as unknown as IWebhookFunctions;

	it.each([
		[RAW, RAW],
		['text', Buffer.from('text')],
		[undefined, Buffer.alloc(0)],
	])('is taken as it arrived', (given, raw) => expect(readRawBody(contextWith(given))).toEqual(raw));

	it.each([
		['{"a":1}', { a: 1 }],
		['[1]', {}],
		['{"a":', {}],
		['', {}],
	])('%j is read as %j', (text, body) => expect(parseBody(Buffer.from(text))).toEqual(body));
});

it('answers a delivery that is not taken with its status and nothing more', () => {
	const said: unknown[] = [];
	const response = {
		status(code: number) {
			said.push(code);
			return response;
		},
		json: (body: unknown) => said.push(body),
	};
	const context = { getResponseObject: () => response } as unknown as IWebhookFunctions;
	expect(respond(context, 401)).toEqual({ noWebhookResponse: true });
	expect(respond(context, 200)).toEqual({ noWebhookResponse: true });
	expect(said).toEqual([401, { received: false }, 200, { received: true }]);
});
