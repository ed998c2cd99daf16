import type { IDataObject } from 'n8n-workflow';

import { Refusal, type Failure } from '../shared/failure';
import { unlessPassing } from '../shared/http/retry';
import { SHORTEST_SUSPEND_MS } from '../shared/node/suspend';
import type { ItemInput, Later, SendRequest } from '../shared/types';
import { caseIn, caseRequest, isAnalysed, listRequest } from './requests';
import { analysedCase, type AnalysedCase } from './insights';

/** Milliseconds between looks at first, and from the time on when it will take longer. */
const SOON_MS = 5_000;
const LATER_MS = 10_000;
const LATER_AFTER_MS = 20_000;
/** So long nobody parks the execution, because most analyses end within it. */
const PATIENCE_MS = 60_000;
/** A status is written a moment after the insights; so often they may be missing all the same. */
const MOST_MISSES = 3;

export interface Awaited {
	caseId: unknown;
	/** Seconds. */
	limit: number;
	/** The item created the case before. */
	isCreated?: boolean;
}

/** Begins the wait, for whoever knows that it is too early for a look. */
export function beginWaiting(notes: IDataObject, limit: number): Later {
	notes.waitingSince = Date.now();
	return { lookAgainIn: pauseAfter(0, limit * 1000) };
}

/**
 * Looks once whether the analysis of a case has ended.
 *
 * The list says it; the case itself is asked for only when it should have insights, when the list does not have it
 * (it ends after 1000 cases, and has those of one user only), and at the end of the time.
 *
 * A look that fails in passing counts as "not yet" until the time is over.
 *
 * @param input its notes keep when the wait began and how often insights were missing
 * @returns the case, or when to look again
 * @throws Refusal when the analysis failed, gave no insights, or the time is over
 */
export async function lookForInsights(
	input: ItemInput,
	awaited: Awaited,
	request: SendRequest,
): Promise<AnalysedCase | Later> {
	const { notes } = input;
	notes.waitingSince ??= Date.now();
	const elapsed = Date.now() - Number(notes.waitingSince);
	const limitMs = awaited.limit * 1000;
	const isOver = elapsed >= limitMs;
	const found = await unlessPassing(
		lookOnce(input, awaited, isOver, request),
		(error) => isOver || error instanceof Ended,
	);
	if (found === 'soon') return { lookAgainIn: Math.min(SOON_MS, limitMs - elapsed) };
	if (found === 'later' || found === undefined) return { lookAgainIn: pauseAfter(elapsed, limitMs) };
	return found;
}

async function lookOnce(
	{ notes, account }: ItemInput,
	{ caseId, limit, isCreated = false }: Awaited,
	isOver: boolean,
	request: SendRequest,
): Promise<AnalysedCase | 'soon' | 'later'> {
	// All items look at the same list.
	const status = caseIn(await request(listRequest(account, { isShared: true })), caseId)?.status;
	if (status === 'failed') throw new Ended(FAILED);
	if (status !== 'processing' || isOver) {
		const answer = await request(caseRequest(caseId));
		if (isAnalysed(answer)) return analysedCase(answer);
		if (status === 'completed') {
			notes.misses = Number(notes.misses ?? 0) + 1;
			if (isOver || notes.misses > MOST_MISSES) throw new Ended(WITHOUT_INSIGHTS);
			return 'soon';
		}
	}
	if (isOver) throw new Ended(timeIsOver(limit, isCreated));
	return 'later';
}

/**
 * Milliseconds until the next look. After the first minute long enough for the execution to be parked, and so that the
 * last one falls on the end of the time.
 */
export function pauseAfter(elapsed: number, limit: number): number {
	const left = limit - elapsed;
	if (elapsed < PATIENCE_MS || left < SHORTEST_SUSPEND_MS) {
		return Math.min(left, elapsed < LATER_AFTER_MS ? SOON_MS : LATER_MS);
	}
	return Math.ceil(left / Math.floor(left / SHORTEST_SUSPEND_MS));
}

type End = Pick<Failure, 'kind' | 'message' | 'description' | 'facts'>;

/** The wait has ended without insights. */
class Ended extends Refusal {
	constructor(end: End) {
		super({ ...end, outcome: 'none' });
	}
}

const NO_RERUN = 'MedMitra cannot analyse a case a second time, so create a new one.';

const FAILED: End = {
	kind: 'refused',
	message: 'The analysis of the case failed',
	description: `The reason stands in the log of the MedMitra server only. Check the case summary and the files. ${NO_RERUN}`,
	facts: { isTold: true },
};

const WITHOUT_INSIGHTS: End = {
	kind: 'refused',
	message: 'MedMitra completed the analysis, but has no insights for the case',
	description: `It could not store them; the log of the MedMitra server tells why. ${NO_RERUN}`,
	facts: { isTold: true },
};

function timeIsOver(limit: number, isCreated: boolean): End {
	// What to do about a case that the item itself created is said with the step that created it.
	const advice = isCreated ? '' : 'Run this item again to wait on, or raise Options > Wait Limit (Seconds). ';
	return {
		kind: 'timeout',
		message: `The analysis of the case has not ended within ${spoken(limit)}`,
		description: `${advice}A case that stays in processing is stuck, for instance because MedMitra was restarted meanwhile. ${NO_RERUN}`,
	};
}

function spoken(seconds: number): string {
	const [count, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
