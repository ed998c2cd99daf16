import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as flatted from 'flatted';
import type { WorkflowExecute } from 'n8n-core';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeCredentials,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypes,
	IPinData,
	IRun,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { credentialUse } from './engine/credential-use.mts';
import { createCredentialStore, type CredentialStore } from './engine/credentials.mts';
import { loadHost, removeHostFolder, type Host } from './engine/host.mts';
import { serialise } from './engine/serialise.mts';
import type {
	Engine,
	EngineOptions,
	PollOptions,
	RunOptions,
	RunResult,
	SavedError,
	SearchOptions,
	StoredCredential,
	TestNode,
} from './engine/types.mts';

export type {
	Engine,
	EngineOptions,
	PollOptions,
	RunOptions,
	RunResult,
	SavedError,
	SearchOptions,
	StoredCredential,
	TestNode,
} from './engine/types.mts';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const START = 'Start';
const START_TYPE = 'carechain-test.start';
const LOSER = 'Without files';
const LOSER_TYPE = 'carechain-test.withoutFiles';

/** The name of the node under test in its workflow, as errors and expressions show it. */
export const NODE_NAME = 'Node under test';

/**
 * Runs nodes in n8n's real engine: its workflow execution, its HTTP stack and its error handling, on the nodes and
 * credentials as they are built, loaded by n8n's own loader. Only the database and the editor are missing.
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
	const host = await loadHost(options.binaryDataMode ?? 'default');
	const loader = new host.core.PackageDirectoryLoader(options.packageFolder ?? projectRoot);
	await loader.loadAll();
	const prefix = `${loader.packageName}.`;
	const store = createCredentialStore(host, loader);

	const nodeTypes: INodeTypes = {
		getByName: (type) => nodeType(type),
		getByNameAndVersion: (type, version) => host.workflow.NodeHelpers.getVersionedNodeType(nodeType(type), version),
		getKnownTypes: () => loader.known.nodes as unknown as IDataObject,
	};

	function nodeType(type: string) {
		if (type === START_TYPE) return startNodeType;
		if (type === LOSER_TYPE) return losingNodeType;
		if (!type.startsWith(prefix)) throw new Error(`"${type}" is not a node of ${loader.packageName}`);
		// n8n runs the variant of a node for agents under a name of its own, with the same methods.
		return loader.getNode(type.slice(prefix.length).replace(/Tool$/, '')).type;
	}

	return {
		run: async (runOptions) => await run(host, store, nodeTypes, runOptions),
		search: async (searchOptions) => await search(host, store, nodeTypes, searchOptions),
		poll: async (pollOptions) => await poll(host, store, nodeTypes, pollOptions),
		addCredential: async (type, data) => await addCredential(store, type, data),
		use: credentialUse(
			host,
			store,
			(name) => loader.getCredential(name).type,
			() => serverData(host, store),
		),
		nodeType: (type) => nodeType(type) as INodeType,
		credentialType: (type) => loader.getCredential(type).type,
		nodeTypeNames: () => Object.keys(loader.known.nodes).map((name) => prefix + name),
		async prepareBinary(content, { fileName, mimeType }) {
			const data = { data: '', fileName, mimeType } as IBinaryData;
			const location = { type: 'execution', workflowId: 'test', executionId: randomUUID() } as const;
			return await host.service(host.core.BinaryDataService).store(location, content, data);
		},
		readBinary: async (data) => await host.service(host.core.BinaryDataService).getAsBuffer(data),
		close: removeHostFolder,
	};
}

async function addCredential(
	store: CredentialStore,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<StoredCredential> {
	const details = await store.add(type, data);
	return { type, details, read: async () => await store.read(details) };
}

async function run(host: Host, store: CredentialStore, nodeTypes: INodeTypes, options: RunOptions): Promise<RunResult> {
	const mode = options.mode ?? 'trigger';
	const credentials = await storeCredentials(store, options.node.credentials ?? {});
	const settings = { ...options.node, parameters: host.workflow.deepCopy(options.node.parameters) };
	const chain = [
		node(START, { type: START_TYPE, parameters: {} }),
		...(options.losesFiles ? [node(LOSER, { type: LOSER_TYPE, parameters: {} })] : []),
		node(NODE_NAME, settings, credentials),
	];
	const workflow = new host.workflow.Workflow({
		id: randomUUID(),
		name: 'Test workflow',
		nodes: chain,
		connections: Object.fromEntries(
			chain
				.slice(1)
				.map(({ name }, at) => [chain[at]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
		),
		active: false,
		nodeTypes,
		staticData: options.staticData,
		settings: { executionOrder: 'v1', timezone: options.timezone ?? 'UTC' },
	});
	const decryptionsBefore = store.decryptions();
	const logsBefore = host.logs.length;
	const startedAt = performance.now();
	const finished = await execute(host, store, workflow, mode, options);
	const durationMs = performance.now() - startedAt;

	const { resultData } = finished.data;
	const task = resultData.runData[NODE_NAME]?.at(-1);
	const [items, errorItems] = task?.data?.main ?? [];
	const stored: RunResult['credentials'] = {};
	for (const [type, details] of Object.entries(credentials)) stored[type] = await store.read(details);
	const logs = host.logs.slice(logsBefore);
	return {
		status: finished.status,
		items: items ?? [],
		errorItems: errorItems ?? [],
		error: (task?.error ?? resultData.error) as SavedError | undefined,
		hints: task?.hints ?? [],
		decryptions: store.decryptions() - decryptionsBefore,
		credentials: stored,
		logs,
		serialised: serialise({ finished, logs, staticData: workflow.staticData }),
		staticData: workflow.staticData,
		durationMs,
	};
}

/** As n8n's editor asks a node for the entries of a locator. */
async function search(
	host: Host,
	store: CredentialStore,
	nodeTypes: INodeTypes,
	{ node: settings, method, filter, paginationToken, timezone = 'UTC' }: SearchOptions,
): Promise<INodeListSearchResult> {
	const find = nodeTypes.getByNameAndVersion(settings.type).methods?.listSearch?.[method];
	if (!find) throw new Error(`"${settings.type}" has no list search ${method}`);
	const asked = node(NODE_NAME, settings, await storeCredentials(store, settings.credentials ?? {}));
	const workflow = new host.workflow.Workflow({
		nodes: [asked],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone },
	});
	const additionalData = {
		...serverData(host, store),
		currentNodeParameters: settings.parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new host.core.LoadOptionsContext(workflow, asked, additionalData, '');
	return await find.call(context, filter, paginationToken);
}

