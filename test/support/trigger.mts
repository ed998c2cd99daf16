import { Readable } from 'node:stream';

import type {
	IDataObject,
	IHookFunctions,
	IHttpRequestOptions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

export interface FakeTrigger {
	parameters: IDataObject;
	/** Static data of the node, which outlives activations. */
	memory: IDataObject;
	/** Static data of the workflow. */
	shared?: IDataObject;
	/** ID of the node. */
	id?: string;
	/** Name of the node. */
	name?: string;
	timezone?: string;
	url?: string;
	/** Whether the workflow is published, which it is not for a test. */
	active?: boolean;
	credentials: IDataObject;
	/** What n8n's helper gives for a request, with its number from 1. */
	http(options: IHttpRequestOptions, count: number): unknown;
}

export interface Answered {
	status: number;
	body: unknown;
	/** What the workflow starts with; undefined when it does not. */
	items: IDataObject[] | undefined;
}

const nodeIds = new WeakMap<object, string>();
let nodes = 0;

/** The id of the node that a memory belongs to. */
export function nodeIdOf(memory: object): string {
	const known = nodeIds.get(memory) ?? `node-${++nodes}`;
	nodeIds.set(memory, known);
	return known;
}

/** As much of n8n as a webhook trigger uses: what it hands over at activation and for a webhook. */
export function fakeTrigger(trigger: FakeTrigger) {
	const sent: IHttpRequestOptions[] = [];
	const credentialsRead: string[] = [];
	const logs: unknown[][] = [];
	const workflowData = trigger.shared ?? {};
	const shared = {
		getNode: () => ({
			id: trigger.id ?? nodeIdOf(trigger.memory),
			name: trigger.name ?? 'Trigger',
			type: 'n8n-nodes-carechain.spryTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: trigger.parameters,
			credentials: {},
		}),
		getWorkflow: () => ({ id: 'wf-1', name: 'Test workflow', active: trigger.active ?? true }),
		getMode: () => 'webhook',
		getNodeParameter: (name: string, fallback?: unknown) => trigger.parameters[name] ?? fallback,
		getNodeWebhookUrl: () => trigger.url,
		getWorkflowStaticData: (type: string) => (type === 'global' ? workflowData : trigger.memory),
		getTimezone: () => trigger.timezone ?? 'UTC',
		logger: { warn: (...words: unknown[]) => void logs.push(words) },
		async getCredentials(type: string) {
			credentialsRead.push(type);
			return trigger.credentials;
		},
		helpers: {
			async httpRequestWithAuthentication(_type: string, options: IHttpRequestOptions) {
				sent.push(options);
				return await trigger.http(options, sent.length);
			},
		},
	};
	return {
		sent,
		credentialsRead,
		logs,
		hook: shared as unknown as IHookFunctions,
		/** The context of one webhook, and what it was answered. */
		delivery(raw: string, headers: IDataObject) {
			const answer = { status: 0, body: undefined as unknown };
			const response = {
				status(code: number) {
					answer.status = code;
					return response;
				},
				json(body: unknown) {
					answer.body = body;
					return response;
				},
			};
			const context = {
				...shared,
				getRequestObject: () => ({ rawBody: Buffer.from(raw) }),
				getResponseObject: () => response,
				getHeaderData: () => headers,
				getBodyData: () => JSON.parse(raw) as IDataObject,
			} as unknown as IWebhookFunctions;
			const read = (given: IWebhookResponseData): Answered => {
				if (given.noWebhookResponse !== true) throw new Error('n8n would answer once more');
				return { ...answer, items: given.workflowData?.flat().map(({ json }) => json) };
			};
			return { context, read, answer };
		},
	};
}

/** An answer as n8n's helper gives it when asked for the whole response as a stream. */
export function answered(statusCode: number, body: unknown) {
	return {
		statusCode,
		headers: {},
		body: Readable.from(body === undefined ? [] : [Buffer.from(JSON.stringify(body))]),
	};
}
