import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainEnvironment, run } from './process.mts';

const SOURCES = ['nodes', 'credentials', 'icons', 'gulpfile.js', 'package.json', 'tsconfig.json'];
const STAMP = join('node_modules', '.carechain-build');

export interface InstalledPackage {
	name: string;
	version: string;
	folder: string;
	/** Size of the packed package in bytes. */
	tarballBytes: number;
}

/**
 * Builds the package when `dist` was not made from the sources as they are now.
 * @param projectRoot absolute path of the package
 */
export async function ensureBuilt(projectRoot: string, onLine?: (line: string) => void): Promise<void> {
	const isBuilt = async () => (await readStamp(projectRoot)) === (await stampOf(projectRoot));
	if (await isBuilt()) return;
	const unlock = await lock(join(projectRoot, `${STAMP}-lock`));
	try {
		// Another process may have built it meanwhile.
		if (await isBuilt()) return;
		await run('npm', ['run', 'build'], { cwd: projectRoot, env: npmEnvironment(), onLine });
		const stamp = await stampOf(projectRoot);
		if (stamp === null) throw new Error('npm run build made no dist');
		await writeFile(join(projectRoot, STAMP), stamp);
	} finally {
		await unlock();
	}
}

/** A build takes less; a lock that is older was left behind. */
const LOCKED_MS = 300_000;

/** Waits until no other process holds a lock, and takes it. @param folder the lock, which exists while it is held */
async function lock(folder: string): Promise<() => Promise<void>> {
	for (;;) {
		try {
			await mkdir(folder);
			return async () => await rm(folder, { recursive: true, force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const held = await stat(folder).catch(() => undefined);
		if (held && Date.now() - held.mtimeMs > LOCKED_MS) await rm(folder, { recursive: true, force: true });
		else await sleep(200);
	}
}

/**
 * Packs a package and puts it where n8n's community-package screen puts it, by the same steps, so that what is missing
 * in the package is missing here too.
 * @param packageRoot absolute path of the built package
 * @param userFolder the folder n8n is started with (`N8N_USER_FOLDER`)
 */
export async function installPackage(packageRoot: string, userFolder: string): Promise<InstalledPackage> {
	const workshop = await mkdtemp(join(userFolder, 'pack-'));
	try {
		const tarball = await pack(packageRoot, workshop);
		const manifest = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
			name: string;
			version: string;
		};
		const nodesFolder = join(userFolder, '.n8n', 'nodes');
		const folder = join(nodesFolder, 'node_modules', manifest.name);
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], { env: plainEnvironment() });
		await leaveRuntimeDependencies(join(folder, 'package.json'));
		await run('npm', ['install', ...INSTALL_OPTIONS], { cwd: folder, env: npmEnvironment() });
		await enterInLedger(join(nodesFolder, 'package.json'), manifest.name, manifest.version);
		return { name: manifest.name, version: manifest.version, folder, tarballBytes: (await stat(tarball)).size };
	} finally {
		await rm(workshop, { recursive: true, force: true });
	}
}

/** Those of n8n's own install, and none from outside: the package has no dependencies to fetch. */
const INSTALL_OPTIONS = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
	'--offline',
];

async function pack(packageRoot: string, workshop: string): Promise<string> {
	await run('npm', ['pack', '--quiet', '--ignore-scripts', `--pack-destination=${workshop}`], {
		cwd: packageRoot,
		env: npmEnvironment(),
	});
	const [tarball] = (await readdir(workshop)).filter((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack made no tarball of ${packageRoot}`);
	return join(workshop, tarball);
}

async function leaveRuntimeDependencies(path: string): Promise<void> {
	const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[kind];
	await writeFile(path, JSON.stringify(manifest, null, 2));
}

async function enterInLedger(path: string, name: string, version: string): Promise<void> {
	const ledger: { dependencies?: Record<string, string> } = existsSync(path)
		? (JSON.parse(await readFile(path, 'utf8')) as { dependencies?: Record<string, string> })
		: {};
	const dependencies = { ...ledger.dependencies, [name]: version };
	await writeFile(path, JSON.stringify({ name: 'installed-nodes', private: true, ...ledger, dependencies }, null, 2));
}

function npmEnvironment(): NodeJS.ProcessEnv {
	return plainEnvironment({ npm_config_update_notifier: 'false' });
}

async function readStamp(projectRoot: string): Promise<string | undefined> {
	const path = join(projectRoot, STAMP);
	return existsSync(path) ? await readFile(path, 'utf8') : undefined;
}

/** Of the sources and of what was built from them: a change of either means building again. */
async function stampOf(projectRoot: string): Promise<string | null> {
	if (!existsSync(join(projectRoot, 'dist'))) return null;
	const hash = createHash('sha256');
	for (const name of [...SOURCES, 'dist']) await hashTree(projectRoot, name, hash);
	return hash.digest('hex');
}

async function hashTree(root: string, path: string, hash: ReturnType<typeof createHash>): Promise<void> {
	const full = join(root, path);
	if (!existsSync(full)) return;
	if (!(await stat(full)).isDirectory()) {
		hash.update(path)
			.update('\0')
			.update(await readFile(full))
			.update('\0');
		return;
	}
	for (const name of (await readdir(full)).sort()) await hashTree(root, join(path, name), hash);
}
