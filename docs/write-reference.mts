/** Writes the reference of all operations anew: `npm run docs`, after a build. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { operationsTable, projectRoot, readmeWith, referenceOf, VENDORS } from './reference.mts';

for (const vendor of VENDORS) await writeFile(join(projectRoot, 'docs', vendor.page), referenceOf(vendor));
const readme = join(projectRoot, 'README.md');
await writeFile(readme, readmeWith(operationsTable(), await readFile(readme, 'utf8')));
