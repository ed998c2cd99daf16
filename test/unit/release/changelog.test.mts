import { changesOf, withRelease } from '../../../release/changelog.mjs';
import { checkTag } from '../../../release/check-tag.mjs';
import { nextVersion } from '../../../release/version.mjs';
import { read } from '../../support/parts.mts';

const changelog = `# Changelog

## Unreleased

- A new thing.

## 1.2.0 (2026-10-01)

- An old thing.

## 1.2.0-beta.1

- A first try.
`;

describe('the changelog', () => {
	it('says what is new in a version, with or without its day', () => {
		expect(changesOf(changelog, 'Unreleased')).toBe('- A new thing.');
		expect(changesOf(changelog, '1.2.0')).toBe('- An old thing.');
		expect(changesOf(changelog, '1.2.0-beta.1')).toBe('- A first try.');
	});

	it('says nothing of a version it does not know, nor of one that only looks alike', () => {
		expect(changesOf(changelog, '1.2')).toBeUndefined();
		expect(changesOf(changelog, '1x2x0')).toBeUndefined();
		expect(changesOf('## Unreleased\n\n## 1.0.0\n\n- First.\n', 'Unreleased')).toBeUndefined();
	});

	it('moves what is unreleased under the new version and leaves the rest', () => {
		const released = withRelease(changelog, '1.3.0', '2026-11-21');
		expect(changesOf(released, '1.3.0')).toBe('- A new thing.');
		expect(changesOf(released, 'Unreleased')).toBeUndefined();
		expect(released).toBe(changelog.replace('## Unreleased\n', '## Unreleased\n\n## 1.3.0 (2026-11-21)\n'));
	});

	it('is not moved when nothing is unreleased, or the version is there', () => {
		const once = withRelease(changelog, '1.3.0', '2026-11-21');
		expect(() => withRelease(once, '1.4.0', '2026-11-22')).toThrow(/nothing under "## Unreleased"/);
		expect(() => withRelease(changelog, '1.2.0', '2026-11-22')).toThrow(/already has a section on 1\.2\.0/);
	});

	it('of this project can be read', () => {
		const { version } = JSON.parse(read('package.json')) as { version: string };
		const text = read('CHANGELOG.md');
		expect(changesOf(text, 'Unreleased') ?? changesOf(text, version)).toMatch(/^First version|^- /m);
	});
});

describe('the version of a release', () => {
	it.each([
		['patch', '1.2.3', '1.2.4'],
		['minor', '1.2.3', '1.3.0'],
		['major', '1.2.3', '2.0.0'],
		['patch', '1.3.0-beta.2', '1.3.0'],
		['1.10.0', '1.9.0', '1.10.0'],
		['1.3.0', '1.3.0-rc.1', '1.3.0'],
		['1.3.0-rc.1', '1.3.0-beta.12', '1.3.0-rc.1'],
		// The first one of all stands in package.json before anything was released.
		['0.1.0', '0.1.0', '0.1.0'],
	])('%s after %s is %s', (wish, current, expected) => {
		expect(nextVersion(wish, current)).toBe(expected);
	});

	it.each(['1.2.2', '0.9.9', '1.2.3-rc.1'])('is not %s after 1.2.3', (wish) => {
		expect(() => nextVersion(wish, '1.2.3')).toThrow(/lower than the current version, 1\.2\.3/);
	});

	it.each(['v1.3.0', '1.3', 'next', '1.3.0-x.1', '1.3.0+build', ''])('is not "%s"', (wish) => {
		expect(() => nextVersion(wish, '1.2.3')).toThrow(/is no version/);
	});
});

describe('a tag', () => {
	const manifests = [
		{ name: 'whole', version: '1.2.0' },
		{ name: 'part', version: '1.2.0' },
	];

	it('that fits gives what is new', () => {
		expect(checkTag('v1.2.0', manifests, changelog)).toBe('- An old thing.');
	});

	it('that does not fit a package is refused with its name', () => {
		const other = [...manifests, { name: 'late-part', version: '1.1.0' }];
		expect(() => checkTag('v1.2.0', other, changelog)).toThrow(/does not fit the versions: late-part 1\.1\.0/);
	});

	it('without its letter, or without a word in the changelog, is refused', () => {
		expect(() => checkTag('1.2.0', manifests, changelog)).toThrow(/A tag is "v" and the version/);
		expect(() => checkTag('v1.2.0', manifests, '# Changelog\n')).toThrow(/has no section on 1\.2\.0/);
	});
});
