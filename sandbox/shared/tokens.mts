import { randomUUID } from 'node:crypto';
import { SignJWT, jwtVerify, type JWTPayload } from 'jose';
import type { Database } from './db.mts';

export const TOKEN_TABLES = 'CREATE TABLE IF NOT EXISTS token_era (desk TEXT PRIMARY KEY, era INTEGER NOT NULL);';

/** Issues and reads the JWTs (HS256) of one vendor. */
export interface TokenIssuer {
	/** A token that ends in `seconds` (negative: it has ended already). */
	issue(claims: JWTPayload, seconds: number): Promise<{ token: string; expiresAt: number }>;
	/** Claims of a valid token; undefined for a foreign, broken, revoked or (unless allowed) expired one. */
	read(token: string, options?: { allowExpired?: boolean }): Promise<JWTPayload | undefined>;
	/** Makes every token issued so far invalid. */
	revokeAll(): void;
}

/**
 * @param name tells the desks apart in the database and is the token's issuer.
 * @param secret constant, so that tokens outlive a restart of the sandbox.
 */
export function openTokenIssuer(db: Database, name: string, secret: string): TokenIssuer {
	const key = new TextEncoder().encode(secret);
	const era = () => Number(db.get('SELECT era FROM token_era WHERE desk = ?', name)?.era ?? 0);

	return {
		async issue(claims, seconds) {
			const now = Math.floor(Date.now() / 1000);
			const expiresAt = now + Math.round(seconds);
			const token = await new SignJWT({ ...claims, era: era() })
				.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
				.setIssuer(name)
				.setIssuedAt(Math.min(now, expiresAt))
				.setExpirationTime(expiresAt)
				.setJti(randomUUID())
				.sign(key);
			return { token, expiresAt };
		},
		async read(token, { allowExpired = false } = {}) {
			const clock = allowExpired ? { currentDate: new Date(0) } : {};
			const rules = { issuer: name, algorithms: ['HS256'], requiredClaims: ['exp'], ...clock };
			const payload = await jwtVerify(token, key, rules).then(
				(verified) => verified.payload,
				() => undefined,
			);
			return payload?.era === era() ? payload : undefined;
		},
		revokeAll() {
			db.run('INSERT INTO token_era VALUES (?, 1) ON CONFLICT (desk) DO UPDATE SET era = era + 1', name);
		},
	};
}

/** The token of an `Authorization: Bearer` header, or undefined. */
export function bearerOf(header: string | undefined): string | undefined {
	return /^bearer +(\S+)$/i.exec(header ?? '')?.[1];
}
