import { Refusal } from '../../../../nodes/shared/failure.ts';
import { classifyThrown } from '../../../../nodes/shared/http/network-errors.ts';

const pending = new AbortController().signal;
const judged = (error: unknown, signals: { deadline?: AbortSignal; cancelled?: AbortSignal } = {}) =>
	classifyThrown(error, 'Toy', 30_000, { deadline: pending, ...signals });
const coded = (code: string, more: object = {}) =>
	Object.assign(new Error(`${code} Made-Up Person`), { code, ...more });

/** An error inside of so many others, as n8n and its libraries wrap them. */
const inside = (error: unknown, depth: number): unknown =>
	depth === 0 ? error : new Error('outer', { cause: inside(error, depth - 1) });

describe('what n8n threw', () => {
	it.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EAI_FAIL',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'CERT_HAS_EXPIRED',
		'CERT_NOT_YET_VALID',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'HOSTNAME_MISMATCH',
		'INVALID_PURPOSE',
		'CRL_HAS_EXPIRED',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
		'ERR_SSL_UNSUPPORTED_PROTOCOL',
		'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
	])('with %s says that nothing was sent', (code) => {
		expect(judged(coded(code))).toMatchObject({
			kind: 'unreachable',
			message: 'Toy could not be reached',
			outcome: 'none',
		});
	});

	it.each([
		'ECONNRESET',
		'EPIPE',
		'EPROTO',
		'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'ERR_STREAM_PREMATURE_CLOSE',
		'ERR_NETWORK',
	])('with %s leaves open whether the request arrived', (code) => {
		expect(judged(coded(code))).toMatchObject({
			kind: 'unreachable',
			message: 'The connection to Toy broke off',
			outcome: 'unknown',
		});
	});

	it.each([
		['EPROTO', 'write EPROTO 00:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure'],
		['EPROTO', 'write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:wrong version number'],
		['ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'],
	])('with %s and the words "%s" ended before anything was sent', (code, message) => {
		expect(judged(inside(coded(code, { message }), 2))).toMatchObject({ kind: 'unreachable', outcome: 'none' });
	});

	it.each(['Z_DATA_ERROR', 'Z_BUF_ERROR', 'HPE_INVALID_CONSTANT', 'HPE_INVALID_HEADER_TOKEN'])(
		'with %s is about a broken answer, not about signing in',
		(code) => {
			expect(judged(coded(code))).toMatchObject({ kind: 'unreachable', outcome: 'unknown' });
		},
	);

	it.each(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED', 'ABORT_ERR'])(
		'with %s ran out of time, and nobody knows what became of it',
		(code) => {
			expect(judged(coded(code))).toMatchObject({
				kind: 'timeout',
				message: 'Toy did not answer within 30 seconds',
				outcome: 'unknown',
			});
		},
	);

	it('ran out of time whatever it says, once the time is over', () => {
		expect(judged(coded('ECONNRESET'), { deadline: AbortSignal.abort() })).toMatchObject({ kind: 'timeout' });
		expect(judged('aborted', { deadline: AbortSignal.abort() })).toMatchObject({ kind: 'timeout' });
	});

	it('was stopped by the person whatever it says, and whether or not the time was over', () => {
		const cancelled = AbortSignal.abort();
		for (const error of [coded('ERR_CANCELED'), coded('ETIMEDOUT'), new Error('any')]) {
			const failure = judged(error, { cancelled, deadline: AbortSignal.abort() });
			expect(failure).toMatchObject({ kind: 'cancelled', outcome: 'unknown' });
			expect(failure.message).toBe('The execution was stopped while Toy was asked');
		}
	});

	it('is the refusal inside it, even when the person stopped the execution meanwhile', () => {
		const failure = { kind: 'credential', message: 'Expired', description: 'Nothing was sent.' } as const;
		for (const depth of [0, 1, 4]) {
			expect(judged(inside(new Refusal(failure), depth), { cancelled: AbortSignal.abort() })).toBe(failure);
		}
	});

	it.each([0, 1, 2, 4])('is judged by the code inside of %d other errors', (depth) => {
		expect(judged(inside(coded('ECONNREFUSED'), depth))).toMatchObject({ kind: 'unreachable', outcome: 'none' });
	});

	it('is judged by the first code that says something', () => {
		expect(judged(coded('ERR_BAD_RESPONSE', { cause: coded('ENOTFOUND') }))).toMatchObject({ kind: 'unreachable' });
	});

	it.each([
		['status', { status: 503 }],
		['statusCode', { statusCode: 500 }],
		['httpCode as text', { httpCode: '502' }],
		['a response', { response: { status: 504 } }],
		['a limit', { status: 429 }],
	])('with %s of a server that is down or busy does not blame the credential', (_place, error) => {
		const failure = judged({ cause: error });
		expect(failure).toMatchObject({ kind: 'unavailable', outcome: 'none' });
		expect(failure.message).toMatch(/^n8n could not sign in to Toy just now \(HTTP (5\d\d|429)\)$/);
		expect(failure.httpStatus).toBeGreaterThanOrEqual(429);
	});

	it.each([
		['a refused sign-in', coded('EAUTH')],
		['a status of a refused sign-in', coded('ESTATUS', { status: 401 })],
		['HTTP 400', { response: { status: 400 } }],
		['a status that is none', { status: 99, statusCode: 'many', response: null }],
		['a token with a line break', coded('ERR_INVALID_CHAR')],
		['no code', new Error('Made-Up Person')],
		['no error at all', undefined],
		['a text', 'Made-Up Person'],
		['null', null],
	])('which is %s speaks of signing in', (_what, error) => {
		const failure = judged(error);
		expect(failure).toMatchObject({ kind: 'credential', message: 'n8n could not sign in to Toy' });
		expect(failure.description).toContain('Open the credential');
	});

	it('is never quoted, and ends also when its causes go round in a circle', () => {
		const circle = coded('EWHATEVER_MADE_UP', { message: 'Made-Up Person' });
		circle.cause = circle;
		for (const error of [
			circle,
			coded('ECONNRESET'),
			coded('ETIMEDOUT'),
			{ code: 'Made-Up Person', status: 503 },
		]) {
			expect(JSON.stringify(judged(error))).not.toContain('Made-Up');
		}
	});
});
