import type { DoneStep, Failure, FailureKind, OutcomeFacts } from './failure';

export const SAFE_AGAIN = 'Running this item again is safe: nothing is done twice.';

const DO_NOT_RUN = 'Do not run this item again: what was carried out would be done a second time.';

/** Failures after which nothing has to be changed, only some time has to pass. */
const PASSING = new Set<FailureKind>(['unreachable', 'timeout', 'rateLimited', 'unavailable']);

/**
 * The failure of an item with its whole description: what earlier steps have done, what to check, and whether to run
 * the item again. This is the only place that says the last, because only here all steps of the item are known.
 *
 * @returns the failure without its facts, so that nothing is said twice
 */
export function advised(failure: Failure): Failure {
	const { facts, ...told } = failure;
	if (!facts) return failure;
	const steps = facts.earlier ?? [];
	const says = [...new Set(steps.map((step) => step.says))];
	const description = [...says, failure.description, runAgain(failure, facts)].filter(Boolean).join(' ');
	const isPartial = steps.length > 0 && (failure.outcome ?? 'none') === 'none';
	return { ...told, description, ...(isPartial && { outcome: 'partial' as const }) };
}

function runAgain(failure: Failure, facts: OutcomeFacts): string {
	const { outcome, kind, isFinal } = failure;
	const steps = facts.earlier ?? [];
	if (facts.isTold) return '';
	const unsafe = steps.filter(({ isRepeatable }) => !isRepeatable);
	if (unsafe.length > 0) return insteadIn(unsafe) ?? DO_NOT_RUN;
	if (outcome === 'unknown' || outcome === 'partial') return facts.isRepeatable ? SAFE_AGAIN : howToFindOut(facts);
	if (steps.length > 0) return insteadIn(steps) ?? SAFE_AGAIN;
	if (outcome === 'done') return DO_NOT_RUN;
	if (outcome === 'none' && (kind === 'cancelled' || kind === 'credential')) return 'Nothing was carried out.';
	return PASSING.has(kind) && (kind === 'rateLimited' || !isFinal)
		? 'Nothing was carried out. Wait a little and run the item again.'
		: '';
}

const insteadIn = (steps: DoneStep[]) => steps.findLast(({ instead }) => instead)?.instead;

function howToFindOut({ finding, howToCheck }: OutcomeFacts): string {
	const check = howToCheck ?? 'Look there before running this item again: it could be done twice.';
	if (finding === undefined) return check;
	if (finding === 'absent') return `A look there did not show it (yet). ${check}`;
	const { id, says } = finding;
	return says ?? `A look there shows it${id === undefined ? '' : ` with the ID ${id}`}. Do not run this item again.`;
}
