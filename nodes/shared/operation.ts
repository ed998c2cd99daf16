import type { Field, RequestOperation, StepsOperation } from './types';

/**
 * An operation of one request. As its fields are written by builders, the compiler knows which names `params` has: to
 * read one that no field gives is an error.
 */
export function requestOperation<F extends Field>(operation: RequestOperation<F>): RequestOperation {
	return operation;
}

/** An operation of several requests, with the same check of names. */
export function stepsOperation<F extends Field>(operation: StepsOperation<F>): StepsOperation {
	return operation;
}
