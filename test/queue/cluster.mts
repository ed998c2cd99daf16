import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Closer } from '../../demo/closer.mts';
import { demoCredentials } from '../../demo/credentials.mts';
import { ensureBuilt, installPackage } from '../../demo/install-package.mts';
import { makeN8nClient, type N8nClient } from '../../demo/n8n-client.mts';
import { startN8n, type N8nRole, type RunningN8n } from '../../demo/n8n-process.mts';
import { ensureHost, node24 } from '../../demo/setup.mjs';
import { hostRoot, projectRoot, storeCredentials } from '../../demo/stack.mts';
import { readWorkflow, withCredentials } from '../../demo/workflow.mts';
import { launchSandbox, type LaunchedSandbox } from '../../sandbox/client.mts';
import { startPostgres, startRedis, type QueueServer } from './servers.mts';

/** How many intakes one worker has in hand at once. */
export const WORKER_CONCURRENCY = 10;

/**
 * A job that nobody has renewed for `LOCK` is taken for lost when the workers look next, every `STALLED`. n8n's own
 * values are a minute and half a minute; shorter ones keep the test short.
 */
const QUEUE_TIMES = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

export interface Worker {
	/** Ends the worker and its task runner with SIGKILL. */
	kill(): Promise<void>;
	/** Starts it on its own folder, the first time or again. */
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
	/** Address of the published patient intake at the webhook processor. */
	webhookUrl: string;
	workflowId: string;
}

/**
 * Starts the topology of `deploy/queue`: PostgreSQL, Redis, n8n's main process and a webhook processor with the package
 * installed in each, the sandbox of the vendors, and the patient intake published. The two workers are made, with the
 * package, and not started yet.
 */
export async function startCluster(closer: Closer): Promise<Cluster> {
	await ensureHost();
	await ensureBuilt(projectRoot);
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

	const shared = {
		...QUEUE_TIMES,
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(database.port),
		DB_POSTGRESDB_DATABASE: database.database,
		DB_POSTGRESDB_USER: database.user,
		DB_POSTGRESDB_PASSWORD: database.password,
		DB_POSTGRESDB_POOL_SIZE: '10',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_PASSWORD: redis.password,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_CONCURRENCY_PRODUCTION_LIMIT: String(WORKER_CONCURRENCY),
	};
	const encryptionKey = randomBytes(24).toString('base64');
	async function startProcess(role: N8nRole, userFolder: string): Promise<RunningN8n> {
		return await startN8n({
			...{ nodePath, hostRoot, role, userFolder, encryptionKey, env: shared },
			onLaunch: (child) => closer.add(async () => await child.stop()),
		});
	}
	// The main process makes the database; the others want it made.
	const main = await startProcess('start', mainFolder);
	const client = makeN8nClient(main.url);
	await client.createOwner({ email: 'owner@carechain.example', password: `Queue-1-${randomBytes(9).toString('hex')}` });
	const credentials = await storeCredentials(client, demoCredentials(sandbox));
	const workflow = await readWorkflow(join(projectRoot, 'examples', 'patient-intake.json'));
	const workflowId = await client.importWorkflow(withCredentials(workflow, credentials));
	await client.publish(workflowId);
	const webhook = await startProcess('webhook', webhookFolder);

	function makeWorker(folder: string): Worker {
		let running: RunningN8n | undefined;
		return {
			async kill() {
				await running?.stop(0);
			},
			async start() {
				running = await startProcess('worker', folder);
			},
			log: () => running?.log() ?? '',
		};
	}
	return {
		...{ main, webhook, redis, sandbox, client, workflowId },
		workers: [makeWorker(firstFolder), makeWorker(secondFolder)],
		webhookUrl: `${webhook.url}/webhook/patient-intake`,
	};
}
