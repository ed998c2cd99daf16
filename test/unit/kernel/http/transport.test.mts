import { NodeApiError, OperationalError } from 'n8n-workflow';

import { configurationRefusal, type Failure } from '../../../../nodes/shared/failure.ts';
import { openSession } from '../../../../nodes/shared/auth/session.ts';
import { signInRefusal } from '../../../../nodes/shared/auth/sign-in.ts';
import { send } from '../../../../nodes/shared/http/transport.ts';
import type { Answer, RequestSpec } from '../../../../nodes/shared/types.ts';
import { failureIn } from '../../../../nodes/shared/http/classify.ts';
import { fakeContext, NODE, ok, toyOperation, toyVendor, type FakeExecution, type Http } from '../support.mts';

const SPEC: RequestSpec = { method: 'POST', path: '/things', body: { a: 1 } };

async function sending(http: Http, spec: RequestSpec = SPEC, timeout?: number, execution: FakeExecution = {}) {
	const fake = fakeContext({ ...execution, http });
	const session = await openSession(fake.context, toyVendor());
	return { ...fake, session, outcome: send(session, spec, { timeout }) };
}

async function answered(body: unknown, status = 200, spec = SPEC): Promise<Answer> {
	const sent = await (await sending(() => ok(body, status), spec)).outcome;
	if ('failure' in sent) throw new Error(`There is no answer: ${JSON.stringify(sent)}`);
	return sent.answer;
}

async function failureFrom(outcome: ReturnType<typeof send>): Promise<Failure> {
	const sent = await outcome;
	if ('answer' in sent) throw new Error(`There is an answer: ${JSON.stringify(sent)}`);
	return sent.failure;
}

async function failedWith(error: unknown, timeout?: number): Promise<Failure> {
	const http = () => {
		throw error;
	};
	return await failureFrom((await sending(http, SPEC, timeout)).outcome);
}

/** Never answers by itself; ends as the HTTP client does when the signal breaks it off. */
const silence: Http = (_options, signal) =>
	new Promise((_, reject) => {
		const breakOff = () => reject(network('ERR_CANCELED'));
		if (signal.aborted) return breakOff();
		signal.addEventListener('abort', breakOff);
	});

/** What n8n throws: its own error around that of the HTTP client. */
const wrapped = (error: Error) => new NodeApiError(NODE, error as never);
const network = (code: string, message = code) => wrapped(Object.assign(new Error(message), { code }));

describe('a request', () => {
	it('is JSON, has a timeout, follows no redirect, streams its answer, and has every status judged here', async () => {
		const { sent, outcome } = await sending(() => ok({ b: 2 }));
		await outcome;
		expect(sent).toEqual([
			{
				method: 'POST',
				url: 'https://toy.example/things',
				qs: undefined,
				arrayFormat: 'repeat',
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
				body: '{"a":1}',
				timeout: 30_000,
				returnFullResponse: true,
				encoding: 'stream',
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
			},
		]);
	});

	it('carries the credential that was decrypted once, so that n8n does not read it again', async () => {
		const fake = await sending(() => ok({}), SPEC, undefined, { credentials: { jwt: 'made-up' } });
		await fake.outcome;
		await send(fake.session, SPEC);
		expect(fake.credentialsRead).toEqual(['toyApi']);
		expect(fake.credentialsSent).toHaveLength(2);
		for (const sent of fake.credentialsSent) expect(sent).toBe(fake.session.credentials);
	});

	it('keeps an empty object as its body, and has no type without one', async () => {
		const withEmpty = await sending(() => ok({}), { ...SPEC, body: {} });
		await withEmpty.outcome;
		expect(withEmpty.sent[0]).toMatchObject({ body: '{}', headers: { 'Content-Type': 'application/json' } });
		const without = await sending(() => ok({}), {
			method: 'GET',
			path: '/x',
			query: { q: 1 },
			headers: { 'X-Own': 'a' },
		});
		await without.outcome;
		expect(without.sent[0]).toMatchObject({
			body: undefined,
			qs: { q: 1 },
			headers: { Accept: 'application/json', 'X-Own': 'a' },
		});
		expect(without.sent[0]?.headers).not.toHaveProperty('Content-Type');
	});

	it('is a multipart body as bytes when it has parts', async () => {
		const { sent, outcome } = await sending(() => ok({}), {
			method: 'POST',
			path: '/x',
			multipart: [{ name: 'a', content: 'b' }],
		});
		await outcome;
		expect(Buffer.isBuffer(sent[0]?.body)).toBe(true);
		expect(sent[0]?.headers?.['Content-Type']).toMatch(/^multipart\/form-data; boundary=/);
	});

	it('waits as long as a person says, else as long as the operation needs', async () => {
		const slow: RequestSpec = { ...SPEC, timeout: 120_000 };
		for (const [chosen, wanted] of [
			[undefined, 120_000],
			[5000, 5000],
		] as const) {
			const { sent, outcome } = await sending(() => ok({}), slow, chosen);
			await outcome;
			expect(sent[0]?.timeout).toBe(wanted);
		}
	});

	it('is broken off when its time is over, although the HTTP client itself would go on', async () => {
		expect(await failureFrom((await sending(silence, SPEC, 20)).outcome)).toEqual({
			kind: 'timeout',
			message: 'Toy did not answer within 0.02 seconds',
			description: 'If this happens often, raise Options > Timeout.',
			outcome: 'unknown',
		});
	});

	it('is broken off when the person stops the execution', async () => {
		const controller = new AbortController();
		const { outcome, sent } = await sending(silence, SPEC, undefined, { signal: controller.signal });
		controller.abort();
		expect(await failureFrom(outcome)).toMatchObject({ kind: 'cancelled', outcome: 'unknown' });
		expect(sent).toHaveLength(1);
	});
});

