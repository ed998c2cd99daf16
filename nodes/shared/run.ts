import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { exchange, type Execution } from './exchange';
import { configurationRefusal, failureOf, Refusal, toErrorItem, toNodeError, type Failure } from './failure';
import { readFields } from './fields';
import { filesOf } from './input-files';
import { readLimits } from './limits';
import { createPace } from './pace';
import { valueReader } from './parameters';
import { runPool } from './pool';
import { createRenewal } from './renewal';
import { openSession, unreadableCredential } from './session';
import { summary } from './tally';
import type { Field, ItemInput, Operation, Outcome, RequestSpec, Resource, Vendor } from './types';

/** What is made once for all items of an execution. */
interface Prepared extends Execution {
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
	if ('failure' in prepared) return conclude(context, new Array<Outcome>(count).fill(prepared), goesOn);

	let ended: Failure | undefined;
	const note = (outcome: Outcome): Outcome => {
		const failure = 'failure' in outcome ? outcome.failure : undefined;
		const endsAll = failure && (!goesOn || failure.kind === 'credential' || failure.kind === 'cancelled');
		if (endsAll) ended ??= failure;
		return outcome;
	};
	const results = await runPool({
		count,
		limit: prepared.limits.concurrency,
		prepare: (index) => read(prepared, index),
		async task(item) {
			// Noted at once, so that no item after one that cannot be sent is started.
			const begun = begin(prepared, item);
			if ('failure' in begun) return note(begun);
			return note(await carryOut(prepared, begun));
		},
		stopped: () => ended !== undefined || prepared.session.signal?.aborted === true,
		warm: () => prepared.tally.attempted,
	});

	const unstarted = ended && ended.kind !== 'cancelled' ? ended : stoppedByPerson();
	const outcomes = results.map((outcome): Outcome => outcome ?? { failure: unstarted });
	const hint = summary(outcomes, prepared.tally, prepared.pace.slowedDown());
	if (hint) context.addExecutionHints({ message: hint, location: 'outputPane' });
	return conclude(context, outcomes, goesOn);
}

function stoppedByPerson(): Failure {
	return {
		kind: 'cancelled',
		message: 'The execution was stopped before this item',
		description: 'Nothing was sent for it.',
		outcome: 'none',
	};
}

/** Output items in input order, or the first failure when the person did not choose to continue. */
function conclude(context: IExecuteFunctions, outcomes: Outcome[], goesOn: boolean): INodeExecutionData[][] {
	const failedAt = outcomes.findIndex((outcome) => 'failure' in outcome);
	const failed = outcomes[failedAt];
	if (!goesOn && failed && 'failure' in failed)
		throw toNodeError(context, withDone(failed.failure, outcomes), failedAt);
	const output = outcomes.flatMap((outcome, index): INodeExecutionData[] =>
		'failure' in outcome
			? [toErrorItem(outcome.failure, index)]
			: outcome.items.map((json) => ({ json, pairedItem: { item: index } })),
	);
	return [output];
}

/** n8n shows no output beside an error, so the error says what was done all the same. */
function withDone(failure: Failure, outcomes: Outcome[]): Failure {
	const where = (matches: (outcome: Outcome) => boolean) =>
		outcomes.flatMap((outcome, index) => (matches(outcome) ? [index] : []));
	const done = where((outcome) => 'items' in outcome);
	const unknown = where((outcome) => 'failure' in outcome && outcome.failure.outcome === 'unknown');
	const named = (indices: number[]) =>
		indices.length > 20 ? `${indices.length} of ${outcomes.length} items` : `the items ${indices.join(', ')}`;
	const told = [
		failure.description,
		done.length > 0 ? `Already carried out: ${named(done)}.` : '',
		unknown.length > 1 || (unknown.length === 1 && failure.outcome !== 'unknown')
			? `Not known whether carried out: ${named(unknown)}.`
			: '',
	];
	return { ...failure, description: told.filter(Boolean).join(' ') };
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
			operation,
			limits,
			session,
			pace: createPace(limits.requestsPerSecond, session.signal),
			renewal: createRenewal(session),
			tally: { resent: 0, attempted: false },
			values: valueReader(context, operation),
		};
	} catch (error) {
		return { failure: error instanceof Refusal ? error.failure : unreadableCredential(vendor).failure };
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
	spec: RequestSpec | Promise<RequestSpec>;
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
		return { ...item, spec: operation.request(item.input) };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

async function carryOut(prepared: Prepared, { input, spec }: Begun): Promise<Outcome> {
	const { operation, limits } = prepared;
	try {
		const item = { execution: prepared, input, deadline: Date.now() + limits.totalBudget };
		const answer = await exchange(item, await spec);
		const result = operation.output(answer, input);
		return { items: Array.isArray(result) ? result : [result] };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

function inputOf({ session, operation, values }: Prepared, index: number): ItemInput {
	const { context, credentials, vendor } = session;
	const { body, params } = readFields(operation.fields, values(index), context.getTimezone());
	return {
		body,
		params,
		account: vendor.account?.(credentials) ?? {},
		files: (references, label) => filesOf(context, index, references, label),
	};
}
