// @ts-check
/** Versions as semantic versioning has them, as far as this project uses them: 1.2.3 or 1.2.3-beta.4. */
import { SetupError } from '../tools/command.mjs';

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([a-z]+)\.(\d+))?$/;

/**
 * The version that is meant.
 * @param {string} wish a version, or `major`, `minor` or `patch` for the next one of its kind
 * @param {string} current
 * @throws {SetupError} when it is no version, or lower than the current one
 */
export function nextVersion(wish, current) {
	const [major = 0, minor = 0, patch = 0] = numbersOf(current);
	const isPrerelease = current.includes('-');
	// The end of a pre-release is the version it was leading to.
	if (wish === 'patch') return [major, minor, isPrerelease ? patch : patch + 1].join('.');
	if (wish === 'minor') return [major, minor + 1, 0].join('.');
	if (wish === 'major') return [major + 1, 0, 0].join('.');
	if (compare(wish, current) < 0) throw new SetupError(`${wish} is lower than the current version, ${current}.`);
	return wish;
}

/** @param {string} one @param {string} other @returns {number} below, above or equal to zero */
function compare(one, other) {
	const [left, right] = [numbersOf(one), numbersOf(other)];
	const place = left.findIndex((number, index) => number !== right[index]);
	return place < 0 ? 0 : /** @type {number} */ (left[place]) - /** @type {number} */ (right[place]);
}

/** Its numbers; a version without a pre-release is above all of its pre-releases. @param {string} version */
function numbersOf(version) {
	const parts = VERSION.exec(version);
	if (!parts) throw new SetupError(`"${version}" is no version. Give one such as 1.2.3, or major, minor or patch.`);
	const [, major, minor, patch, label, count] = parts;
	const rank = label ? ['alpha', 'beta', 'rc'].indexOf(label) : 3;
	if (rank < 0) throw new SetupError(`"${version}" is no version: a pre-release is called alpha, beta or rc.`);
	return [major, minor, patch, rank, count ?? 0].map(Number);
}
