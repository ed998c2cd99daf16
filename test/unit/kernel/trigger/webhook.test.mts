import { createHmac } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { answerOnly, bodyOf, doubtIn, rawBodyOf } from '../../../../nodes/shared/trigger/webhook.ts';

const NOW = Date.parse('2027-01-15T09:30:00Z');
const SECONDS = NOW / 1000;
const RAW = Buffer.from('{"patient":"Zoë"}');
const signed = (time: number | string, raw = RAW, key = 'key') =>
	createHmac('sha256', key).update(`${time}.`).update(raw).digest('hex');
const header = (time: number | string, hex = signed(time)) => `t=${time},v1=${hex}`;
const doubt = (given: unknown, raw = RAW, key = 'key') => doubtIn(given, raw, key, 300, NOW);

describe('the signature of a webhook', () => {
	it.each([
		['as documented', header(SECONDS)],
		['with spaces', `t=${SECONDS}, v1=${signed(SECONDS)}`],
		['in capitals', header(SECONDS, signed(SECONDS).toUpperCase())],
		['300 seconds old', header(SECONDS - 300)],
		['300 seconds ahead', header(SECONDS + 300)],
		['beside one of an older key', `${header(SECONDS, 'a'.repeat(64))},v1=${signed(SECONDS)}`],
	])('is good %s', (_name, given) => expect(doubt(given)).toBeUndefined());

	it.each([
		['missing', undefined],
		['missing', ''],
		['missing', ['t=1', 'v1=2']],
		['malformed', 'nonsense'],
		['malformed', `v1=${signed(SECONDS)}`],
		['malformed', `t=${SECONDS}`],
		['malformed', `t=${SECONDS},v1=abc`],
		['malformed', `t=now,v1=${signed('now')}`],
		['wrong', header(SECONDS, 'a'.repeat(64))],
		['wrong', header(SECONDS + 1, signed(SECONDS))],
		['wrong', header(SECONDS - 9999, 'a'.repeat(64))],
		['outdated', header(SECONDS - 301)],
		['outdated', header(SECONDS + 301)],
	])('is %s: %j', (reason, given) => expect(doubt(given)).toBe(reason));

	it('covers every byte of the body', () => {
		expect(doubt(header(SECONDS), Buffer.from('{"patient": "Zoë"}'))).toBe('wrong');
	});

	it('is never good without a key', () => {
		expect(doubt(header(SECONDS, signed(SECONDS, RAW, '')), RAW, '')).toBe('missing');
	});
});

describe('the body of a webhook', () => {
	const contextWith = (rawBody: unknown) =>
		({ getRequestObject: () => ({ rawBody }) }) as unknown as IWebhookFunctions;

	it.each([
		[RAW, RAW],
		['text', Buffer.from('text')],
		[undefined, Buffer.alloc(0)],
	])('is taken as it arrived', (given, raw) => expect(rawBodyOf(contextWith(given))).toEqual(raw));

	it.each([
		['{"a":1}', { a: 1 }],
		['[1]', {}],
		['{"a":', {}],
		['', {}],
	])('%j is read as %j', (text, body) => expect(bodyOf(Buffer.from(text))).toEqual(body));
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
	expect(answerOnly(context, 401)).toEqual({ noWebhookResponse: true });
	expect(answerOnly(context, 200)).toEqual({ noWebhookResponse: true });
	expect(said).toEqual([401, { received: false }, 200, { received: true }]);
});
