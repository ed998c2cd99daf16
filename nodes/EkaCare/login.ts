import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { resolveBaseUrl } from '../shared/auth/base-url';
import { signInRefusal } from '../shared/auth/sign-in';
import type { Failure } from '../shared/failure';
import { readBody } from '../shared/http/response-body';
import { isRecord } from '../shared/values';
import { ENVIRONMENTS } from './environments';

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

/** For the whole sign-in, its answer included. */
const TIMEOUT_MS = 30_000;

function loginRequest(credentials: ICredentialDataDecryptedObject): IHttpRequestOptions {
	const sharingKey = String(credentials.sharingKey ?? '').trim();
	return {
		method: 'POST',
		url: `${resolveBaseUrl(credentials, ENVIRONMENTS)}/connect-auth/v1/account/login`,
		headers: { Accept: 'application/json' },
		body: {
			client_id: String(credentials.clientId ?? '').trim(),
			client_secret: String(credentials.clientSecret ?? '').trim(),
			...(sharingKey && { sharing_key: sharingKey }),
		},
		json: true,
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		// As a stream, so that an answer without end is noticed before it fills the memory.
		encoding: 'stream',
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

/**
 * Signs in with client id and secret and gives the access token. A fresh login is simpler than Eka Care's
 * token renewal, which exists in two versions, and is never refused for being late.
 *
 * @throws Refusal when the sign-in is refused or cannot be read
 */
export async function login(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
	const answer: unknown = await helpers.httpRequest({ ...loginRequest(credentials), abortSignal });
	const sent = await readBody(answer, 'Eka Care', abortSignal);
	if (!sent.answer) throw signInRefusal(credentials, { ...sent.failure, outcome: 'none' });
	const { status, body } = sent.answer;
	const token = isRecord(body) ? body.access_token : undefined;
	if (status === 200 && typeof token === 'string' && token !== '') return token;
	throw signInRefusal(credentials, status >= 300 ? loginFailure(status) : NO_TOKEN);
}
