import type { IExecuteFunctions } from 'n8n-workflow';

import { openSession } from '../auth/session';
import { configurationRefusal, failureOf, type Failure } from '../failure';
import { valueReader } from '../fields/parameters';
import { createConnection, type Connection } from '../http/connection';
import type { Field, Operation, Resource, Vendor } from '../types';
import { readLimits, type Limits } from './options';
import { readFormat, type Format } from './output';
import { readProgress, type Progress } from './suspend';

/** What is made once for all items of an execution. */
export interface Prepared {
	context: IExecuteFunctions;
	operation: Operation;
	limits: Limits;
	connection: Connection;
	format: Format;
	progress: Progress;
	/** What the operation has to say of its output, each once. */
	hints: Set<string>;
	/** Gives the reader of one item's values. */
	values(index: number): (field: Field) => unknown;
}

/** Reads once what cannot vary by item: the operation, the options, the credential and the choice of output. */
export async function prepare(
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
			connection: createConnection(session, limits),
			format: readFormat(context, operation, vendor),
			progress: readProgress(context),
			hints: new Set(),
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

function unknownOperation() {
	return configurationRefusal(
		'This resource and operation do not go together',
		'Choose the resource and then the operation again. Neither can be set by an expression.',
	);
}
