import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { configurationRefusal } from '../failure';
import { assertUsableToken, bareToken, isExpired } from './token';
import type { CredentialUse, Vendor } from '../types';
import { isRecord } from '../values';

/** Where n8n lets a node send requests: while it runs, in the editor, and in a trigger. */
export type RequestContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** What is read once for a whole execution. */
export interface Session {
	vendor: Vendor;
	/** The node's context, which answers requests for the credential from memory. */
	context: RequestContext;
	credentialType: string;
	/** The credential as n8n's helper takes it, so that it is not read again. */
	credentialsDecrypted: ICredentialsDecrypted;
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
export async function openSession(context: RequestContext, vendor: Vendor): Promise<Session> {
	// Never an expression, so the stored value is the value; empty where there is no choice, or it was not changed.
	const { authentication = '' } = context.getNode().parameters;
	const use = vendor.credential(String(authentication));
	const credentials = await readCredentials(context, vendor, use.type);
	const baseUrl = vendor.baseUrl(credentials);

	const fixed = use.fixedToken ? bareToken(use.fixedToken(credentials)) : '';
	if (fixed) assertUsableToken(fixed);
	const stored = storedToken(credentials, use);
	if (stored && isExpired(stored, RENEW_AHEAD_MS)) forgetToken(credentials, use);
	const inMemory = Object.create(context, {
		getCredentials: { value: async () => credentials },
	}) as RequestContext;
	const id = context.getNode().credentials?.[use.type]?.id ?? '';
	return {
		vendor,
		context: inMemory,
		credentialType: use.type,
		credentials,
		credentialsDecrypted: { id, name: use.type, type: use.type, data: credentials },
		baseUrl,
		// Where a fixed token is in use no login is missing, though none is stored.
		use: fixed ? { ...use, renewable: undefined } : use,
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	};
}

async function readCredentials(
	context: RequestContext,
	vendor: Vendor,
	type: string,
): Promise<ICredentialDataDecryptedObject> {
	try {
		return await context.getCredentials(type);
	} catch {
		// n8n throws errors of many kinds here.
		throw unreadableCredential(vendor);
	}
}

/** The credential cannot be read at all (deleted, not shared with this user). */
function unreadableCredential(vendor: Vendor) {
	return configurationRefusal(
		`The ${vendor.displayName} credential could not be read`,
		'Choose a credential in the node. If one is chosen, open it and save it again, or ask its owner to share it with you.',
	);
}
