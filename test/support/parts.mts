import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { emitPart } from '../../release/parts.mjs';
import { manifestOf, partNames } from '../../release/project.mjs';
import { makeTemporaryFolder } from './temporary.mts';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const PARTS = partNames();

export const read = (...path: string[]): string => readFileSync(join(projectRoot, ...path), 'utf8');

export interface EmittedParts {
	/** The folder of a part by its name. */
	folders: Map<string, string>;
	remove(): Promise<void>;
}

/** Writes all parts into a temporary folder, beside this project's tools, so that they lint and build there. */
export async function emitParts(): Promise<EmittedParts> {
	const place = await makeTemporaryFolder();
	symlinkSync(join(projectRoot, 'node_modules'), join(place.path, 'node_modules'));
	return {
		folders: new Map(PARTS.map((name) => [name, emitPart(name, place.path)])),
		remove: place.remove,
	};
}

/** The names of node types in a part, without the package's. */
export function nodeNamesOf(part: string): string[] {
	return manifestOf(part).n8n.nodes.map((path) => {
		const [name = ''] = (path.split('/').pop() ?? '').split('.');
		return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
	});
}
