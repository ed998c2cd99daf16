// @ts-check
/**
 * Software bills of materials in CycloneDX: for the whole and each part what an installation brings (nothing but the
 * package itself), and one for the tools it is built and tested with.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runNpm } from './run-npm.mjs';

/**
 * @typedef {{
 *   bomFormat: string,
 *   metadata: { component: { name: string, version: string, purl: string, hashes?: Array<{ alg: string, content: string }> } },
 *   components: Array<{ name: string, version: string, purl: string, licenses?: unknown[] }>, [key: string]: unknown,
 * }} Bom
 */

/** npm would take the absence of the peer n8n-workflow, which is n8n itself and never installed, for a fault. */
const SBOM = ['sbom', '--sbom-format=cyclonedx', '--legacy-peer-deps'];

/**
 * What an installation of a packed package brings.
 * @param {string} folder of the package
 * @param {string} tarball the packed package, whose hash is put in
 * @returns {Bom}
 */
export function billOfPackage(folder, tarball) {
	const place = mkdtempSync(join(tmpdir(), 'carechain-sbom-'));
	try {
		// Alone, as it is installed: without this project's lockfile and tools.
		copyFileSync(join(folder, 'package.json'), join(place, 'package.json'));
		const bom = named(JSON.parse(runNpm([...SBOM, '--omit=dev'], place)), folder);
		const content = createHash('sha512').update(readFileSync(tarball)).digest('hex');
		bom.metadata.component.hashes = [{ alg: 'SHA-512', content }];
		return bom;
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
}

/**
 * What the lockfile of a project installs to build and test it.
 * @param {string} folder
 * @returns {Bom}
 */
export function billOfTools(folder) {
	return named(JSON.parse(runNpm([...SBOM, '--package-lock-only'], folder)), folder);
}

/** npm gives the folder's name for the package's. @param {Bom} bom @param {string} folder */
function named(bom, folder) {
	bom.metadata.component.name = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name;
	return bom;
}
