import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { configurationRefusal, Refusal } from '../failure';
import { isRecord } from '../values';
import { assertBelow } from './below';

/** A token as people paste it, without the word in front. */
export function bareToken(token: unknown): string {
	return String(token ?? '')
		.trim()
		.replace(/^Bearer(\s+|$)/i, '');
}

/** When a JWT runs out, in milliseconds since 1970; undefined when the token does not say. */
export function expiryOf(token: string): number | undefined {
	const payload = token.split('.')[1];
	if (!payload) return undefined;
	try {
		const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
		if (!isRecord(claims) || typeof claims.exp !== 'number') return undefined;
		return claims.exp * 1000;
	} catch {
		return undefined;
	}
}

/** Whether a token has run out, or will within the given time. */
export function isExpired(token: string, withinMs = 0): boolean {
	const expiry = expiryOf(token);
	return expiry !== undefined && expiry <= Date.now() + withinMs;
}

/**
 * Refuses a token that n8n cannot renew and whose time is over, before anything is sent.
 *
 * @throws Refusal with the time at which it ran out
 */
export function assertUsableToken(token: string): void {
	const expiry = expiryOf(token);
	if (expiry === undefined || expiry > Date.now()) return;
	throw new Refusal({
		kind: 'credential',
		message: `The token of the credential expired at ${new Date(Math.max(expiry, 0)).toISOString()}`,
		description: 'Get a new token from the vendor and put it into the credential.',
		outcome: 'none',
	});
}

/** A request as n8n hands it to a credential. The HTTP Request node still uses the older names. */
type Handed = IHttpRequestOptions & { uri?: string; rejectUnauthorized?: boolean };

/** Milliseconds for a request that nobody can stop, as the test of a credential is. */
const UNWATCHED_TIMEOUT_MS = 30_000;

/** Headers of a vendor's own go along to whatever host a redirect names, so none is followed; under both names of it. */
const NO_REDIRECT = { disableFollowRedirect: true, followRedirect: false, followAllRedirects: false };

/**
 * The address a request goes to: whole, or a base and a path that begins with one slash. Anything else would be
 * put together by n8n in a way of its own, so it comes out as it is and is no whole address.
 */
export function targetOf({ baseURL = '', url, uri }: Handed): string {
	const given = String(url ?? uri ?? '');
	return given === '' || /^\/(?![/\\])/.test(given) ? baseURL.replace(/(?<!\/)\/+$/, '') + given : given;
}

/** Refuses what would let somebody on the way, or another server behind the same address, read the token. */
function assertPrivate({ proxy, rejectUnauthorized, skipSslCertificateValidation, headers }: Handed): void {
	const isOpen =
		Boolean(proxy) ||
		rejectUnauthorized === false ||
		skipSslCertificateValidation === true ||
		Object.keys(headers ?? {}).some((name) => name.trim().toLowerCase() === 'host');
	if (!isOpen) return;
	throw configurationRefusal(
		'This credential is not used where others could read its token',
		'Nothing was sent. Take away the proxy, the header Host and Ignore SSL Issues from the options of this request.',
	);
}

/**
 * The request with a bearer token and further headers. Used by the credentials, so that every request
 * with them is guarded alike, also those of n8n's HTTP Request node and of the credential test: it goes to the base
 * URL or below it, and no further.
 *
 * @param baseUrl the credential's own, as `resolveBaseUrl` gives it
 * @param headers makes the vendor's own headers for the token and the address
 * @throws Refusal when the token has run out, would travel in clear text, or would get to anyone but the vendor
 */
export function withBearer(
	options: IHttpRequestOptions,
	baseUrl: string,
	token: unknown,
	headers: (bareToken: string, target: string) => IDataObject = () => ({}),
): IHttpRequestOptions {
	const target = targetOf(options);
	assertBelow(baseUrl, target);
	assertPrivate(options);
	const bare = bareToken(token);
	if (bare !== '') assertUsableToken(bare);
	return {
		...options,
		...NO_REDIRECT,
		sendCredentialsOnCrossOriginRedirect: false,
		// What was looked at is what is sent.
		...('uri' in options ? { uri: target } : {}),
		url: target,
		baseURL: undefined,
		abortSignal: options.abortSignal ?? AbortSignal.timeout(UNWATCHED_TIMEOUT_MS),
		headers: {
			...options.headers,
			...headers(bare, target),
			...(bare !== '' && { Authorization: `Bearer ${bare}` }),
		},
	};
}
