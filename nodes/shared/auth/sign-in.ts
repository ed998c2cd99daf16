import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Refusal, type Failure } from '../failure';

/** Why the latest sign-in with a credential was refused, by the credential's data as n8n handed it over. */
const refused = new WeakMap<ICredentialDataDecryptedObject, Failure>();

/** By when a sign-in must be over, by the same data: with the request that it is made for. */
const ends = new WeakMap<ICredentialDataDecryptedObject, AbortSignal>();

/** The sign-in that n8n may make for a request has no signal of its own, so it is left here. */
export function endSignInWith(credentials: ICredentialDataDecryptedObject, signal: AbortSignal): void {
	ends.set(credentials, signal);
}

/** Aborted when nobody waits for a sign-in with these credentials any longer; undefined where no request of ours does. */
export function signInEnd(credentials: ICredentialDataDecryptedObject): AbortSignal | undefined {
	return ends.get(credentials);
}

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
