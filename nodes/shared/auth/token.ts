import { Refusal } from '../failure';
import { isRecord } from '../values';

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
		description:
			'Get a new token from the vendor, put it into the credential and run the workflow again. Nothing was sent.',
	});
}
