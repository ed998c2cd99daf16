import type { JWTPayload } from 'jose';
import { spry } from '../../seed.mts';
import type { TokenDesk } from '../../shared/tokens.mts';
import type { Answer, House, Operation } from '../../shared/vendor.mts';
import type { Problem } from '../../types.mts';

/** Seconds a token lives unless the settings say otherwise. */
const LIFETIME = 3600;

interface TokenRequest {
	client_id: string;
	client_secret: string;
	scope: string;
}

export function accessClaims(): JWTPayload {
	return {
		sub: spry.clientId,
		scope: spry.scope,
		organisation_id: spry.organisationId,
		user_id: spry.userId,
		name: spry.userName,
	};
}

/** The OAuth 2.0 error for a token request that does not fit. */
export function oauthRefusal(problems: Problem[]): Answer {
	const about = (field: string, keyword: string) =>
		problems.some((problem) => problem.path === `/${field}` && problem.keyword === keyword);
	if (about('grant_type', 'const'))
		return oauthError(400, 'unsupported_grant_type', 'this grant type is not offered');
	if (about('scope', 'enum')) return oauthError(400, 'invalid_scope', 'scopes are read and write');
	const { path = '', message = 'malformed' } = problems[0] ?? {};
	return oauthError(400, 'invalid_request', `${path.slice(1)} ${message}`.trim());
}

/** An error as OAuth 2.0 words it. */
export function oauthError(status: number, error: string, description: string): Answer {
	return { status, body: { error, error_description: description }, headers: { 'cache-control': 'no-store' } };
}

export function tokenOperations(house: House, tokens: TokenDesk): Record<string, Operation> {
	return {
		async createToken({ body }) {
			const { client_id, client_secret, scope } = body as TokenRequest;
			if (client_id !== spry.clientId || client_secret !== spry.clientSecret) {
				return oauthError(401, 'invalid_client', 'unknown client or wrong secret');
			}
			const lifetime = house.settings.tokenLifetimeSeconds ?? LIFETIME;
			const { token } = await tokens.issue({ ...accessClaims(), scope }, lifetime);
			const answer = {
				access_token: token,
				token_type: 'Bearer',
				expires_in: lifetime,
				scope,
				organisation_id: spry.organisationId,
				user_id: spry.userId,
				roles: spry.roles,
				clinic_id_list: spry.clinics.map(({ id }) => id),
				name: spry.userName,
			};
			return { status: 200, body: answer, headers: { 'cache-control': 'no-store' } };
		},
	};
}
