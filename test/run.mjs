// @ts-check
/**
 * Runs every test there is: `npm test`. Installs what is missing first, so it works on a fresh clone with nothing but
 * Node and npm. Plain JavaScript, because it runs on the person's own Node before anything is installed.
 *
 *   npm test                     everything
 *   npm test -- unit engine      only these parts (and the build, which they need)
 *
 * Ends with the line `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	SetupError,
	ensureEngines,
	ensureHost,
	ensureRoot,
	npm,
	projectRoot,
	report,
	run,
	say,
	signalRunning,
} from '../tools/setup.mjs';
import { ensurePrograms } from '../tools/programs.mjs';
import { countPart, summary } from './support/count.mjs';

/** Checks without tests of their own; each is an npm script. */
const CHECKS = ['build', 'lint', 'typecheck', 'links'];

/**
 * The parts that jest runs. All but the unit tests need the Node that comes with the demo's n8n; some need programs
 * that no npm package brings, or the engines of other versions of n8n.
 * @type {Array<{ name: string, needsHost: boolean, needsEngines?: boolean, programs?: import('../tools/programs.mjs').ProgramName[], workers: string[], minutes: number }>}
 */
const PARTS = [
	{ name: 'unit', needsHost: false, workers: ['--maxWorkers=2'], minutes: 15 },
	{ name: 'sandbox', needsHost: true, workers: ['--maxWorkers=2'], minutes: 15 },
	{ name: 'contract', needsHost: true, workers: ['--maxWorkers=2'], minutes: 15 },
	{ name: 'engine', needsHost: true, workers: ['--maxWorkers=2'], minutes: 30 },
	// Most of its time is spent waiting for what a fault holds up.
	{ name: 'faults', needsHost: true, workers: ['--maxWorkers=4'], minutes: 30 },
	{ name: 'e2e', needsHost: true, workers: ['--maxWorkers=2'], minutes: 45 },
	{ name: 'editor', needsHost: true, programs: ['browser'], workers: ['--runInBand'], minutes: 30 },
	{
		name: 'queue',
		needsHost: true,
		programs: ['redis', 'initdb', 'postgres'],
		workers: ['--runInBand'],
		minutes: 40,
	},
	{ name: 'versions', needsHost: true, needsEngines: true, workers: ['--runInBand'], minutes: 30 },
];

/** @param {string[]} wanted names of checks and parts; all when empty */
async function main(wanted) {
	const known = [...CHECKS, ...PARTS.map(({ name }) => name)];
	const unknown = wanted.filter((name) => !known.includes(name));
	if (unknown.length > 0)
		throw new SetupError(`There is no part "${unknown[0]}". The parts are: ${known.join(', ')}.`);
	const isWanted = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);
	const parts = PARTS.filter(({ name }) => isWanted(name));

	await ensureRoot();
	if (parts.some(({ needsHost }) => needsHost)) await ensureHost();
	if (parts.some(({ needsEngines }) => needsEngines)) await ensureEngines();
	await ensurePrograms(...parts.flatMap(({ programs = [] }) => programs));

	/** @type {import('./support/count.mjs').Count[]} */
	const counts = [];
	for (const name of CHECKS.filter((check) => isWanted(check) || (check === 'build' && parts.length > 0))) {
		counts.push(await runCheck(name));
	}
	const unbuilt = counts.some(({ name, failed }) => name === 'build' && failed > 0);
	for (const part of parts) {
		counts.push(unbuilt ? countPart(part.name, undefined, 'the build failed') : await runPart(part));
	}
	return counts;
}

/**
 * @param {string} name
 * @returns {Promise<import('./support/count.mjs').Count>}
 */
async function runCheck(name) {
	say(`\n=== ${name} ===`);
	const { command, prefix } = npm();
	// With CI set, the n8n tool prints lines instead of moving pictures.
	const env = { ...process.env, CI: 'true' };
	const crash = await endOf(run(command, [...prefix, 'run', '--silent', name], { env }));
	return { name, passed: 0, failed: crash ? 1 : 0, notes: crash ? [crash] : [] };
}

/** @param {typeof PARTS[number]} part */
async function runPart({ name, workers, minutes }) {
	say(`\n=== ${name} ===`);
	const folder = mkdtempSync(join(tmpdir(), 'carechain-tests-'));
	const reportFile = join(folder, `${name}.json`);
	const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
	const args = [jest, '--ci', '--selectProjects', name, '--json', `--outputFile=${reportFile}`, ...workers];
	const limit = setTimeout(() => {
		say(`\n${name} has not ended after ${minutes} minutes and is stopped.`);
		signalRunning('SIGKILL');
	}, minutes * 60_000);
	try {
		const crash = await endOf(run(process.execPath, args));
		return countPart(
			name,
			existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined,
			crash,
		);
	} finally {
		clearTimeout(limit);
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * How a command ended when it did not end well.
 * @param {Promise<void>} ending
 * @returns {Promise<string | undefined>}
 */
async function endOf(ending) {
	try {
		await ending;
		return undefined;
	} catch (error) {
		if (error instanceof SetupError) return error.message;
		throw error;
	}
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.on(signal, () => {
		signalRunning(signal);
		process.exit(130);
	});
}

try {
	const counts = await main(process.argv.slice(2));
	process.stdout.write(`\n${summary(counts).join('\n')}\n`);
	process.exitCode = counts.some(({ failed }) => failed > 0) ? 1 : 0;
} catch (error) {
	report(error);
	process.stdout.write('\n0 passed, 1 failed\n');
	process.exitCode = 1;
}
