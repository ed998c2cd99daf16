// @ts-check
/**
 * Makes a release: checks, tests, sets the version of the whole and its parts, moves what is unreleased in CHANGELOG.md,
 * commits and tags. Publishes nothing: GitHub does when the tag is pushed, with provenance, as n8n asks.
 *
 *   npm run release -- minor              or major, patch, or a version such as 1.2.3 or 1.2.3-beta.1
 *   npm run release -- minor --dry-run    checks and says what it would do; changes nothing and runs no test
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { npm, projectRoot, report, run, say as sayOnScreen, SetupError, signalRunning } from '../tools/command.mjs';
import { withRelease } from './changelog.mjs';
import { partNames } from './project.mjs';
import { nextVersion } from './version.mjs';

/**
 * @param {{ root?: string, wish: string, dryRun?: boolean, day?: string, say?: (line: string) => void }} options
 *   wish: a version, or major, minor or patch; day: of the release, as YYYY-MM-DD, today by default
 * @returns {Promise<string>} the version
 * @throws {SetupError} with what keeps it from being released; nothing has been changed then
 */
export async function release({ root = projectRoot, wish, dryRun = false, day = today(), say = sayOnScreen }) {
	const version = nextVersion(wish, readManifest(root, 'package.json').version);
	const tag = `v${version}`;
	checkRepository(root, tag);
	const changelog = withRelease(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version, day);
	if (dryRun) {
		say(`Nothing keeps ${version} from being released. It would be tested, committed and tagged ${tag}.`);
		return version;
	}

	const { command, prefix } = npm();
	await run(command, [...prefix, 'test', '--silent'], { cwd: root });
	// The tests must leave no trace either.
	checkRepository(root, tag);
	const changed = setVersions(root, version);
	writeFileSync(join(root, 'CHANGELOG.md'), changelog);
	git(root, 'add', '--', ...changed, 'CHANGELOG.md');
	git(root, 'commit', '--quiet', '--message', `Release ${version}`);
	git(root, 'tag', '--annotate', tag, '--message', `${readManifest(root, 'package.json').name} ${version}`);
	say(`${version} is committed and tagged. To publish it: git push --atomic origin main ${tag}`);
	return version;
}

/** @param {string} root @param {string} tag */
function checkRepository(root, tag) {
	const branch = git(root, 'branch', '--show-current');
	if (branch !== 'main') throw new SetupError(`A release is made on the branch main; this is ${branch || 'none'}.`);
	const changes = git(root, 'status', '--porcelain');
	if (changes) throw new SetupError(`A release is made from what is committed, but there are changes:\n${changes}`);
	if (git(root, 'tag', '--list', tag)) throw new SetupError(`The tag ${tag} is already there.`);
	if (!git(root, 'remote')) return;
	git(root, 'fetch', '--quiet', '--tags', 'origin', 'main');
	if (git(root, 'tag', '--list', tag)) throw new SetupError(`The tag ${tag} is already on the server.`);
	const behind = Number(git(root, 'rev-list', '--count', 'HEAD..FETCH_HEAD'));
	if (behind > 0) throw new SetupError(`main is ${behind} commits behind the server: pull first.`);
}

/** Sets the version of the whole, its lockfile and its parts. @returns the files changed */
function setVersions(/** @type {string} */ root, /** @type {string} */ version) {
	const parts = partNames(root).map((name) => join('packages', name, 'package.json'));
	const files = ['package.json', 'package-lock.json', ...parts].filter((file) => existsSync(join(root, file)));
	for (const file of files) {
		const manifest = readManifest(root, file);
		manifest.version = version;
		if (manifest.packages?.['']) manifest.packages[''].version = version;
		writeFileSync(join(root, file), `${JSON.stringify(manifest, null, 2)}\n`);
	}
	return files;
}

/** @param {string} root @param {string} file @returns {{ name: string, version: string, packages?: Record<string, any> }} */
function readManifest(root, file) {
	return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

/** @param {string} cwd @param {string[]} args @returns {string} */
function git(cwd, ...args) {
	const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, encoding: 'utf8' });
	if (status !== 0) throw new SetupError(`git ${args[0]} failed: ${error?.message ?? stderr}`);
	return stdout.trimEnd();
}

function today() {
	return new Date().toISOString().slice(0, 10);
}

/** @param {string[]} args */
async function main(args) {
	const [wish, ...more] = args.filter((arg) => arg !== '--dry-run');
	if (!wish || more.length > 0 || wish.startsWith('-')) {
		throw new SetupError('Usage: npm run release -- major | minor | patch | VERSION [--dry-run]');
	}
	await release({ wish, dryRun: args.includes('--dry-run') });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => {
			signalRunning(signal);
			process.exit(130);
		});
	}
	main(process.argv.slice(2)).catch((error) => {
		report(error);
		process.exitCode = 1;
	});
}
