import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainEnvironment, run } from './process.mts';

export interface InstalledPackage {
	name: string;
	version: string;
	folder: string;
	/** Size of the packed package in bytes. */
	tarballBytes: number;
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
