import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { manifestOf, partNames } from '../../../release/project.mjs';
import { runNpm } from '../../../release/run-npm.mjs';
import { emitParts, nodeNamesOf, PARTS, projectRoot, read, type EmittedParts } from '../../support/parts.mts';
import { makeTemporaryFolder } from '../../support/temporary.mts';

/** What each part is about, in words that only its own files may have. */
const OWN = new Map([
	['n8n-nodes-eka-care', { folder: 'EkaCare', credentials: ['EkaCareApi'] }],
	['n8n-nodes-medmitra', { folder: 'MedMitra', credentials: ['MedMitraApi'] }],
	['n8n-nodes-spry-pt', { folder: 'Spry', credentials: ['SpryApi', 'SpryOAuth2Api'] }],
]);

const whole = manifestOf();
let emitted: EmittedParts;

beforeAll(async () => {
	emitted = await emitParts();
});

afterAll(async () => {
	await emitted.remove();
});

const folderOf = (part: string) => emitted.folders.get(part) ?? '';

/** Every file of a folder, relative to it. */
function filesOf(folder: string): string[] {
	return (readdirSync(folder, { recursive: true }) as string[])
		.filter((path) => statSync(join(folder, path)).isFile())
		.sort();
}

describe('the parts together', () => {
	it('are the three vendors', () => {
		expect(PARTS).toEqual([...OWN.keys()]);
	});

	it.each(['nodes', 'credentials'] as const)('hold all %s of the whole, each in one part', (kind) => {
		const held = PARTS.flatMap((part) => manifestOf(part).n8n[kind]);
		expect(held.sort()).toEqual([...whole.n8n[kind]].sort());
	});

	it('are none where there is no folder of packages', async () => {
		const place = await makeTemporaryFolder();
		expect(partNames(place.path)).toEqual([]);
		await place.remove();
	});
});

