import { backoff } from './backoff';
import { failureOf, notBegun, Refusal, type Failure } from '../failure';
import type { Limits } from '../node/limits';
import type { Pace, Turn } from './rate-limiter';
import type { Renewal } from '../auth/token-refresh';
import type { Session } from '../auth/session';
import type { Tally } from '../node/summary';
import { send, type Sent } from './transport';
import type { Answer, ItemInput, LookUp, Operation, RequestSpec, Resend } from '../types';
import { failureIn } from './classify';
import { wait } from '../wait';

/** What all items of an execution share. */
export interface Execution {
	session: Session;
	operation: Operation;
	limits: Limits;
	pace: Pace;
	renewal: Renewal;
	tally: Tally;
	/** Answers to what is asked for once in an execution, by request. */
	shared: Map<string, Promise<Answer>>;
	/** Whether the execution has ended, for a refused credential or because the person stopped it. */
	ended(): boolean;
}

/** One item on its way: its input, and the time by which everything for it must be done. */
export interface ItemExchange {
	execution: Execution;
	input: ItemInput;
	deadline: number;
}

/** Items that were asked to come back at the same time come back within this time. */
const APART_MS = 250;
/** Looking what became of a request gets this long, also when the item's own time is over. */
const LOOK_UP_MS = 30_000;

/** Failures that another attempt may cure. */
const PASSING = new Set<Failure['kind']>(['unreachable', 'timeout', 'rateLimited', 'unavailable', 'malformed']);

/** Whether the request may go out again after this failure, by the rule for it. */
export function mayResend(failure: Failure, rule: Resend, canLookUp: boolean): boolean {
	if (failure.isFinal || !PASSING.has(failure.kind)) return false;
	if (rule === 'always' || failure.outcome === 'none') return true;
	return rule === 'keyed' && canLookUp;
}

/**
 * Sends one request of an item: from the answers shared by all items where it says so, else until it is answered.
 *
 * @throws Refusal with the vendor's no, and with what earlier steps have done already
 */
export async function carry(item: ItemExchange, spec: RequestSpec): Promise<Answer> {
	if (!spec.isShared) return await exchange(item, spec);
	const { shared } = item.execution;
	const key = JSON.stringify([spec.method, spec.path, spec.query, spec.headers, spec.body]);
	// What was done already differs by item, so it is told to each by itself.
	const known = shared.get(key) ?? exchange(item, { ...spec, alreadyDone: undefined });
	shared.set(key, known);
	// The next item may have better luck.
	known.catch(() => shared.delete(key));
	const settled = await known.then(
		(answer) => ({ answer }),
		(error: unknown) => ({ failure: failureOf(error) }),
	);
	if ('failure' in settled) throw new Refusal(withDone(settled.failure, spec));
	return settled.answer;
}

/**
 * Sends one request of an item until it is answered, refused, or out of attempts or time.
 *
 * What was certainly not carried out is sent again. What may have been is sent again only where the vendor
 * documents that this is harmless, or after looking that it is not there.
 *
 * @throws Refusal with the vendor's no, or with what is known of an outcome that nobody can be sure of
 */
export async function exchange(item: ItemExchange, spec: RequestSpec): Promise<Answer> {
	const { execution, deadline } = item;
	const { limits, operation, session } = execution;
	const rule = ruleOf(spec, operation);
	const startedAt = Date.now();
	let afterUnknown = false;
	const refused = (failure: Failure) => new Refusal(withDone(failure, spec));

	for (let attempt = 1; ; attempt++) {
		const result = await attemptOnce(item, spec, afterUnknown);
		if ('answer' in result) return result.answer;
		const failure = attempt === 1 ? result.failure : repeated(result.failure, attempt);
		afterUnknown ||= failure.outcome === 'unknown';

		const lookUp = afterUnknown && rule !== 'always' ? lookUpOf(item, spec, startedAt) : undefined;
		const pause = Math.max(apart(failure.retryAfter), backoff(attempt));
		const isOver = attempt >= limits.maxAttempts || Date.now() + pause > deadline;
		const isLast = isOver || execution.ended() || !mayResend(failure, rule, lookUp !== undefined);
		if (isLast && !afterUnknown) throw refused(failure);

		if (!isLast) await wait(pause, session.signal);
		const finding = lookUp ? await investigate(item, lookUp) : undefined;
		if (typeof finding === 'object' && rule === 'keyed') {
			execution.tally.found++;
			return finding;
		}
		if (isLast || finding === 'unknown') throw refused(uncertain(failure, operation, rule, finding));
		execution.tally.resent++;
	}
}

/** A little later than asked for, each item by another amount: refused together, they would come back together. */
function apart(retryAfter: number | undefined): number {
	return retryAfter === undefined ? 0 : retryAfter + Math.random() * APART_MS;
}

/** Reading the same twice is harmless. */
function ruleOf(spec: RequestSpec, operation: Operation): Resend {
	return spec.resend ?? (spec.method === 'GET' ? 'always' : operation.resend);
}

