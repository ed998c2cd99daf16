import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosResponse } from 'axios';

export interface Login {
	email: string;
	password: string;
}

export interface CredentialReference {
	id: string;
	name: string;
}

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	/** What a node gives out when it is run by hand, by its name. */
	pinData?: Record<string, unknown>;
	[key: string]: unknown;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id?: string | null; name: string }>;
	[key: string]: unknown;
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	data?: { resultData: { runData: Record<string, unknown>; error?: unknown } };
	[key: string]: unknown;
}

export interface N8nClient {
	/** Makes the first user of an empty n8n and signs in. */
	createOwner(login: Login): Promise<void>;
	signIn(login: Login): Promise<void>;
	createCredential(type: string, name: string, data: Record<string, unknown>): Promise<CredentialReference>;
	/** What the credential screen's test says; `data` need not be stored. */
	testCredential(
		type: string,
		data: Record<string, unknown>,
		stored?: CredentialReference,
	): Promise<{ status: 'OK' | 'Error'; message: string }>;
	/** Description of a node type as the editor gets it; fails when n8n did not load it. */
	nodeType(name: string, version: number): Promise<Record<string, unknown>>;
	/** Choices of a dropdown (`options`) or a From List locator (`resource-locator-results`), by the editor's own route. */
	dynamicParameter(kind: string, body: Record<string, unknown>): Promise<unknown>;
	/** @returns id of the new workflow, which is not published yet */
	importWorkflow(workflow: Workflow): Promise<string>;
	/** Publishes a workflow and waits until its webhooks answer. */
	publish(workflowId: string): Promise<void>;
	unpublish(workflowId: string): Promise<void>;
	/** Gives a workflow other nodes and connections, as the editor saves them; what is published stays as it is. */
	save(workflowId: string, workflow: Pick<Workflow, 'nodes' | 'connections'>): Promise<void>;
	/** Runs a workflow from one of its triggers, as the editor's button does, and waits for its end. */
	run(workflowId: string, triggerName: string): Promise<Execution>;
	/** The latest 250 executions of a workflow with their data, newest first; running ones are not among them. */
	executions(workflowId: string): Promise<Execution[]>;
	/**
	 * Every execution of a workflow, newest first, however many; without data unless asked for. Running ones are only
	 * given when the filter asks for them: n8n's API leaves them out.
	 */
	everyExecution(workflowId: string, filter?: { status?: string; includeData?: boolean }): Promise<Execution[]>;
	/** Waits until an execution has ended. */
	execution(id: string): Promise<Execution>;
}

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/**
 * Drives a running n8n through the routes its editor uses, and reads executions through its public API.
 * Every call fails with n8n's own message when n8n refuses it.
 * @param url address of n8n without a slash at the end
 */
