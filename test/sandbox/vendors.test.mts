import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kebabCase } from '../../sandbox/shared/names.mts';
import { commonSettings } from '../../sandbox/shared/settings.mts';
import * as seeds from '../../sandbox/vendors/seeds.mts';
import { SETTINGS } from '../../sandbox/vendors/settings.mts';

const projectRoot = join(__dirname, '..', '..');
const sandboxFolder = join(projectRoot, 'sandbox');
const folders = readdirSync(join(sandboxFolder, 'vendors'), { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);
const camelCase = (folder: string) => folder.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

describe.each(folders)('a sandbox vendor has everything it needs: %s', (folder) => {
	const name = camelCase(folder);

	test.each([
		...['index.mts', 'settings.mts', 'seed.mts', 'views.mts'].map((file) => `sandbox/vendors/${folder}/${file}`),
		`sandbox/contracts/${folder}.yaml`,
		...[`icons/${name}.svg`, `icons/${name}.dark.svg`],
	])('the file %s', (file) => {
		expect({ file, exists: existsSync(join(projectRoot, file)) }).toEqual({ file, exists: true });
	});

	test('a stand-in that its index.mts exports', () => {
		const index = readFileSync(join(sandboxFolder, 'vendors', folder, 'index.mts'), 'utf8');
		expect(index).toMatch(/^export const standIn: StandIn = /m);
	});

	test.each([
		['settings.mts', SETTINGS],
		['seeds.mts', seeds],
	])('a line in sandbox/vendors/%s', (_, table) => {
		expect(Object.keys(table)).toContain(name);
	});
});

test('every setting belongs to one vendor or to all of them, never to two', () => {
	const names = [commonSettings, ...Object.values(SETTINGS)].flatMap((table) => Object.keys(table));
	expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every setting starts with a value that it accepts, and has a title', () => {
	const settings = [commonSettings, ...Object.values(SETTINGS)].flatMap((table) => Object.entries(table));
	const wrong = settings.filter(([, { initial, title, accepts }]) => !accepts(initial as never) || title.length < 5);
	expect(wrong.map(([name]) => name)).toEqual([]);
});

test('no vendor is named in the sandbox outside its own folder and the two lists', () => {
	const files = readdirSync(sandboxFolder, { recursive: true, encoding: 'utf8' }).filter(
		(file) => /\.(mts|mjs|html)$/.test(file) && !file.startsWith('vendors/'),
	);
	const names = folders.flatMap((folder) => [folder, camelCase(folder)]);
	const named = new RegExp(`\\b(${names.join('|')})`, 'i');
	const naming = files.filter((file) => named.test(readFileSync(join(sandboxFolder, file), 'utf8')));
	expect(naming).toEqual([]);
});

test('the name of a vendor and the name of its folder lead to each other', () => {
	expect(folders.map((folder) => kebabCase(camelCase(folder)))).toEqual(folders);
});
