import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '../tools/stack.mts';
import { packed } from './png.mts';

export type Theme = 'light' | 'dark';

/** The largest size of a picture in bytes, so that pages load quickly. */
export const MOST_BYTES = 200_000;

export const imagesFolder = join(projectRoot, 'docs', 'images');

/** Path of a picture from the root of the project. */
export function fileOf(name: string, theme: Theme): string {
	return `docs/images/${name}${theme === 'dark' ? '-dark' : ''}.png`;
}

/** Stores a picture, compressed as far as possible. @returns a line that says what was done @throws when it is too large */
export async function savePicture(name: string, theme: Theme, shot: Buffer): Promise<string> {
	const file = fileOf(name, theme);
	const picture = packed(shot);
	if (picture.length > MOST_BYTES) throw new Error(`${file} has ${picture.length} bytes, too many`);
	await writeFile(join(projectRoot, file), picture);
	return `${file} ${Math.ceil(picture.length / 1000)} kB`;
}
