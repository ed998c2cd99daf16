import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { assertSafeUrl } from './base-url';
import { assertUsableToken, bareToken } from './token';

/**
 * The address a request goes to, as n8n gives it: whole, or a base and a path. The HTTP Request node still
 * uses the older name `uri`.
 */
export function targetOf(options: IHttpRequestOptions & { uri?: string }): string {
	const { baseURL = '', url, uri } = options;
	const given = url ?? uri ?? '';
	return /^https?:/i.test(given) ? given : `${baseURL}${given}`;
}

/**
 * The request with a bearer token and further headers. Used by the credentials, so that every request
 * with them is guarded alike, also those of n8n's HTTP Request node and of the credential test.
 *
 * @throws Refusal when the token has run out, or would travel in clear text
 */
export function withBearer(
	options: IHttpRequestOptions,
	token: unknown,
	headers: (bareToken: string) => IDataObject = () => ({}),
): IHttpRequestOptions {
	assertSafeUrl(targetOf(options));
	const bare = bareToken(token);
	if (bare === '') return { ...options, headers: { ...options.headers, ...headers(bare) } };
	assertUsableToken(bare);
	return {
		...options,
		sendCredentialsOnCrossOriginRedirect: false,
		headers: { ...options.headers, ...headers(bare), Authorization: `Bearer ${bare}` },
	};
}
