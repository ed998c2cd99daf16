import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

export interface RunningProcess {
	readonly pid: number;
	/** Resolves when the process has ended, with its exit code, or the signal that ended it. Never rejects. */
	readonly ended: Promise<number | NodeJS.Signals>;
	readonly running: boolean;
	/** What it printed so far on stdout and stderr, the last two million characters. */
	output(): string;
	/** SIGTERM, then SIGKILL for it and all its children when it has not ended after `graceMs` milliseconds. */
	stop(graceMs?: number): Promise<void>;
}

export interface LaunchOptions {
	cwd?: string;
	/** The whole environment of the process, see `plainEnvironment`. */
	env: NodeJS.ProcessEnv;
	/** Opens a channel to the process, over which a program that listens for its end learns that this one is gone. */
	leash?: boolean;
	/** Called with every whole line it prints. */
	onLine?: (line: string) => void;
}

const KEPT_OUTPUT = 2_000_000;
const PASSED_ON = ['PATH', 'HOME', 'USER', 'SHELL', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];
const launched = new Set<ChildProcess>();
let watchingExit = false;

/**
 * An environment made of a short list of the caller's own variables and those given: nothing else, so that a proxy, a
 * Node option or an n8n setting of the person's shell changes nothing.
 * @param node24 when given, its folder comes first on the PATH
 */
export function plainEnvironment(extra: NodeJS.ProcessEnv = {}, node24?: string): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {};
	for (const name of PASSED_ON) {
		if (process.env[name] !== undefined) env[name] = process.env[name];
	}
	if (node24) env.PATH = `${dirname(node24)}${delimiter}${env.PATH ?? ''}`;
	return { ...env, ...extra };
}

/**
 * Starts a program in a process group of its own. It is killed at the latest when this process exits.
 * @throws when the program cannot be started
 */
export async function launch(command: string, args: string[], options: LaunchOptions): Promise<RunningProcess> {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		stdio: ['ignore', 'pipe', 'pipe', ...(options.leash ? (['ipc'] as const) : [])],
		detached: true,
	});
	killAtExit(child);
	child.channel?.unref();
	let kept = '';
	for (const stream of [child.stdout, child.stderr]) {
		let line = '';
		stream?.setEncoding('utf8').on('data', (text: string) => {
			kept = `${kept}${text}`.slice(-KEPT_OUTPUT);
			const lines = `${line}${text}`.split('\n');
			line = lines.pop() ?? '';
			for (const whole of lines) options.onLine?.(whole);
		});
	}
	const ended = new Promise<number | NodeJS.Signals>((resolve) => {
		child.once('close', (code, signal) => {
			launched.delete(child);
			resolve(signal ?? code ?? 1);
		});
	});
	await new Promise<void>((resolve, reject) => {
		child.once('spawn', resolve);
		child.once('error', reject);
	});
	return {
		pid: child.pid as number,
		ended,
		get running() {
			return launched.has(child);
		},
		output: () => kept,
		async stop(graceMs = 5000) {
			if (!launched.has(child)) return;
			if (graceMs > 0) child.kill('SIGTERM');
			const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
			await ended;
			clearTimeout(timer);
		},
	};
}

/**
 * Runs a program to its end.
 * @returns what it printed
 * @throws when its exit code is not 0, with the end of its output
 */
export async function run(command: string, args: string[], options: LaunchOptions): Promise<string> {
	const child = await launch(command, args, options);
	const code = await child.ended;
	if (code === 0) return child.output();
	throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${child.output().slice(-4000)}`);
}

/** Stops every program started here that is still running. */
export async function stopLaunched(): Promise<void> {
	await Promise.all(
		[...launched].map(async (child) => {
			const closed = new Promise((resolve) => child.once('close', resolve));
			signalGroup(child, 'SIGKILL');
			await closed;
		}),
	);
}

function killAtExit(child: ChildProcess): void {
	if (!watchingExit) {
		watchingExit = true;
		process.once('exit', () => {
			for (const left of launched) signalGroup(left, 'SIGKILL');
		});
	}
	launched.add(child);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		child.kill(signal);
	}
}