/** As n8n asks a polling trigger for news. */
async function poll(
	host: Host,
	store: CredentialStore,
	nodeTypes: INodeTypes,
	{ node: settings, staticData = {}, mode = 'trigger', id, name = NODE_NAME, timezone }: PollOptions,
): Promise<INodeExecutionData[]> {
	const find = nodeTypes.getByNameAndVersion(settings.type).poll;
	if (!find) throw new Error(`"${settings.type}" does not poll`);
	const made = node(name, settings, await storeCredentials(store, settings.credentials ?? {}));
	const polling = { ...made, id: id ?? made.id };
	const workflow = new host.workflow.Workflow({
		nodes: [polling],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
		settings: timezone === undefined ? {} : { timezone },
	});
	const additionalData = serverData(host, store) as unknown as IWorkflowExecuteAdditionalData;
	const context = new host.core.PollContext(workflow, polling, additionalData, mode, 'activate');
	const [items] = (await find.call(context)) ?? [];
	// Through the text in which n8n keeps it.
	Object.assign(staticData, JSON.parse(JSON.stringify(workflow.staticData)));
	return items ?? [];
}

/** The parts of a server's data that an execution of ordinary nodes reads. */
function serverData(host: Host, store: CredentialStore) {
	const base = 'http://127.0.0.1:9';
	return {
		credentialsHelper: store.helper,
		externalSecretsProxy: host.service(host.core.ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
	};
}

async function execute(
	host: Host,
	store: CredentialStore,
	workflow: Workflow,
	mode: WorkflowExecuteMode,
	options: RunOptions,
): Promise<IRun> {
	const { ExecutionLifecycleHooks, WorkflowExecute } = host.core;
	const executionId = randomUUID();
	const workflowData = {
		id: workflow.id,
		name: 'Test workflow',
		active: false,
		isArchived: false,
		activeVersionId: null,
		versionId: '',
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		createdAt: new Date(0),
		updatedAt: new Date(0),
	};
	const additionalData = {
		...serverData(host, store),
		hooks: new ExecutionLifecycleHooks(mode, executionId, workflowData),
		executionId,
		workflowId: workflow.id,
	} as unknown as IWorkflowExecuteAdditionalData;

	const startNode = workflow.getNode(START);
	if (!startNode) throw new Error('The workflow has no start node');
	const items = host.workflow.deepCopy(options.items ?? [{ json: {} }]);
	const wake = async (parked: IRun): Promise<IRun> => {
		// Through the text in which n8n keeps executions, so that nothing in memory helps.
		const saved = flatted.parse(flatted.stringify(parked.data)) as IRun['data'];
		return await new WorkflowExecute(additionalData, mode, saved).processRunExecutionData(workflow);
	};
	const execution = begin(new WorkflowExecute(additionalData, mode), workflow, startNode, { [START]: items });
	if (options.cancelAfterMs === undefined) {
		let finished = await execution;
		for (let left = options.wakes ?? 0; left > 0 && finished.waitTill; left--) {
			await options.onParked?.(finished.waitTill);
			finished = await wake(finished);
		}
		return finished;
	}
	const timer = setTimeout(() => execution.cancel(), options.cancelAfterMs);
	try {
		return await execution;
	} finally {
		clearTimeout(timer);
	}
}

/** Early versions take what they start with one by one, later ones in one object. */
function begin(execute: WorkflowExecute, workflow: Workflow, startNode: INode, pinData: IPinData) {
	type RunOneByOne = (
		workflow: Workflow,
		startNode: INode,
		destination: undefined,
		pinData: IPinData,
	) => ReturnType<WorkflowExecute['run']>;
	if (execute.run.length === 1) return execute.run({ workflow, startNode, pinData });
	return (execute.run as unknown as RunOneByOne).call(execute, workflow, startNode, undefined, pinData);
}

async function storeCredentials(store: CredentialStore, wanted: NonNullable<TestNode['credentials']>) {
	const credentials: Record<string, INodeCredentialsDetails> = {};
	for (const [type, value] of Object.entries(wanted)) {
		credentials[type] = isStored(value) ? value.details : await store.add(type, value);
	}
	return credentials;
}

function isStored(value: ICredentialDataDecryptedObject | StoredCredential): value is StoredCredential {
	return typeof value.read === 'function';
}

function node(name: string, settings: TestNode, credentials: INodeCredentials = {}): INode {
	return { typeVersion: 1, position: [0, 0], ...settings, id: randomUUID(), name, credentials };
}

const startNodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Hands over the items of the test',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
} as INodeType;

const losingNodeType = {
	description: {
		...startNodeType.description,
		displayName: LOSER,
		name: 'withoutFiles',
		group: ['transform'],
		description: 'Hands over the items without their files',
		defaults: { name: LOSER },
		inputs: ['main'],
	},
	async execute() {
		return [this.getInputData().map(({ json }, item) => ({ json, pairedItem: { item } }))];
	},
} as INodeType;