describe('an answer', () => {
	it.each([
		['{"a":1}', 200, { a: 1 }],
		['[1]', 404, [1]],
		['"text"', 422, 'text'],
		['', 204, undefined],
		['  \n', 500, undefined],
		['null', 200, null],
	])('of %j with HTTP %d is read as %j', async (body, status, wanted) => {
		expect(await answered(body, status)).toEqual({ status, headers: {}, body: wanted });
	});

	it.each([200, 201, 302])(
		'that is a web page with HTTP %d points to the base URL and leaves the outcome open',
		async (status) => {
			const answer = await answered('<html>Made-Up Person</html>', status);
			expect(answer).toEqual({ status, headers: {}, body: undefined, unreadable: true });
			const failure = failureIn(answer, toyVendor({ refusal: () => undefined }), toyOperation(), SPEC);
			expect(failure).toMatchObject({ kind: 'malformed', httpStatus: status, outcome: 'unknown' });
			expect(failure?.description).toContain('base URL');
			expect(JSON.stringify([answer, failure])).not.toContain('Made-Up');
		},
	);

	it('with HTTP 401 is an answer like any other, for only the vendor knows what it means', async () => {
		const answer = await answered({ message: 'expired' }, 401);
		expect(answer).toEqual({ status: 401, headers: {}, body: { message: 'expired' } });
	});

	it('that is no answer at all is no success', async () => {
		const sent = await (await sending(() => 'surprise')).outcome;
		expect(sent).toEqual({ answer: { status: 0, headers: {}, body: undefined } });
		const { answer } = sent as { answer: Answer };
		const vendor = toyVendor({ refusal: () => undefined });
		expect(failureIn(answer, vendor, toyOperation(), SPEC)).toMatchObject({
			kind: 'malformed',
			outcome: 'unknown',
		});
	});
});

