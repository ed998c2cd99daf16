import { join } from 'node:path';

import { projectRoot } from '../demo/stack.mts';

/** A picture may have no more bytes than this, so that pages stay quick to load. */
export const MOST_BYTES = 200_000;

export const imagesFolder = join(projectRoot, 'docs', 'images');

/** Path of a picture from the root of the project. */
export function fileOf(name: string, theme: 'light' | 'dark'): string {
	return `docs/images/${name}${theme === 'dark' ? '-dark' : ''}.png`;
}
