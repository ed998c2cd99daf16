// @ts-check
/**
 * `npm run demo`: installs what is missing, builds the package, then runs demo/main.mts on the Node that n8n wants.
 * Progress goes to stderr.
 *
 *   --once      stop when all patients are through
 *   --json      print the result as one JSON object, last and alone on stdout
 *   --port N    n8n's port (5678, or a free one when that is taken)
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { projectRoot, report, signalRunning } from '../tools/command.mjs';
import { showProgress } from '../tools/progress.mjs';
import { ensureAll, node24 } from '../tools/setup.mjs';

/** @type {import('node:child_process').ChildProcess | undefined} */
let main;
/** @type {NodeJS.Signals | undefined} */
let stoppedBy;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.on(signal, () => {
		stoppedBy = signal;
		if (main?.pid && main.exitCode === null) main.kill(signal);
		else if (!signalRunning(signal)) process.exit(128 + constants.signals[signal]);
	});
}

try {
	await ensureAll();
	if (!stoppedBy) process.exitCode = await runMain(node24());
} catch (error) {
	if (stoppedBy) process.exitCode = 128 + constants.signals[stoppedBy];
	else {
		report(error);
		process.exitCode = 1;
	}
}

/**
 * Runs the demo itself in a process group of its own, so that a Ctrl-C reaches it once, through us. Over the channel
 * between the two it tells what it is doing until it prints by itself, and is told to stop even when this process is
 * killed.
 * @param {string} node
 * @returns {Promise<number>} exit code
 */
async function runMain(node) {
	const child = spawn(
		node,
		['--disable-warning=ExperimentalWarning', join(projectRoot, 'demo', 'main.mts'), ...process.argv.slice(2)],
		{ cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true },
	);
	main = child;
	const ending = new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
	});
	let endStep = () => {};
	child.on('message', (/** @type {{ doing: string | null }} */ { doing }) => {
		endStep();
		if (doing !== null)
			void showProgress(doing, () => new Promise((resolve) => (endStep = () => resolve(undefined))));
	});
	try {
		return await ending;
	} finally {
		endStep();
	}
}
