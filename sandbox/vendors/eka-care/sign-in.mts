import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { ekaCare } from './seed.mts';
import type { TokenIssuer } from '../../shared/tokens.mts';
import type { Answer, House, Operation } from '../../shared/vendor.mts';
import { signInError } from './errors.mts';

/** Lifetime of an access token in seconds, unless the settings say otherwise. */
const LIFETIME = 1800;
const REFRESH_LIFETIME = 86_400;

export const SIGN_IN_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_refresh_token (
		digest TEXT PRIMARY KEY,
		expires_at INTEGER NOT NULL
	);`;

/** The token contains the workspace; no header does. */
export function accessClaims(): JWTPayload {
	return { 'c-id': ekaCare.clientId, 'b-id': ekaCare.workspaceId, idp: 'client' };
}

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');

export function signInOperations(house: House, tokens: TokenIssuer): Record<string, Operation> {
	const { db, settings } = house;

	async function newTokens(): Promise<Answer> {
		const expires_in = settings.tokenLifetimeSeconds ?? LIFETIME;
		const { token: access_token } = await tokens.issue(accessClaims(), expires_in);
		const refresh_token = randomBytes(32).toString('base64url');
		const expiresAt = Math.floor(Date.now() / 1000) + REFRESH_LIFETIME;
		db.run('INSERT INTO eka_refresh_token VALUES (?, ?)', digestOf(refresh_token), expiresAt);
		return { status: 200, body: { access_token, refresh_token, expires_in, refresh_expires_in: REFRESH_LIFETIME } };
	}

	return {
		login({ body }) {
			const given = body as { client_id: string; client_secret: string; sharing_key?: string; api_key?: string };
			const keys = [given.sharing_key, given.api_key].filter((key) => key !== undefined);
			const known = given.client_id === ekaCare.clientId && given.client_secret === ekaCare.clientSecret;
			if (!known) return signInError(401, 'Invalid client credentials');
			if (keys.some((key) => key !== ekaCare.sharingKey)) return signInError(401, 'Invalid sharing key');
			return newTokens();
		},

		refreshToken({ body }) {
			const { refresh_token } = body as { refresh_token: string };
			const row = db.get('SELECT expires_at FROM eka_refresh_token WHERE digest = ?', digestOf(refresh_token));
			db.run('DELETE FROM eka_refresh_token WHERE digest = ?', digestOf(refresh_token));
			if (!row || Number(row.expires_at) * 1000 <= Date.now()) return signInError(401, 'Invalid refresh token');
			return newTokens();
		},
	};
}
