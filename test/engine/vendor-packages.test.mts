import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runNpm } from '../../release/run-npm.mjs';
import { lint } from '../support/lint.mts';
import { emitParts, PARTS, projectRoot, type EmittedParts } from '../support/parts.mts';

/** The tools are slow on a busy machine. */
const LIMIT = 300_000;

let emitted: EmittedParts;

beforeAll(async () => {
	emitted = await emitParts();
});

afterAll(async () => {
	await emitted.remove();
});

const folderOf = (part: string) => emitted.folders.get(part) ?? '';

describe.each(PARTS)('the package %s', (part) => {
	it(
		"passes n8n's lint in strict mode",
		() => {
			const { status, stdout } = lintAsN8n(folderOf(part));
			expect([status, stdout.match(/^.* error .*$/gm)]).toEqual([0, null]);
		},
		LIMIT,
	);

	it(
		'passes the rules of the verification on what is published, with inline comments ignored',
		async () => {
			const built = await lint({ rules: 'built', cwd: folderOf(part), files: ['dist/**/*.js'] });
			expect(built.errors).toEqual([]);
			expect(built.files).toBeGreaterThan(30);
			const manifest = await lint({ rules: 'source', cwd: folderOf(part), files: ['package.json'] });
			expect(manifest).toMatchObject({ errors: [], files: 1 });
		},
		LIMIT,
	);

	it(
		'builds by itself, to what is published',
		() => {
			const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
			const { status, stdout } = spawnSync(process.execPath, [tsc, '--outDir', 'built'], {
				cwd: folderOf(part),
				encoding: 'utf8',
			});
			expect([status, stdout]).toEqual([0, '']);
			const files = (readdirSync(join(folderOf(part), 'built'), { recursive: true }) as string[]).filter((file) =>
				file.endsWith('.js'),
			);
			expect(files.length).toBeGreaterThan(30);
			const text = (folder: string, file: string) => readFileSync(join(folderOf(part), folder, file), 'utf8');
			expect(files.filter((file) => text('built', file) !== text('dist', file))).toEqual([]);
		},
		LIMIT,
	);
});

describe("n8n's lint in strict mode", () => {
	it('would refuse a package with rules of its own', () => {
		const folder = folderOf(PARTS[0] ?? '');
		const config = join(folder, 'eslint.config.mjs');
		const unchanged = readFileSync(config, 'utf8');
		writeFileSync(config, 'export default [];\n');
		const { status, stdout } = lintAsN8n(folder);
		writeFileSync(config, unchanged);
		expect(status).toBe(1);
		expect(stdout).toContain('Strict mode violation');
	});
});

it('a package is not published from a laptop', () => {
	const folder = folderOf(PARTS[0] ?? '');
	expect(() => runNpm(['run', 'prepublishOnly'], folder)).toThrow(/npm run release/);
});

function lintAsN8n(cwd: string): { status: number | null; stdout: string } {
	const n8nNode = join(projectRoot, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
	// With CI set, the n8n tool prints lines instead of moving pictures.
	const env = { ...process.env, CI: 'true', NODE_ENV: 'production' };
	return spawnSync(process.execPath, [n8nNode, 'lint'], { cwd, env, encoding: 'utf8' });
}
