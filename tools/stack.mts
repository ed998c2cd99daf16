import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchSandbox, type LaunchedSandbox } from '../sandbox/client.mts';
import type { Closer } from './closer.mts';
import type { DemoCredential } from './credentials.mts';
import { ensureBuilt } from './build.mjs';
import { installPackage, type InstalledPackage } from './install-package.mts';
import { makeN8nClient, type CredentialReference, type Login, type N8nClient } from './n8n-client.mts';
import { startN8n, type RunningN8n } from './n8n-process.mts';
import { projectRoot } from './command.mjs';
import { hostRoot } from './setup.mjs';

export { projectRoot } from './command.mjs';
export { hostRoot } from './setup.mjs';

export interface StackOptions {
	/** Absolute path of the Node 24 that n8n and the sandbox run on. */
	nodePath: string;
	/** Everything started is registered here; closing it stops and removes it. */
	closer: Closer;
	/** n8n's port; a free one by default. */
	port?: number;
	/** Absolute paths of the built packages to install; this package by default. */
	packages?: string[];
	/** Further environment variables for n8n. */
	env?: NodeJS.ProcessEnv;
	/** Told what is being done, in small letters. */
	say?: (line: string) => void;
}

export interface Stack {
	n8n: RunningN8n;
	client: N8nClient;
	sandbox: LaunchedSandbox;
	/** The first of the packages, as it lies in n8n. */
	installed: InstalledPackage;
	login: Login;
	userFolder: string;
}

/**
 * Starts the sandbox of the three vendors and a new, empty n8n with the packages installed as its community-package
 * screen does, and makes the owner.
 */
export async function startStack({
	nodePath,
	closer,
	port,
	env,
	packages = [projectRoot],
	say = () => {},
}: StackOptions): Promise<Stack> {
	function step(line: string): void {
		if (closer.closing) throw new Error('Stopped while starting');
		say(line);
	}
	if (packages.includes(projectRoot)) await ensureBuilt();

	step('starting the sandbox of the three vendors');
	const userFolder = await mkdtemp(join(tmpdir(), 'carechain-n8n-'));
	closer.add(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 5 }));
	const sandbox = await closeLater(closer, launchSandbox({ nodePath }), async (launched) => await launched.stop());

	step('installing the package in n8n');
	const installed = await closeLater(closer, installAll(packages, userFolder), () => {});

	step('starting n8n');
	const n8n = await startN8n({
		nodePath,
		hostRoot,
		userFolder,
		port,
		env,
		onLaunch: (child) => closer.add(async () => await child.stop()),
	});
	const client = makeN8nClient(n8n.url);
	const login = { email: 'owner@carechain.example', password: `Demo-1-${randomBytes(9).toString('base64url')}` };
	await client.createOwner(login);
	return { n8n, client, sandbox, installed, login, userFolder };
}

/** One after the other, because all are entered in the same ledger. @returns the first */
async function installAll(packages: string[], userFolder: string): Promise<InstalledPackage> {
	const installed: InstalledPackage[] = [];
	for (const folder of packages) installed.push(await installPackage(folder, userFolder));
	const [first] = installed;
	if (!first) throw new Error('There is no package to install');
	return first;
}

/** Lets closing wait for something that has begun, so that nothing is removed under its feet, and then undo it. */
async function closeLater<T>(closer: Closer, begun: Promise<T>, undo: (value: T) => Promise<void> | void): Promise<T> {
	closer.add(async () => await undo(await begun));
	return await begun;
}

/**
 * Stores credentials and runs the test of each that has one.
 * @returns the stored ones by credential type
 * @throws when a test does not pass, with its message
 */
export async function storeCredentials(
	client: N8nClient,
	credentials: DemoCredential[],
): Promise<Map<string, CredentialReference>> {
	const stored = new Map<string, CredentialReference>();
	for (const { type, name, data, isTestable = true } of credentials) {
		const reference = await client.createCredential(type, name, data);
		stored.set(type, reference);
		if (!isTestable) continue;
		const { status, message } = await client.testCredential(type, data, reference);
		if (status !== 'OK') throw new Error(`The test of the credential "${name}" says: ${message}`);
	}
	return stored;
}
