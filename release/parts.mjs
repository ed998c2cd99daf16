// @ts-check
/**
 * Takes the packages of one vendor each out of this project: n8n verifies only packages with exactly one third-party
 * service. What such a part is called and holds stands in `packages/<name>/package.json`; everything else comes from the
 * sources and the build of the whole, so a part holds the very files that were tested.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';

import { projectRoot, SetupError } from '../tools/command.mjs';
import { readmeOf } from './part-readme.mjs';
import { instanceOf, manifestOf } from './project.mjs';

const load = createRequire(import.meta.url);

/** The papers and settings that a part has in common with the whole. */
const COMMON_FILES = ['eslint.config.mjs', 'LICENSE.md', 'tsconfig.json'];

/**
 * Writes a part: sources that lint and build by themselves, and the build, ready to be packed.
 * @param {string} name
 * @param {string} into the folder in which a folder of the part's name is made anew
 * @returns {string} path of that folder
 * @throws {SetupError} when the whole has not been built
 */
export function emitPart(name, into) {
	const manifest = manifestOf(name);
	const folder = join(into, name);
	rmSync(folder, { recursive: true, force: true });

	const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	for (const source of sourcesOf(entries.map(sourceOf))) {
		copy(source, folder);
		copy(join('dist', source.replace(/\.ts$/, '.js')), folder);
	}
	for (const node of manifest.n8n.nodes) {
		const built = dirname(node);
		writeCodex(node.replace(/\.js$/, '.json'), name, folder);
		for (const schemas of [built, relative('dist', built)].map((path) => join(path, '__schema__')))
			copy(schemas, folder);
	}
	for (const icon of new Set(entries.flatMap(iconsOf))) {
		copy(icon, folder);
		copy(join('dist', icon), folder);
	}
	for (const file of COMMON_FILES) copy(file, folder);
	copyTo(join(projectRoot, 'packages', name, 'package.json'), join(folder, 'package.json'));
	writeFileSync(join(folder, 'README.md'), readmeOf(manifest));
	return folder;
}

/** The TypeScript file that a registered file is built from. @param {string} built */
function sourceOf(built) {
	return relative('dist', built).replace(/\.js$/, '.ts');
}

/**
 * The given files and all that they import, one from another.
 * @param {string[]} entries paths in the project
 * @returns {Set<string>}
 */
function sourcesOf(entries) {
	/** @type {typeof import('typescript')} */
	const { preProcessFile } = load('typescript');
	const found = new Set(entries);
	for (const source of found) {
		const text = readFileSync(join(projectRoot, source), 'utf8');
		for (const { fileName } of preProcessFile(text).importedFiles) {
			if (!fileName.startsWith('.')) continue;
			const path = join(dirname(source), fileName);
			const file = [`${path}.ts`, join(path, 'index.ts'), path].find((candidate) =>
				existsSync(join(projectRoot, candidate)),
			);
			if (!file) throw new SetupError(`${source} imports "${fileName}", which is not in the project`);
			found.add(file);
		}
	}
	return found;
}

/** n8n finds the codex of a node by the node's full name, which begins with the package's. */
function writeCodex(/** @type {string} */ built, /** @type {string} */ packageName, /** @type {string} */ folder) {
	const codex = JSON.parse(readFileSync(join(projectRoot, built), 'utf8'));
	codex.node = `${packageName}.${codex.node.split('.').pop()}`;
	for (const path of [built, relative('dist', built)]) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), `${JSON.stringify(codex, null, '\t')}\n`);
	}
}

/** The icons of a registered file, as paths in the project. @param {string} built */
function iconsOf(built) {
	const instance = instanceOf(built);
	const { icon } = instance.description ?? instance;
	return Object.values(/** @type {Record<string, string>} */ (icon)).map((reference) =>
		relative('dist', join(dirname(built), reference.replace(/^file:/, '')))
			.split(sep)
			.join('/'),
	);
}

/** @param {string} path a file or folder in the project @param {string} folder */
function copy(path, folder) {
	const from = join(projectRoot, path);
	if (path.startsWith('dist') && !existsSync(from)) {
		throw new SetupError(`${path} is missing: run the build first (npm run build)`);
	}
	if (existsSync(from)) copyTo(from, join(folder, path));
}

/** @param {string} from @param {string} to */
function copyTo(from, to) {
	mkdirSync(dirname(to), { recursive: true });
	cpSync(from, to, { recursive: true });
}
