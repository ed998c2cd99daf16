import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The folders of the vendors: all of nodes but the kernel. */
const VENDORS = readdirSync(join(root, 'nodes')).filter((name) => name !== 'shared');

interface Source {
	path: string;
	code: string;
}

function sourcesIn(...folders: string[]): Source[] {
	return folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => ({ path: join(folder, name), code: readFileSync(join(root, folder, name), 'utf8') })),
	);
}

describe('the sources', () => {
	it('of the kernel name no vendor', () => {
		const sources = sourcesIn('nodes/shared');
		expect(VENDORS.length).toBeGreaterThan(1);
		expect(sources.length).toBeGreaterThan(10);
		// `EkaCare` is also written "Eka Care" and "eka-care".
		const names = VENDORS.map((vendor) => vendor.replace(/(?<=[a-z])(?=[A-Z])/g, '[ -]?'));
		const named = new RegExp(`\\b(${names.join('|')})`, 'gi');
		for (const { path, code } of sources) expect([path, code.match(named)]).toEqual([path, null]);
	});

	it('of operations send, catch and loop nothing themselves', () => {
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

	it('make errors of n8n in one place only', () => {
		const makers = sourcesIn('nodes', 'credentials').filter(({ code }) =>
			/new Node(Api|Operation)Error/.test(code),
		);
		expect(makers.map(({ path }) => path)).toEqual(['nodes/shared/failure.ts']);
	});

	it('of operations, fields and nodes of vendors fit on a page', () => {
		const pages = sourcesIn(...VENDORS.map((vendor) => `nodes/${vendor}`)).filter(({ path }) =>
			/(\.operation|\.node|fields?)\.ts$/.test(path),
		);
		expect(pages.length).toBeGreaterThan(100);
		const long = pages.filter(({ code }) => code.trimEnd().split('\n').length > 90);
		expect(long.map(({ path }) => path)).toEqual([]);
	});

	it.each(VENDORS)('of %s have every field written by a builder, in one style', (vendor) => {
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

	it('are small', () => {
		for (const { path, code } of sourcesIn('nodes', 'credentials')) {
			const lines = code.split('\n').length;
			expect([path, lines <= 270]).toEqual([path, true]);
		}
	});
});
