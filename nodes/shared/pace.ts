import { wait } from './wait';

/** When the requests of one execution may go out. Shared by all its items. */
export interface Pace {
	/** Resolves when the next request may be sent. */
	turn(): Promise<void>;
	/** To be told of every request that the vendor took. */
	succeeded(): void;
	/** The vendor asked to slow down: nobody sends for this long, and then at the rate it bore. */
	slowDown(ms: number): void;
	/** How often the vendor asked to slow down; many refusals at once count once. */
	slowedDown(): number;
}

const SECOND = 1000;
/** A little below what the vendor bore, so that the clocks need not agree. */
const MARGIN = 0.96;
/** After this long without complaint a little more is tried. */
const CALM_MS = 5000;

/**
 * Spaces requests out. Without a limit of the person's and without a complaint of the vendor's nothing is
 * delayed. After a complaint the rate becomes what the vendor took in the second before; a further
 * complaint at that rate halves it, and calm slowly raises it again.
 *
 * @param requestsPerSecond the person's limit; undefined for none
 */
export function createPace(requestsPerSecond: number | undefined, signal?: AbortSignal): Pace {
	const own = requestsPerSecond ?? Infinity;
	let rate = own;
	let nextSlot = 0;
	let pausedUntil = 0;
	let complaints = 0;
	let lastChange = 0;
	let taken: number[] = [];

	function recent(now: number): number {
		taken = taken.filter((time) => time > now - SECOND);
		return taken.length;
	}

	function recover(now: number): void {
		if (rate >= own || now - lastChange < CALM_MS) return;
		rate = Math.min(own, rate * 1.1);
		lastChange = now;
	}

	return {
		async turn() {
			for (;;) {
				const now = Date.now();
				recover(now);
				const at = Math.max(now, nextSlot, pausedUntil);
				nextSlot = rate === Infinity ? nextSlot : at + SECOND / rate;
				if (at > now) await wait(at - now, signal);
				// A pause that began while waiting holds for those who waited, too.
				if (Date.now() >= pausedUntil || signal?.aborted) return;
			}
		},
		succeeded() {
			taken.push(Date.now());
			if (taken.length > 4096) recent(Date.now());
		},
		slowDown(ms) {
			const now = Date.now();
			const isEcho = now < pausedUntil;
			pausedUntil = Math.max(pausedUntil, now + ms);
			if (isEcho) return;
			complaints++;
			const borne = Math.max(1, recent(now));
			rate = Math.min(own, Math.max(0.2, rate === Infinity || borne < rate ? borne * MARGIN : rate / 2));
			nextSlot = pausedUntil;
			lastChange = pausedUntil;
		},
		slowedDown: () => complaints,
	};
}
