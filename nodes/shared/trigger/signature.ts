import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a delivery is not taken. */
export type Doubt = 'missing' | 'malformed' | 'outdated' | 'wrong';

/**
 * Checks a signature of the form `t=<epoch seconds>,v1=<hex>`: HMAC-SHA256 with the key over the time, a dot and
 * the raw body, compared in constant time. Several `v1` may stand side by side while a key is being changed.
 *
 * @param raw the body as it arrived, byte for byte
 * @param tolerance how far the time may be from now, in seconds
 * @returns undefined when the signature is good
 */
export function doubtIn(
	header: unknown,
	raw: Buffer,
	key: string,
	tolerance: number,
	now = Date.now(),
): Doubt | undefined {
	if (typeof header !== 'string' || header.trim() === '' || key === '') return 'missing';
	const parts = header.split(',').map((part) => part.trim());
	const time = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2);
	const given = parts.filter((part) => /^v1=[0-9a-f]{64}$/i.test(part)).map((part) => part.slice(3));
	if (time === undefined || given.length === 0) return 'malformed';
	const wanted = createHmac('sha256', key).update(`${time}.`).update(raw).digest();
	// All are compared, so that the time taken says nothing.
	const matches = given.map((hex) => timingSafeEqual(Buffer.from(hex, 'hex'), wanted));
	if (!matches.includes(true)) return 'wrong';
	// A tolerance that is no number, or has no end, admits nothing.
	const isFresh = Number.isFinite(tolerance) && Math.abs(now / 1000 - Number(time)) <= tolerance;
	return isFresh ? undefined : 'outdated';
}
