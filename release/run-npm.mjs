// @ts-check
import { spawnSync } from 'node:child_process';

import { npm, SetupError } from '../tools/command.mjs';

/**
 * Runs npm to its end.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {string} what it printed on stdout
 * @throws {SetupError} with all it printed when it fails
 */
export function runNpm(args, cwd) {
	const { command, prefix } = npm();
	const { status, stdout, stderr } = spawnSync(command, [...prefix, ...args], {
		cwd,
		encoding: 'utf8',
		maxBuffer: 64 * 2 ** 20,
	});
	if (status !== 0) throw new SetupError(`npm ${args[0]} failed in ${cwd}:\n${stdout}${stderr}`);
	return stdout;
}
