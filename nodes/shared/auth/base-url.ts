import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { configurationRefusal } from '../failure';

/** A vendor's known hosts by the value of the credential's `environment`. */
export type Environments = Record<string, string>;

/** https, or this machine itself; no user, no password. */
const ORIGIN = String.raw`https:\/\/[^\/?#@\\\s]+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?`;
const SAFE_URL = new RegExp(String.raw`^(${ORIGIN})(\/|$)`, 'i');
/** Without query and fragment, in which the path put behind it would get lost. */
const SAFE_BASE = new RegExp(String.raw`^(${ORIGIN})(\/[^?#]*)?$`, 'i');

/** Whether a bearer token may travel to this address: https, or this machine itself. */
export function isSafeUrl(url: string): boolean {
	return SAFE_URL.test(url);
}

/** Refuses an address to which a token would travel in clear text. */
export function assertSafeUrl(url: string, safe = SAFE_URL): void {
	if (safe.test(url)) return;
	throw configurationRefusal(
		'The base URL of the credential is not a secure address',
		'Open the credential and give a base URL that starts with https://. Plain http:// is accepted only for this machine (localhost, 127.0.0.1).',
	);
}

/**
 * The vendor's address that a credential stands for, without a slash at its end.
 *
 * @throws Refusal when it is missing or a token would travel in clear text
 */
export function resolveBaseUrl(credentials: ICredentialDataDecryptedObject, environments: Environments = {}): string {
	const environment = String(credentials.environment ?? '');
	const url = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
	const given = url ?? String(credentials.baseUrl ?? '').trim();
	const trimmed = given.replace(/(?<!\/)\/+$/, '');
	assertSafeUrl(trimmed, SAFE_BASE);
	return trimmed;
}

/**
 * The same as an expression for a credential's own requests (test, token), which n8n resolves without
 * this code. An unsafe address becomes one that cannot exist, whose name says what to do.
 */
export function baseUrlExpression(
	environments: Environments = {},
	scope: '$credentials' | '$self' = '$credentials',
): string {
	const known = Object.entries(environments)
		.map(([name, url]) => `${scope}["environment"] === "${name}" ? "${url}" : `)
		.join('');
	const own = `(${scope}["baseUrl"] || "").trim().replace(/(?<!\\/)\\/+$/, "")`;
	return `${known}(${SAFE_BASE.toString()}.test(${own}) ? ${own} : "https://base-url-must-start-with-https.invalid")`;
}
