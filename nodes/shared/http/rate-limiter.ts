import { wait } from '../wait';

/** Leave to send one request; handed back with what became of it. */
export interface Turn {
	/** When it was given, by the clock in milliseconds. */
	at: number;
	/** Its place in the order of sending, from 1. */
	number: number;
}

/** When the requests of one execution may go out. Shared by all its items. */
export interface Pace {
	/**
	 * Resolves when the next request may be sent; with undefined at once when that would be after the
	 * deadline (time of the clock in milliseconds), or when the execution was stopped.
	 */
	turn(deadline?: number): Promise<Turn | undefined>;
	/** To be told of every request that the vendor took. */
	succeeded(turn: Turn): void;
	/**
	 * The vendor refused a request and asked to slow down: nobody sends for this long, and then at the rate it
	 * bore. Not so when its refusals turned out to have nothing to do with the rate; then only the item waits.
	 */
	slowDown(ms: number, turn: Turn): void;
	/** How often everybody was slowed down; many refusals at once count once. */
	slowedDown(): number;
}

const SECOND = 1000;
/** Also when the vendor says "at once", for its refusals arrive one after the other. */
const LEAST_PAUSE_MS = 1000;
/** A little below what the vendor bore, so that the clocks need not agree. */
const MARGIN = 0.97;
/** Fewer answers in a second say little about what the vendor bears. */
const TELLING = 20;
/** A second complaint within this time means that the first was no accident. */
const CALM_MS = 5000;
/** More is tried once the vendor took as much as goes out in so many seconds at a rate that is only a guess. */
const GUESS_SECONDS = 5;
/** The same at a rate that a further complaint confirmed. */
const CONFIRMED_SECONDS = 30;
/** By how much the rate first grows: a guess doubles. Each time without complaint it grows by twice as much, at most doubles. */
const GUESS_GROWTH = 1;
const CONFIRMED_GROWTH = 0.1;
/** Never slower than a request in this many seconds by the vendor's complaints alone. */
const SLOWEST = 0.2;
/** So many requests taken after a refused one mean that this one was refused for itself. */
const TAKEN_AFTER = 3;
/** Refusals among requests sent in a row that are too many to have nothing to do with the rate. */
const CLUSTERS = [
	{ among: 16, refused: 5 },
	{ among: 100, refused: 12 },
];

/** A complaint and what became of the requests sent after the refused one. */
interface Complaint {
	turn: Turn;
	at: number;
	/** Number of the last turn given before it, so that what was refused with it is told from what comes later. */
	lastTurn: number;
	takenAfter: number;
	refusedWith: number;
	/** Refusals came in such numbers that the rate must be the reason. */
	isCluster: boolean;
}

/**
 * Spaces requests out. Without a limit of the person's and without a complaint of the vendor's nothing is
 * delayed.
 *
 * A complaint makes everybody pause. What it means is judged when the pause is over and the requests that
 * were in flight are answered. If the vendor took what was sent after the refused request, or refuses
 * although it takes all that the present rate yields, the rate is not the reason: from then on only refusals
 * in numbers count as complaints. Otherwise the rate becomes what the vendor bore, but not less than half of
 * what it was, and grows again with what the vendor takes.
 *
 * @param requestsPerSecond the person's limit; undefined for none
 */
