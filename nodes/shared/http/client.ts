import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { advised } from '../advice';
import { openSession, type RequestContext } from '../auth/session';
import { failureOf, Refusal } from '../failure';
import type { SendRequest, Vendor } from '../types';
import { createConnection } from './connection';
import { retry } from './retry';

const MAX_ATTEMPTS = 3;
/** Milliseconds for one request with all its attempts: somebody sits before the screen, or a publication waits. */
const TOTAL_BUDGET_MS = 60_000;

/** Requests outside of an operation, with the credential in use. */
export interface Client {
	/** Sends one request as operations do; throws a `Refusal`. */
	request: SendRequest;
	credentials: ICredentialDataDecryptedObject;
}

/**
 * Opens the way to a vendor for the editor's lists and for triggers: their requests are sent as those of operations
 * are.
 *
 * @throws Refusal when the credential cannot be used
 */
export async function openClient(context: RequestContext, vendor: Vendor): Promise<Client> {
	const session = await openSession(context, vendor);
	const connection = createConnection(session, { maxAttempts: MAX_ATTEMPTS });
	return {
		request: async (spec) =>
			await retry(connection, spec, Date.now() + TOTAL_BUDGET_MS).catch((error: unknown) => {
				throw new Refusal(advised(failureOf(error)));
			}),
		credentials: session.credentials,
	};
}
