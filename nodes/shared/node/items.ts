import { failureOf, type Failure } from '../failure';
import { filesOf } from '../fields/files';
import { readFields } from '../fields/read';
import type { ItemInput, Operation, RequestOperation, RequestSpec, StepsOperation } from '../types';
import type { Prepared } from './prepare';

/** An item whose values were read and checked, or why they cannot be used. */
export type ReadItem = { input: ItemInput } | { failure: Failure };

/** An item that is about to be sent. */
export type BegunItem = { input: ItemInput; operation: StepsOperation } | BegunRequest;

/** An item of an operation that is one request. */
export interface BegunRequest {
	input: ItemInput;
	operation: RequestOperation;
	spec: RequestSpec | Promise<RequestSpec>;
}

/** Reads and checks an item's values, perhaps while others are being sent. */
export function readItem(prepared: Prepared, index: number): ReadItem {
	try {
		return { input: inputOf(prepared, index) };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

/**
 * Makes the request of an item, at once, so that one that cannot be made is noticed at once; and not before its turn,
 * for it may hold whole files.
 */
export function beginItem({ operation }: Prepared, item: ReadItem): BegunItem | { failure: Failure } {
	if ('failure' in item) return item;
	const { input } = item;
	if ('steps' in operation) return { input, operation };
	try {
		return { input, operation, spec: operation.request(input) };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

/** A request with what its operation says of all its requests, where it says nothing else itself. */
export function withFacts(spec: RequestSpec, operation: Operation, input: ItemInput): RequestSpec {
	const { howToCheck, whenRefused, fields } = operation;
	return {
		howToCheck,
		whenRefused,
		fields,
		...spec,
		timeout: spec.timeout ?? operation.timeout,
		resend: spec.resend ?? (spec.method === 'GET' ? 'always' : operation.resend),
		lookUp(sentAt) {
			const lookUp = spec.lookUp ? spec.lookUp(sentAt) : operation.lookUp?.(input, sentAt);
			return lookUp && { ...lookUp, request: withFacts(lookUp.request, operation, input) };
		},
	};
}

function inputOf({ context, connection, operation, values, progress }: Prepared, index: number): ItemInput {
	const { credentials, vendor } = connection.session;
	const timezone = context.getTimezone();
	const { body, params } = readFields(operation.fields, values(index), timezone);
	return {
		body,
		params,
		timezone,
		index,
		notes: (progress.notes[index] ??= {}),
		account: vendor.account?.(credentials) ?? {},
		files: (references, label) => filesOf(context, index, references, label),
	};
}
