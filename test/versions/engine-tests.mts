import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../support/engine.mts';
import { makeTemporaryFolder } from '../support/temporary.mts';
import type { NodeMajor, Scope, TestedVersion } from './matrix.mts';

/** What a run of the engine tests came to, by jest's report. */
export interface Outcome {
	passed: number;
	/** The names of the tests that failed, and of the files that could not be run. */
	failed: string[];
	/** What the run printed last, when it left no report. */
	crash?: string;
}

/**
 * The tests that say nothing about a version of n8n: how much memory the package's own encoding of uploads takes, and
 * what the vendors' stand-ins answer.
 */
const SAME_EVERYWHERE = 'med-mitra-uploads|schemas';

const ARGUMENTS: Record<Scope, string[]> = {
	all: ['--testPathIgnorePatterns', SAME_EVERYWHERE],
	operations: [
		'--testPathPatterns',
		'engine/(operations|loading)\\.test',
		'--testNamePattern',
		'carries out three items|the package in n8n',
	],
};

const running = new Set<ChildProcess>();

/** Ends what is still running, for instance because a test took too long. */
export function stopRuns(): void {
	for (const child of running) child.kill('SIGKILL');
}

/** Runs engine tests on the engine of another n8n, in a jest of its own on the given Node. */
export async function runEngineTests(
	{ folder }: TestedVersion,
	node: { major: NodeMajor; path: string },
	scope: Scope,
): Promise<Outcome> {
	const temporary = await makeTemporaryFolder();
	try {
		const report = join(temporary.path, 'report.json');
		const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
		const args = [jest, '--ci', '--selectProjects', 'engine', '--maxWorkers=2', '--json', `--outputFile=${report}`];
		// Some engines leave something open that would keep jest from ending.
		const printed = await endOf(node.path, [...args, '--forceExit', ...ARGUMENTS[scope]], {
			...process.env,
			JEST_WORKER_ID: undefined,
			CARECHAIN_N8N_CORE: folder,
			CARECHAIN_NODE: String(node.major),
		});
		if (!existsSync(report)) return { passed: 0, failed: [], crash: printed };
		return outcomeOf(JSON.parse(readFileSync(report, 'utf8')) as JestReport);
	} finally {
		await temporary.remove();
	}
}

async function endOf(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
	const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'ignore', 'pipe'] });
	running.add(child);
	let printed = '';
	child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
	try {
		return await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', () => resolve(printed));
		});
	} finally {
		running.delete(child);
	}
}

interface JestReport {
	numPassedTests: number;
	testResults: Array<{
		name: string;
		status: string;
		message: string;
		assertionResults: Array<{ fullName: string; status: string; failureMessages: string[] }>;
	}>;
}

function outcomeOf({ numPassedTests, testResults }: JestReport): Outcome {
	const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
		const tests = assertionResults.filter((test) => test.status === 'failed');
		if (status === 'failed' && tests.length === 0) return [`${name}: ${message}`];
		return tests.map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages.join('\n')}`);
	});
	return { passed: numPassedTests, failed: failed.map((text) => text.slice(0, 1000)) };
}
