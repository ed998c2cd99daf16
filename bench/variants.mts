import type { CredentialReference, Workflow, WorkflowNode } from '../tools/n8n-client.mts';

const SIX = ['first_name', 'last_name', 'date_of_birth', 'sex', 'clinic_id', 'mobile'] as const;

export interface Batching {
	batchSize: number;
	/** Milliseconds. */
	batchInterval: number;
}

/** The node under measurement, and the type of its credential. */
export type Measured = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'> & { credential?: string };

const bench = (type: string) => `n8n-nodes-carechain-bench.${type}`;
const expression = (name: string) => `={{ $json.${name} }}`;
const sixExpressions = Object.fromEntries(SIX.map((name) => [name, expression(name)]));

function spry(parameters: Record<string, unknown>): Measured {
	return {
		type: 'n8n-nodes-carechain.spry',
		typeVersion: 1,
		parameters: { authentication: 'jwt', resource: 'patient', operation: 'create', ...parameters },
		credential: 'spryApi',
	};
}

/** (a) Our node, six fields filled by expressions, with Options > Concurrency. */
export function fields(concurrency: number): Measured {
	return spry({
		mappingMode: 'defineBelow',
		firstName: expression('first_name'),
		lastName: expression('last_name'),
		dateOfBirth: expression('date_of_birth'),
		sex: expression('sex'),
		clinicId: { __rl: true, mode: 'id', value: expression('clinic_id') },
		additionalFields: { mobile: expression('mobile') },
		options: { concurrency },
	});
}

/** (b) Our node, mapping automatically, with Options > Concurrency. */
export function autoMap(concurrency: number): Measured {
	return spry({ mappingMode: 'autoMapInputData', options: { concurrency } });
}

/** How a person fills the body of the HTTP Request node. */
export const BODIES = {
	/** Six fields with a name and an expression each, the job of (a) and (b). */
	fields: {
		specifyBody: 'keypair',
		bodyParameters: { parameters: SIX.map((name) => ({ name, value: expression(name) })) },
	},
	/** One expression for the whole body, which a person who knows JavaScript may write. */
	json: { specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' },
};

export type Body = keyof typeof BODIES;

/** (c) and (d) n8n's HTTP Request node with the same credential as ours; its answer as it comes. */
export function httpRequest(url: string, body: Body, batching?: Batching): Measured {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `${url}/apis/v1/patient`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'spryApi',
			sendBody: true,
			contentType: 'json',
			...BODIES[body],
			options: batching ? { batching: { batch: batching } } : {},
		},
		credential: 'spryApi',
	};
}

/** (e) The same six fields, filled by the same expressions, as a declarative node; those send everything at once. */
export const declarative: Measured = {
	type: bench('benchDeclarative'),
	typeVersion: 1,
	parameters: sixExpressions,
	credential: 'spryApi',
};

/** (f) A bare loop over n8n's request helper. */
export function helperLoop(concurrency: number): Measured {
	return { type: bench('benchHelperLoop'), typeVersion: 1, parameters: { concurrency }, credential: 'spryApi' };
}

/** The six expressions alone, without any request. */
export const expressions: Measured = {
	type: bench('benchExpressions'),
	typeVersion: 1,
	parameters: sixExpressions,
};

/** Sizes and pauses that are tried for (d); the best is taken. */
export const BATCHINGS: Batching[] = [
	{ batchSize: 10, batchInterval: 1 },
	{ batchSize: 20, batchInterval: 1 },
	{ batchSize: 20, batchInterval: 10 },
	{ batchSize: 50, batchInterval: 10 },
];

/** For a server that takes 200 requests a second: a little faster than that, that, and a little slower. */
export const BATCHINGS_AT_THE_LIMIT: Batching[] = [
	{ batchSize: 20, batchInterval: 60 },
	{ batchSize: 20, batchInterval: 80 },
	{ batchSize: 20, batchInterval: 100 },
	{ batchSize: 50, batchInterval: 250 },
];

/** Webhook, source, the node under measurement, sink; the webhook answers with what the sink measured. */
export function workflowFor(
	name: string,
	measured: Measured,
	stored: ReadonlyMap<string, CredentialReference>,
): Workflow {
	const { credential, ...node } = measured;
	const chosen = credential ? stored.get(credential) : undefined;
	const nodes: WorkflowNode[] = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: `bench-${name}`,
			parameters: { httpMethod: 'POST', path: name, responseMode: 'lastNode' },
		},
		{ name: 'Source', type: bench('benchSource'), typeVersion: 1, parameters: {} },
		{
			name: 'Measured',
			...node,
			onError: 'continueRegularOutput',
			credentials: chosen && credential ? { [credential]: chosen } : {},
		},
		{ name: 'Sink', type: bench('benchSink'), typeVersion: 1, parameters: {} },
	].map((entry, index) => ({ id: String(index), position: [index * 200, 0], ...entry }));
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name,
		nodes,
		connections: { Webhook: to('Source'), Source: to('Measured'), Measured: to('Sink') },
		// Saving thousands of items would run into the next measurement.
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
}