describe('no answer', () => {
	it('keeps the refusal of a credential, however deep n8n wrapped it', async () => {
		const refusal = configurationRefusal('The base URL is not secure', 'Change it.');
		expect(await failedWith(refusal)).toEqual(refusal.failure);
		expect(await failedWith(wrapped(refusal))).toEqual(refusal.failure);
		expect(await failedWith(new Error('outer', { cause: wrapped(refusal) }))).toEqual(refusal.failure);
	});

	it.each([
		['ECONNRESET', { kind: 'unreachable', outcome: 'unknown' }],
		['ECONNREFUSED', { kind: 'unreachable', outcome: 'none' }],
		['ERR_CANCELED', { kind: 'timeout', outcome: 'unknown' }],
	])('is understood in early versions of n8n too, which keep only the code (%s)', async (code, told) => {
		const early = Object.assign(wrapped(new Error('Nothing is left of the cause')), { httpCode: code });
		early.cause = undefined;
		expect(await failedWith(early)).toMatchObject(told);
	});

	it('keeps the refusal of a sign-in where n8n loses the cause of an error, and tells it once', async () => {
		const failure: Failure = {
			kind: 'unavailable',
			message: 'Toy is closed',
			description: 'Wait.',
			outcome: 'none',
		};
		const causeless = () => Object.assign(wrapped(new Error('Nothing is left of the cause')), { cause: undefined });
		const http: Http = (_options, _signal, count) => {
			if (count === 1) signInRefusal(session.credentials, failure);
			throw causeless();
		};
		const session = await openSession(fakeContext({ http }).context, toyVendor());
		expect(await failureFrom(send(session, SPEC))).toEqual(failure);
		expect(await failureFrom(send(session, SPEC))).toMatchObject({ message: 'n8n could not sign in to Toy' });
	});

	it("at HTTP 401 comes from n8n's own sign-in, which was refused, and quotes nothing of it", async () => {
		const axios = Object.assign(new Error('Request failed with status code 401'), {
			code: 'ERR_BAD_REQUEST',
			response: { status: 401, data: { message: 'Made-Up Person' } },
		});
		const failure = await failedWith(new NodeApiError(NODE, axios as never, { httpCode: '401' }));
		expect(failure).toMatchObject({ kind: 'credential', message: 'n8n could not sign in to Toy' });
		expect(JSON.stringify(failure)).not.toContain('Made-Up');
	});

	it.each(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'])('in time (%s) leaves the outcome open', async (code) => {
		expect(await failedWith(network(code), 5000)).toMatchObject({
			kind: 'timeout',
			message: 'Toy did not answer within 5 seconds',
			outcome: 'unknown',
		});
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
		'because of the network (%s) says so with the code, quotes no address, and is sure that nothing was sent',
		async (code) => {
			const failure = await failedWith(network(code, `${code} made-up-host.example`));
			expect(failure).toMatchObject({
				kind: 'unreachable',
				message: 'Toy could not be reached',
				outcome: 'none',
			});
			expect(failure.description).toContain(`(${code})`);
			expect(JSON.stringify(failure)).not.toContain('made-up-host');
		},
	);

	it.each(['ECONNRESET', 'EPIPE'])(
		'after the connection broke (%s) leaves the outcome open, for the request may have arrived',
		async (code) => {
			expect(await failedWith(network(code))).toMatchObject({
				kind: 'unreachable',
				message: 'The connection to Toy broke off',
				outcome: 'unknown',
			});
		},
	);

	it.each([
		['ESTATUS', 'HTTP status 401'],
		['EAUTH', 'Client authentication failed'],
	])(
		'because the sign-in of n8n was refused (%s) speaks of the credential, not of the network',
		async (code, message) => {
			const cause = Object.assign(new Error(message), { code, body: { error: 'invalid_client' } });
			const failure = await failedWith(
				wrapped(new OperationalError(`Failed to acquire OAuth2 access token: ${message}`, { cause })),
			);
			expect(failure.kind).toBe('credential');
			expect(failure.message).toBe('n8n could not sign in to Toy');
		},
	);

	it('because the server that signs in is down is not blamed on the client ID and secret', async () => {
		const axios = { code: 'ERR_BAD_RESPONSE', status: 503, response: { status: 503, data: {} } };
		const cause = Object.assign(new Error('Request failed with status code 503'), axios);
		const failure = await failedWith(
			wrapped(new OperationalError('Failed to acquire OAuth2 access token', { cause })),
		);
		expect(failure).toMatchObject({
			kind: 'unavailable',
			message: 'n8n could not sign in to Toy just now (HTTP 503)',
			outcome: 'none',
		});
	});

	it('because of a token with a line break speaks of the credential', async () => {
		const failure = await failedWith(
			network('ERR_INVALID_CHAR', 'Invalid character in header content ["Authorization"]'),
		);
		expect(`${failure.message} ${failure.description}`).toMatch(/token|credential, check/i);
	});

	it('to its end leaves the outcome open, for the beginning of an answer came from the vendor', async () => {
		const http = () => {
			const whole = ok({ a: 1 });
			const torn = whole.body;
			process.nextTick(() => torn.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
			return whole;
		};
		expect(await failureFrom((await sending(http)).outcome)).toMatchObject({
			kind: 'unreachable',
			outcome: 'unknown',
		});
	});
});
