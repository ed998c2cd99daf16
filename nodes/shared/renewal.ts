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
	 * others wait for that and then use the new one.
	 */
	renewed(refused: string, resend: () => Promise<Sent>): Promise<Sent>;
}

export function createRenewal({ credentials, use }: Session): Renewal {
	let running: Promise<Sent> | undefined;
	const current = () => storedToken(credentials, use);

	return {
		current,
		async settled() {
			while (running) await running;
		},
		async renewed(refused, resend) {
			if (running) {
				const sent = await running;
				// A sign-in that was refused is refused for all; nobody tries it again.
				if ('failure' in sent && sent.failure.kind === 'credential') return sent;
			}
			if (current() !== refused) return await resend();
			forgetToken(credentials, use);
			running = resend();
			try {
				return await running;
			} finally {
				running = undefined;
			}
		},
	};
}
