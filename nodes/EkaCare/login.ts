import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { readBody } from '../shared/http/response-body';
import { resolveBaseUrl } from '../shared/auth/base-url';
import type { Failure } from '../shared/failure';
import { classifyThrown } from '../shared/http/network-errors';
import { signInEnd, signInRefusal } from '../shared/auth/sign-in';
import { isRecord } from '../shared/values';
import { ENVIRONMENTS } from './environments';

/** Milliseconds for the whole sign-in, also where no request of ours waits for it (the credential's test). */
const SIGN_IN_TIMEOUT_MS = 30_000;

/** Services (payments are among `/dr`) that document the header `auth` with the bare token; the others document only Bearer. */
const AUTH_HEADER_PATHS = /(^|\/)((dr|cdr|appointments)\/v\d+\/|notification\/v\d+\/notify$)/;

/**
 * The headers that go with Eka Care's bearer token: the client id always, and for the services that
 * document it the header `auth` besides, since its documents and its own libraries disagree on which counts.
 */
export function headersFor(target: string, credentials: ICredentialDataDecryptedObject, token: string): IDataObject {
	const headers: IDataObject = { 'client-id': String(credentials.clientId ?? '').trim() };
	const pathname = new URL(target).pathname;
	return token !== '' && AUTH_HEADER_PATHS.test(pathname) ? { ...headers, auth: token } : headers;
}

function loginRequest(credentials: ICredentialDataDecryptedObject, abortSignal: AbortSignal): IHttpRequestOptions {
	const sharingKey = String(credentials.sharingKey ?? '').trim();
	return {
		method: 'POST',
		url: `${resolveBaseUrl(credentials, ENVIRONMENTS)}/connect-auth/v1/account/login`,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: JSON.stringify({
			client_id: String(credentials.clientId ?? '').trim(),
			client_secret: String(credentials.clientSecret ?? '').trim(),
			...(sharingKey && { sharing_key: sharingKey }),
		}),
		timeout: SIGN_IN_TIMEOUT_MS,
		abortSignal,
		// As a stream, so that an answer without end is noticed before it fills the memory.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

function loginFailure(status: number): Failure {
	if (status >= 500 || status === 429) {
		return {
			kind: 'unavailable',
			message: `Eka Care could not sign in just now (HTTP ${status})`,
			description: '',
			httpStatus: status,
			outcome: 'none',
		};
	}
	return {
		kind: 'credential',
		// The screen of the credential shows this sentence and not the next one.
		message: `Eka Care refused the sign-in with this client ID and secret (HTTP ${status})`,
		description:
			'Open the credential and check the client ID, the client secret and, if one is given, the sharing key. Check also that the environment is the one they were made for.',
		httpStatus: status,
		outcome: 'none',
	};
}

const NO_TOKEN: Failure = {
	kind: 'malformed',
	message: 'Eka Care answered the sign-in without a token',
	description: 'Check that the base URL of the credential is the address of the API.',
	outcome: 'none',
};

const TOO_SLOW: Failure = {
	kind: 'timeout',
	message: `Eka Care did not answer the sign-in within ${SIGN_IN_TIMEOUT_MS / 1000} seconds`,
	description: 'Nothing was sent besides the sign-in. Try again in a few minutes.',
	outcome: 'none',
};

/** In our own words: n8n's error would hold the request, and with it the client secret. */
function unanswered(error: unknown, deadline: AbortSignal): Failure {
	return { ...classifyThrown(error, 'Eka Care', SIGN_IN_TIMEOUT_MS, { deadline }), outcome: 'none' };
}

/** What Eka Care answers to the sign-in, read within the bounds of every other answer. */
async function ask(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
	signal: AbortSignal,
): Promise<{ status: number; body?: unknown }> {
	const raw: unknown = await helpers.httpRequest(loginRequest(credentials, signal));
	const { answer } = await readBody(raw, 'Eka Care', signal);
	return answer ?? { status: 0 };
}

/**
 * Signs in with client id and secret and gives the access token. A fresh login is simpler than Eka Care's
 * token renewal, which exists in two versions, and is never refused for being late.
 *
 * @throws Refusal when the sign-in is refused, cannot be read or takes too long
 */
export async function login(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const limit = AbortSignal.timeout(SIGN_IN_TIMEOUT_MS);
	const end = signInEnd(credentials);
	const signal = end ? AbortSignal.any([end, limit]) : limit;
	const { status, body } = await ask(helpers, credentials, signal).catch((error: unknown) => {
		// Whoever waited has had an answer already.
		if (end?.aborted) throw error;
		throw signInRefusal(credentials, limit.aborted ? TOO_SLOW : unanswered(error, limit));
	});
	const token = isRecord(body) ? body.access_token : undefined;
	if (status === 200 && typeof token === 'string' && token !== '') return token;
	throw signInRefusal(credentials, status >= 300 ? loginFailure(status) : NO_TOKEN);
}
