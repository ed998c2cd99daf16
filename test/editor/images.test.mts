import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { fileOf, imagesFolder, MOST_BYTES } from '../../docs/images.mts';
import { PICTURES } from '../../docs/pictures.mts';
import { SANDBOX_PICTURES } from '../../docs/sandbox-pictures.mts';
import { projectRoot } from '../../tools/stack.mts';

const files = [...PICTURES, ...SANDBOX_PICTURES].flatMap(({ name }) => [fileOf(name, 'light'), fileOf(name, 'dark')]);

describe('the pictures of the documentation', () => {
	it('are those that the script makes, and no others', () => {
		const there = readdirSync(imagesFolder).map((name) => `docs/images/${name}`);
		expect(there.sort()).toEqual([...files].sort());
	});

	it.each(files)('hold in %s a PNG of no more than 200 kB', (file) => {
		const path = join(projectRoot, file);
		expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
		expect(statSync(path).size).toBeLessThanOrEqual(MOST_BYTES);
	});

	it('are shown by the README in the theme of the reader, each with words for those who cannot see it', () => {
		const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
		const shown = [
			...readme.matchAll(
				/<picture>\s*<source[^>]*prefers-color-scheme: dark[^>]*srcset="([^"]+)"[^>]*>\s*<img src="([^"]+)" alt="([^"]+)"/g,
			),
		];
		expect(shown.length).toBeGreaterThan(3);
		expect(shown.length).toBe(readme.split('<picture>').length - 1);
		for (const [, dark = '', light = '', alt = ''] of shown) {
			expect(files).toContain(light);
			expect(dark).toBe(light.replace(/\.png$/, '-dark.png'));
			expect(alt.length).toBeGreaterThan(20);
		}
	});
});
