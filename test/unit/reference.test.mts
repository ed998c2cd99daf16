import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { operationsTable, projectRoot, readmeWith, referenceOf, VENDORS } from '../../docs/reference.mts';

const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');

describe('the reference of the operations', () => {
	it.each(VENDORS)('of $name is what the built node says (npm run docs)', (vendor) => {
		expect(read('docs', vendor.page)).toBe(referenceOf(vendor));
	});

	it('in the README is what the built nodes say (npm run docs)', () => {
		expect(read('README.md')).toBe(readmeWith(operationsTable(), read('README.md')));
	});

	it('needs its place in the README', () => {
		expect(() => readmeWith('', 'no marks')).toThrow(/marks/);
	});
});
