import { spawnSync } from 'node:child_process';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary.mts';

const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const gulpfile = join(projectRoot, 'gulpfile.js');
const namespace = 'xmlns="http://www.w3.org/2000/svg"';

const good = (colour: string) => `<?xml version="1.0"?>
<!-- a comment nobody needs in the package -->
<svg ${namespace} viewBox="0 0 48 48" width="48" height="48">
	<defs><linearGradient id="g"><stop offset="0" stop-color="${colour}"/></linearGradient></defs>
	<circle cx="24.0000" cy="24.0000" r="20" fill="url(#g)"/>
</svg>
`;

/** A built package of one node and one credential that share their two icons. */
async function writePackage(folder: TemporaryFolder, changes: Record<string, string | undefined> = {}) {
	const files: Record<string, string | undefined> = {
		'dist/nodes/Toy/Toy.node.js': `exports.Toy = class {
			constructor() {
				this.description = { icon: { light: 'file:../../icons/toy.svg', dark: 'file:../../icons/toy.dark.svg' } };
			}
		};`,
		'dist/credentials/ToyApi.credentials.js': `exports.ToyApi = class {
			constructor() {
				this.icon = { light: 'file:../icons/toy.svg', dark: 'file:../icons/toy.dark.svg' };
			}
		};`,
		'icons/toy.svg': good('#112233'),
		'icons/toy.dark.svg': good('#ddeeff'),
		...changes,
	};
	for (const [name, content] of Object.entries(files)) {
		if (content === undefined) continue;
		await folder.write(name, content);
		if (name.startsWith('icons/')) await folder.write(`dist/${name}`, content);
	}
}

