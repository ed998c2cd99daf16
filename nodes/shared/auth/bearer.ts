import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { assertWithin } from './base-url';
import { assertUsableToken, bareToken } from './token';

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
