// @ts-check
/**
 * Makes what a release publishes, out of the build: the packed whole and parts, a bill of materials for each and for the
 * tools, and the checksums of all.
 *
 *   npm run pack:all   into release/out/artifacts
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { projectRoot, report, say } from '../tools/command.mjs';
import { emitPart } from './parts.mjs';
import { manifestOf, partNames } from './project.mjs';
import { runNpm } from './run-npm.mjs';
import { billOfPackage, billOfTools } from './sbom.mjs';

/** Where the parts and all that is released are put; not under version control. */
export const outFolder = join(projectRoot, 'release', 'out');

/**
 * @param {string} [into]
 * @returns {string} the folder with tarballs, bills of materials and SHA256SUMS
 */
export function makeArtifacts(into = outFolder) {
	const folder = join(into, 'artifacts');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const source of [projectRoot, ...partNames().map((name) => emitPart(name, into))]) {
		const { name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
		runNpm(['pack', '--ignore-scripts', `--pack-destination=${folder}`], source);
		const stem = join(folder, `${name}-${version}`);
		writeJson(`${stem}.cdx.json`, billOfPackage(source, `${stem}.tgz`));
	}
	const { name, version } = manifestOf();
	writeJson(join(folder, `${name}-${version}-tools.cdx.json`), billOfTools(projectRoot));

	const sums = readdirSync(folder)
		.sort()
		.map(
			(file) =>
				`${createHash('sha256')
					.update(readFileSync(join(folder, file)))
					.digest('hex')}  ${file}\n`,
		);
	writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
	return folder;
}

/** @param {string} path @param {unknown} value */
function writeJson(path, value) {
	writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		const folder = makeArtifacts();
		for (const file of readdirSync(folder)) say(join(folder, file));
	} catch (error) {
		report(error);
		process.exitCode = 1;
	}
}
