import { backoff } from '../../../../nodes/shared/http/backoff.ts';
import { createPace } from '../../../../nodes/shared/http/rate-limiter.ts';

/** Asked when a request arrives: undefined takes it, else the milliseconds after which to come back. */
export type Judge = (now: number) => number | undefined;

export interface Simulation {
	judge: Judge;
	items: number;
	concurrency: number;
	latencyMs?: number;
	/** How long a refusal takes to arrive; as long as any answer when not given. */
	refusalMs?: number;
	requestsPerSecond?: number;
	maxAttempts?: number;
}

export interface Simulated {
	ms: number;
	delivered: number;
	refusals: number;
	/** The most that one item was refused. */
	most: number;
	slowedDown: number;
}

/** Numbers from 0 to 1 that are the same in every run. */
export function drawsFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Takes so many requests in any second, as a log of those taken tells. */
export function slidingLimit(perSecond: number): Judge {
	let taken: number[] = [];
	return (now) => {
		taken = taken.filter((time) => time > now - 1000);
		if (taken.length >= perSecond) return Math.ceil(((taken[0] ?? now) + 1000 - now) / 1000) * 1000;
		taken.push(now);
		return undefined;
	};
}

/** Takes so many requests from one full second to the next. */
export function fixedLimit(perSecond: number): Judge {
	let window = 0;
	let taken = 0;
	return (now) => {
		const current = Math.floor(now / 1000);
		if (current !== window) [window, taken] = [current, 0];
		if (taken >= perSecond) return 1000;
		taken++;
		return undefined;
	};
}

/** A bucket that fills up evenly: a burst goes through, then what drips in. */
export function tokenBucket(perSecond: number, size: number): Judge {
	let tokens = size;
	let filledAt = Date.now();
	return (now) => {
		tokens = Math.min(size, tokens + ((now - filledAt) / 1000) * perSecond);
		filledAt = now;
		if (tokens < 1) return 1000;
		tokens--;
		return undefined;
	};
}

/** Refuses by chance, whatever the rate. */
export function byChance(probability: number, retryAfterMs: number, draw: () => number): Judge {
	return () => (draw() < probability ? retryAfterMs : undefined);
}

/** Sends items as the kernel does, by the clock of jest, to a vendor that is nothing but a judge. */
export async function simulate({
	judge,
	items,
	concurrency,
	latencyMs = 20,
	refusalMs = latencyMs,
	requestsPerSecond,
	maxAttempts = 4,
}: Simulation): Promise<Simulated> {
	const pace = createPace(requestsPerSecond);
	const started = Date.now();
	const draw = drawsFrom(7);
	const result = { delivered: 0, refusals: 0, most: 0 };
	const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
	let next = 0;
	let endedAt: number | undefined;

	async function carryOut(): Promise<void> {
		for (let attempt = 1; attempt <= maxAttempts; attempt++) {
			const turn = await pace.turn();
			if (!turn) return;
			const retryAfter = judge(Date.now());
			await sleep(retryAfter === undefined ? latencyMs : refusalMs);
			if (retryAfter === undefined) {
				pace.succeeded(turn);
				result.delivered++;
				return;
			}
			pace.slowDown(retryAfter, turn);
			result.refusals++;
			result.most = Math.max(result.most, attempt);
			await sleep(Math.max(retryAfter, backoff(attempt, draw)));
		}
	}
	async function work(): Promise<void> {
		while (next < items) {
			next++;
			await carryOut();
		}
	}

	const all = Promise.all(Array.from({ length: concurrency }, work)).then(() => (endedAt = Date.now()));
	while (endedAt === undefined) await jest.advanceTimersByTimeAsync(20);
	await all;
	return { ...result, ms: endedAt - started, slowedDown: pace.slowedDown() };
}
