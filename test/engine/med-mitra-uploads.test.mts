import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { INodeExecutionData } from 'n8n-workflow';

import { node24 } from '../../tools/setup.mjs';
import { launchSandbox, type LaunchedSandbox } from '../../sandbox/client.mts';
import { createEngine, type Engine } from '../support/engine.mts';
import { medMitraCaseCreate, PDF, PNG } from '../support/operations/med-mitra-case-create.mts';
import { doctorId, MED_MITRA } from '../support/operations/med-mitra-state.mts';

/** What uploads take in memory, with files kept on disk as n8n keeps them. */

const MB = 1024 * 1024;
/** The files as they are read, and the body that they become a part of. */
const MOST_TIMES = 2;
const ALLOWANCE_MB = 8;

let engine: Engine;
let sandbox: LaunchedSandbox;

beforeAll(async () => {
	setFlagsFromString('--expose-gc');
	sandbox = await launchSandbox({ nodePath: node24() });
	engine = await createEngine({ binaryDataMode: 'filesystem' });
}, 180_000);
afterAll(async () => {
	engine.close();
	await sandbox.stop();
});
beforeEach(async () => await sandbox.reset());

interface Upload {
	kind: 'lab' | 'radiology';
	bytes: number;
}

/** A file of this size that begins like one of its kind. */
async function fileOf({ kind, bytes }: Upload, number: number) {
	const start = kind === 'lab' ? PDF : PNG;
	const content = Buffer.alloc(bytes, 1);
	start.copy(content);
	const [extension, mimeType] = kind === 'lab' ? ['pdf', 'application/pdf'] : ['png', 'image/png'];
	return await engine.prepareBinary(content, { fileName: `made-up-${number}.${extension}`, mimeType });
}

/** Megabytes of buffers above what there was before, at the worst moment. */
async function worstWhile<T>(work: () => Promise<T>): Promise<{ result: T; worst: number }> {
	// Under jest the collector is only to be had from a context made after the flag.
	(runInNewContext('gc') as () => void)();
	const used = () => process.memoryUsage().arrayBuffers / MB;
	const before = used();
	let worst = 0;
	const timer = setInterval(() => (worst = Math.max(worst, used() - before)), 2);
	try {
		return { result: await work(), worst };
	} finally {
		clearInterval(timer);
	}
}

/** Runs Create on an item with these files; how much memory that takes is measured without making the files. */
async function upload(files: Upload[]) {
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [number, file] of files.entries()) binary[`file${number}`] = await fileOf(file, number);
	const names = (kind: Upload['kind']) =>
		files.flatMap((file, number) => (file.kind === kind ? [`file${number}`] : [])).join(',');
	const { result, worst } = await worstWhile(
		async () =>
			await engine.run({
				items: [{ json: medMitraCaseCreate.good(0).json, binary }],
				node: {
					type: MED_MITRA.node,
					onError: 'continueRegularOutput',
					credentials: { medMitraApi: { baseUrl: sandbox.medMitra, userId: doctorId, jwt: '' } },
					parameters: {
						resource: 'case',
						operation: 'create',
						...medMitraCaseCreate.parameters,
						additionalFields: { labFiles: names('lab'), radiologyFiles: names('radiology') },
					},
				},
			}),
	);
	return { error: result.items[0]?.json.error, worst };
}

describe('uploads to MedMitra', () => {
	// Once before it counts, for what is loaded on the way.
	beforeEach(async () => {
		await upload([{ kind: 'lab', bytes: 1000 }]);
		await sandbox.reset();
	});

	it.each<[string, Upload[]]>([
		['one file of 10 MB', [{ kind: 'lab', bytes: 10 * MB }]],
		['one file of 50 MB', [{ kind: 'radiology', bytes: 50 * MB }]],
		[
			'five files at once',
			[
				...Array<Upload>(3).fill({ kind: 'lab', bytes: 10 * MB }),
				...Array<Upload>(2).fill({ kind: 'radiology', bytes: 15 * MB }),
			],
		],
	])('of %s take twice their size and no more', async (_name, files) => {
		const total = files.reduce((sum, { bytes }) => sum + bytes, 0) / MB;
		const { error, worst } = await upload(files);
		expect(error).toBeUndefined();
		// That it was measured at all: looks may come a moment too late for the peak.
		expect(worst).toBeGreaterThan(total / 2);
		expect(worst).toBeLessThan(MOST_TIMES * total + ALLOWANCE_MB);
		const stored = (await sandbox.state()).med_mitra_file ?? [];
		expect(stored.map(({ file_size }) => file_size)).toEqual(files.map(({ bytes }) => bytes));
	});

	it.each<[string, Upload, RegExp]>([
		['of no bytes', { kind: 'lab', bytes: 0 }, /contains an empty file/],
		['of more than 10 MB in a lab file', { kind: 'lab', bytes: 10 * MB + 1 }, /too large/],
		['of more than 50 MB in a picture', { kind: 'radiology', bytes: 50 * MB + 1 }, /too large/],
	])('%s are refused without being read', async (_name, file, message) => {
		const { error, worst } = await upload([file]);
		expect(error).toMatch(message);
		expect(worst).toBeLessThan(ALLOWANCE_MB);
		expect(await sandbox.requests('medMitra')).toEqual([]);
	});
});
