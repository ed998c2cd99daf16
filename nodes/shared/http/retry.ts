import { failureOf, Refusal, type Failure } from '../failure';
import type { Answer, LookUp, RequestSpec, Resend } from '../types';
import { wait } from '../wait';
import { backoff } from './backoff';
import { isEnded, type Connection } from './connection';
import { withAttempts, withUnknownOutcome, type Finding } from './outcome';
import { send } from './send';
import { shareAnswer } from './share';

/** Items that were asked to come back at the same time come back within this time. */
const APART_MS = 250;
/** Looking what became of a request gets this long, also when the item's own time is over. */
const LOOK_UP_MS = 30_000;

/** Failures that another attempt may cure. */
const PASSING = new Set<Failure['kind']>(['unreachable', 'timeout', 'rateLimited', 'unavailable', 'malformed']);

/** Whether the failure may be over the next time, without anybody changing anything. */
export function isPassing({ kind, isFinal }: Failure): boolean {
	// Out of time is final for this time only.
	return PASSING.has(kind) && (isFinal !== true || kind === 'rateLimited');
}

/**
 * What a look brought, or undefined when it failed in passing, which says nothing yet.
 *
 * @param isEnd what is thrown to end the wait, whatever its kind
 * @throws what the look threw, when another look would end the same way
 */
export async function unlessPassing<T>(
	look: Promise<T>,
	isEnd: (error: unknown) => boolean = () => false,
): Promise<T | undefined> {
	return await look.catch((error: unknown) => {
		if (isEnd(error) || !isPassing(failureOf(error))) throw error;
		return undefined;
	});
}

/** Whether the request may go out again after this failure, by the rule for it. */
export function mayResend(failure: Failure, rule: Resend, canLookUp: boolean): boolean {
	if (failure.isFinal || !PASSING.has(failure.kind)) return false;
	if (rule === 'always' || failure.outcome === 'none') return true;
	return rule === 'keyed' && canLookUp;
}

/**
 * Sends one request until it is answered, refused, or out of attempts or time. What all items share is sent for the
 * first of them only.
 *
 * What was certainly not carried out is sent again. What may have been is sent again only where the vendor
 * documents that this is harmless, or after looking that it is not there.
 *
 * @param deadline time of the clock, in milliseconds, by which all must be done
 * @throws Refusal with the vendor's no, or with what is known of an outcome that nobody can be sure of; its facts are
 * still to be put into words by `advised`
 */
export async function retry(connection: Connection, spec: RequestSpec, deadline: number): Promise<Answer> {
	if (spec.isShared)
		return await shareAnswer(connection.shared, spec, async (own) => await retry(connection, own, deadline));
	const { counts, limits, session } = connection;
	const rule = ruleOf(spec);
	const startedAt = Date.now();
	let afterUnknown = false;

	for (let attempt = 1; ; attempt++) {
		const sent = await send(connection, spec, deadline, afterUnknown);
		counts.attempted = true;
		if (!sent.failure) return sent.answer;
		const failure = withAttempts(sent.failure, attempt);
		afterUnknown ||= failure.outcome === 'unknown' || failure.outcome === 'partial';

		const lookUp = afterUnknown && rule !== 'always' ? spec.lookUp?.(startedAt) : undefined;
		const pause = Math.max(apart(failure.retryAfter), backoff(attempt));
		const isOver = attempt >= limits.maxAttempts || Date.now() + pause > deadline;
		const isLast = isOver || isEnded(connection) || !mayResend(failure, rule, lookUp !== undefined);
		if (isLast && !afterUnknown) throw new Refusal({ ...failure, facts: {} });

		if (!isLast) await wait(pause, session.signal);
		const finding = lookUp ? await lookFor(connection, lookUp, deadline) : undefined;
		if (typeof finding === 'object' && rule === 'keyed') {
			counts.found++;
			return finding.answer;
		}
		if (isLast || finding === 'unknown') {
			throw new Refusal(withUnknownOutcome(failure, spec, rule, finding));
		}
		counts.resent++;
	}
}

/** A little later than asked for, each item by another amount: refused together, they would come back together. */
function apart(retryAfter: number | undefined): number {
	return retryAfter === undefined ? 0 : retryAfter + Math.random() * APART_MS;
}

/** Reading the same twice is harmless. */
export function ruleOf({ method, resend }: RequestSpec): Resend {
	return resend ?? (method === 'GET' ? 'always' : 'never');
}

/** Looks whether the record is there. A look-up that is itself refused leaves it unknown. */
async function lookFor(connection: Connection, { request, find, tell }: LookUp, deadline: number): Promise<Finding> {
	try {
		const latest = Math.max(deadline, Date.now() + LOOK_UP_MS);
		const answer = await retry(connection, { ...request, isShared: false, resend: 'always' }, latest);
		const record = find(answer);
		if (!record) return 'absent';
		const id = record.id === undefined ? undefined : String(record.id);
		return { answer: { ...answer, body: record, afterUnknown: true }, record: { id, says: tell?.(record) } };
	} catch {
		return 'unknown';
	}
}
