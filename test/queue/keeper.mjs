// @ts-check
/**
 * Runs one program for a test and ends it when the test is gone, even by a kill that nobody can handle:
 * `node keeper.mjs USER-ID GROUP-ID PROGRAM ARGUMENTS...`. A user id of -1 runs it as the caller.
 *
 * PostgreSQL refuses to run as root, hence the user; it and Redis know nothing of the channel that tells n8n and the
 * sandbox that their starter is gone, hence the keeper.
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 3000;
const [uid = '-1', gid = '-1', program = '', ...args] = process.argv.slice(2);
const user = uid === '-1' ? {} : { uid: Number(uid), gid: Number(gid) };
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...user });

/** @param {NodeJS.Signals} signal */
function end(signal) {
	child.kill(signal);
	setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
}

process.on('disconnect', () => end('SIGTERM'));
process.on('SIGTERM', () => end('SIGTERM'));
process.on('SIGINT', () => end('SIGINT'));
child.on('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
process.channel?.unref();