describe.each(PARTS)('the part %s', (part) => {
	const manifest = manifestOf(part);
	const own = OWN.get(part);

	it('has a name, a description and words of its own, and the rest from the whole', () => {
		expect(manifest.name).toBe(part);
		expect(manifest.description).not.toBe(whole.description);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		for (const key of ['version', 'license', 'author', 'engines', 'files', 'peerDependencies']) {
			expect([key, manifest[key]]).toEqual([key, whole[key]]);
		}
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
		expect(manifest.scripts).toMatchObject({ prepublishOnly: 'n8n-node prerelease' });
	});

	it('says where in the repository of the whole it comes from', () => {
		expect(manifest.repository).toEqual({ ...whole.repository, directory: `packages/${part}` });
	});

	it('holds its own nodes and credentials and the kernel, and nothing of the other vendors', () => {
		const files = filesOf(folderOf(part));
		const allowed = new RegExp(
			`^(dist/)?(nodes/(${own?.folder}|shared)/|credentials/(${own?.credentials.join('|')})\\.|icons/)|^(package\\.json|README\\.md|LICENSE\\.md|tsconfig\\.json|eslint\\.config\\.mjs)$`,
		);
		expect(files.filter((file) => !allowed.test(file))).toEqual([]);
		expect(files.filter((file) => /^icons\//.test(file))).toHaveLength(2);
		expect(files.filter((file) => file.includes('__schema__')).length).toBeGreaterThan(10);
	});

	it('has the very sources and the very build of the whole, but for its name in the codex', () => {
		const papers = new Set(['package.json', 'README.md']);
		for (const file of filesOf(folderOf(part)).filter((path) => !papers.has(path))) {
			const text = readFileSync(join(folderOf(part), file), 'utf8');
			if (file.endsWith('.node.json')) {
				const codex = JSON.parse(read(file)) as { node: string };
				const name = codex.node.replace(whole.name, part);
				expect(JSON.parse(text)).toEqual({ ...codex, node: name });
				expect(nodeNamesOf(part)).toContain(name.slice(part.length + 1));
			} else if (text !== read(file)) {
				throw new Error(`${file} differs from the whole`);
			}
		}
	});

	it('holds a build for every source, and a source for every file that is built', () => {
		const files = filesOf(folderOf(part));
		const sources = files.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
		const built = files.filter((file) => file.endsWith('.js')).map((file) => file.slice(5).replace(/\.js$/, ''));
		expect(built).toEqual(sources);
		expect(built.length).toBeGreaterThan(30);
	});

	it('can be loaded by itself: every file it requires is there', () => {
		const load = createRequire(join(folderOf(part), 'package.json'));
		for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
			const [exported] = Object.values(load(`./${file}`) as Record<string, new () => unknown>);
			expect(exported && new exported()).toBeDefined();
		}
	});

	it('holds no comment that switches a rule off', () => {
		for (const file of filesOf(folderOf(part)).filter((path) => /\.(ts|js|json)$/.test(path))) {
			const text = readFileSync(join(folderOf(part), file), 'utf8');
			if (/eslint-(disable|enable)|@ts-(ignore|nocheck|expect-error)/.test(text)) throw new Error(file);
		}
	});

	it('has an example of its own nodes only', () => {
		const example = JSON.parse(read('packages', part, 'example.json')) as {
			nodes: Array<{ type: string; credentials?: Record<string, { id: null }> }>;
		};
		const types = example.nodes.map(({ type }) => type).filter((type) => !type.startsWith('n8n-nodes-base.'));
		expect(types.length).toBeGreaterThan(0);
		expect(types.filter((type) => !nodeNamesOf(part).some((name) => type === `${part}.${name}`))).toEqual([]);
		expect(example.nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
	});

	it('is smaller than 200 kB, and packs its build and its papers only', () => {
		const report = runNpm(['pack', '--dry-run', '--json', '--ignore-scripts'], folderOf(part));
		const [packed] = Object.values(
			JSON.parse(report) as Record<string, { size: number; files: Array<{ path: string }> }>,
		);
		expect(packed?.size).toBeLessThan(200_000);
		const paths = packed?.files.map(({ path }) => path) ?? [];
		expect(paths.filter((path) => !/^(dist\/|package\.json$|README\.md$|LICENSE\.md$)/.test(path))).toEqual([]);
		expect(paths).toEqual(expect.arrayContaining(['README.md', 'LICENSE.md', ...manifest.n8n.nodes]));
	});
});

describe.each(PARTS)('the README of %s', (part) => {
	let text: string;
	beforeAll(() => {
		text = readFileSync(join(folderOf(part), 'README.md'), 'utf8');
	});

	it("has the headings of n8n's template", () => {
		const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
		const wanted = ['Installation', 'Credentials', 'Operations', 'Usage', 'Compatibility', 'Resources'];
		expect(headings).toEqual([...wanted, 'Version history']);
	});

	it('says to install this package, and that it does not go with the whole', () => {
		expect(text).toContain(`enter \`${part}\``);
		expect(text).toMatch(/\*\*Install the one or the other, not both\*\*/);
	});

	it('names every operation that the README of the whole names for its vendor', () => {
		const operations = read('README.md').matchAll(/^\| \[(.+?)\]\(docs\/.+?\) (\| .+)$/gm);
		const folder = OWN.get(part)?.folder;
		const rows = [...operations].filter(([, node = '']) => node.replace(' ', '') === folder);
		expect(rows.length).toBeGreaterThan(2);
		for (const [, node, row] of rows) expect(text).toContain(`| ${node} ${row}`);
	});

	it('names every trigger and every credential', () => {
		const triggers = nodeNamesOf(part).filter((name) => name.endsWith('Trigger'));
		expect([...text.matchAll(/^\| [\w ]+ Trigger \| Starts the workflow/gm)]).toHaveLength(triggers.length);
		expect([...text.matchAll(/^\| \*\*[\w ]+ API\*\* \|/gm)]).toHaveLength(manifestOf(part).n8n.credentials.length);
	});

	it('has only links that work outside the repository', () => {
		const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
		expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
		const files = links.flatMap((link) => /\/blob\/main\/([^#]+)/.exec(link)?.[1] ?? []);
		expect(files.length).toBeGreaterThan(2);
		expect(files.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
	});

	it('speaks of no other vendor', () => {
		const others = ['Spry', 'Eka Care', 'MedMitra'].filter(
			(vendor) => vendor.replace(' ', '') !== OWN.get(part)?.folder,
		);
		for (const other of others) expect(text).not.toContain(other);
	});
});

describe('gulp pack:vendors', () => {
	it('writes every part into release/out', () => {
		const out = join(projectRoot, 'release', 'out');
		const wasThere = existsSync(out);
		const gulp = join(projectRoot, 'node_modules', 'gulp', 'bin', 'gulp.js');
		const { status, stdout, stderr } = spawnSync(process.execPath, [gulp, '--no-color', 'pack:vendors'], {
			cwd: projectRoot,
			encoding: 'utf8',
		});
		expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
		for (const part of PARTS) {
			expect(stdout).toContain(join(out, part));
			expect(filesOf(join(out, part))).toEqual(filesOf(folderOf(part)));
		}
		if (!wasThere) rmSync(out, { recursive: true });
	});
});
