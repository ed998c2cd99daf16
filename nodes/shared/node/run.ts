import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { conclude } from './results';
import { carry, type Execution } from '../http/retry';
import { configurationRefusal, failureOf, notBegun, type Failure, type Refusal } from '../failure';
import { readFields } from '../fields/read';
import { filesOf } from '../fields/files';
import { readLimits } from './limits';
import { createPace } from '../http/rate-limiter';
import { letPass, waitingOf, type Waiting } from './suspend';
import { readShape, toItem, type Shape } from './output';
import { valueReader } from '../fields/parameters';
import { runPool } from './pool';
import { createRenewal } from '../auth/token-refresh';
import { openSession } from '../auth/session';
import { summary } from './summary';
import type { Field, ItemInput, Later, Operation, Outcome, OutputItem, Resource, Send, Settled, Vendor } from '../types';

/** What is made once for all items of an execution. */
interface Prepared extends Execution {
	context: IExecuteFunctions;
	shape: Shape;
	waiting: Waiting;
	/** Gives the reader of one item's values. */
	values(index: number): (field: Field) => unknown;
}

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
	const prepared = await prepare(context, vendor, resources);
	const goesOn = context.continueOnFail();
	if ('failure' in prepared) return conclude(context, new Array<Settled>(count).fill(prepared), goesOn);

	let ended: Failure | undefined;
	const note = (outcome: Outcome): Outcome => {
		const failure = 'failure' in outcome ? outcome.failure : undefined;
		const endsAll = failure && (!goesOn || failure.kind === 'credential' || failure.kind === 'cancelled');
		if (endsAll) ended ??= failure;
		return outcome;
	};
	const { signal } = prepared.session;
	const isEnded = () => ended !== undefined || signal?.aborted === true;
	prepared.ended = isEnded;
	const { waiting } = prepared;
	for (;;) {
		const due = dueItems(count, waiting);
		const results = await runPool({
			count: due.length,
			limit: prepared.limits.concurrency,
			prepare: (at) => read(prepared, due[at] ?? at),
			async task(item) {
				// Noted at once, so that no item after one that cannot be sent is started.
				const begun = begin(prepared, item);
				if ('failure' in begun) return note(begun);
				return note(await carryOut(prepared, begun));
			},
			stopped: isEnded,
			warm: () => prepared.tally.attempted,
		});
		const unstarted = ended && ended.kind !== 'cancelled' ? ended : notBegun('this item');
		due.forEach((index, at) => {
			waiting.outcomes[index] = results[at] ?? { failure: unstarted };
		});
		const pause = nextLook(waiting);
		if (pause === undefined || isEnded()) break;
		if (await letPass(context, pause, waiting, signal)) return [[]];
		// What all items share is asked for anew at every look.
		prepared.shared.clear();
		if (isEnded()) break;
	}

	const outcomes = Array.from({ length: count }, (_, index) => settled(waiting.outcomes[index]));
	const hint = summary(outcomes, prepared.tally, prepared.pace.slowedDown());
	if (hint) context.addExecutionHints({ message: hint, location: 'outputPane' });
	return conclude(context, outcomes, goesOn);
}

/** The items that have not been through yet, or are waited for. */
function dueItems(count: number, { outcomes }: Waiting): number[] {
	return Array.from({ length: count }, (_, index) => index).filter((index) => {
		const outcome = outcomes[index];
		return outcome === undefined || 'later' in outcome;
	});
}

/** Milliseconds until an item is to be looked at again; undefined when none is waited for. */
function nextLook({ outcomes }: Waiting): number | undefined {
	const pauses = Object.values(outcomes).flatMap((outcome) => ('later' in outcome ? [outcome.later] : []));
	return pauses.length > 0 ? Math.max(0, Math.min(...pauses)) : undefined;
}

/** After the end of an execution nothing is waited for any longer. */
function settled(outcome: Outcome | undefined): Settled {
	return outcome && !('later' in outcome) ? outcome : { failure: stoppedWhileWaiting() };
}

function stoppedWhileWaiting(): Failure {
	return {
		kind: 'cancelled',
		message: 'The execution was stopped while this item was waited for',
		description: 'What was sent for it before stays as it is. Look there before running it again.',
		outcome: 'partial',
	};
}

async function prepare(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: Resource[],
): Promise<Prepared | { failure: Failure }> {
	const operation = chosenOperation(context, resources);
	if (!operation) return { failure: unknownOperation().failure };
	try {
		const limits = readLimits(context);
		const session = await openSession(context, vendor);
		return {
			context,
			operation,
			limits,
			session,
			pace: createPace(limits.requestsPerSecond, session.signal),
			renewal: createRenewal(session),
			tally: { resent: 0, found: 0, attempted: false },
			shared: new Map(),
			ended: () => session.signal?.aborted === true,
			shape: readShape(context, operation, vendor),
			waiting: waitingOf(context),
			values: valueReader(context, operation),
		};
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation | undefined {
	const resource = context.getNodeParameter('resource', 0);
	const operation = context.getNodeParameter('operation', 0);
	return resources.find((entry) => entry.value === resource)?.operations.find((entry) => entry.value === operation);
}

function unknownOperation(): Refusal {
	return configurationRefusal(
		'This resource and operation do not go together',
		'Choose the resource and then the operation again. Neither can be set by an expression.',
	);
}

/** An item whose values were read and checked, and whose request is being made. */
interface Begun {
	input: ItemInput;
	work(send: Send): Promise<OutputItem[] | Later>;
}

/** Reads and checks an item's values, perhaps while others are being sent. */
function read(prepared: Prepared, index: number): { input: ItemInput } | { failure: Failure } {
	try {
		return { input: inputOf(prepared, index) };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

/** Makes the request, and not before its turn: it may hold whole files. */
function begin(
	{ operation }: Prepared,
	item: { input: ItemInput } | { failure: Failure },
): Begun | { failure: Failure } {
	if ('failure' in item) return item;
	try {
		return { ...item, work: workOf(operation, item.input) };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

/** What there is to do for an item. A request is made at once, so that one that cannot be made is noticed at once. */
function workOf(operation: Operation, input: ItemInput): Begun['work'] {
	if ('steps' in operation) return async (send) => await operation.steps(input, send);
	const spec = operation.request(input);
	return async (send) => {
		const result = operation.output(await send(await spec), input);
		return (Array.isArray(result) ? result : [result]).map((json) => ({ json }));
	};
}

async function carryOut(prepared: Prepared, { input, work }: Begun): Promise<Outcome> {
	const { context, limits, shape } = prepared;
	try {
		const item = { execution: prepared, input, deadline: Date.now() + limits.totalBudget };
		const produced = await work(async (spec) => await carry(item, spec));
		if ('lookAgainIn' in produced) return { later: produced.lookAgainIn };
		return {
			items: await Promise.all(produced.map(async (one) => await toItem(context, one, input.index, shape))),
		};
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

function inputOf({ context, session, operation, values, waiting }: Prepared, index: number): ItemInput {
	const { credentials, vendor } = session;
	const timezone = context.getTimezone();
	const { body, params } = readFields(operation.fields, values(index), timezone);
	return {
		body,
		params,
		timezone,
		index,
		notes: (waiting.notes[index] ??= {}),
		account: vendor.account?.(credentials) ?? {},
		files: (references, label) => filesOf(context, index, references, label),
	};
}
