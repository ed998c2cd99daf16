import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '../../tools/stack.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { medMitraFileDownload } from '../support/operations/med-mitra-file.mts';
import { spryCaseCreate } from '../support/operations/spry-case-create.mts';
import { ekaCaseCreate } from '../support/operations/eka-case-create.mts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary.mts';

/** What fails in n8n after the vendor has done what it was asked for, in a built package with spoilt outputs. */

let folder: TemporaryFolder;
let clinic: Clinic;

/** Has an operation of the copy fail at what comes after the vendor's answer. */
async function spoil(file: string, change: string): Promise<void> {
	const path = join(folder.path, 'dist/nodes', file);
	await writeFile(path, `${await readFile(path, 'utf8')}\n${change}\n`);
}

const FAILS = "throw new TypeError('Made-Up Person')";

beforeAll(async () => {
	folder = await makeTemporaryFolder();
	await cp(join(projectRoot, 'dist'), join(folder.path, 'dist'), { recursive: true });
	await cp(join(projectRoot, 'package.json'), join(folder.path, 'package.json'));
	await spoil(
		'EkaCare/actions/case/create.operation.js',
		`exports.create = { ...exports.create, output() { ${FAILS}; } };`,
	);
	await spoil(
		'Spry/actions/case/create.operation.js',
		`const { steps } = exports.create; exports.create = { ...exports.create, async steps(...all) { await steps(...all); ${FAILS}; } };`,
	);
	clinic = await openClinic({ packageFolder: folder.path, binaryDataMode: 'filesystem' });
}, 180_000);

afterAll(async () => {
	await clinic.close();
	await folder.remove();
});

const told = (json: unknown) => json as { error: string; message: string; details: Record<string, unknown> };

describe('what fails after the vendor has carried an item out', () => {
	it.each([
		['an output', ekaCaseCreate, 'done', /created with the ID [\w-]{36}\./],
		['a step', spryCaseCreate, 'partial', /spry_case_id \w+/],
	] as const)(
		'is told with the record when %s throws, and not as a refusal',
		async (_what, operation, outcome, named) => {
			await clinic.reset(operation);
			const before = await clinic.recordsOf(operation);
			const { items, hints } = await clinic.run(operation, [operation.good(0)], {
				onError: 'continueRegularOutput',
			});
			expect(await clinic.recordsOf(operation)).toBe(before + 1);
			const { error, message, details } = told(items[0]?.json);
			expect(error).toBe('What was sent for this item was carried out, but its output could not be made');
			expect(message).toMatch(named);
			expect(message).toMatch(/Do not run this item again/);
			expect(message + JSON.stringify(details)).not.toMatch(/Made-Up|refused/);
			expect(details).toMatchObject({ kind: 'defect', outcome });
			expect(hints[0]?.message).toMatch(outcome === 'done' ? /1 done without output/ : /1 done in part/);
		},
	);

	it('may be run again when the file of a download cannot be stored in n8n', async () => {
		await clinic.reset(medMitraFileDownload);
		const home = join(process.env.N8N_USER_FOLDER ?? '', '.n8n');
		for (const name of ['binaryData', 'storage']) {
			await rm(join(home, name), { recursive: true, force: true });
			// No folder can be made where a file is.
			await writeFile(join(home, name), '');
		}
		const { items } = await clinic.run(medMitraFileDownload, [medMitraFileDownload.good(0)], {
			onError: 'continueRegularOutput',
		});
		expect(told(items[0]?.json)).toMatchObject({
			error: 'n8n could not store the file',
			message: expect.stringMatching(
				/disk space.*Nothing was carried out\. Wait a little and run the item again\.$/,
			) as unknown,
			details: { kind: 'unavailable', outcome: 'none' },
		});
	});
});
