// @ts-check
/** Reads and changes CHANGELOG.md: a heading `## Unreleased` or `## <version> (<day>)`, and below it what has changed. */
import { SetupError } from '../tools/command.mjs';

/**
 * What the changelog says of a version.
 * @param {string} changelog
 * @param {string} version or `Unreleased`
 * @returns {string | undefined} undefined without the heading, or with nothing below it
 */
export function changesOf(changelog, version) {
	const escaped = version.replaceAll('.', '\\.');
	const found = new RegExp(`^## ${escaped}(?: \\([^)]*\\))?[ \\t]*\\n([^]*?)(?=^## |(?![^]))`, 'm').exec(changelog);
	return found?.[1]?.trim() || undefined;
}

/**
 * The changelog with what was unreleased under the version, and nothing unreleased.
 * @param {string} changelog
 * @param {string} version
 * @param {string} day as YYYY-MM-DD
 * @throws {SetupError} when nothing is unreleased, or the version is already there
 */
export function withRelease(changelog, version, day) {
	if (changesOf(changelog, version)) throw new SetupError(`CHANGELOG.md already has a section on ${version}.`);
	if (!changesOf(changelog, 'Unreleased')) {
		throw new SetupError('CHANGELOG.md has nothing under "## Unreleased": write what this release brings.');
	}
	return changelog.replace(/^## Unreleased[ \t]*\n/m, () => `## Unreleased\n\n## ${version} (${day})\n`);
}
