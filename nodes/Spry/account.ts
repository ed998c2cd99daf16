import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { configurationRefusal } from '../shared/failure';
import { bareToken } from '../shared/auth/token';
import type { ItemInput, RequestSpec, Send } from '../shared/types';
import { isRecord } from '../shared/values';

/** What the credential knows of itself; empty before the first sign-in. */
interface Account {
	organisationId?: number;
	/** Clinics that the credential may use. */
	clinicIds: number[];
}

/** Changes nothing and needs no id: for when only a sign-in is wanted. */
export const SIGN_IN: RequestSpec = {
	method: 'GET',
	path: '/apis/soap-enrichment/v1/bcs/icd/search',
	query: { q: 'M54' },
	isShared: true,
};

function claimsOf(token: unknown): Record<string, unknown> {
	try {
		const payload = bareToken(token).split('.')[1] ?? '';
		const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
		return isRecord(claims) ? claims : {};
	} catch {
		return {};
	}
}

function idOf(value: unknown): number | undefined {
	const id = Number(value);
	return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/**
 * Whom a token is for. Spry says so beside the token when it signs in; of a token pasted in only the claims
 * inside are known.
 */
export function accountOf({ oauthTokenData, jwt }: ICredentialDataDecryptedObject): Account {
	const answer = isRecord(oauthTokenData) ? oauthTokenData : {};
	const known = { ...claimsOf(answer.access_token ?? jwt), ...answer };
	const ids: unknown[] = Array.isArray(known.clinic_id_list) ? known.clinic_id_list : [];
	return {
		organisationId: idOf(known.organisation_id),
		clinicIds: ids.flatMap((id) => idOf(id) ?? []),
	};
}

/** The same for operations, read when it is asked for: the first request of an execution may be the sign-in. */
export function liveAccount(credentials: ICredentialDataDecryptedObject): IDataObject {
	return {
		get organisationId() {
			return accountOf(credentials).organisationId;
		},
	};
}

/**
 * The organisation of the credential; signs in first where no token is known yet.
 *
 * @throws Refusal when the token does not tell it
 */
export async function organisationOf({ account }: Pick<ItemInput, 'account'>, send: Send): Promise<number> {
	if (account.organisationId === undefined) await send(SIGN_IN);
	const { organisationId } = account;
	if (typeof organisationId === 'number') return organisationId;
	throw configurationRefusal(
		'The token of the Spry credential does not say to which organisation it belongs',
		'Give the organisation ID in the field for it.',
	);
}
