import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem, toNodeError, type Failure } from '../failure';
import { forModel, isTool } from './ai-tool';
import type { Settled } from '../types';

/** Output items in input order, or the first failure when the person did not choose to continue. */
export function conclude(context: IExecuteFunctions, outcomes: Settled[], goesOn: boolean): INodeExecutionData[][] {
	const failedFor = (isWanted: (failure: Failure) => boolean) =>
		outcomes.findIndex((outcome) => 'failure' in outcome && isWanted(outcome.failure));
	// What was only stopped by another's failure is not the reason.
	const reason = failedFor(({ kind }) => kind !== 'cancelled');
	const failedAt = reason >= 0 ? reason : failedFor(() => true);
	const failed = outcomes[failedAt];
	if (!goesOn && failed && 'failure' in failed)
		throw toNodeError(context, withDone(failed.failure, outcomes), failedAt);
	const output = outcomes.flatMap((outcome, index): INodeExecutionData[] =>
		'failure' in outcome ? [toErrorItem(context, outcome.failure, index)] : outcome.items,
	);
	return [isTool(context.getNode()) ? forModel(output) : output];
}

/** n8n shows no output beside an error, so the error says what was done all the same. */
function withDone(failure: Failure, outcomes: Settled[]): Failure {
	const where = (matches: (outcome: Settled) => boolean) =>
		outcomes.flatMap((outcome, index) => (matches(outcome) ? [index] : []));
	const done = where((outcome) => 'items' in outcome);
	const unknown = where((outcome) => 'failure' in outcome && outcome.failure.outcome === 'unknown');
	const named = (indices: number[]) =>
		indices.length > 20 ? `${indices.length} of ${outcomes.length} items` : `the items ${indices.join(', ')}`;
	const partial = where((outcome) => 'failure' in outcome && outcome.failure.outcome === 'partial');
	const told = [
		failure.description,
		done.length > 0 ? `Already carried out: ${named(done)}.` : '',
		partial.length > 1 || (partial.length === 1 && failure.outcome !== 'partial')
			? `Begun, but not finished: ${named(partial)}.`
			: '',
		unknown.length > 1 || (unknown.length === 1 && failure.outcome !== 'unknown')
			? `Not known whether carried out: ${named(unknown)}.`
			: '',
	];
	return { ...failure, description: told.filter(Boolean).join(' ') };
}
