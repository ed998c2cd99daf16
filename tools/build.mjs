// @ts-check
/** Builds the package, once for all who need it built. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { npm, projectRoot, run } from './command.mjs';
import { showProgress } from './progress.mjs';

const SOURCES = ['nodes', 'credentials', 'icons', 'gulpfile.js', 'package.json', 'tsconfig.json'];
const STAMP = join(projectRoot, '.cache', 'build');

/** A build takes less; a lock that is older was left behind. */
const LOCKED_MS = 300_000;

/**
 * Builds the package when `dist` was not made from the sources as they are now; waits for another process that does.
 * @returns {Promise<void>}
 */
export async function ensureBuilt() {
	if (isBuilt()) return;
	await showProgress('building the package', async () => {
		const unlock = await lock(`${STAMP}-lock`);
		try {
			if (isBuilt()) return;
			const { command, prefix } = npm();
			// With CI set, the n8n tool prints lines instead of moving pictures.
			const env = { ...process.env, CI: 'true', npm_config_update_notifier: 'false' };
			await run(command, [...prefix, 'run', '--silent', 'build'], { env, keepsQuiet: true });
			writeFileSync(STAMP, stampOf());
		} finally {
			unlock();
		}
	});
}

/** Waits until no other process holds a lock, and takes it. @param {string} folder exists while the lock is held */
async function lock(folder) {
	mkdirSync(join(folder, '..'), { recursive: true });
	for (;;) {
		try {
			mkdirSync(folder);
			return () => rmSync(folder, { recursive: true, force: true });
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		}
		const held = statSync(folder, { throwIfNoEntry: false });
		if (held && Date.now() - held.mtimeMs > LOCKED_MS) rmSync(folder, { recursive: true, force: true });
		else await sleep(200);
	}
}

function isBuilt() {
	return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOf();
}

/** Of the sources and of what was built from them: a change of either means building again. */
function stampOf() {
	const hash = createHash('sha256');
	const files = [...SOURCES, 'dist'].flatMap((name) => filesIn(name));
	for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(projectRoot, file)));
	return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
	const found = statSync(join(projectRoot, path), { throwIfNoEntry: false });
	if (!found?.isDirectory()) return found ? [path] : [];
	return readdirSync(join(projectRoot, path)).flatMap((name) => filesIn(join(path, name)));
}
