import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Refusal, type Failure } from '../failure';

/** Why the latest sign-in with a credential was refused, by the credential's data as n8n handed it over. */
const refused = new WeakMap<ICredentialDataDecryptedObject, Failure>();

/** The refusal of a sign-in, noted because early versions of n8n lose the cause of an error they wrap. */
export function signInRefusal(credentials: ICredentialDataDecryptedObject, failure: Failure): Refusal {
	refused.set(credentials, failure);
	return new Refusal(failure);
}

/** The failure that was noted for these credentials; forgotten with this. */
export function takeSignInRefusal(credentials: ICredentialDataDecryptedObject): Failure | undefined {
	const failure = refused.get(credentials);
	refused.delete(credentials);
	return failure;
}
