import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { configurationRefusal } from './failure';
import { assertUsableToken, bareToken, isExpired } from './token';
import type { CredentialUse, Vendor } from './types';
import { isRecord } from './values';

/** What is read once for a whole execution. */
export interface Session {
	vendor: Vendor;
	/** The node's context, which answers requests for the credential from memory. */
	context: IExecuteFunctions;
	credentialType: string;
	credentials: ICredentialDataDecryptedObject;
	baseUrl: string;
	use: CredentialUse;
	/** Aborted when the person stops the execution. */
	signal?: AbortSignal;
}

/** A login that ends within this time is renewed before it is used. */
const RENEW_AHEAD_MS = 60_000;

/** The token that n8n stored at the last sign-in; empty when there is none or it cannot be renewed. */
export function storedToken(credentials: ICredentialDataDecryptedObject, use: CredentialUse): string {
	const stored = use.renewable === undefined ? '' : credentials[use.renewable];
	const token = isRecord(stored) ? stored.access_token : stored;
	return typeof token === 'string' ? token : '';
}

/** Without a token in memory n8n signs in before the next request instead of after a refusal. */
export function forgetToken(credentials: ICredentialDataDecryptedObject, use: CredentialUse): void {
	if (use.renewable === undefined) return;
	credentials[use.renewable] = isRecord(credentials[use.renewable]) ? {} : '';
}

/**
 * Reads the credential once. n8n would otherwise read and decrypt it from the database for every
 * request. What n8n's renewal changes, it changes in this same object, so that later requests of the
 * execution carry the new token.
 *
 * @throws Refusal when the credential cannot be used as it is
 */
export async function openSession(context: IExecuteFunctions, vendor: Vendor): Promise<Session> {
	const authentication = context.getNodeParameter('authentication', 0, '') as string;
	const use = vendor.credential(authentication);
	const credentials: ICredentialDataDecryptedObject = await context.getCredentials(use.type);
	const baseUrl = vendor.baseUrl(credentials);

	const fixed = use.fixedToken ? bareToken(use.fixedToken(credentials)) : '';
	if (fixed) assertUsableToken(fixed);
	const stored = storedToken(credentials, use);
	if (stored && isExpired(stored, RENEW_AHEAD_MS)) forgetToken(credentials, use);
	const inMemory = Object.create(context, {
		getCredentials: { value: async () => credentials },
	}) as IExecuteFunctions;
	return {
		vendor,
		context: inMemory,
		credentialType: use.type,
		credentials,
		baseUrl,
		// Where a fixed token is in use no login is missing, though none is stored.
		use: fixed ? { ...use, renewable: undefined } : use,
		signal: context.getExecutionCancelSignal?.(),
	};
}

/** The credential cannot be read at all (deleted, not shared with this user). */
export function unreadableCredential(vendor: Vendor) {
	return configurationRefusal(
		`The ${vendor.displayName} credential could not be read`,
		'Choose a credential in the node. If one is chosen, open it and save it again, or ask its owner to share it with you.',
	);
}
