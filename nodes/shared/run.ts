import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { configurationRefusal, failureOf, inputRefusal, Refusal, toErrorItem, toNodeError, type Failure } from './failure';
import { withOptions } from './description';
import { readFields } from './fields';
import { filesOf } from './input-files';
import { openSession, unreadableCredential, type Session } from './session';
import { send } from './transport';
import type { Field, ItemInput, Operation, Outcome, Resource, Vendor } from './types';
import { failureIn } from './verdict';

/**
 * The whole of a vendor node's `execute()`: every item in input order through the chosen operation.
 *
 * With Continue On Fail a failed item becomes an error item; without it the first failure ends the run.
 * After the vendor refused the credential no further request is made.
 */
export async function runOperations(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const prepared = await prepare(context, vendor, resources);
	const output: INodeExecutionData[] = [];
	let ended: Failure | undefined;

	for (let index = 0; index < items.length; index++) {
		const outcome: Outcome = ended
			? { failure: ended }
			: 'failure' in prepared
				? prepared
				: await runItem(prepared, index);
		if ('items' in outcome) {
			output.push(...outcome.items.map((json) => ({ json, pairedItem: { item: index } })));
			continue;
		}
		if (outcome.failure.kind === 'credential') ended = outcome.failure;
		if (!context.continueOnFail()) throw toNodeError(context, outcome.failure, index);
		output.push(toErrorItem(outcome.failure, index));
	}
	return [output];
}

/** What is the same for all items of an execution. */
interface Prepared {
	session: Session;
	operation: Operation;
	/** The operation's fields with the switches that all have. */
	fields: Field[];
}

async function prepare(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: Resource[],
): Promise<Prepared | { failure: Failure }> {
	const operation = chosenOperation(context, resources);
	if (!operation) return { failure: unknownOperation().failure };
	try {
		return { operation, fields: withOptions(operation.fields), session: await openSession(context, vendor) };
	} catch (error) {
		return { failure: error instanceof Refusal ? error.failure : unreadableCredential(vendor).failure };
	}
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation | undefined {
	const resource = context.getNodeParameter('resource', 0);
	const operation = context.getNodeParameter('operation', 0);
	return resources
		.find((entry) => entry.value === resource)
		?.operations.find((entry) => entry.value === operation);
}

function unknownOperation(): Refusal {
	return configurationRefusal(
		'This resource and operation do not go together',
		'Choose the resource and then the operation again. Neither can be set by an expression.',
	);
}

async function runItem({ session, operation, fields }: Prepared, index: number): Promise<Outcome> {
	try {
		const input = inputOf(session, fields, index);
		const spec = await operation.request(input);
		const answer = await send(session, spec, input.params.timeout as number | undefined);
		const failure = failureIn(answer, session.vendor, operation, spec);
		if (failure) return { failure };
		const result = operation.output(answer, input);
		return { items: Array.isArray(result) ? result : [result] };
	} catch (error) {
		return { failure: failureOf(error) };
	}
}

/** A parameter's value; n8n throws errors of many kinds when an expression cannot be resolved. */
function valueOf(context: IExecuteFunctions, field: Field, index: number): unknown {
	try {
		return context.getNodeParameter(field.name, index, field.required ? '' : field.default, {
			extractValue: field.type === 'resourceLocator',
		});
	} catch {
		throw inputRefusal(
			field.displayName,
			'has an expression that n8n cannot resolve for this item',
			'Open the field and look at its expression: the node it refers to may not have run, or may have no matching item.',
		);
	}
}

function inputOf(session: Session, fields: Field[], index: number): ItemInput {
	const { context, credentials, vendor } = session;
	const { body, params } = readFields(fields, (field) => valueOf(context, field, index), context.getTimezone());
	return {
		body,
		params,
		account: vendor.account?.(credentials) ?? {},
		files: (references, label) => filesOf(context, index, references, label),
	};
}
