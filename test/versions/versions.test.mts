import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { nodeOfMajor } from '../../tools/setup.mjs';
import { projectRoot } from '../support/engine.mts';
import { operationCases } from '../support/operations.mts';
import { runEngineTests, stopRuns } from './engine-tests.mts';
import { NODES, VERSIONS } from './matrix.mts';
import { compatibilityTable, tableIn, withTable, type Finding } from './table.mts';

const MINUTES = 60_000;
const README = join(projectRoot, 'README.md');

const findings: Finding[] = [];

// npm has no Node 20 that is new enough for macOS on ARM; there the row is only run when Node 20 is installed.
const combinations = VERSIONS.flatMap((version) =>
	NODES.flatMap((major) => {
		const path = nodeOfMajor(major);
		return path === undefined ? [] : [{ version, major, path, name: `n8n ${version.n8n} on Node ${major}` }];
	}),
);

afterAll(stopRuns);

it.each(combinations)(
	'$name loads the package and passes its tests',
	async ({ version, major, path }) => {
		const finding: Finding = { version, major, isPassed: false };
		findings.push(finding);
		const outcome = await runEngineTests(version, { major, path }, version.scopes[major]);
		expect(outcome).toEqual({ passed: expect.any(Number) as number, failed: [] });
		// All operations, and the three tests of how the package is loaded.
		expect(outcome.passed).toBeGreaterThanOrEqual(operationCases.length + 3);
		finding.isPassed = true;
	},
	20 * MINUTES,
);

it('was found as the README says (UPDATE_COMPATIBILITY=1 npm test -- versions writes it anew)', () => {
	const readme = readFileSync(README, 'utf8');
	const table = compatibilityTable(VERSIONS, findings, readme);
	if (process.env.UPDATE_COMPATIBILITY === '1') writeFileSync(README, withTable(readme, table));
	expect(tableIn(readFileSync(README, 'utf8'))).toBe(table);
});
