import type { IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError, OperationalError } from 'n8n-workflow';

import { configurationRefusal } from '../../../nodes/shared/failure.ts';
import { openSession } from '../../../nodes/shared/session.ts';
import { send } from '../../../nodes/shared/transport.ts';
import type { RequestSpec } from '../../../nodes/shared/types.ts';
import { fakeContext, NODE, ok, rejectionOf, toyVendor } from './support.mts';

const SPEC: RequestSpec = { method: 'POST', path: '/things', body: { a: 1 } };

async function sending(http: (options: IHttpRequestOptions) => unknown, spec: RequestSpec = SPEC, timeout?: number) {
	const { context, sent } = fakeContext({ http });
	const session = await openSession(context, toyVendor());
	return { sent, answer: send(session, spec, timeout) };
}

const answered = async (body: unknown, status = 200, spec = SPEC) =>
	(await sending(() => ok(body, status), spec)).answer;
const refused = async (body: unknown, status: number) =>
	await rejectionOf((await sending(() => ok(body, status))).answer);
async function failedWith(error: unknown, timeout?: number) {
	const http = () => {
		throw error;
	};
	return await rejectionOf((await sending(http, SPEC, timeout)).answer);
}

/** What n8n throws: its own error around that of the HTTP client. */
const wrapped = (error: Error) => new NodeApiError(NODE, error as never);
const network = (code: string, message = code) => wrapped(Object.assign(new Error(message), { code }));

describe('a request', () => {
	it('is JSON, has a timeout, follows no redirect, and leaves 401 to n8n', async () => {
		const { sent, answer } = await sending(() => ok({ b: 2 }));
		await answer;
		expect(sent).toEqual([
			{
				method: 'POST',
				url: 'https://toy.example/things',
				qs: undefined,
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
				body: '{"a":1}',
				timeout: 30_000,
				returnFullResponse: true,
				encoding: 'arraybuffer',
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
			},
		]);
	});

	it('keeps an empty object as its body, and has no type without one', async () => {
		const withEmpty = await sending(() => ok({}), { ...SPEC, body: {} });
		await withEmpty.answer;
		expect(withEmpty.sent[0]).toMatchObject({ body: '{}', headers: { 'Content-Type': 'application/json' } });
		const without = await sending(() => ok({}), {
			method: 'GET',
			path: '/x',
			query: { q: 1 },
			headers: { 'X-Own': 'a' },
		});
		await without.answer;
		expect(without.sent[0]).toMatchObject({
			body: undefined,
			qs: { q: 1 },
			headers: { Accept: 'application/json', 'X-Own': 'a' },
		});
		expect(without.sent[0]?.headers).not.toHaveProperty('Content-Type');
	});

	it('is a multipart body as bytes when it has parts', async () => {
		const { sent, answer } = await sending(() => ok({}), {
			method: 'POST',
			path: '/x',
			multipart: [{ name: 'a', content: 'b' }],
		});
		await answer;
		expect(Buffer.isBuffer(sent[0]?.body)).toBe(true);
		expect(sent[0]?.headers?.['Content-Type']).toMatch(/^multipart\/form-data; boundary=/);
	});

	it('waits as long as a person says, else as long as the operation needs', async () => {
		const slow: RequestSpec = { ...SPEC, timeout: 120_000 };
		for (const [chosen, wanted] of [
			[undefined, 120_000],
			[5000, 5000],
		] as const) {
			const { sent, answer } = await sending(() => ok({}), slow, chosen);
			await answer;
			expect(sent[0]?.timeout).toBe(wanted);
		}
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
			const failure = await refused('<html>Made-Up Person</html>', status);
			expect(failure).toMatchObject({ kind: 'malformed', httpStatus: status });
			expect(failure.description).toContain('not known whether');
			expect(JSON.stringify(failure)).not.toContain('Made-Up');
		},
	);

	it('that is no answer at all is no success', async () => {
		const { answer } = await sending(() => 'surprise');
		expect((await rejectionOf(answer)).kind).toBe('malformed');
	});
});

describe('no answer', () => {
	it('keeps the refusal of a credential, however deep n8n wrapped it', async () => {
		const refusal = configurationRefusal('The base URL is not secure', 'Change it.');
		expect(await failedWith(refusal)).toEqual(refusal.failure);
		expect(await failedWith(wrapped(refusal))).toEqual(refusal.failure);
		expect(await failedWith(new Error('outer', { cause: wrapped(refusal) }))).toEqual(refusal.failure);
	});

	it('is a refused credential at HTTP 401', async () => {
		const axios = Object.assign(new Error('Request failed with status code 401'), {
			code: 'ERR_BAD_REQUEST',
			response: { status: 401, data: { message: 'Made-Up Person' } },
		});
		const failure = await failedWith(new NodeApiError(NODE, axios as never, { httpCode: '401' }));
		expect(failure).toMatchObject({
			kind: 'credential',
			httpStatus: 401,
			message: 'Toy did not accept the credential',
		});
		expect(JSON.stringify(failure)).not.toContain('Made-Up');
	});

	it.each(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'])('in time (%s) leaves the outcome open', async (code) => {
		const failure = await failedWith(network(code), 5000);
		expect(failure).toMatchObject({ kind: 'timeout', message: 'Toy did not answer within 5 seconds' });
		expect(failure.description).toContain('not known whether');
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
		'because of the network (%s) says so with the code, and quotes no address',
		async (code) => {
			const failure = await failedWith(network(code, `${code} made-up-host.example`));
			expect(failure).toMatchObject({ kind: 'unreachable', message: 'Toy could not be reached' });
			expect(failure.description).toContain(`(${code})`);
			expect(JSON.stringify(failure)).not.toContain('made-up-host');
		},
	);

	it.each(['ECONNRESET', 'EPIPE'])(
		'after the connection broke (%s) leaves the outcome open, for the request may have arrived',
		async (code) => {
			expect((await failedWith(network(code))).description).toContain('not known whether');
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
		const failure = await failedWith(wrapped(new OperationalError('Failed to acquire OAuth2 access token', { cause })));
		expect(failure.kind).toBe('unavailable');
	});

	it('because of a token with a line break speaks of the credential', async () => {
		const failure = await failedWith(
			network('ERR_INVALID_CHAR', 'Invalid character in header content ["Authorization"]'),
		);
		expect(`${failure.message} ${failure.description}`).toMatch(/token|credential, check/i);
	});
});
