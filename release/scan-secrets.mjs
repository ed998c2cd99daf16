// @ts-check
/**
 * Looks for secrets (keys, tokens, passwords in addresses) with secretlint; its rules stand in .secretlintrc.json.
 *
 *   npm run scan:secrets                      every file under version control, and new ones that are not ignored
 *   npm run scan:secrets -- --since REVISION  also every version of a file that a commit since then brought, so that a
 *                                             secret that was committed and removed again is found
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { projectRoot, report, say, SetupError } from '../tools/command.mjs';

/** As many files at once as a command line surely holds. */
const SHARE = 400;

/**
 * @param {{ root?: string, since?: string }} [options] root: of the repository; since: a revision
 * @returns {{ files: number, findings: string }} how many files were looked at; secretlint's report, with the secrets
 *   masked, empty when there is nothing
 */
export function scanForSecrets({ root = projectRoot, since } = {}) {
	const held = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
		.split('\0')
		.filter((path) => path && existsSync(join(root, path)) && statSync(join(root, path)).isFile());
	const found = [lintFiles(root, held)];
	let files = held.length;
	if (since) {
		const past = mkdtempSync(join(tmpdir(), 'carechain-secrets-'));
		try {
			const written = writeVersions(root, since, past);
			files += written.length;
			found.push(lintFiles(past, written));
		} finally {
			rmSync(past, { recursive: true, force: true });
		}
	}
	return { files, findings: found.join('') };
}

/** Writes every version of a file that the commits since a revision brought. @returns their names */
function writeVersions(/** @type {string} */ root, /** @type {string} */ since, /** @type {string} */ into) {
	const objects = git(root, 'rev-list', '--objects', `${since}..HEAD`).split('\n');
	return objects.flatMap((line) => {
		const [id = '', ...path] = line.split(' ');
		const name = path.join(' ');
		if (!name || git(root, 'cat-file', '-t', id).trim() !== 'blob') return [];
		mkdirSync(join(into, id));
		writeFileSync(join(into, id, basename(name)), gitBytes(root, 'cat-file', 'blob', id));
		return [join(id, basename(name))];
	});
}

/** @param {string} cwd @param {string[]} files */
function lintFiles(cwd, files) {
	const secretlint = join(projectRoot, 'node_modules', 'secretlint', 'bin', 'secretlint.js');
	const rules = ['--secretlintrc', join(projectRoot, '.secretlintrc.json')];
	let findings = '';
	for (let start = 0; start < files.length; start += SHARE) {
		const share = files.slice(start, start + SHARE);
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[secretlint, ...rules, '--no-color', '--no-terminalLink', '--no-glob', ...share],
			{ cwd, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 },
		);
		if (status !== 0 && status !== 1) throw new SetupError(`secretlint could not run:\n${stderr || stdout}`);
		if (status === 1) findings += stdout || stderr;
	}
	return findings;
}

/** @param {string} cwd @param {string[]} args */
function git(cwd, ...args) {
	return gitBytes(cwd, ...args).toString('utf8');
}

/** @param {string} cwd @param {string[]} args */
function gitBytes(cwd, ...args) {
	const { status, stdout, stderr } = spawnSync('git', args, { cwd, maxBuffer: 256 * 2 ** 20 });
	if (status !== 0) throw new SetupError(`git ${args[0]} failed: ${stderr ?? ''}`);
	return stdout;
}

function main() {
	const [flag, since] = process.argv.slice(2);
	if (flag !== undefined && (flag !== '--since' || !since)) {
		throw new SetupError('Usage: npm run scan:secrets [-- --since REVISION]');
	}
	const { files, findings } = scanForSecrets(since ? { since } : {});
	say(findings || `No secrets in ${files} files.`);
	if (findings) process.exitCode = 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		main();
	} catch (error) {
		report(error);
		process.exitCode = 1;
	}
}
