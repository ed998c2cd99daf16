import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { Refusal, type Failure } from './failure';
import { encodeMultipart } from './multipart';
import type { Session } from './session';
import type { Answer, RequestSpec } from './types';
import { isRecord } from './values';

export const DEFAULT_TIMEOUT_MS = 30_000;

interface RawAnswer {
	statusCode: number;
	headers?: IDataObject;
	body?: unknown;
}

function optionsOf(session: Session, spec: RequestSpec, timeout: number): IHttpRequestOptions {
	const multipart = spec.multipart ? encodeMultipart(spec.multipart) : undefined;
	const headers: IDataObject = { Accept: 'application/json', ...spec.headers };
	if (multipart) headers['Content-Type'] = multipart.contentType;
	else if (spec.body) headers['Content-Type'] = 'application/json';
	return {
		method: spec.method,
		url: session.baseUrl + spec.path,
		qs: spec.query,
		headers,
		// As text, because n8n would leave out an empty object.
		body: multipart?.body ?? (spec.body && JSON.stringify(spec.body)),
		timeout,
		returnFullResponse: true,
		encoding: 'arraybuffer',
		// 401 must reach n8n, which then renews the login and sends once more.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

/** The causes of an error that n8n wrapped, from the outside in. */
function causesOf(error: unknown): Array<Record<string, unknown>> {
	const causes: Array<Record<string, unknown>> = [];
	let current = error;
	while (typeof current === 'object' && current !== null && causes.length < 5) {
		const record = current as Record<string, unknown>;
		causes.push(record);
		current = record.cause;
	}
	return causes;
}

/** Codes of Node for connections, name look-ups and certificates; `EAUTH` and `ESTATUS` are refused sign-ins. */
const NETWORK_CODE = /^(E(?!RR_|AUTH$|STATUS$)[A-Z_]{3,}|(CERT|DEPTH|SELF|UNABLE)_[A-Z_]+|ERR_(TLS|SSL|NETWORK|SOCKET)[A-Z_]*)$/;

function isTimeout(codes: string[]): boolean {
	return codes.some((code) => ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'].includes(code));
}

/** Puts what the helper threw into our own words; its own texts may quote the vendor's answer. */
function failureOfThrown(error: unknown, session: Session, timeout: number): Failure {
	const vendor = session.vendor.displayName;
	const causes = causesOf(error);
	const refusal = causes.find((cause): cause is Record<string, unknown> & Refusal => cause instanceof Refusal);
	if (refusal) return refusal.failure;

	const status = causes.map((cause) => Number(cause.httpCode)).find((code) => code >= 100 && code < 600);
	if (status === 401) {
		return {
			kind: 'credential',
			message: `${vendor} did not accept the credential`,
			description: 'Open the credential, check it with its test, and save it again. A token may have been revoked, or belong to another environment.',
			httpStatus: 401,
		};
	}
	const codes = causes.map((cause) => String(cause.code ?? ''));
	if (isTimeout(codes)) {
		return {
			kind: 'timeout',
			message: `${vendor} did not answer within ${timeout / 1000} seconds`,
			description: 'It is not known whether the request was carried out. Look there before running this item again, or raise Options > Timeout.',
		};
	}
	// Answers of the API itself never get here, so this is the server that signs in.
	const signIn = causes.map((cause) => Number(cause.status)).find((code) => code >= 500 && code < 600);
	if (signIn) {
		return {
			kind: 'unavailable',
			message: `${vendor} could not sign in just now (HTTP ${signIn})`,
			description: 'Nothing was sent besides the sign-in. Try again in a few minutes.',
			httpStatus: signIn,
		};
	}
	const code = codes.find((entry) => NETWORK_CODE.test(entry));
	if (code === 'ECONNRESET' || code === 'EPIPE') {
		return {
			kind: 'unreachable',
			message: `${vendor} broke off the connection`,
			description: `It is not known whether the request was carried out (${code}). Look there before running this item again.`,
		};
	}
	if (code) {
		return {
			kind: 'unreachable',
			// n8n replaces a message that holds a network code by a text of its own.
			message: `${vendor} could not be reached`,
			description: `Check the base URL of the credential and the network of this n8n (${code}), then run the item again.`,
		};
	}
	return {
		kind: 'credential',
		message: `n8n could not sign in to ${vendor}`,
		description: 'Open the credential, check its client ID, secret and base URL with its test, and save it again.',
	};
}

function textOf(body: unknown): string {
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (body instanceof ArrayBuffer) return Buffer.from(body).toString('utf8');
	if (typeof body === 'string') return body;
	return '';
}

/** Undefined for an empty body, null when it is not JSON. */
function parsed(text: string): { body: unknown } | null {
	if (text.trim() === '') return { body: undefined };
	try {
		return { body: JSON.parse(text) as unknown };
	} catch {
		return null;
	}
}

/** The vendor's own id of the request, for its support; only if it looks like one. */
export function requestIdOf(headers: IDataObject): string | undefined {
	const id = headers['x-request-id'] ?? headers['x-amzn-requestid'] ?? headers['x-amz-cf-id'];
	return typeof id === 'string' && /^[\w.=:+/-]{1,100}$/.test(id) ? id : undefined;
}

/**
 * Sends one request with the session's credential and gives back the vendor's answer, whatever its
 * status. Redirects are not followed, so a token never reaches another host.
 *
 * @throws Refusal when there was no answer, or none that can be read
 */
export async function send(session: Session, spec: RequestSpec, chosenTimeout?: number): Promise<Answer> {
	const timeout = chosenTimeout ?? spec.timeout ?? DEFAULT_TIMEOUT_MS;
	const result = await request(session, optionsOf(session, spec, timeout)).then(
		(answer) => ({ answer }),
		(error: unknown) => ({ failure: failureOfThrown(error, session, timeout) }),
	);
	if ('failure' in result) throw new Refusal(result.failure);

	const { statusCode, headers = {}, body } = result.answer;
	const content = parsed(textOf(body));
	const isAnswer = statusCode >= 200;
	if (content && isAnswer) return { status: statusCode, headers, body: content.body };
	// A server in between refuses in its own form; the status says enough for the vendor's verdict.
	if (statusCode >= 400) return { status: statusCode, headers, body: undefined };
	throw new Refusal(unreadable(session, statusCode, requestIdOf(headers)));
}

function unreadable(session: Session, status: number, requestId?: string): Failure {
	const vendor = session.vendor.displayName;
	return {
		kind: 'malformed',
		message: `${vendor} answered with something that is not JSON (HTTP ${status})`,
		description:
			'Check that the base URL of the credential is the address of the API, not of a web page. It is not known whether the request was carried out.',
		httpStatus: status,
		requestId,
	};
}

async function request(session: Session, options: IHttpRequestOptions): Promise<RawAnswer> {
	const { context, credentialType } = session;
	const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(context, credentialType, options, {
		credentialsDecrypted: {
			id: context.getNode().credentials?.[credentialType]?.id ?? '',
			name: credentialType,
			type: credentialType,
			data: session.credentials,
		},
	});
	if (!isRecord(answer)) return { statusCode: 0 };
	return answer as unknown as RawAnswer;
}
