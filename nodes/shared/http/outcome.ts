import type { Failure, FoundRecord } from '../failure';
import type { Answer, RequestSpec, Resend } from '../types';

/** What a look for the record of a request showed: the record as an answer, that it is not there, or nothing. */
export type Finding = { answer: Answer; record: FoundRecord } | 'absent' | 'unknown';

export function withAttempts(failure: Failure, attempts: number): Failure {
	return attempts === 1 ? failure : { ...failure, message: `${failure.message}, tried ${attempts} times` };
}

/** Whether another run of the item may send the request once more, whatever became of this one. */
export function isRepeatable({ isNewEachRun }: RequestSpec, rule: Resend): boolean {
	return rule === 'always' && isNewEachRun !== true;
}

/** Says of a request that may have been carried out what is known. */
export function withUnknownOutcome(
	failure: Failure,
	spec: RequestSpec,
	rule: Resend,
	finding: Finding | undefined,
): Failure {
	const outcome = failure.outcome === 'partial' ? 'partial' : 'unknown';
	const { howToCheck } = spec;
	if (isRepeatable(spec, rule)) return { ...failure, outcome, facts: { isRepeatable: true } };
	if (typeof finding === 'object') {
		const { record } = finding;
		const ends = record.says === undefined ? 'but the record exists' : 'but there is a record of it';
		return { ...failure, outcome, message: `${failure.message}, ${ends}`, facts: { howToCheck, finding: record } };
	}
	const doubt = outcome === 'partial' ? '' : '; whether it was carried out is not known';
	const facts = { howToCheck, ...(finding === 'absent' && { finding }) };
	return { ...failure, outcome, message: failure.message + doubt, facts };
}
