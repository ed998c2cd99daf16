// @ts-check
/**
 * Runs the tests: `npm test`, and `npm run test:long` for those of endurance. Installs what is missing first, so it works
 * on a fresh clone with nothing but Node and npm. Plain JavaScript, because it runs on the person's own Node before
 * anything is installed.
 *
 *   npm test                     every check and part but the long ones
 *   npm test -- unit engine      only these checks and parts (and the build, which they need)
 *   npm test -- --long           the long parts, which is what `npm run test:long` does
 *   npm test -- --all            both
 *
 * Several parts run at a time. Ends with the line `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { npm, projectRoot, report, say, SetupError } from '../tools/command.mjs';
import { ensurePrograms } from '../tools/programs.mjs';
import { ensureAll } from '../tools/setup.mjs';
import { countPart, summary } from './support/count.mjs';

/**
 * A check is an npm script without tests of its own; a part is a project of jest.
 * - host: needs n8n and its Node; engines: those of the other versions of n8n, too; programs: that no npm package brings
 * - workers: how many files are tested side by side
 * @typedef {{ host?: boolean, engines?: boolean, programs?: import('../tools/programs.mjs').ProgramName[], workers?: number }} Needs
 * @typedef {Needs & { name: string, isCheck?: boolean, isLong?: boolean, minutes: number }} Part
 */

/** In the order in which they are begun: what takes longest first. @type {Part[]} */
const PARTS = [
	{ name: 'load', isLong: true, host: true, programs: ['redis', 'initdb', 'postgres'], minutes: 40 },
	{ name: 'soak', isLong: true, host: true, minutes: 40 },
	{ name: 'versions', isLong: true, host: true, engines: true, minutes: 40 },
	{ name: 'e2e', host: true, workers: 2, minutes: 30 },
	{ name: 'faults', host: true, minutes: 20 },
	{ name: 'editor', host: true, programs: ['browser'], minutes: 20 },
	{ name: 'queue', host: true, programs: ['redis', 'initdb', 'postgres'], minutes: 20 },
	{ name: 'unit', minutes: 15 },
	{ name: 'engine', host: true, minutes: 15 },
	{ name: 'sandbox', host: true, minutes: 15 },
	{ name: 'lint', isCheck: true, minutes: 10 },
	{ name: 'typecheck', isCheck: true, minutes: 10 },
	{ name: 'contract', host: true, minutes: 15 },
	{ name: 'links', isCheck: true, minutes: 5 },
];

/** One more than there are cores, because much of the time a part waits. */
const AT_ONCE = availableParallelism() + 1;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {string[]} args */
function choose(args) {
	const names = args.filter((arg) => !arg.startsWith('--'));
	const known = PARTS.map(({ name }) => name);
	const [unknown] = [
		...names.filter((name) => name !== 'build' && !known.includes(name)),
		...args.filter((arg) => arg.startsWith('--') && !['--long', '--all'].includes(arg)),
	];
	if (unknown) throw new SetupError(`There is no part "${unknown}". The parts are: build, ${known.join(', ')}.`);
	if (names.length > 0) return PARTS.filter(({ name }) => names.includes(name));
	if (args.includes('--all')) return PARTS;
	return PARTS.filter(({ isLong = false }) => isLong === args.includes('--long'));
}

/** @param {Part[]} parts */
async function runAll(parts) {
	const host = parts.some((part) => part.host);
	await ensureAll({ host, engines: parts.some(({ engines }) => engines) });
	/** @type {import('./support/count.mjs').Count[]} */
	const counts = [];
	const waiting = parts.values();
	const work = async () => {
		for (const part of waiting) counts.push(await runPart(part));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return parts.flatMap(({ name }) => counts.filter((count) => count.name === name));
}

/**
 * @param {Part} part
 * @returns {Promise<import('./support/count.mjs').Count>}
 */
async function runPart({ name, isCheck, programs = [], workers = 1, minutes }) {
	try {
		await ensurePrograms(...programs);
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		return countPart(name, undefined, error.message);
	}
	if (isCheck) {
		const { command, prefix } = npm();
		const crash = await endOf(name, command, [...prefix, 'run', '--silent', name], minutes);
		return { name, passed: 0, failed: crash ? 1 : 0, notes: crash ? [crash] : [] };
	}
	const folder = mkdtempSync(join(tmpdir(), 'carechain-tests-'));
	const reportFile = join(folder, `${name}.json`);
	const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
	const args = ['--ci', '--selectProjects', name, '--json', `--outputFile=${reportFile}`, `--maxWorkers=${workers}`];
	try {
		const crash = await endOf(name, process.execPath, [jest, ...args], minutes);
		const found = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
		return countPart(name, found, crash);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Runs a command and shows what it printed when it has ended, so that two do not talk at once.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {number} minutes after which it is stopped
 * @returns {Promise<string | undefined>} how it ended when it did not end well
 */
async function endOf(name, command, args, minutes) {
	const started = Date.now();
	say(`${name} begins`);
	// With CI set, the tools print lines instead of moving pictures.
	const env = { ...process.env, CI: 'true' };
	const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
	running.add(child);
	/** @type {Buffer[]} */
	const printed = [];
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => void printed.push(chunk));
	const limit = setTimeout(() => kill(child, 'SIGKILL'), minutes * 60_000);
	/** @type {string | undefined} */
	const crash = await new Promise((resolve) => {
		child.on('error', (error) => resolve(error.message));
		child.on('close', (code, signal) =>
			resolve(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`),
		);
	});
	clearTimeout(limit);
	running.delete(child);
	const seconds = Math.round((Date.now() - started) / 1000);
	process.stderr.write(`\n=== ${name} ===\n${Buffer.concat(printed).toString()}=== ${name}: ${seconds} s ===\n\n`);
	return crash && seconds >= minutes * 60 ? `has not ended after ${minutes} minutes and was stopped` : crash;
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function kill(child, signal) {
	try {
		if (child.pid) process.kill(-child.pid, signal);
	} catch {
		child.kill(signal);
	}
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.on(signal, () => {
		for (const child of running) kill(child, signal);
		process.exit(130);
	});
}

try {
	const counts = await runAll(choose(process.argv.slice(2)));
	process.stdout.write(`\n${summary(counts).join('\n')}\n`);
	process.exitCode = counts.some(({ failed }) => failed > 0) ? 1 : 0;
} catch (error) {
	report(error);
	process.stdout.write('\n0 passed, 1 failed\n');
	process.exitCode = 1;
}
