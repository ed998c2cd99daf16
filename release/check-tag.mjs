// @ts-check
/**
 * Checks, before anything is published, that a tag fits what it is on.
 *
 *   node release/check-tag.mjs v1.2.3   prints what CHANGELOG.md says of 1.2.3, or fails
 */
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { projectRoot, report, SetupError } from '../tools/command.mjs';
import { changesOf } from './changelog.mjs';
import { manifestOf, partNames } from './project.mjs';

/**
 * @param {string} tag
 * @param {Array<{ name: string, version: string }>} [manifests] of the whole and its parts
 * @param {string} [changelog]
 * @returns {string} what has changed, as Markdown
 * @throws {SetupError} when a package has another version, or the changelog says nothing of this one
 */
export function checkTag(
	tag,
	manifests = [manifestOf(), ...partNames().map((name) => manifestOf(name))],
	changelog = readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8'),
) {
	const version = tag.replace(/^v/, '');
	const others = manifests.filter((manifest) => manifest.version !== version || tag === version);
	if (others.length > 0) {
		const list = others.map((manifest) => `${manifest.name} ${manifest.version}`).join(', ');
		throw new SetupError(`The tag ${tag} does not fit the versions: ${list}. A tag is "v" and the version.`);
	}
	const changes = changesOf(changelog, version);
	if (!changes) throw new SetupError(`CHANGELOG.md has no section on ${version}.`);
	return changes;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		process.stdout.write(`${checkTag(process.argv[2] ?? '')}\n`);
	} catch (error) {
		report(error);
		process.exitCode = 1;
	}
}
