import { wait } from './wait';

/** When the requests of one execution may go out. Shared by all its items. */
export interface Pace {
	/**
	 * Resolves when the next request may be sent: true, or false at once when that would be after the
	 * deadline (time of the clock in milliseconds), or when the execution was stopped.
	 */
	turn(deadline?: number): Promise<boolean>;
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
/** Fewer requests in a second say little about what the vendor bears. */
const TELLING = 20;
/** After this long without complaint more is tried. */
const CALM_MS = 5000;
/** The same once a second complaint confirmed the rate. */
const LONG_CALM_MS = 30_000;
/** Never slower than a request in this many seconds by the vendor's complaints alone. */
const SLOWEST = 0.2;

/**
 * Spaces requests out. Without a limit of the person's and without a complaint of the vendor's nothing is
 * delayed. A complaint makes everybody pause. If enough was sent before it to tell, or it is not the first
 * in a short time, the rate becomes what the vendor bore, but never less than half of what it was; calm
 * raises it again, quickly while the rate is only a guess.
 *
 * @param requestsPerSecond the person's limit; undefined for none
 */
export function createPace(requestsPerSecond: number | undefined, signal?: AbortSignal): Pace {
	const own = requestsPerSecond ?? Infinity;
	let rate = own;
	let nextSlot = 0;
	let pausedUntil = 0;
	let complaints = 0;
	let isConfirmed = false;
	let lastChange = 0;
	/** When requests began to flow: at the first one, and after each pause. */
	let flowsSince = 0;
	let taken: number[] = [];

	/** Requests per second that the vendor took, as far as can be told at a moment; and whether that is much. */
	function measure(now: number): { borne: number; isTelling: boolean } {
		const from = Math.max(flowsSince, now - SECOND);
		taken = taken.filter((time) => time >= from);
		const isTelling = taken.length >= TELLING;
		// A limit per second lets a burst through at once, so a telling number is not scaled up.
		const seconds = isTelling ? 1 : Math.max(0.01, (now - from) / SECOND);
		return { borne: taken.length / seconds, isTelling };
	}

	function recover(now: number): void {
		if (rate >= own || now - lastChange < (isConfirmed ? LONG_CALM_MS : CALM_MS)) return;
		rate = Math.min(own, rate * (isConfirmed ? 1.1 : 2));
		lastChange = now;
	}

	function rateAfterComplaint(now: number): number {
		const { borne, isTelling } = measure(now);
		const isFirst = now - lastChange > CALM_MS;
		if (rate !== Infinity) return Math.max(rate / 2, Math.min(rate * 0.9, borne * MARGIN));
		return borne > 0 && (isTelling || !isFirst) ? borne * MARGIN : rate;
	}

	return {
		async turn(deadline = Infinity) {
			for (;;) {
				const now = Date.now();
				flowsSince ||= now;
				recover(now);
				const at = Math.max(now, nextSlot, pausedUntil);
				if (at > deadline) return false;
				nextSlot = rate === Infinity ? nextSlot : at + SECOND / rate;
				if (at > now) await wait(at - now, signal);
				// A pause that began while waiting holds for those who waited, too.
				if (signal?.aborted) return false;
				if (Date.now() >= pausedUntil) return true;
			}
		},
		succeeded() {
			taken.push(Date.now());
			if (taken.length > 4096) measure(Date.now());
		},
		slowDown(ms) {
			const now = Date.now();
			const isEcho = now < pausedUntil;
			pausedUntil = Math.max(pausedUntil, now + ms);
			if (isEcho) return;
			complaints++;
			isConfirmed = rate !== Infinity && rate < own;
			rate = Math.min(own, Math.max(SLOWEST, rateAfterComplaint(now)));
			nextSlot = pausedUntil;
			flowsSince = pausedUntil;
			lastChange = pausedUntil;
		},
		slowedDown: () => complaints,
	};
}
