// @ts-check
/**
 * Lists the licences of the development tools, out of the lockfile, and refuses those that the project does not take.
 *
 *   npm run licences   writes docs/licences.md anew
 */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { projectRoot, report, say, SetupError } from '../tools/command.mjs';

/** @typedef {{ name: string, licence: string, direct: boolean }} Tool */

/** Licences under which a tool may be used. Nothing of a tool is shipped, so they need not be those of the package. */
const TAKEN = new Set(
	[
		'0BSD Apache-2.0 Artistic-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC-BY-3.0 CC-BY-4.0 CC0-1.0 ISC MIT MIT-0',
		'MPL-2.0 Python-2.0 Unlicense WTFPL Zlib',
	].flatMap((line) => line.split(' ')),
);

/** Those of nearly all packages; which has which of them is in the bill of materials. */
const COMMON = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'];

/** What stands in the package itself when the lockfile states no licence. */
const STATED_IN_PACKAGE = new Map(
	['buildcheck', 'busboy', 'cpu-features', 'ssh2', 'streamsearch'].map((name) => [name, 'MIT']),
);

/** n8n's own packages: their licence allows use, but no resale; they are what the nodes are made for. */
const N8N = /^(@n8n\/|n8n-|@n8n_io\/)/;
const N8N_LICENCES = new Map([
	['SEE LICENSE IN LICENSE.md', 'Sustainable Use License (n8n)'],
	['LicenseRef-n8n-enterprise', 'n8n Enterprise License'],
]);

/**
 * @param {string} [lockfile] text of a package-lock.json; the project's own by default
 * @returns {Tool[]} every package of it once, by name
 */
export function toolsOf(lockfile = readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) {
	/** @type {Record<string, { name?: string, license?: string, link?: boolean, devDependencies?: Record<string, string> }>} */
	const packages = JSON.parse(lockfile).packages;
	const direct = new Set(Object.keys(packages['']?.devDependencies ?? {}));
	/** @type {Map<string, Tool>} */
	const tools = new Map();
	for (const [path, { license = '', link, name: realName }] of Object.entries(packages)) {
		// A package that is installed under another name has its own beside it.
		const name = path && (realName ?? path.split('node_modules/').pop() ?? '');
		if (!name || link) continue;
		const n8nLicence = N8N.test(name) ? N8N_LICENCES.get(license) : undefined;
		const licence = n8nLicence ?? (license || STATED_IN_PACKAGE.get(name) || 'not stated');
		tools.set(`${name} ${licence}`, { name, licence, direct: direct.has(name) });
	}
	return [...tools.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Whether a licence, or one of several to choose from, is taken; of several that hold at once, all must be.
 * @param {string} licence an SPDX expression
 */
export function isTaken(licence) {
	const bare = licence.replace(/^\((.*)\)$/, '$1');
	if ([...N8N_LICENCES.values()].includes(bare)) return true;
	return bare.split(' OR ').some((choice) => choice.split(' AND ').every((one) => TAKEN.has(one)));
}

/**
 * The page on the licences. Without versions, so that an update changes it only when it changes a licence.
 * @param {Tool[]} [tools]
 * @throws {SetupError} names the tools whose licences are not taken
 */
export function licencesPage(tools = toolsOf()) {
	const refused = tools.filter(({ licence }) => !isTaken(licence));
	if (refused.length > 0) {
		const list = refused.map(({ name, licence }) => `${name} (${licence})`).join(', ');
		throw new SetupError(
			`Tools with a licence that is not taken: ${list}. Do without them, or see release/licences.mjs.`,
		);
	}
	const licences = [...new Set(tools.map(({ licence }) => licence))].sort();
	const rare = licences.filter((licence) => !COMMON.includes(licence));
	const namesUnder = (/** @type {string} */ licence) =>
		[...new Set(tools.filter((tool) => tool.licence === licence).map(({ name }) => name))].join(', ');
	return `${[
		'# Licences of the development tools',
		'Written by `npm run licences` from `package-lock.json`; do not edit.',
		'The package itself is under the [MIT licence](../LICENSE.md), has no dependencies and contains none of the tools below. We use them to build and test it. The demo and the tests start n8n, which has its own licence, the Sustainable Use License, and is not part of the package either. Every release lists all tools with their versions in its software bill of materials.',
		'## Chosen for this project',
		['| tool | licence |', '|---|---|', ...tools.filter(({ direct }) => direct).map(rowOf)].join('\n'),
		'## Installed with them',
		`Most are under ${COMMON.slice(0, -1).join(', ')} or ${COMMON.at(-1)}. The others:`,
		[
			'| licence | packages |',
			'|---|---|',
			...rare.map((licence) => `| ${licence} | ${namesUnder(licence)} |`),
		].join('\n'),
	].join('\n\n')}\n`;
}

/** @param {Tool} tool */
function rowOf({ name, licence }) {
	return `| ${name} | ${licence} |`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		writeFileSync(join(projectRoot, 'docs', 'licences.md'), licencesPage());
		say('docs/licences.md is written.');
	} catch (error) {
		report(error);
		process.exitCode = 1;
	}
}
