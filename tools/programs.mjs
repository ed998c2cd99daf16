// @ts-check
/**
 * Programs that no npm package brings: a browser for the editor's tests and pictures, PostgreSQL and Redis for queue
 * mode. Finds them where Linux and macOS keep them. On Debian and Ubuntu, as root or where sudo asks for no password, it
 * can install what is missing, which it does only when it may:
 *
 *   CARECHAIN_INSTALL_PROGRAMS=1 or 0   yes or no, whatever else
 *   CI=true                             yes
 *   in a terminal                       asks
 *   as root in a container, otherwise   yes: nobody can be asked, and the container is all there is to change
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { run, say, SetupError } from './command.mjs';

/**
 * @typedef {{
 *   title: string, names: string[], folders: () => string[], variable: string, packages: string[], brew: string,
 * }} Program
 */

/** Where versioned programs lie: a folder for each version, the newest last. @param {string} parent @param {RegExp} version */
function versions(parent, version) {
	if (!existsSync(parent)) return [];
	return readdirSync(parent)
		.filter((name) => version.test(name))
		.sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
		.map((name) => join(parent, name, 'bin'));
}

const postgresFolders = () =>
	[
		...versions('/usr/lib/postgresql', /^\d+$/),
		...versions('/opt/homebrew/opt', /^postgresql@\d+$/),
		...versions('/usr/local/opt', /^postgresql@\d+$/),
	].reverse();

const POSTGRES = {
	title: 'PostgreSQL',
	folders: postgresFolders,
	variable: 'POSTGRES_BIN',
	packages: ['postgresql'],
	brew: 'brew install postgresql@17',
};

/** @satisfies {Record<string, Program>} */
const PROGRAMS = {
	browser: {
		title: 'Chromium',
		names: ['chromium', 'chromium-browser', 'google-chrome', 'Google Chrome', 'Chromium'],
		folders: () => ['/Applications/Google Chrome.app/Contents/MacOS', '/Applications/Chromium.app/Contents/MacOS'],
		variable: 'CHROMIUM_PATH',
		packages: ['chromium', 'fonts-dejavu-core'],
		brew: 'brew install --cask google-chrome',
	},
	redis: {
		title: 'Redis',
		names: ['redis-server'],
		folders: () => ['/opt/homebrew/bin', '/usr/local/bin'],
		variable: 'REDIS_SERVER_PATH',
		packages: ['redis-server'],
		brew: 'brew install redis',
	},
	// Debian keeps these out of the PATH.
	initdb: { ...POSTGRES, names: ['initdb'] },
	postgres: { ...POSTGRES, names: ['postgres'] },
};

/** @typedef {keyof typeof PROGRAMS} ProgramName */

/**
 * The absolute path of a program: what its variable names (the program, or for PostgreSQL the folder), else the first
 * one on the PATH or where the system keeps it.
 * @param {ProgramName} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
	const { names, folders, variable } = PROGRAMS[name];
	const named = process.env[variable];
	if (named) return [named, ...names.map((file) => join(named, file))].findLast(existsSync);
	const searched = [...(process.env.PATH ?? '').split(delimiter), ...folders()].filter(Boolean);
	return names.flatMap((file) => searched.map((folder) => join(folder, file))).find(existsSync);
}

/**
 * Finds programs, installing those that are missing where it can and may.
 * @template {ProgramName} N
 * @param {N[]} names
 * @returns {Promise<Record<N, string>>} absolute paths
 * @throws {SetupError} names what is missing and how to install it
 */
export async function ensurePrograms(...names) {
	const missing = names.filter((name) => !findProgram(name));
	if (missing.length > 0) await install(missing);
	const found = names.map((name) => [name, findProgram(name)]);
	const still = names.filter((name) => !findProgram(name));
	if (still.length > 0) throw new SetupError([...new Set(still.map(howToInstall))].join('\n'));
	return Object.fromEntries(found);
}

/** @param {ProgramName[]} names */
async function install(names) {
	const prefix = aptPrefix();
	const packages = [...new Set(names.flatMap((name) => PROGRAMS[name].packages))];
	if (!prefix || !(await mayInstall(packages))) return;
	say(`Installing ${packages.join(', ')} ...`);
	const [command = '', ...rest] = [...prefix, 'apt-get'];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const installing = [...rest, 'install', '-y', '--no-install-recommends', ...packages];
	try {
		await run(command, installing, { env });
	} catch {
		// A machine that has never fetched the lists of packages knows none.
		await run(command, [...rest, 'update'], { env });
		await run(command, installing, { env });
	}
}

/** @param {string[]} packages @returns {Promise<boolean>} */
async function mayInstall(packages) {
	const said = process.env.CARECHAIN_INSTALL_PROGRAMS;
	if (said) return said === '1';
	if (process.env.CI === 'true') return true;
	if (!process.stdin.isTTY || !process.stderr.isTTY) return process.getuid?.() === 0 && isInContainer();
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		const question = `The tests need ${packages.join(', ')} from your system's packages. Install them now? [y/N] `;
		return /^y(es)?$/i.test((await terminal.question(question)).trim());
	} finally {
		terminal.close();
	}
}

/** Docker and Podman leave these files in their containers. */
function isInContainer() {
	return existsSync('/.dockerenv') || existsSync('/run/.containerenv');
}

/** What goes before apt-get, or undefined where there is none or it would ask for a password. */
function aptPrefix() {
	if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
	if (process.getuid?.() === 0) return [];
	return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

/** @param {ProgramName} name */
function howToInstall(name) {
	const { title, packages, brew, variable } = PROGRAMS[name];
	return (
		`${title} is needed and was not found. Debian and Ubuntu: sudo apt-get install ${packages.join(' ')} ` +
		'(or start this with CARECHAIN_INSTALL_PROGRAMS=1, which does that); ' +
		`macOS: ${brew}; elsewhere install it and set ${variable}.`
	);
}
