import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { INodeType } from 'n8n-workflow';

const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const load = createRequire(import.meta.url);

interface PackReport {
	size: number;
	files: Array<{ path: string; size: number }>;
}

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

describe('the package as it would be published', () => {
	let report: PackReport;
	let paths: string[];
	const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest;

	beforeAll(() => {
		const cli = process.env.npm_execpath ?? '';
		const [command, prefix] = basename(cli) === 'npm-cli.js' ? [process.execPath, [cli]] : ['npm', []];
		const output = execFileSync(
			command,
			[...prefix, 'pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'],
			{
				cwd: projectRoot,
				encoding: 'utf8',
			},
		);
		// A list of reports or, in newer versions of npm, an object of them.
		const [first] = Object.values(JSON.parse(output) as Record<string, PackReport>);
		if (!first) throw new Error('npm pack reported nothing');
		report = first;
		paths = report.files.map(({ path }) => path);
	});

	it('holds the build and its papers, nothing else', () => {
		const belongs = /^(dist\/(nodes|credentials|icons)\/.+|package\.json|README\.md|LICENSE\.md|CHANGELOG\.md)$/;
		expect(paths.filter((path) => !belongs.test(path)).slice(0, 10)).toEqual([]);
		expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE.md']));
	});

	it('holds no test, no sandbox and no TypeScript source', () => {
		expect(paths.filter((path) => /(^|\/)(tests?|sandbox|demo|bench)\/|\.test\./.test(path)).slice(0, 10)).toEqual(
			[],
		);
		expect(paths.filter((path) => /\.m?tsx?$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
	});

	it('holds every node and credential it registers, and registers every one it holds', () => {
		const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials].sort();
		const held = paths.filter((path) => /\.(node|credentials)\.js$/.test(path)).sort();
		expect(held).toEqual(registered);
		expect(held.length).toBeGreaterThan(0);
	});

	it('holds the codex file of every node', () => {
		expect(paths).toEqual(expect.arrayContaining(manifest.n8n.nodes.map((path) => path.replace(/\.js$/, '.json'))));
	});

	it('holds a light and a dark icon for every vendor', () => {
		const icons = paths.filter((path) => path.startsWith('dist/icons/')).map((path) => basename(path));
		expect(icons.sort()).toEqual(
			['ekaCare', 'medMitra', 'spry'].flatMap((vendor) => [`${vendor}.dark.svg`, `${vendor}.svg`]),
		);
	});

	it('has at most 2.2 kB for each operation', () => {
		const nodes = manifest.n8n.nodes.map(
			(path) => load(join(projectRoot, path)) as Record<string, new () => INodeType>,
		);
		const properties = nodes.flatMap((exported) =>
			Object.values(exported).flatMap((Node) => new Node().description.properties),
		);
		const operations = properties.filter(({ name }) => name === 'operation').flatMap(({ options = [] }) => options);
		expect(operations.length).toBeGreaterThan(80);
		expect(report.size).toBeLessThan(2200 * operations.length);
	});
});
