import type { ICredentialDataDecryptedObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { node24 } from '../../tools/setup.mjs';
import { launchSandbox } from '../../sandbox/client.mts';
import { ekaCare, medMitra, spry } from '../../sandbox/seed.mts';
import type { RecordedRequest } from '../../sandbox/types.mts';
import { createEngine, type Engine, type EngineOptions, type RunOptions, type RunResult } from './engine.mts';
import type { OperationCase, Row, Sandbox } from './operations/types.mts';

type Credentials = Record<string, ICredentialDataDecryptedObject>;

/** n8n's engine and the three vendors' stand-ins, for the tests of one file. */
export interface Clinic {
	engine: Engine;
	sandbox: Sandbox;
	/** Credentials that work, by credential type. */
	credentials: Credentials;
	/** Rows as items of n8n, their files stored. */
	itemsOf(rows: Row[]): Promise<INodeExecutionData[]>;
	/** Empties the vendors and brings them into the state that the operation's good rows need. */
	reset(operation: OperationCase): Promise<void>;
	/** Runs an operation on rows. */
	run(operation: OperationCase, rows: Row[], changes?: RunChanges): Promise<RunResult>;
	/** What reached the vendor, sign-ins left out. */
	requestsOf(operation: OperationCase): Promise<RecordedRequest[]>;
	/** How many records of the operation's table the vendor has; none for an operation that makes none. */
	recordsOf(operation: OperationCase): Promise<number>;
	close(): Promise<void>;
}

export interface RunChanges extends Partial<Omit<RunOptions, 'node' | 'items'>> {
	parameters?: INodeParameters;
	onError?: RunOptions['node']['onError'];
	credentials?: Credentials;
}

export async function openClinic(options: EngineOptions = {}): Promise<Clinic> {
	const sandbox = await launchSandbox({ nodePath: node24() });
	const engine = await createEngine(options);
	const credentials = workingCredentials(sandbox);
	const itemsOf = async (rows: Row[]) => await Promise.all(rows.map(async (row) => await itemOf(engine, row)));
	return {
		itemsOf,
		engine,
		sandbox,
		credentials,
		async run(operation, rows, { parameters, onError, credentials: own, ...options } = {}) {
			const items = await itemsOf(rows);
			return await engine.run({
				...options,
				items,
				node: {
					type: operation.node,
					onError,
					parameters: {
						resource: operation.resource,
						operation: operation.operation,
						...operation.parameters,
						...parameters,
					},
					credentials: own ?? credentialsFor(operation, credentials),
				},
			});
		},
		async requestsOf(operation) {
			const requests = await sandbox.requests();
			return requests.filter(
				({ vendor, operationId }) => vendor === operation.vendor && operationId === operation.operationId,
			);
		},
		async reset({ prepare }) {
			await sandbox.reset();
			await prepare?.(sandbox);
			await sandbox.clearRequests();
		},
		async recordsOf(operation) {
			if (operation.table === undefined) return 0;
			const state = await sandbox.state();
			const table = state[operation.table];
			if (!table)
				throw new Error(`The sandbox has no table ${operation.table}, only ${Object.keys(state).join(', ')}`);
			return table.length;
		},
		async close() {
			engine.close();
			await sandbox.stop();
		},
	};
}

function workingCredentials(sandbox: Sandbox): Credentials {
	const custom = (baseUrl: string) => ({ environment: 'custom', baseUrl });
	return {
		spryOAuth2Api: { ...custom(sandbox.spry), clientId: spry.clientId, clientSecret: spry.clientSecret },
		ekaCareApi: {
			...custom(sandbox.ekaCare),
			authentication: 'clientCredentials',
			clientId: ekaCare.clientId,
			clientSecret: ekaCare.clientSecret,
		},
		medMitraApi: { baseUrl: sandbox.medMitra, userId: medMitra.doctors[0]?.id ?? '', jwt: '' },
	};
}

const CREDENTIAL_TYPES = { spry: 'spryOAuth2Api', ekaCare: 'ekaCareApi', medMitra: 'medMitraApi' };

/** The vendor's credential that signs in by itself. */
export function credentialsFor({ vendor }: OperationCase, credentials: Credentials): Credentials {
	const type = CREDENTIAL_TYPES[vendor];
	return { [type]: credentials[type] ?? {} };
}

async function itemOf(engine: Engine, { json, files = {} }: Row): Promise<INodeExecutionData> {
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [name, { content, ...file }] of Object.entries(files)) {
		binary[name] = await engine.prepareBinary(content, file);
	}
	return Object.keys(binary).length > 0 ? { json, binary } : { json };
}
