import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Closer } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import { ensureBuilt } from '../../tools/build.mjs';
import { installPackage } from '../../tools/install-package.mts';
import { makeN8nClient, type N8nClient } from '../../tools/n8n-client.mts';
import { startN8n, type N8nRole, type RunningN8n } from '../../tools/n8n-process.mts';
import { ensureHost, node24 } from '../../tools/setup.mjs';
import { hostRoot, projectRoot, storeCredentials } from '../../tools/stack.mts';
import { readWorkflow, withCredentials } from '../../tools/workflow.mts';
import { launchSandbox, type LaunchedSandbox } from '../../sandbox/client.mts';
import { composeEnvironment } from './compose.mts';
import { startPostgres, startRedis, type QueueServer } from './servers.mts';

/** On a machine that is busy with other things. */
const START_TIMEOUT = 240_000;

/**
 * A job that nobody has renewed for `LOCK` is taken for lost when the workers look next, every `STALLED`. n8n's own
 * values are a minute and half a minute; shorter ones keep the test short.
 */
const QUEUE_TIMES = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

export interface Worker {
	/** Ends the worker and its task runner with SIGKILL. */
	kill(): Promise<void>;
	/** Starts it on its own folder, the first time or again; nothing when it runs. */
	start(): Promise<void>;
	log(): string;
}

export interface Cluster {
	main: RunningN8n;
	webhook: RunningN8n;
	workers: [Worker, Worker];
	redis: QueueServer;
	sandbox: LaunchedSandbox;
	client: N8nClient;
	/** Imports a workflow with the credentials for the sandbox chosen, and publishes it. */
	publish(workflowFile: string): Promise<Published>;
}

export interface Published {
	workflowId: string;
	/** Address of its webhook at the webhook processor. */
	webhookUrl: string;
}

/**
 * Starts the topology of `deploy/queue` with its settings: PostgreSQL, Redis, n8n's main process and a webhook processor with the package
 * installed in each, and the sandbox of the vendors. The two workers are made, with the package, and not started yet.
 */
export async function startCluster(closer: Closer): Promise<Cluster> {
	await ensureHost();
	await ensureBuilt();
	const nodePath = node24();
	const root = await mkdtemp(join(tmpdir(), 'carechain-queue-'));
	closer.add(async () => await rm(root, { recursive: true, force: true, maxRetries: 5 }));
	const sandbox = await launchSandbox({ nodePath });
	closer.add(async () => await sandbox.stop());
	const [database, redis] = await Promise.all([startPostgres(closer), startRedis(closer)]);

	const folders = ['main', 'webhook', 'worker-1', 'worker-2'].map((name) => join(root, name));
	const [mainFolder, webhookFolder, firstFolder, secondFolder] = folders as [string, string, string, string];
	for (const folder of folders) await mkdir(folder);
	const { folder: installed } = await installPackage(projectRoot, mainFolder);
	const nodes = dirname(dirname(installed));
	for (const folder of folders.slice(1)) await cp(nodes, join(folder, '.n8n', 'nodes'), { recursive: true });

	const secrets = {
		encryption: join(root, 'encryption'),
		database: join(root, 'database'),
		redis: join(root, 'redis'),
	};
	const encryptionKey = randomBytes(24).toString('base64');
	await writeFile(secrets.encryption, encryptionKey, { mode: 0o600 });
	await writeFile(secrets.database, database.password, { mode: 0o600 });
	await writeFile(secrets.redis, redis.password, { mode: 0o600 });
	const here = {
		...QUEUE_TIMES,
		// The file is read only where the variable itself is not set.
		N8N_ENCRYPTION_KEY: undefined,
		N8N_ENCRYPTION_KEY_FILE: secrets.encryption,
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(database.port),
		DB_POSTGRESDB_DATABASE: database.database,
		DB_POSTGRESDB_USER: database.user,
		DB_POSTGRESDB_PASSWORD_FILE: secrets.database,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_PASSWORD_FILE: secrets.redis,
	};
	async function startProcess(role: N8nRole, userFolder: string): Promise<RunningN8n> {
		const settings = composeEnvironment(role === 'start' ? 'main' : role);
		return await startN8n({
			...{ nodePath, hostRoot, role, userFolder, encryptionKey, env: { ...settings, ...here } },
			startTimeoutMs: START_TIMEOUT,
			onLaunch: (child) => closer.add(async () => await child.stop()),
		});
	}
	// The main process makes the database; the others want it made.
	const main = await startProcess('start', mainFolder);
	const client = makeN8nClient(main.url);
	await client.createOwner({
		email: 'owner@carechain.example',
		password: `Queue-1-${randomBytes(9).toString('hex')}`,
	});
	const credentials = await storeCredentials(client, demoCredentials(sandbox));
	const webhook = await startProcess('webhook', webhookFolder);

	function makeWorker(folder: string): Worker {
		let running: RunningN8n | undefined;
		return {
			async kill() {
				await running?.stop(0);
				running = undefined;
			},
			async start() {
				running ??= await startProcess('worker', folder);
			},
			log: () => running?.log() ?? '',
		};
	}
	async function publish(workflowFile: string): Promise<Published> {
		const read = await readWorkflow(workflowFile);
		// So that every run can be looked at.
		const workflow = { ...read, settings: { ...read.settings, saveDataSuccessExecution: 'all' } };
		const workflowId = await client.importWorkflow(withCredentials(workflow, credentials));
		await client.publish(workflowId);
		const entry = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
		return { workflowId, webhookUrl: `${webhook.url}/webhook/${String(entry?.parameters.path)}` };
	}

	return {
		...{ main, webhook, redis, sandbox, client, publish },
		workers: [makeWorker(firstFolder), makeWorker(secondFolder)],
	};
}
