import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { advised } from '../advice';
import { failureOf, notBegun, Refusal, type Failure } from '../failure';
import { isEnded } from '../http/connection';
import { retry } from '../http/retry';
import type { Answer, ItemInput, OutputItem, Resource, SendRequest, Vendor } from '../types';
import { noteStep, stepsDone, unsureStep } from './done-steps';
import { beginItem, readItem, withFacts, type BegunItem, type BegunRequest } from './items';
import { toOutputItem } from './output';
import { runPool } from './pool';
import { prepare, type Prepared } from './prepare';
import { summarize, toOutput, type Result } from './results';
import { dueItems, finalResults, nextLook, waitOrSuspend, type Outcome } from './suspend';

/**
 * The whole of a vendor node's `execute()`: all items through the chosen operation, several at once, with
 * the results in input order.
 *
 * With Continue On Fail a failed item becomes an error item; without it the first failure ends the run.
 * After the vendor refused the credential, or the person stopped the execution, nothing more is started.
 */
export async function runOperations(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	const goesOn = context.continueOnFail();
	const prepared = await prepare(context, vendor, resources);
	if ('failure' in prepared) return toOutput(context, new Array<Result>(count).fill(prepared), goesOn);

	const { connection, limits, progress } = prepared;
	for (;;) {
		const due = dueItems(count, progress);
		const outcomes = await runPool({
			count: due.length,
			limit: limits.concurrency,
			prepare: (at) => readItem(prepared, due[at] ?? at),
			async task(item) {
				const begun = beginItem(prepared, item);
				// Noted at once, so that no item after one that cannot be sent is started.
				return noted(prepared, goesOn, 'failure' in begun ? begun : await runItem(prepared, begun));
			},
			stopped: () => isEnded(connection),
			warm: () => connection.counts.attempted,
		});
		const { endedBy } = connection;
		const unstarted = endedBy && endedBy.kind !== 'cancelled' ? endedBy : advised(notBegun('this item'));
		due.forEach((index, at) => {
			progress.outcomes[index] = outcomes[at] ?? { failure: unstarted };
		});
		const pause = nextLook(progress);
		if (pause === undefined || isEnded(connection)) break;
		if (await waitOrSuspend(context, pause, progress, connection.session.signal)) return [[]];
		// What all items share is asked for anew at every look.
		connection.shared.clear();
		if (isEnded(connection)) break;
	}

	const results = finalResults(count, progress);
	const summary = summarize(results, connection.counts, connection.rateLimiter.slowedDown());
	for (const message of [summary, ...prepared.hints]) {
		if (message) context.addExecutionHints({ message, location: 'outputPane' });
	}
	return toOutput(context, results, goesOn);
}

/** Sends what there is to send for one item, and makes its output. */
async function runItem(prepared: Prepared, begun: BegunItem): Promise<Outcome> {
	const { context, connection, limits, format } = prepared;
	const { input, operation } = begun;
	const deadline = Date.now() + limits.totalBudget;
	const request: SendRequest = async (spec) => {
		const whole = withFacts(spec, operation, input);
		const answer = await retry(connection, whole, deadline);
		noteStep(input.notes, whole, answer);
		return answer;
	};
	let made: OutputItem[];
	try {
		if ('spec' in begun) {
			made = outputOf(prepared, begun, await request(await begun.spec));
		} else {
			const result = await begun.operation.steps(input, request);
			if ('lookAgainIn' in result) return { later: result.lookAgainIn };
			made = result;
		}
	} catch (error) {
		// Of several steps some may not have been taken yet.
		return { failure: failed(error, input, 'spec' in begun ? 'done' : 'partial') };
	}
	try {
		const items = made.map(async (item) => await toOutputItem(context, item, input.index, format));
		return { items: await Promise.all(items) };
	} catch (error) {
		return { failure: failed(error, input, 'done', true) };
	}
}

/** What an operation makes of the one answer, with a hint for the person where it has one. */
function outputOf({ hints }: Prepared, begun: BegunRequest, answer: Answer): OutputItem[] {
	const { input, operation } = begun;
	const hint = operation.hint?.(answer, input);
	if (hint !== undefined) hints.add(hint);
	return [operation.output(answer, input)].flat().map((json) => ({ json }));
}

/**
 * The failure of an item with what its steps have done before. What fails here after the vendor has answered is no
 * refusal of the vendor's.
 *
 * @param outcome what is known of the item when the failure is not the vendor's
 * @param isOutput whether it failed while what the operation gave was made into n8n's items
 */
function failed(error: unknown, { notes }: ItemInput, outcome: 'partial' | 'done', isOutput = false): Failure {
	const failure = failureOf(error);
	const earlier = stepsDone(notes);
	const isOurs = isOutput || !(error instanceof Refusal);
	const unsure = unsureStep(notes);
	if (unsure && (failure.outcome ?? 'none') === 'none') {
		const message = `${failure.message}; whether the request before was carried out is not known`;
		return advised({ ...failure, message, outcome: 'unknown', facts: { ...failure.facts, ...unsure, earlier } });
	}
	if (earlier.length === 0) return advised(isOurs ? { ...failure, outcome: 'none', facts: {} } : failure);
	const facts = { ...failure.facts, earlier };
	if (!isOurs) return advised({ ...failure, facts });
	const message = 'What was sent for this item was carried out, but its output could not be made';
	const cause = error instanceof Refusal ? `${failure.message}. ` : '';
	return advised({ ...failure, message, description: cause + failure.description, outcome, facts });
}

/** Ends the execution after a failure that concerns all items. */
function noted({ connection }: Prepared, goesOn: boolean, outcome: Outcome): Outcome {
	if (!('failure' in outcome)) return outcome;
	const { failure } = outcome;
	if (!goesOn || failure.kind === 'credential' || failure.kind === 'cancelled') connection.endedBy ??= failure;
	return outcome;
}
