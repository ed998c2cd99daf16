import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { freePorts } from './ports.mts';
import { launch, plainEnvironment, type RunningProcess } from './process.mts';

/** What a process of n8n does: everything (`start`), or in queue mode only take webhooks, or only run workflows. */
export type N8nRole = 'start' | 'webhook' | 'worker';

export interface N8nOptions {
	/** `start` by default. The other two are for queue mode and need its settings in `env`. */
	role?: N8nRole;
	/** Absolute path of the Node 24 that n8n runs on. */
	nodePath: string;
	/** Folder whose `node_modules` holds n8n. */
	hostRoot: string;
	/** n8n keeps its database, binary data and community packages here, in `.n8n`. */
	userFolder: string;
	/** Loopback port of the editor, the webhooks or the worker's health check; a free one by default. */
	port?: number;
	/** Encrypts the stored credentials; random by default. Give the one of before to start on the same folder again. */
	encryptionKey?: string;
	/** Further environment variables; they win over those set here. */
	env?: NodeJS.ProcessEnv;
	/** How long the start may take, in milliseconds. The first one on a slow disk takes longest. */
	startTimeoutMs?: number;
	/** Called with the process as soon as it exists, so that it can be stopped while it is still starting. */
	onLaunch?: (process: RunningProcess) => void;
}

export interface RunningN8n {
	/** Address of editor and webhooks, without a slash at the end. */
	url: string;
	port: number;
	pid: number;
	encryptionKey: string;
	/** Resolves when n8n has ended, whoever ended it. */
	ended: RunningProcess['ended'];
	log: () => string;
	stop: (graceMs?: number) => Promise<void>;
}

/**
 * Starts n8n, on SQLite unless told otherwise, reachable on the loopback address only, with everything off that would
 * look outside, and waits until it is ready (its migrations done).
 * @throws when it ends or is not ready in time, with the end of its log
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const [freePort, brokerPort] = await freePorts(2);
	const port = options.port ?? (freePort as number);
	const encryptionKey = options.encryptionKey ?? randomBytes(24).toString('base64');
	const env = plainEnvironment(
		{
			...LOOPBACK_ONLY,
			// n8n keeps a cache in the home folder too; this way it leaves nothing behind.
			HOME: options.userFolder,
			N8N_USER_FOLDER: options.userFolder,
			N8N_ENCRYPTION_KEY: encryptionKey,
			N8N_PORT: String(port),
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			...options.env,
		},
		options.nodePath,
	);
	const script = join(options.hostRoot, 'node_modules', 'n8n', 'bin', 'n8n');
	const leash = new URL('leash.mjs', import.meta.url).href;
	const child = await launch(options.nodePath, ['--import', leash, script, options.role ?? 'start'], {
		cwd: options.userFolder,
		env,
		leash: true,
	});
	options.onLaunch?.(child);
	const url = `http://127.0.0.1:${port}`;
	await waitUntilReady(child, url, options.startTimeoutMs ?? 120_000);
	return {
		url,
		port,
		pid: child.pid,
		encryptionKey,
		ended: child.ended,
		log: child.output,
		stop: child.stop,
	};
}

/** No telemetry, no look-ups of versions, templates, licences or packages, and nobody but this machine gets in. */
const LOOPBACK_ONLY: NodeJS.ProcessEnv = {
	DB_TYPE: 'sqlite',
	EXECUTIONS_MODE: 'regular',
	GENERIC_TIMEZONE: 'UTC',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_HOST: '127.0.0.1',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_PROTOCOL: 'http',
	N8N_PYTHON_ENABLED: 'false',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
};

async function waitUntilReady(child: RunningProcess, url: string, timeoutMs: number): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (child.running && Date.now() < deadline) {
		if (await isReady(url)) return;
		await sleep(100);
	}
	const why = child.running ? `was not ready after ${timeoutMs / 1000} s` : 'ended while it was starting';
	await child.stop(0);
	throw new Error(`n8n ${why}. The end of its log:\n${child.output().slice(-4000)}`);
}

async function isReady(url: string): Promise<boolean> {
	try {
		const answer = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(2000) });
		return answer.status === 200;
	} catch {
		return false;
	}
}
