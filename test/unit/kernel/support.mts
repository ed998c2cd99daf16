import { Readable } from 'node:stream';

import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	IRequestOptions,
	NodeExecutionHint,
} from 'n8n-workflow';

import { Refusal, type Failure } from '../../../nodes/shared/failure.ts';
import type {
	CredentialUse,
	Field,
	Operation,
	Place,
	RequestOperation,
	Resource,
	Vendor,
} from '../../../nodes/shared/types.ts';

/** The place of a field that stands alone; what matters to a test is given. */
export function placeOf({ timezone = 'UTC', ...field }: Partial<Field> & { timezone?: string } = {}): Place {
	const whole = fieldOf({ displayName: 'The Field', name: 'theField', ...field });
	return { label: whole.displayName, field: whole, timezone };
}

/** A field with a name; what matters to a test is given. */
export function fieldOf(field: Partial<Field> & { name: string }): Field {
	return { displayName: `Field ${field.name}`, type: 'string', default: '', ...field } as Field;
}

/** The failure inside what a call throws; anything thrown that is no Refusal fails the test. */
export function refusalOf(call: () => unknown): Failure {
	let result: unknown;
	try {
		result = call();
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.failure;
		throw new Error(`Something else than a Refusal was thrown: ${String(thrown)}`, { cause: thrown });
	}
	throw new Error(`Nothing was refused; the result is ${JSON.stringify(result)}`);
}

export async function rejectionOf(promise: Promise<unknown>): Promise<Failure> {
	const settled = await promise.then(
		(value) => ({ value }),
		(thrown: unknown) => ({ thrown }),
	);
	return refusalOf(() => {
		if ('thrown' in settled) throw settled.thrown;
		return settled.value;
	});
}

export const NODE: INode = {
	id: 'node-1',
	name: 'Toy',
	type: 'n8n-nodes-toy.toy',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { toyApi: { id: 'credential-1', name: 'Toy account' } },
};

/** What n8n's helper gives for a request that may be broken off by the signal; the number is that of the request, from 1. */
export type Http = (options: IHttpRequestOptions, signal: AbortSignal, count: number) => unknown;

export interface FakeExecution {
	items?: INodeExecutionData[];
	/** What the nodes before put out: by node, the items of each output of each run. */
	earlier?: Record<string, INodeExecutionData[][][]>;
	/** The nodes that lead to this one; all of the earlier ones when not given. */
	parents?: string[];
	/** Values of the node's parameters, or how to get one for an item. */
	parameters?: IDataObject | ((name: string, index: number) => unknown);
	/** The parameters as n8n stores them, expressions unresolved; the values themselves when not given. */
	stored?: IDataObject;
	credentials?: IDataObject | (() => unknown);
	http?: Http;
	continueOnFail?: boolean;
	timezone?: string;
	/** Aborted when the person stops the execution. */
	signal?: AbortSignal;
}

export interface FakeContext {
	context: IExecuteFunctions;
	/** Every request handed to n8n's helper, in order. */
	sent: IHttpRequestOptions[];
	/** The decrypted credentials that went along with each request. */
	credentialsSent: Array<ICredentialDataDecryptedObject | undefined>;
	/** The types of all credentials that were read. */
	credentialsRead: string[];
	/** Every parameter that was resolved, as `name 0` with the index of the item. */
	resolved: string[];
	/** What the person is told beside the output. */
	hints: string[];
}

/** As much of n8n's execution context as the kernel uses. */
export function fakeContext(execution: FakeExecution = {}): FakeContext {
	const { parameters = {}, credentials = {}, http = () => ok({}) } = execution;
	const items: INodeExecutionData[] = execution.items ?? [{ json: {} }];
	const made: Omit<FakeContext, 'context'> = {
		sent: [],
		credentialsSent: [],
		credentialsRead: [],
		resolved: [],
		hints: [],
	};
	const valueOf = (name: string, index: number) =>
		typeof parameters === 'function' ? parameters(name, index) : parameters[name];
	const stored = execution.stored ?? (typeof parameters === 'function' ? {} : parameters);
	const node = { ...NODE, parameters: stored as INode['parameters'] };
	const kept: IDataObject = {};
	const { earlier = {} } = execution;
	const context = {
		getInputData: () => items,
		getParentNodes: () => (execution.parents ?? Object.keys(earlier)).map((name) => ({ name })),
		getWorkflowDataProxy: () => ({
			$node: Object.fromEntries(
				Object.entries(earlier).map(([name, { length }]) => [name, { runIndex: length - 1 }]),
			),
			$items(name: string, output: number, run: number) {
				const found = earlier[name]?.[run]?.[output];
				if (!found) throw new Error('There is no such output');
				return found;
			},
		}),
		getNode: () => node,
		getNodeParameter(name: string, index: number, fallback?: unknown) {
			made.resolved.push(`${name} ${index}`);
			const value = valueOf(name, index);
			return value === undefined ? fallback : value;
		},
		getContext: () => kept,
		getTimezone: () => execution.timezone ?? 'UTC',
		continueOnFail: () => execution.continueOnFail ?? false,
		getExecutionCancelSignal: () => execution.signal,
		addExecutionHints(...hints: NodeExecutionHint[]) {
			made.hints.push(...hints.map(({ message }) => message));
		},
		async getCredentials(type: string) {
			made.credentialsRead.push(type);
			return typeof credentials === 'function' ? credentials() : credentials;
		},
		helpers: {
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				_type: string,
				options: IHttpRequestOptions,
				{ credentialsDecrypted }: IAdditionalCredentialOptions = {},
			) {
				made.sent.push(options);
				made.credentialsSent.push(credentialsDecrypted?.data);
				return await http(options, this.getExecutionCancelSignal()!, made.sent.length);
			},
			async getBinaryDataBuffer(index: number, reference: string | { data: string }) {
				const file = typeof reference === 'string' ? items[index]?.binary?.[reference] : reference;
				return Buffer.from(file?.data ?? '', 'base64');
			},
		},
	};
	return { context: context as unknown as IExecuteFunctions, ...made };
}

/** An answer as n8n's helper gives it when asked for the whole response as a stream. */
export function ok(body: unknown, statusCode = 200, headers: IDataObject = {}) {
	const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	return { statusCode, headers, body: Readable.from(content.length > 0 ? [content] : []) };
}

/** The JSON body of a request. */
export function bodyOf(request: IHttpRequestOptions | IRequestOptions | undefined): unknown {
	return JSON.parse(String(request?.body ?? 'null'));
}

export function toyVendor({
	use = { type: 'toyApi' },
	...vendor
}: Partial<Vendor> & { use?: CredentialUse } = {}): Vendor {
	return {
		displayName: 'Toy',
		credential: () => use,
		baseUrl: () => 'https://toy.example',
		refusal: ({ status }) => (status < 300 ? undefined : { kind: 'refused' }),
		...vendor,
	};
}

export function toyOperation(operation: Partial<RequestOperation> = {}): RequestOperation {
	return {
		displayName: 'Create',
		value: 'create',
		action: 'Create thing',
		description: 'Create a thing',
		resend: 'never',
		whenRefused: 'Check the thing.',
		fields: [],
		request: ({ body }) => ({ method: 'POST', path: '/things', body }),
		output: ({ body }) => body as IDataObject,
		...operation,
	};
}

export function toyResource(...operations: Operation[]): Resource {
	return { displayName: 'Thing', value: 'thing', operations };
}
