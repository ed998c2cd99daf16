import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem, toNodeError, type Failure } from '../failure';
import type { Counts } from '../http/connection';
import { isTool } from '../values';
import { forModel } from './ai-tool';

/** What became of one item in the end. */
export type Result = { items: INodeExecutionData[] } | { failure: Failure };

/** Output items in input order, or the first failure when the person did not choose to continue. */
export function toOutput(context: IExecuteFunctions, results: Result[], goesOn: boolean): INodeExecutionData[][] {
	const failedFor = (isWanted: (failure: Failure) => boolean) =>
		results.findIndex((outcome) => 'failure' in outcome && isWanted(outcome.failure));
	// What was only stopped by another's failure is not the reason.
	const reason = failedFor(({ kind }) => kind !== 'cancelled');
	const failedAt = reason >= 0 ? reason : failedFor(() => true);
	const failed = results[failedAt];
	if (!goesOn && failed && 'failure' in failed)
		throw toNodeError(context, withDone(failed.failure, results), failedAt);
	const output = results.flatMap((outcome, index): INodeExecutionData[] =>
		'failure' in outcome ? [toErrorItem(context, outcome.failure, index)] : outcome.items,
	);
	return [isTool(context.getNode()) ? forModel(output) : output];
}

/** n8n shows no output beside an error, so the error says what was done all the same. */
function withDone(failure: Failure, results: Result[]): Failure {
	const where = (matches: (result: Result) => boolean) =>
		results.flatMap((outcome, index) => (matches(outcome) ? [index] : []));
	const done = where((outcome) => 'items' in outcome);
	const unknown = where((outcome) => 'failure' in outcome && outcome.failure.outcome === 'unknown');
	const named = (indices: number[]) =>
		indices.length > 20 ? `${indices.length} of ${results.length} items` : `the items ${indices.join(', ')}`;
	const partial = where((outcome) => 'failure' in outcome && outcome.failure.outcome === 'partial');
	const outputless = where((outcome) => 'failure' in outcome && outcome.failure.outcome === 'done');
	const told = [
		failure.description,
		done.length > 0 ? `Already carried out: ${named(done)}.` : '',
		outputless.length > 1 || (outputless.length === 1 && failure.outcome !== 'done')
			? `Carried out, but without output: ${named(outputless)}.`
			: '',
		partial.length > 1 || (partial.length === 1 && failure.outcome !== 'partial')
			? `Begun, but not finished: ${named(partial)}.`
			: '',
		unknown.length > 1 || (unknown.length === 1 && failure.outcome !== 'unknown')
			? `Not known whether carried out: ${named(unknown)}.`
			: '',
	];
	return { ...failure, description: told.filter(Boolean).join(' ') };
}

function count(number: number, one: string, many: string): string {
	return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

/**
 * One sentence on an execution in which anything was out of the ordinary; undefined when nothing was.
 *
 * @param slowedDown how often the vendor asked to slow down
 */
export function summarize(results: Result[], counts: Counts, slowedDown: number): string | undefined {
	const done = results.flatMap((outcome) => ('items' in outcome ? [outcome.items] : []));
	const failures = results.flatMap((outcome) => ('failure' in outcome ? [outcome.failure.outcome] : []));
	const existed = done.filter((items) => items.some(({ json }) => json.alreadyExisted === true)).length;
	const unknown = failures.filter((outcome) => outcome === 'unknown').length;
	const partial = failures.filter((outcome) => outcome === 'partial').length;
	const outputless = failures.filter((outcome) => outcome === 'done').length;
	const refused = failures.length - unknown - partial - outputless;
	if (existed + failures.length + counts.resent + counts.found + slowedDown === 0) return undefined;

	const told = (number: number, words: string) => (number > 0 ? `${number.toLocaleString('en-US')} ${words}` : '');
	const ends = [
		`${(done.length - existed).toLocaleString('en-US')} done`,
		told(existed, 'already existed'),
		told(refused, 'refused'),
		told(outputless, 'done without output'),
		told(partial, 'done in part'),
		told(unknown, 'of unknown outcome'),
	].filter(Boolean);
	const events = [
		counts.resent > 0 ? `${count(counts.resent, 'request', 'requests')} sent again` : '',
		counts.found > 0 ? `${count(counts.found, 'request', 'requests')} without an answer found done` : '',
		slowedDown > 0 ? `slowed down ${count(slowedDown, 'time', 'times')} by the vendor` : '',
	].filter(Boolean);
	return `${count(results.length, 'item', 'items')}: ${[ends.join(', '), ...events].join('; ')}.`;
}
