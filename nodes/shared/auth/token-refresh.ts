import { forgetToken, storedToken, type Session } from './session';
import type { Sent } from '../http/transport';
import { wait } from '../wait';

/** The one login that all items of an execution share, and its renewal. */
export interface Renewal {
	/** The token in use; empty when there is none yet, or none that can be renewed. */
	current(): string;
	/**
	 * Sends with the login there is. Without one, or when the vendor no longer takes it, one item after the
	 * other signs in with its own request; the others wait for that, and then use the new login or share the
	 * failure. When a new login is refused as well, or cannot be had for good, nobody tries again.
	 *
	 * @param go sends the request once; n8n signs in before it when there is no token
	 * @param isRefusedLogin whether an answer says that the vendor does not take the login
	 */
	send(go: () => Promise<Sent>, isRefusedLogin?: (sent: Sent) => boolean): Promise<Sent>;
}

/** After a sign-in that failed in passing the next one waits this long, then twice as long, and so on. */
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 2000;

export function createRenewal({ credentials, use, signal }: Session): Renewal {
	let running: Promise<Sent> | undefined;
	let inVain: Sent | undefined;
	let restMs = 0;
	let restsUntil = 0;
	const current = () => storedToken(credentials, use);
	const lacksLogin = () => use.renewable !== undefined && current() === '';

	/** Sends without a login while all others wait. */
	async function signIn(go: () => Promise<Sent>, isRefusedLogin: (sent: Sent) => boolean): Promise<Sent> {
		running = wait(restsUntil - Date.now(), signal).then(go);
		try {
			const sent = await running;
			const isDenied = 'failure' in sent && sent.failure.kind === 'credential';
			if (isDenied || isRefusedLogin(sent)) inVain = sent;
			restMs = lacksLogin() ? Math.min(LONGEST_REST_MS, restMs * 2 || FIRST_REST_MS) : 0;
			restsUntil = Date.now() + restMs;
			return sent;
		} finally {
			running = undefined;
		}
	}

	async function send(
		go: () => Promise<Sent>,
		isRefusedLogin: (sent: Sent) => boolean,
		refused?: string,
	): Promise<Sent> {
		// No await between the end of this loop and the start of a sign-in, or two would sign in.
		while (running) {
			const sent = await running;
			if ('failure' in sent && lacksLogin()) return { failure: { ...sent.failure, outcome: 'none' } };
		}
		if (inVain) return inVain;
		// Unless another has renewed it since.
		if (refused !== undefined && current() === refused) forgetToken(credentials, use);
		if (lacksLogin()) return await signIn(go, isRefusedLogin);
		const token = current();
		const sent = await go();
		const isWorthRenewing = refused === undefined && token !== '' && isRefusedLogin(sent);
		return isWorthRenewing ? await send(go, isRefusedLogin, token) : sent;
	}

	return { current, send: async (go, isRefusedLogin = () => false) => await send(go, isRefusedLogin) };
}
