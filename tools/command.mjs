// @ts-check
/** Runs other programs for the setup, on any Node and with nothing installed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** A condition the person at the keyboard can change; shown without a stack. */
export class SetupError extends Error {}

const KEPT_OUTPUT = 20_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {string} line */
export function say(line) {
	process.stderr.write(`${line}\n`);
}

/**
 * Sends a signal to every command started by `run` that has not ended, with all of its children.
 * @param {NodeJS.Signals} signal
 * @returns {boolean} whether there was any
 */
export function signalRunning(signal) {
	for (const child of running) {
		try {
			if (child.pid) process.kill(-child.pid, signal);
		} catch {
			child.kill(signal);
		}
	}
	return running.size > 0;
}

/**
 * Runs a command to its end; what it prints goes to stderr, so that stdout stays free for results.
 * The command gets a process group of its own: a Ctrl-C reaches it through `signalRunning`, once.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, keepsStdout?: boolean, keepsQuiet?: boolean }} [options] cwd: the
 *   project by default; keepsStdout: what the command prints there stays there; keepsQuiet: what it prints is only shown
 *   when it fails
 * @returns {Promise<void>}
 */
export async function run(command, args, options = {}) {
	const title = `${basename(command)} ${args.map((arg) => basename(arg)).join(' ')}`;
	const child = spawn(command, args, {
		cwd: options.cwd ?? projectRoot,
		env: options.env ?? process.env,
		stdio: ['ignore', options.keepsStdout ? 'inherit' : 'pipe', 'pipe'],
		detached: true,
	});
	running.add(child);
	let held = '';
	for (const stream of [child.stdout, child.stderr]) {
		if (!options.keepsQuiet) stream?.pipe(process.stderr, { end: false });
		else stream?.on('data', (chunk) => (held = `${held}${chunk}`.slice(-KEPT_OUTPUT)));
	}
	try {
		await new Promise((resolve, reject) => {
			child.on('error', (error) => reject(new SetupError(`"${command}" could not be started: ${error.message}`)));
			child.on('close', (code, signal) => {
				if (code === 0) return resolve(undefined);
				say(held);
				reject(new SetupError(`"${title}" ended with ${signal ?? `exit code ${code}`}`));
			});
		});
	} finally {
		running.delete(child);
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

/** Prints a failure for a person: a sentence when the reason is known, everything otherwise. @param {unknown} error */
export function report(error) {
	say(error instanceof SetupError ? `\n${error.message}` : String(error instanceof Error ? error.stack : error));
}
