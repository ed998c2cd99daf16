// @ts-check
/** What the scripts of a release ask of the project: the manifests of the whole and its parts, and what is built. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import { projectRoot, SetupError } from '../tools/command.mjs';

/**
 * @typedef {{
 *   name: string, version: string, description: string, repository: { url: string },
 *   n8n: { nodes: string[], credentials: string[] }, [key: string]: unknown,
 * }} Manifest
 */

const load = createRequire(import.meta.url);

/**
 * The names of all packages of one vendor each.
 * @param {string} [root] the project
 * @returns {string[]}
 */
export function partNames(root = projectRoot) {
	const folder = join(root, 'packages');
	return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/**
 * @param {string} [part] name of a part; the whole when left out
 * @returns {Manifest}
 */
export function manifestOf(part) {
	const folder = part ? join(projectRoot, 'packages', part) : projectRoot;
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/**
 * What the class says that a built node or credential exports.
 * @param {string} built path in the project
 * @returns {Record<string, any>}
 * @throws {SetupError} when it is not built
 */
export function instanceOf(built) {
	const path = join(projectRoot, built);
	if (!existsSync(path)) throw new SetupError(`${built} is missing: run the build first (npm run build)`);
	const Compiled = load(path)[basename(built).split('.')[0] ?? ''];
	return new Compiled();
}