function lookUpOf({ execution, input }: ItemExchange, spec: RequestSpec, sentAt: number): LookUp | undefined {
	return spec.lookUp ? spec.lookUp(sentAt) : execution.operation.lookUp?.(input, sentAt);
}

/** Nothing half done is hidden: what earlier steps did is told with the failure of this one. */
function withDone(failure: Failure, { alreadyDone }: RequestSpec): Failure {
	if (!alreadyDone) return failure;
	const outcome = failure.outcome === 'unknown' ? 'unknown' : 'partial';
	return { ...failure, outcome, description: `${alreadyDone} ${failure.description}` };
}

/** One attempt and what the vendor's answer means. */
async function attemptOnce(
	item: ItemExchange,
	spec: RequestSpec,
	afterUnknown: boolean,
): Promise<{ answer: Answer } | { failure: Failure }> {
	const { session, operation, pace } = item.execution;
	const sent = await sendOnce(item, spec);
	item.execution.tally.attempted = true;
	// Reading changes nothing, however it ends.
	if ('failure' in sent)
		return { failure: spec.method === 'GET' ? { ...sent.failure, outcome: 'none' } : sent.failure };
	const answer = { ...sent.answer, afterUnknown };
	const failure = failureIn(answer, session.vendor, operation, spec);
	// The vendor's pace is no matter of a host that only stores files.
	if (!sent.turn) return failure ? { failure } : { answer };
	if (failure?.kind === 'rateLimited') pace.slowDown(failure.retryAfter ?? 0, sent.turn);
	else if (failure?.kind !== 'unavailable') pace.succeeded(sent.turn);
	return failure ? { failure } : { answer };
}

/** Sends in turn, and once more with a renewed login when the vendor no longer takes the old one. */
async function sendOnce({ execution, deadline }: ItemExchange, spec: RequestSpec): Promise<Sent & { turn?: Turn }> {
	const { session, operation, pace, renewal, limits } = execution;
	const go = async (): Promise<Sent> => {
		const sent = await send(session, spec, { timeout: limits.timeout, standard: operation.timeout, deadline });
		const hasNoLogin = spec.url === undefined && session.use.renewable !== undefined && renewal.current() === '';
		// Without a login only the sign-in was sent, and not this request.
		return 'failure' in sent && hasNoLogin ? { failure: { ...sent.failure, outcome: 'none' } } : sent;
	};
	const isRefusedLogin = (sent: Sent) =>
		'answer' in sent && failureIn(sent.answer, session.vendor, operation, spec)?.kind === 'credential';
	// Nor is the vendor's login.
	if (spec.url !== undefined) return await go();
	const turn = await pace.turn(deadline);
	if (!turn) return { failure: noTimeLeft(session.vendor.displayName, session.signal?.aborted === true) };
	return { ...(await renewal.send(go, isRefusedLogin)), turn };
}

/** The item's turn would come too late; nothing was sent for it. */
function noTimeLeft(vendor: string, isStopped: boolean): Failure {
	if (isStopped) return notBegun(`${vendor} was asked`);
	return {
		kind: 'rateLimited',
		message: `${vendor} asked to wait longer than this item may take`,
		description: 'Nothing was sent for it. Run it again later, or raise Options > Total Budget.',
		outcome: 'none',
		isFinal: true,
	};
}

function repeated(failure: Failure, attempts: number): Failure {
	return { ...failure, message: `${failure.message}, tried ${attempts} times` };
}

/** Looks whether the record is there. A look-up that is itself refused leaves it unknown. */
async function investigate(item: ItemExchange, { request, find }: LookUp): Promise<Answer | 'absent' | 'unknown'> {
	try {
		const latest = Math.max(item.deadline, Date.now() + LOOK_UP_MS);
		const answer = await exchange({ ...item, deadline: latest }, { ...request, resend: 'always' });
		const record = find(answer);
		return record ? { ...answer, body: record, afterUnknown: true } : 'absent';
	} catch {
		return 'unknown';
	}
}

/** Says of a request that may have been carried out what is known, and what to do. */
function uncertain(
	failure: Failure,
	operation: Operation,
	rule: Resend,
	finding: Answer | 'absent' | 'unknown' | undefined,
): Failure {
	if (rule === 'always') {
		return {
			...failure,
			outcome: 'unknown',
			description: `${failure.description} Running this item again is safe: nothing is done twice.`,
		};
	}
	const message = `${failure.message}; whether it was carried out is not known`;
	const check = operation.howToCheck ?? 'Look there before running this item again: it could be done twice.';
	if (finding === undefined || finding === 'unknown')
		return { ...failure, outcome: 'unknown', message, description: check };
	if (finding === 'absent') {
		return { ...failure, outcome: 'unknown', message, description: `A look there did not show it (yet). ${check}` };
	}
	const { id } = finding.body as { id?: unknown };
	return {
		...failure,
		message: `${failure.message}, but the record exists`,
		description: `A look there shows it${id === undefined ? '' : ` with the ID ${String(id)}`}. Do not run this item again.`,
	};
}