describe('gulp build:icons', () => {
	let folder: TemporaryFolder;
	const startedIn = process.cwd();

	/** Runs the task where the gulp command runs it: in the root of the package. */
	async function buildIcons() {
		const tasks = createRequire(import.meta.url)(gulpfile) as Record<string, () => Promise<void>>;
		process.chdir(folder.path);
		await tasks['build:icons']?.();
	}

	beforeEach(async () => {
		folder = await makeTemporaryFolder();
	});

	afterEach(async () => {
		process.chdir(startedIn);
		await folder.remove();
	});

	it('writes both icons into dist, smaller, square and still scalable', async () => {
		await writePackage(folder);
		await buildIcons();
		for (const name of ['icons/toy.svg', 'icons/toy.dark.svg']) {
			const source = await readFile(join(folder.path, name), 'utf8');
			const built = await readFile(join(folder.path, 'dist', name), 'utf8');
			expect(built.length).toBeLessThan(source.length);
			expect(built).toContain('viewBox="0 0 48 48"');
			expect(built).not.toContain('<!--');
		}
		expect(await readFile(join(folder.path, 'icons/toy.svg'), 'utf8')).toBe(good('#112233'));
	});

	it('can be run twice and gives the same result', async () => {
		await writePackage(folder);
		await buildIcons();
		const once = await readFile(join(folder.path, 'dist/icons/toy.svg'), 'utf8');
		await buildIcons();
		expect(await readFile(join(folder.path, 'dist/icons/toy.svg'), 'utf8')).toBe(once);
	});

	it('removes pictures that the build copied from elsewhere in the project', async () => {
		await writePackage(folder);
		await folder.write('dist/tools/n8n/node_modules/other/logo.svg', good('#000000'));
		await folder.write('dist/docs/editor.png', 'not shipped');
		await buildIcons();
		expect((await readdir(join(folder.path, 'dist'))).sort()).toEqual(['credentials', 'icons', 'nodes']);
	});

	const svg = (attributes: string, body = '<path d="M0 0h9v9z"/>') => `<svg ${attributes}>${body}</svg>`;
	const square = `${namespace} viewBox="0 0 48 48"`;
	const badDark: Array<[string, string | undefined, RegExp]> = [
		['is missing', undefined, /icons\/toy\.dark\.svg: missing, the dark icon of dist\/nodes\/Toy\/Toy\.node\.js/],
		[
			'is wider than high',
			svg(`${namespace} viewBox="0 0 48 32"`),
			/not square: its viewBox is 48 wide and 32 high/,
		],
		[
			'has unequal width and height',
			svg(`${square} width="48" height="32"`),
			/not square: width is "48" and height is "32"/,
		],
		['has a width and no height', svg(`${square} width="48"`), /not square: width is "48" and height is ""/],
		['has no viewBox', svg(`${namespace} width="48" height="48"`), /has no viewBox/],
		['has a nonsensical viewBox', svg(`${namespace} viewBox="0 0 big big"`), /not four numbers: "0 0 big big"/],
		['has an empty viewBox', svg(`${namespace} viewBox="0 0 0 0"`), /not four numbers: "0 0 0 0"/],
		[
			'is not well-formed XML',
			`<svg ${square}><path></svg>`,
			/icons\/toy\.dark\.svg: is not well-formed XML: .+ \(line 1\)/,
		],
		['is empty', '', /icons\/toy\.dark\.svg: is not/],
		['is a web page', '<html><body/></html>', /outermost element is not <svg>/],
		['has no namespace', svg('viewBox="0 0 48 48"'), /the namespace is missing/],
		['declares entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg(square)}`, /declares a document type/],
		['contains a script', svg(square, '<g><script>alert(1)</script></g>'), /contains <script>/],
		['runs a script on load', svg(`${square} onload="alert(1)"`), /runs a script: the attribute "onload" of <svg>/],
		['contains another picture', svg(square, '<image href="#a"/>'), /contains <image>/],
		[
			'links to another file',
			svg(square, '<use href="https://pictures.example/a.svg"/>'),
			/outside itself: "href" of <use>/,
		],
		['links the old way', svg(square, '<use xlink:href="a.svg#b"/>'), /outside itself: "xlink:href" of <use>/],
		['is filled from another file', svg(square, '<path fill="url(a.svg#g)"/>'), /outside itself: "fill" of <path>/],
	];

	it.each(badDark)('refuses a dark icon that %s, and leaves dist as it is', async (_what, content, message) => {
		await writePackage(folder, { 'icons/toy.dark.svg': content });
		await expect(buildIcons()).rejects.toThrow(message);
		expect(await readFile(join(folder.path, 'dist/icons/toy.svg'), 'utf8')).toBe(good('#112233'));
	});

	it('names every faulty file at once', async () => {
		await writePackage(folder, { 'icons/toy.svg': 'no', 'icons/toy.dark.svg': svg(namespace) });
		await expect(buildIcons()).rejects.toThrow(/icons\/toy\.svg: is not[^]+icons\/toy\.dark\.svg: has no viewBox/);
	});

	it('refuses a node that names a single icon for both themes', async () => {
		await writePackage(folder, {
			'dist/nodes/Toy/Toy.node.js':
				"exports.Toy = class { constructor() { this.description = { icon: 'file:../../icons/toy.svg' }; } };",
		});
		await expect(buildIcons()).rejects.toThrow(
			/Toy\.node\.js: has no light icon[^]+Toy\.node\.js: has no dark icon/,
		);
	});

	it('refuses a node that uses the light file as the dark one', async () => {
		const one = 'file:../../icons/toy.svg';
		await writePackage(folder, {
			'dist/nodes/Toy/Toy.node.js': `exports.Toy = class {
				constructor() { this.description = { icon: { light: '${one}', dark: '${one}' } }; }
			};`,
		});
		await expect(buildIcons()).rejects.toThrow(/Toy\.node\.js: uses one file for both themes/);
	});

	it('refuses a credential without any icon', async () => {
		await writePackage(folder, { 'dist/credentials/ToyApi.credentials.js': 'exports.ToyApi = class {};' });
		await expect(buildIcons()).rejects.toThrow(/ToyApi\.credentials\.js: has no light icon/);
	});

	it('refuses an icon outside the package', async () => {
		await writePackage(folder, {
			'dist/credentials/ToyApi.credentials.js': `exports.ToyApi = class {
				constructor() { this.icon = { light: 'file:../../icons/toy.svg', dark: 'file:../icons/toy.dark.svg' }; }
			};`,
		});
		await expect(buildIcons()).rejects.toThrow(/ToyApi\.credentials\.js: its light icon lies outside the package/);
	});

	it('refuses to run before the build', async () => {
		await folder.write('icons/toy.svg', good('#112233'));
		await expect(buildIcons()).rejects.toThrow(/run the build first/);
	});

	it('makes the gulp command fail with the same message', async () => {
		await writePackage(folder, { 'icons/toy.dark.svg': undefined });
		await symlink(join(projectRoot, 'node_modules'), join(folder.path, 'node_modules'));
		await folder.write('gulpfile.js', await readFile(gulpfile, 'utf8'));
		const gulp = join(projectRoot, 'node_modules', 'gulp', 'bin', 'gulp.js');
		const { status, stdout, stderr } = spawnSync(process.execPath, [gulp, '--no-color', 'build:icons'], {
			cwd: folder.path,
			encoding: 'utf8',
		});
		expect(stdout + stderr).toContain('icons/toy.dark.svg: missing, the dark icon of dist/nodes/Toy/Toy.node.js');
		expect(status).toBe(1);
	});
});
