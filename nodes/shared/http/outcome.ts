import type { Failure } from '../failure';
import type { Answer, RequestSpec, Resend } from '../types';

/** What a look for the record of a request showed: the record as an answer, that it is not there, or nothing. */
export type Finding = Answer | 'absent' | 'unknown';

/** Nothing half done is hidden: what earlier steps did is told with the failure of this one. */
export function withEarlierSteps(failure: Failure, { alreadyDone }: RequestSpec): Failure {
	if (!alreadyDone) return failure;
	const outcome = failure.outcome === 'unknown' ? 'unknown' : 'partial';
	return { ...failure, outcome, description: `${alreadyDone} ${failure.description}` };
}

export function withAttempts(failure: Failure, attempts: number): Failure {
	return attempts === 1 ? failure : { ...failure, message: `${failure.message}, tried ${attempts} times` };
}

/** Says of a request that may have been carried out what is known, and what to do. */
export function withUnknownOutcome(
	failure: Failure,
	{ howToCheck }: RequestSpec,
	rule: Resend,
	finding: Finding | undefined,
): Failure {
	if (rule === 'always') {
		return {
			...failure,
			outcome: 'unknown',
			description: `${failure.description} Running this item again is safe: nothing is done twice.`,
		};
	}
	const message = `${failure.message}; whether it was carried out is not known`;
	const check = howToCheck ?? 'Look there before running this item again: it could be done twice.';
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
