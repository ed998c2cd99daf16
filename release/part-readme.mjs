// @ts-check
/** The README of a package of one vendor, out of the built nodes' own descriptions and the README of the whole. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { projectRoot, SetupError } from '../tools/command.mjs';
import { instanceOf, manifestOf } from './project.mjs';

/** @typedef {import('./project.mjs').Manifest} Manifest */

const load = createRequire(import.meta.url);

/**
 * @param {Manifest} manifest of the part
 * @returns {string} Markdown whose links work outside the repository
 * @throws {SetupError} when the README of the whole has lost something this one takes from it
 */
export function readmeOf(manifest) {
	const whole = manifestOf();
	const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
	const source = whole.repository.url.replace(/\.git$/, '');
	const page = `${source}/blob/main`;
	const nodes = manifest.n8n.nodes.map((node) => ({ node, ...instanceOf(node).description }));
	const credentials = manifest.n8n.credentials.map((credential) => instanceOf(credential).displayName);
	const [vendor] = nodes.map(({ displayName }) => displayName);

	const others = whole.n8n.nodes.map((node) => String(instanceOf(node).description.displayName));
	const own = new Set(nodes.map(({ displayName }) => displayName));
	const taken = (/** @type {string} */ title) =>
		section(readme, title)
			.split('\n')
			.filter(
				(line) =>
					line.includes(String(vendor)) || !others.some((name) => !own.has(name) && line.includes(name)),
			)
			.join('\n');

	const text = [
		`# ${manifest.name}`,
		`${manifest.description}.`,
		`This package is the ${vendor} part of [${whole.name}](${source}), which has more vendors and the same sources. **Install the one or the other, not both**: both bring ${listOf(credentials)}, and n8n uses whichever it loads last. You can install the packages of different vendors together.`,
		'## Installation',
		taken('Installation').replaceAll(whole.name, manifest.name),
		'## Credentials',
		table(
			['credential', 'what you need', 'renewal'],
			credentials.map((name) => rowOf(readme, name)),
		),
		`Save a credential, and n8n tests whether ${vendor} accepts it. Addresses must start with \`https://\`. Plain \`http://\` works only for the machine n8n runs on.`,
		...taken('Credentials')
			.split('\n')
			.filter((line) => line.startsWith('> ')),
		'## Operations',
		table(['node', 'resource', 'operations'], nodes.flatMap(operationRows)),
		table(
			['trigger', 'what it does'],
			nodes.filter(isTrigger).map(({ displayName, description }) => `| ${displayName} | ${description} |`),
		),
		`[The page on ${vendor}](${pageOf(readme, String(vendor))}) describes every operation with its fields. [The documentation of ${whole.name}](docs/README.md) says when requests are repeated, and which options there are for many rows.`,
		'## Usage',
		`[example.json](${page}/packages/${manifest.name}/example.json) is a first workflow: import it with **Workflows > Import from file**, choose your credential in the ${vendor} node, and execute it.`,
		'## Compatibility',
		taken('Compatibility'),
		'## Resources',
		taken('Resources'),
		'## Version history',
		`All these packages have the same version: see the [CHANGELOG](${page}/CHANGELOG.md).`,
	].join('\n\n');
	return `${text.replace(/\]\((?!https?:|#)([^)]+)\)/g, `](${page}/$1)`)}\n`;
}

/** The text below a heading of the second rank, without smaller headings. */
function section(/** @type {string} */ readme, /** @type {string} */ title) {
	const found = new RegExp(`^## ${title}\\n([^]*?)(?=^#{2,3} |(?![^]))`, 'm').exec(readme)?.[1]?.trim();
	if (!found) throw new SetupError(`The README has lost its section "${title}", which the parts' READMEs hold too`);
	return found.replace(/^<!--.*-->\n?/gm, '').trim();
}

/** The page that the table of operations links a vendor to. */
function pageOf(/** @type {string} */ readme, /** @type {string} */ vendor) {
	const page = new RegExp(`\\[${vendor}\\]\\((docs/[^)]+)\\)`).exec(readme)?.[1];
	if (!page) throw new SetupError(`The README has lost its link to the page on ${vendor}`);
	return page;
}

/** The row of a table that is about a credential. */
function rowOf(/** @type {string} */ readme, /** @type {string} */ credential) {
	const row = readme.split('\n').find((line) => line.startsWith(`| **${credential}** |`));
	if (!row) throw new SetupError(`The README has lost its row on the credential "${credential}"`);
	return row;
}

/** @param {{ node: string, displayName: string, [key: string]: unknown }} node */
function operationRows({ node, displayName, ...rest }) {
	if (isTrigger(rest)) return [];
	const actions = join(projectRoot, dirname(node), 'actions', 'index.js');
	if (!existsSync(actions)) throw new SetupError(`${displayName} has no operations in ${actions}`);
	/** @type {Array<{ displayName: string, operations: Array<{ displayName: string }> }>} */
	const resources = load(actions).resources;
	return resources.map((resource) => {
		const operations = resource.operations.map((operation) => operation.displayName).join(', ');
		return `| ${displayName} | ${resource.displayName} | ${operations} |`;
	});
}

/** @param {{ group?: string[] }} node */
function isTrigger({ group = [] }) {
	return group.includes('trigger');
}

/** @param {string[]} heads @param {string[]} rows */
function table(heads, rows) {
	return [`| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`, ...rows].join('\n');
}

/** @param {string[]} names */
function listOf(names) {
	return names.map((name) => `*${name}*`).join(' and ');
}
