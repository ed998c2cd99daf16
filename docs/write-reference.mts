/** Updates the parts of the documentation that are written from the nodes: `npm run docs`, after a build. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { madePages } from './pages.mts';
import { projectRoot } from './reference.mts';

for (const { path, make } of madePages()) {
	const file = join(projectRoot, path);
	await writeFile(file, make(await readFile(file, 'utf8').catch(() => '')));
}
