import type { Sent } from '../types';
import { wait } from '../wait';
import { forgetToken, storedToken, type Session } from './session';

/** Leave to send one request with the login there is, or to sign in with it. */
export interface Login {
	/** The token in use; empty when the request signs in, or when no token can be renewed. */
	token: string;
	/**
	 * To be called once the request is answered; others may be waiting for it.
	 *
	 * @param sent what came of the request; undefined when that cannot be said
	 * @returns true when the vendor no longer takes the token, which is worth renewing
	 */
	release(sent: Sent | undefined): boolean;
}

/** The one login that all items of an execution share, and its renewal. */
export interface TokenRefresh {
	/** Whether there is no login yet, or no longer, and n8n signs in before the next request. */
	isMissing(): boolean;
	/**
	 * Gives the login there is. Without one, or when the vendor no longer takes it, one item after the other signs in
	 * with its own request; the others wait for that, and then use the new login or share the failure. When a new
	 * login is refused as well, or cannot be had for good, nobody tries again.
	 *
	 * @param refusedToken the token with which the vendor refused this request before
	 * @returns the login, or with what a sign-in was `refused` that this request would have needed
	 */
	acquire(refusedToken?: string): Promise<Login | { refused: Sent }>;
}

/** After a sign-in that failed in passing the next one waits this long, then twice as long, and so on. */
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 2000;

export function createTokenRefresh({ credentials, use, signal }: Session): TokenRefresh {
	let running: Promise<Sent | undefined> | undefined;
	let inVain: Sent | undefined;
	let restMs = 0;
	let restsUntil = 0;
	const current = () => storedToken(credentials, use);
	const isMissing = () => use.renewable !== undefined && current() === '';

	/** Signs in with the next request while all others wait. */
	async function signIn(): Promise<Login> {
		let finish: (sent: Sent | undefined) => void = () => undefined;
		running = new Promise((resolve) => {
			finish = resolve;
		});
		await wait(restsUntil - Date.now(), signal);
		return {
			token: '',
			release(sent) {
				if (sent?.failure?.kind === 'credential') inVain = sent;
				restMs = isMissing() ? Math.min(LONGEST_REST_MS, restMs * 2 || FIRST_REST_MS) : 0;
				restsUntil = Date.now() + restMs;
				running = undefined;
				finish(sent);
				return false;
			},
		};
	}

	async function acquire(refusedToken?: string): Promise<Login | { refused: Sent }> {
		// No await between the end of this loop and the start of a sign-in, or two would sign in.
		while (running) {
			const sent = await running;
			if (sent && !sent.answer && isMissing())
				return { refused: { failure: { ...sent.failure, outcome: 'none' } } };
		}
		if (inVain) return { refused: inVain };
		// Unless another has renewed it since.
		if (refusedToken !== undefined && current() === refusedToken) forgetToken(credentials, use);
		if (isMissing()) return await signIn();
		const token = current();
		return {
			token,
			release: (sent) =>
				refusedToken === undefined &&
				token !== '' &&
				sent?.answer !== undefined &&
				sent.failure?.kind === 'credential',
		};
	}

	return { isMissing, acquire };
}
