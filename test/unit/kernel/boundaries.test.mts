import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const VENDORS = ['EkaCare', 'MedMitra', 'Spry'];

function filesIn(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const file = join(folder, name);
		return statSync(file).isDirectory() ? filesIn(file) : [file];
	});
}

interface Source {
	path: string;
	code: string;
	/** Relative paths of imported files of this project, and names of packages. */
	imports: string[];
}

function sourcesIn(...folders: string[]): Source[] {
	return folders
		.flatMap((folder) => filesIn(join(root, folder)))
		.filter((file) => file.endsWith('.ts'))
		.map((file) => {
			const code = readFileSync(file, 'utf8');
			const imports = [...code.matchAll(/from '([^']+)'/g)].map(([, target = '']) =>
				target.startsWith('.') ? relative(root, join(dirname(file), target)) : target,
			);
			return { path: relative(root, file), code, imports };
		});
}

describe('the house', () => {
	it('has a kernel that knows no vendor', () => {
		const sources = sourcesIn('nodes/shared');
		expect(sources.length).toBeGreaterThan(10);
		for (const { path, code, imports } of sources) {
			expect([path, code.match(/\b(eka|spry|medmitra)/gi)]).toEqual([path, null]);
			expect([path, imports.filter((target) => VENDORS.some((vendor) => target.includes(vendor)))]).toEqual([
				path,
				[],
			]);
		}
	});

	it.each(VENDORS)('has a vendor %s that knows the kernel and no other vendor', (vendor) => {
		for (const { path, imports } of sourcesIn(`nodes/${vendor}`)) {
			const strangers = imports.filter(
				(target) =>
					target.startsWith('nodes/') &&
					!/^nodes\/shared\//.test(target) &&
					!target.startsWith(`nodes/${vendor}/`),
			);
			expect([path, strangers]).toEqual([path, []]);
		}
	});

	it('imports nothing at run time that n8n does not bring along', () => {
		for (const { path, code } of sourcesIn('nodes', 'credentials')) {
			const packages = [...code.matchAll(/^import (?!type)[^;]*? from '([^.'][^']*)'/gms)].map(
				([, name = '']) => name,
			);
			expect([path, packages.filter((name) => !['n8n-workflow', 'node:crypto'].includes(name))]).toEqual([
				path,
				[],
			]);
		}
	});

	it('has operations that send, catch and loop nothing themselves', () => {
		const operations = sourcesIn(...VENDORS.map((vendor) => `nodes/${vendor}`)).filter(({ path }) =>
			path.endsWith('.operation.ts'),
		);
		expect(operations.length).toBeGreaterThanOrEqual(5);
		for (const { path, code } of operations) {
			expect([
				path,
				code.match(/\.helpers\b|continueOnFail|\bcatch\b|getInputData|getNodeParameter|httpRequest/g),
			]).toEqual([path, null]);
		}
	});

	it('makes errors of n8n in one place only', () => {
		const makers = sourcesIn('nodes', 'credentials').filter(({ code }) =>
			/new Node(Api|Operation)Error/.test(code),
		);
		expect(makers.map(({ path }) => path)).toEqual(['nodes/shared/failure.ts']);
	});

	it('has operations, fields and nodes of vendors that fit on a page', () => {
		const pages = sourcesIn(...VENDORS.map((vendor) => `nodes/${vendor}`)).filter(({ path }) =>
			/(\.operation|\.node|fields?)\.ts$/.test(path),
		);
		expect(pages.length).toBeGreaterThan(100);
		const long = pages.filter(({ code }) => code.trimEnd().split('\n').length > 90);
		expect(long.map(({ path }) => path)).toEqual([]);
	});

	it.each(VENDORS)('has every field of %s written by a builder, in one style', (vendor) => {
		for (const { path, code } of sourcesIn(`nodes/${vendor}`)) {
			expect([path, code.match(/\bsends:|\btypeOptions: \{ (?!minValue)|\bplaceholder: 'e\.g\./g)]).toEqual([
				path,
				null,
			]);
			expect([path, code.match(/\btype: '(string|number|boolean|options|dateTime|json|collection)'/g)]).toEqual([
				path,
				null,
			]);
		}
	});

	it('keeps its files small', () => {
		for (const { path, code } of sourcesIn('nodes', 'credentials')) {
			const lines = code.split('\n').length;
			expect([path, lines <= 270]).toEqual([path, true]);
		}
	});
});
