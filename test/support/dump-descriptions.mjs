// @ts-check
/**
 * Prints the description of every node as JSON, made from the source without a build: to compare what a change of the
 * code does to what a person sees. Object keys are sorted, lists stay in their order.
 *
 *   node test/support/dump-descriptions.mjs [folder of the project] > descriptions.json
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const load = createRequire(import.meta.url);
const [folder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))] = process.argv.slice(2);
const root = resolve(folder);

/**
 * @param {NodeModule} module
 * @param {string} fileName
 */
load.extensions['.ts'] = (module, fileName) => {
	const { code } = transformSync(readFileSync(fileName, 'utf8'), {
		filename: fileName,
		swcrc: false,
		jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
		module: { type: 'commonjs' },
	});
	const loading = /** @type {{ _compile(code: string, fileName: string): void }} */ (/** @type {unknown} */ (module));
	loading._compile(code, fileName);
};

/** @type {{ n8n: { nodes: string[] } }} */
const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function sorted(value) {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
	return Object.fromEntries(
		entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]),
	);
}

const descriptions = n8n.nodes.map((built) => {
	const source = built.replace(/^dist\//, '').replace(/\.js$/, '');
	/** @type {Record<string, new () => { description: object }>} */
	const exported = load(join(root, `${source}.ts`));
	const Node = exported[source.replace(/^.*\//, '').replace('.node', '')];
	if (!Node) throw new Error(`${source} does not export the class of its name`);
	return [source, sorted(new Node().description)];
});
process.stdout.write(`${JSON.stringify(Object.fromEntries(descriptions), undefined, '\t')}\n`);
