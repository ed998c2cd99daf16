import { forgetToken, storedToken, type Session } from './session';
import type { Sent } from './transport';

/** The one renewal of a login that all items of an execution share. */
export interface Renewal {
	/** The token in use; empty when there is none yet, or none that can be renewed. */
	current(): string;
	/** Resolves when no renewal is under way. */
	settled(): Promise<void>;
	/**
	 * Sends again after a token was refused. The first to come renews the login with its own request; the
	 * others wait for that and then use the new one. When the new login is refused as well, or cannot be had,
	 * nobody tries again.
	 *
	 * @param isRefusedLogin whether an answer says that the vendor does not take the login
	 */
	renewed(refused: string, resend: () => Promise<Sent>, isRefusedLogin?: (sent: Sent) => boolean): Promise<Sent>;
}

export function createRenewal({ credentials, use }: Session): Renewal {
	let running: Promise<Sent> | undefined;
	let inVain: Sent | undefined;
	const current = () => storedToken(credentials, use);

	return {
		current,
		async settled() {
			while (running) await running;
		},
		async renewed(refused, resend, isRefusedLogin = () => false) {
			while (running) await running;
			if (inVain) return inVain;
			if (current() !== refused) return await resend();
			forgetToken(credentials, use);
			running = resend();
			try {
				const sent = await running;
				const isDenied = 'failure' in sent && sent.failure.kind === 'credential';
				if (isDenied || isRefusedLogin(sent)) inVain = sent;
				return sent;
			} finally {
				running = undefined;
			}
		},
	};
}
