import { openAsking } from '../node/list-search';
import type { RequestContext } from '../auth/session';
import type { Send, Vendor } from '../types';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What a trigger sends its requests with. */
export interface Client {
	/** Sends one request as operations do; throws a `Refusal`. */
	request: Send;
	credentials: ICredentialDataDecryptedObject;
}

/**
 * Opens the way to a vendor for a trigger.
 *
 * @throws Refusal when the credential cannot be used
 */
export async function openClient(context: RequestContext, vendor: Vendor): Promise<Client> {
	const { ask, credentials } = await openAsking(context, vendor);
	return { request: ask, credentials };
}
