import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { lint } from '../support/lint.mts';

const cwd = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

describe('the rules of the n8n verification, with inline comments ignored', () => {
	it('hold for the source', async () => {
		const files = ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'];
		const result = await lint({ rules: 'source', cwd, files });
		expect(result.errors).toEqual([]);
		expect(result.files).toBeGreaterThan(10);
	});

	it('hold for what is built', async () => {
		const result = await lint({ rules: 'built', cwd, files: ['dist/**/*.js'] });
		expect(result.errors).toEqual([]);
		expect(result.files).toBeGreaterThan(10);
	});

	it('are the unchanged default rules of the n8n tool', async () => {
		const lines = (await readFile(join(cwd, 'eslint.config.mjs'), 'utf8')).split('\n').filter((line) => line);
		expect(lines).toEqual(["import { config } from '@n8n/node-cli/eslint';", 'export default config;']);
	});

	it('find a fault in the source that a comment tries to hide', async () => {
		const text = '/* eslint-disable */\nexport const home = process.env.HOME;\n';
		const { errors } = await lint({ rules: 'source', cwd, text, filePath: join(cwd, 'nodes', 'shared', 'bad.ts') });
		expect(errors.join()).toMatch(/nodes\/shared\/bad\.ts:2 @n8n\/community-nodes\/no-restricted-globals/);
	});

	it('find a fault in package.json', async () => {
		const manifest = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8')) as object;
		const text = JSON.stringify({ ...manifest, dependencies: { lodash: '*' } }, null, 2);
		const { errors } = await lint({ rules: 'source', cwd, text, filePath: join(cwd, 'package.json') });
		expect(errors.join()).toMatch(/no-runtime-dependencies/);
	});

	it('find a fault in built code that a comment tries to hide', async () => {
		const text = '"use strict";\n// eslint-disable-next-line\nconsole.log(setTimeout, require("fs"));\n';
		const { errors } = await lint({ rules: 'built', cwd, text, filePath: join(cwd, 'dist', 'bad.js') });
		expect(errors.join('\n')).toMatch(/no-console/);
		expect(errors.join('\n')).toMatch(/no-restricted-globals/);
		expect(errors.join('\n')).toMatch(/no-restricted-imports/);
	});
});
