import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as Core from 'n8n-core';
import type * as N8nWorkflow from 'n8n-workflow';

/** Where n8n keeps the content of files: inside the items, or in a folder with a reference in the items. */
export type BinaryDataMode = 'default' | 'filesystem';

export interface LogEntry {
	level: string;
	message: string;
	metadata?: unknown;
}

/** n8n's own engine, loaded into this process. */
export interface Host {
	core: typeof Core;
	workflow: typeof N8nWorkflow;
	/** The version of n8n-core. */
	version: string;
	/** Gives n8n's one instance of a service of its own. */
	service<T>(type: new (...args: never[]) => T): T;
	/** Everything n8n or a node logged, since the start of the process. */
	logs: LogEntry[];
	binaryDataMode: BinaryDataMode;
}

interface Container {
	get<T>(type: new (...args: never[]) => T): T;
	set(type: unknown, instance: unknown): void;
}

/**
 * n8n-workflow has no ES module build that Node loads by itself, so both packages come as CommonJS: from this project,
 * or from the folder that the environment names (there jest.config.mjs gives the nodes under test the same one).
 */
const engineFolder = process.env.CARECHAIN_N8N_CORE;
const load = createRequire(engineFolder ? join(engineFolder, 'package.json') : import.meta.url);

let loaded: Promise<Host> | undefined;
let folder: string | undefined;

/**
 * Loads n8n's engine, once for a process (under jest: once for a test file), with a data folder of its own.
 * @throws when it was loaded before with another way to keep files, which n8n settles when it starts
 */
export async function loadHost(binaryDataMode: BinaryDataMode): Promise<Host> {
	loaded ??= start(binaryDataMode);
	const host = await loaded;
	if (host.binaryDataMode !== binaryDataMode) {
		throw new Error(`The engine already runs with files in "${host.binaryDataMode}"; use another test file.`);
	}
	return host;
}

/** Removes the engine's data folder. */
export function removeHostFolder() {
	if (folder) rmSync(folder, { recursive: true, force: true });
}

async function start(binaryDataMode: BinaryDataMode): Promise<Host> {
	folder = await mkdtemp(join(tmpdir(), 'carechain-engine-'));
	for (const name of Object.keys(process.env)) {
		if (/^(N8N_|DB_|EXECUTIONS_|GENERIC_TIMEZONE)/.test(name)) delete process.env[name];
	}
	Object.assign(process.env, {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'a-made-up-key-for-tests',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DEFAULT_BINARY_DATA_MODE: binaryDataMode,
		N8N_LOG_LEVEL: 'silent',
		GENERIC_TIMEZONE: 'UTC',
	});
	createRequire(import.meta.url)('reflect-metadata');
	const core = load('n8n-core') as typeof Core;
	const workflow = load('n8n-workflow') as typeof N8nWorkflow;

	const loadFromCore = createRequire(load.resolve('n8n-core'));
	const { Container } = loadFromCore('@n8n/di') as { Container: Container };
	const { Logger } = loadFromCore('@n8n/backend-common') as { Logger: unknown };
	const logs: LogEntry[] = [];
	const logger = recordingLogger(logs);
	Container.set(Logger, logger);
	workflow.LoggerProxy.init(logger);

	provideEncryptionKey(core, (type) => Container.get(type));
	await Container.get(core.BinaryDataService).init();
	const manifest = join(dirname(load.resolve('n8n-core')), '..', 'package.json');
	const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
	return { core, workflow, version, service: (type) => Container.get(type), logs, binaryDataMode };
}

/**
 * Credentials are encrypted with a key that n8n's server would fetch from its database. Early versions know no such
 * keys: they take the one of the environment.
 */
function provideEncryptionKey(core: typeof Core, service: Host['service']) {
	if (!isKnown(core.EncryptionKeyProxy)) return;
	const value = service(core.Cipher).encryptDEKWithInstanceKey(randomBytes(32).toString('hex'));
	const key: Core.KeyInfo = { id: 'test', value, algorithm: 'aes-256-gcm', format: 'prefixed' };
	service(core.EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async () => key,
		getLegacyKey: async () => key,
	});
}

/** Whether the engine that is loaded has what the types of the newest one promise. */
export function isKnown<T>(part: T): part is T & NonNullable<unknown> {
	return part !== undefined;
}

function recordingLogger(logs: LogEntry[]): N8nWorkflow.Logger {
	const at = (level: string) => (message: string, metadata?: unknown) => {
		logs.push({ level, message, metadata });
	};
	const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug'), scoped: () => logger };
	return logger;
}
