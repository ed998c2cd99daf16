import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failureOf, notBegun } from '../failure';
import { isEnded } from '../http/connection';
import { retry } from '../http/retry';
import type { Resource, SendRequest, Vendor } from '../types';
import { beginItem, readItem, withFacts, type BegunItem } from './items';
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
		const unstarted = endedBy && endedBy.kind !== 'cancelled' ? endedBy : notBegun('this item');
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
	const hint = summarize(results, connection.counts, connection.rateLimiter.slowedDown());
	if (hint) context.addExecutionHints({ message: hint, location: 'outputPane' });
	return toOutput(context, results, goesOn);
}

/** Sends what there is to send for one item, and makes its output. */
async function runItem(prepared: Prepared, begun: BegunItem): Promise<Outcome> {
	const { context, connection, limits, format } = prepared;
	const { input, operation } = begun;
	const deadline = Date.now() + limits.totalBudget;
	const request: SendRequest = async (spec) => await retry(connection, withFacts(spec, operation, input), deadline);
	try {
		if ('spec' in begun) {
			const made = begun.operation.output(await request(await begun.spec), input);
			const items = [made].flat().map(async (json) => await toOutputItem(context, { json }, input.index, format));
			return { items: await Promise.all(items) };
		}
		const made = await begun.operation.steps(input, request);
		if ('lookAgainIn' in made) return { later: made.lookAgainIn };
		const items = made.map(async (item) => await toOutputItem(context, item, input.index, format));
		return { items: await Promise.all(items) };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

/** Ends the execution after a failure that concerns all items. */
function noted({ connection }: Prepared, goesOn: boolean, outcome: Outcome): Outcome {
	if (!('failure' in outcome)) return outcome;
	const { failure } = outcome;
	if (!goesOn || failure.kind === 'credential' || failure.kind === 'cancelled') connection.endedBy ??= failure;
	return outcome;
}
