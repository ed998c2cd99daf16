import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { Refusal } from '../failure';
import { isRecord } from '../values';
import { assertWithin } from './base-url';

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

/**
 * The address a request goes to, as n8n gives it: whole, or a base and a path. The HTTP Request node still
 * uses the older name `uri`.
 */
export function targetOf(options: IHttpRequestOptions & { uri?: string }): string {
	const { baseURL = '', url, uri } = options;
	const given = url ?? uri ?? '';
	return /^([a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(given.trim()) ? given : `${baseURL}${given}`;
}

/** Redirects would take headers along to another host. The last two names are those of the HTTP Request node. */
const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	sendCredentialsOnCrossOriginRedirect: false,
	followRedirect: false,
	followAllRedirects: false,
};

/**
 * The request with a bearer token and further headers. Used by the credentials, so that every request
 * with them is guarded alike, also those of n8n's HTTP Request node and of the credential test.
 *
 * @param baseUrl the only address below which the token may go
 * @throws Refusal when the token has run out, or would go anywhere else
 */
export function withBearer(
	options: IHttpRequestOptions,
	baseUrl: string,
	token: unknown,
	headers: (bareToken: string) => IDataObject = () => ({}),
): IHttpRequestOptions {
	assertWithin(targetOf(options), baseUrl);
	const bare = bareToken(token);
	const guarded = { ...options, ...WITHOUT_REDIRECTS };
	if (bare === '') return { ...guarded, headers: { ...options.headers, ...headers(bare) } };
	assertUsableToken(bare);
	return { ...guarded, headers: { ...options.headers, ...headers(bare), Authorization: `Bearer ${bare}` } };
}