export function makeN8nClient(url: string): N8nClient {
	const http = axios.create({ baseURL: url, proxy: false, timeout: 60_000, validateStatus: () => true });
	let apiKey: Promise<string> | undefined;

	async function rest<T>(method: string, path: string, data?: unknown): Promise<T> {
		const response = checked(
			await onceReady(async () => await http.request<{ data: T }>({ method, url: `/rest${path}`, data })),
		);
		return response.data.data;
	}

	async function sign(path: string, data: Record<string, unknown>): Promise<void> {
		const response = checked(await http.post(`/rest${path}`, data));
		const cookie = response.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ');
		if (!cookie) throw new Error(`n8n sent no cookie for ${path}`);
		http.defaults.headers.common.Cookie = cookie;
	}

	async function publicApi<T>(path: string): Promise<T> {
		apiKey ??= makeApiKey(rest);
		const headers = { 'X-N8N-API-KEY': await apiKey };
		return checked(await onceReady(async () => await http.get<T>(`/api/v1${path}`, { headers }))).data;
	}

	async function execution(id: string): Promise<Execution> {
		return await eventually(`execution ${id} to end`, async () => {
			const found = await publicApi<Execution>(`/executions/${id}?includeData=true`);
			return ENDED.has(found.status) ? found : undefined;
		});
	}

	return {
		async createOwner({ email, password }) {
			// The route may answer a moment later than the readiness probe.
			await eventually('n8n to take its owner', async () => {
				await sign('/owner/setup', { email, password, firstName: 'Demo', lastName: 'Owner' });
				return true;
			});
		},
		async signIn({ email, password }) {
			await sign('/login', { emailOrLdapLoginId: email, password });
		},
		async createCredential(type, name, data) {
			const made = await rest<{ id: string }>('post', '/credentials', { type, name, data });
			return { id: made.id, name };
		},
		async testCredential(type, data, stored) {
			const credentials = { id: stored?.id ?? '', name: stored?.name ?? type, type, data };
			return await rest('post', '/credentials/test', { credentials });
		},
		async nodeType(name, version) {
			const [found] = await rest<Array<Record<string, unknown>>>('post', '/node-types', {
				nodeInfos: [{ name, version }],
			});
			if (!found) throw new Error(`n8n does not know the node type ${name}`);
			return found;
		},
		async dynamicParameter(kind, body) {
			return await rest('post', `/dynamic-node-parameters/${kind}`, body);
		},
		async importWorkflow(workflow) {
			const { name, nodes, connections, settings, pinData = {} } = workflow;
			const made = await rest<{ id: string }>('post', '/workflows', {
				name,
				nodes,
				connections,
				pinData,
				settings: settings ?? { executionOrder: 'v1' },
				active: false,
			});
			return made.id;
		},
		async publish(workflowId) {
			const { versionId } = await rest<{ versionId: string }>('get', `/workflows/${workflowId}`);
			await rest('post', `/workflows/${workflowId}/activate`, { versionId });
			await eventually(`workflow ${workflowId} to be published`, async () => {
				const state = await rest<{ status: string }>('get', `/workflows/${workflowId}/publication-status`);
				if (state.status === 'failed') throw new Error(`n8n could not publish: ${JSON.stringify(state)}`);
				return state.status === 'published' ? true : undefined;
			});
		},
		async save(workflowId, { nodes, connections }) {
			const { versionId } = await rest<{ versionId: string }>('get', `/workflows/${workflowId}`);
			await rest('patch', `/workflows/${workflowId}`, { nodes, connections, versionId });
		},
		async unpublish(workflowId) {
			await rest('post', `/workflows/${workflowId}/deactivate`, {});
		},
		async run(workflowId, triggerName) {
			const started = await rest<{ executionId: string }>('post', `/workflows/${workflowId}/run`, {
				triggerToStartFrom: { name: triggerName },
			});
			return await execution(started.executionId);
		},
		async executions(workflowId) {
			const page = await publicApi<{ data: Execution[] }>(
				`/executions?includeData=true&limit=250&workflowId=${encodeURIComponent(workflowId)}`,
			);
			return page.data;
		},
		async everyExecution(workflowId, filter = {}) {
			const query = new URLSearchParams({
				workflowId,
				limit: '250',
				includeData: String(filter.includeData ?? false),
			});
			if (filter.status) query.set('status', filter.status);
			const found: Execution[] = [];
			for (let cursor: string | null = ''; cursor !== null; ) {
				if (cursor) query.set('cursor', cursor);
				const page: { data: Execution[]; nextCursor: string | null } = await publicApi(`/executions?${query}`);
				found.push(...page.data);
				cursor = page.nextCursor;
			}
			return found;
		},
		execution,
	};
}

/**
 * Asks again until there is an answer; a refusal by n8n ends it only when the time is up.
 * @throws the last refusal, or that the time is up
 */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	let refusal: Error | undefined;
	while (Date.now() < deadline) {
		try {
			const answer = await ask();
			if (answer !== undefined) return answer;
			refusal = undefined;
		} catch (error) {
			refusal = error as Error;
		}
		await sleep(100);
	}
	throw refusal ?? new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`);
}

/**
 * Sends a request again for as long as n8n takes its database for lost, as it does on a machine that is busy; it has
 * carried out nothing then.
 * @param send gives whatever the answer is
 */
export async function onceReady<T>(
	send: () => Promise<AxiosResponse<T>>,
	timeoutMs = 120_000,
): Promise<AxiosResponse<T>> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const response = await send();
		const isLost = response.status === 503 && /database is not ready/i.test(JSON.stringify(response.data));
		if (!isLost || Date.now() > deadline) return response;
		await sleep(1000);
	}
}

async function makeApiKey(rest: <T>(method: string, path: string, data?: unknown) => Promise<T>): Promise<string> {
	const scopes = await rest<string[]>('get', '/api-keys/scopes');
	const made = await rest<{ rawApiKey: string }>('post', '/api-keys', {
		label: 'CareChain',
		expiresAt: null,
		scopes,
	});
	return made.rawApiKey;
}

function checked<T>(response: AxiosResponse<T>): AxiosResponse<T> {
	if (response.status < 400) return response;
	const { method, url } = response.config;
	const said = (response.data as { message?: string } | undefined)?.message ?? JSON.stringify(response.data);
	throw new Error(`n8n answered ${response.status} to ${method} ${url}: ${String(said).slice(0, 500)}`);
}