export function createPace(requestsPerSecond: number | undefined, signal?: AbortSignal): Pace {
	const own = requestsPerSecond ?? Infinity;
	let rate = own;
	let nextSlot = 0;
	let turns = 0;
	let pausedUntil = 0;
	let slowedDown = 0;
	let complaint: Complaint | undefined;
	/** Number of the last turn that a complaint judged already may concern. */
	let judgedUpTo = 0;
	/** The vendor refuses now and then whatever the rate. */
	let isErratic = false;
	let isConfirmed = false;
	let growth = GUESS_GROWTH;
	let takenSinceChange = 0;
	let lastChange = -Infinity;
	/** When requests began to flow: at the first one, and after each pause. */
	let flowsSince = 0;
	/** When the requests of the last second that were taken had been sent. */
	let taken: number[] = [];
	/** Numbers of the last requests that were refused. */
	const refusals: number[] = [];

	function isCluster(): boolean {
		const last = Math.max(...refusals);
		return CLUSTERS.some(
			({ among, refused }) => refusals.filter((number) => number > last - among).length >= refused,
		);
	}

	/** What the vendor took in the second before a complaint. */
	function borneBefore({ at }: Complaint): { borne: number; seconds: number } {
		const borne = taken.filter((time) => time >= flowsSince && time > at - SECOND).length;
		return { borne, seconds: Math.min(1, Math.max(0.01, (at - flowsSince) / SECOND)) };
	}

	/** Whether the vendor took what was sent after the refused request. */
	const isAlone = ({ takenAfter, refusedWith }: Complaint) =>
		takenAfter >= TAKEN_AFTER && takenAfter >= 10 * refusedWith;

	/** Whether the rate can be the reason for a complaint. */
	function isAboutRate(found: Complaint): boolean {
		if (found.isCluster) return true;
		if (isAlone(found)) return false;
		if (rate === Infinity || rate === own || found.refusedWith > 1) return true;
		const { borne, seconds } = borneBefore(found);
		return borne + 1 < 0.9 * rate * seconds;
	}

	function rateAfter(found: Complaint): number {
		const { borne, seconds } = borneBefore(found);
		if (rate !== Infinity) return Math.max(rate / 2, Math.min(rate * 0.9, borne * MARGIN));
		const isSecond = found.at - lastChange <= CALM_MS;
		if (borne === 0) return isSecond && found.refusedWith > 2 ? 1 : rate;
		// A limit per second lets a burst through at once, so a telling number is not scaled up.
		const isTelling = borne + found.refusedWith >= TELLING || found.refusedWith > 2;
		if (isTelling) return borne * MARGIN;
		return isSecond ? (borne / seconds) * MARGIN : rate;
	}

	/** After a pause: what the complaint that began it meant. */
	function settle(now: number): void {
		if (!complaint || now < pausedUntil) return;
		const found = complaint;
		complaint = undefined;
		judgedUpTo = found.lastTurn;
		if (isAboutRate(found)) {
			isErratic = false;
			isConfirmed = rate < own || found.isCluster;
			rate = Math.min(own, Math.max(SLOWEST, rateAfter(found)));
			growth = isConfirmed ? CONFIRMED_GROWTH : GUESS_GROWTH;
		} else {
			isErratic = true;
			// Being slower did not help, unless it is known to.
			if (!isConfirmed && !isAlone(found)) rate = own;
		}
		takenSinceChange = 0;
		lastChange = now;
		flowsSince = now;
		nextSlot = now;
	}

	function grow(): void {
		if (rate >= own) return;
		takenSinceChange++;
		if (takenSinceChange < rate * (isConfirmed ? CONFIRMED_SECONDS : GUESS_SECONDS)) return;
		rate = Math.min(own, rate * (1 + growth));
		growth = Math.min(1, growth * 2);
		takenSinceChange = 0;
	}

	return {
		async turn(deadline = Infinity) {
			for (;;) {
				const now = Date.now();
				flowsSince ||= now;
				settle(now);
				const at = Math.max(now, nextSlot, pausedUntil);
				if (at > deadline) return undefined;
				if (now < pausedUntil) {
					// The rate after a pause is not known before its end.
					await wait(pausedUntil - now, signal);
					if (signal?.aborted) return undefined;
					continue;
				}
				const spacing = judgedUpTo;
				nextSlot = rate === Infinity ? nextSlot : at + SECOND / rate;
				if (at > now) await wait(at - now, signal);
				if (signal?.aborted) return undefined;
				// A pause that began while waiting holds for those who waited, too, and what comes after it is spaced anew.
				if (complaint === undefined && judgedUpTo === spacing) return { at: Date.now(), number: ++turns };
			}
		},
		succeeded(turn) {
			if (complaint && turn.number > complaint.turn.number) complaint.takenAfter++;
			taken.push(turn.at);
			if (taken.length > 4096) {
				const from = (complaint?.at ?? Date.now()) - SECOND;
				taken = taken.filter((time) => time >= from);
			}
			grow();
		},
		slowDown(ms, turn) {
			const now = Date.now();
			const until = now + Math.max(ms, LEAST_PAUSE_MS);
			refusals.push(turn.number);
			if (refusals.length > 100) refusals.shift();
			if (complaint && turn.number <= complaint.lastTurn) {
				complaint.refusedWith++;
				pausedUntil = Math.max(pausedUntil, until);
				return;
			}
			settle(now);
			const isMany = isErratic && isCluster();
			if (turn.number <= judgedUpTo || (isErratic && !isMany)) return;
			complaint = { turn, at: now, lastTurn: turns, takenAfter: 0, refusedWith: 0, isCluster: isMany };
			pausedUntil = Math.max(pausedUntil, until);
			slowedDown++;
		},
		slowedDown: () => slowedDown,
	};
}
