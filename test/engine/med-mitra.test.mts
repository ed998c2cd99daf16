import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxSettings } from '../../sandbox/types.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { medMitraCaseCreate, PNG } from '../support/operations/med-mitra-case-create.mts';
import {
	medMitraCaseGet,
	medMitraCaseGetAll,
	medMitraCaseGetStatus,
	medMitraCaseUpdate,
} from '../support/operations/med-mitra-case.mts';
import { medMitraFileDownload, medMitraFileGet } from '../support/operations/med-mitra-file.mts';
import { analysed, makeCase, MED_MITRA, nameOf, unknownCase } from '../support/operations/med-mitra-state.mts';
import type { OperationCase, Row } from '../support/operations/types.mts';

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => await clinic.sandbox.reset());

async function prepared(settings: Partial<SandboxSettings> = {}, isEnded = true) {
	await clinic.sandbox.settings({ analysisMs: 0, ...settings });
	const made = await makeCase(clinic.sandbox, 0);
	if (isEnded) await analysed(clinic.sandbox);
	await clinic.sandbox.clearRequests();
	return made;
}

async function outcomeOf(operation: OperationCase, row: Row, parameters: INodeParameters = {}) {
	const result = await clinic.run(operation, [row], { parameters, onError: 'continueRegularOutput' });
	return { ...result, json: (result.items[0]?.json ?? {}) as IDataObject & { error?: string; message?: string } };
}

const asked = async () => (await clinic.sandbox.requests('medMitra')).map(({ operationId }) => operationId);

describe('MedMitra Case: Get', () => {
	const get = async (id: string, parameters: INodeParameters = {}) =>
		await outcomeOf(medMitraCaseGet, { json: { case: id } }, parameters);

	it('puts the insights into groups and leaves the address of the file out', async () => {
		const { case_id } = await prepared();
		const { json } = await get(case_id);
		expect(Object.keys(json)).toEqual([
			'case_id',
			'patient_name',
			'status',
			'created_at',
			'ready',
			'overall_confidence_score',
			'summary',
			'soap',
			'diagnosis',
			'files',
		]);
		expect(json).toMatchObject({
			summary: { key_findings: ['Made-up finding'], patient_context: { age: 60 }, doctor_notes: 'Made-up cough' },
			soap: { objective: 'Made-up examination', confidence_score: 0.8 },
			diagnosis: { description: 'Made-up description', supporting_evidence: ['Made-up evidence'] },
		});
		expect(JSON.stringify(json)).not.toContain('/storage/');
		expect(await asked()).toEqual(['getCase']);
	});

	it('gives everything under the names of MedMitra when told to', async () => {
		const { case_id } = await prepared();
		const { json } = await get(case_id, { output: 'raw' });
		expect(json).toMatchObject({
			case: { case_id, doctor_id: expect.any(String) as unknown },
			files: [{ file_url: expect.stringMatching(/\?$/) as unknown, ai_summary: { impressions: 'None' } }],
			ai_insights: { soap_plan: 'Made-up plan', primary_diagnosis: 'Made-up diagnosis' },
		});
	});

	it.each([
		['json', { impressions: 'None' }],
		['fenced', { impressions: 'None' }],
		['words', 'Made-up reading of picture (0)?.png: nothing stands out.'],
	] as const)('reads what a model wrote of a picture as %s', async (readingStyle, reading) => {
		const { case_id } = await prepared({ readingStyle });
		const { json } = await get(case_id);
		const wanted = typeof reading === 'string' ? reading : (expect.objectContaining(reading) as unknown);
		expect(json.files).toEqual([expect.objectContaining({ ai_summary: wanted })]);
	});

	it.each([
		['processing', { analysisOutcome: 'stuck' }],
		['failed', { analysisOutcome: 'failed' }],
		['completed', { analysisOutcome: 'unsaved' }],
	] as const)('says of a case without insights that it is not ready, and %s', async (status, settings) => {
		const { case_id } = await prepared(settings, status !== 'processing');
		const { json } = await get(case_id);
		expect(json).toEqual({
			case_id,
			patient_name: nameOf(0),
			status,
			created_at: expect.any(String) as unknown,
			ready: false,
		});
		expect((await get(case_id, { output: 'raw' })).json).toMatchObject({ case: { status }, ai_insights: null });
	});

	it('does not guess the status of a case without insights that the list does not have', async () => {
		const { case_id } = await prepared({ analysisOutcome: 'stuck', maxListedCases: 1 }, false);
		await makeCase(clinic.sandbox, 1);
		expect((await get(case_id)).json).toEqual({ case_id, status: 'unknown', ready: false });
	});

	it('asks for the list once, however many cases are not ready', async () => {
		const { case_id } = await prepared({ analysisOutcome: 'stuck' }, false);
		const rows = Array.from({ length: 5 }, () => ({ json: { case: case_id } }));
		const { items } = await clinic.run(medMitraCaseGet, rows);
		expect(items.map(({ json }) => json.ready)).toEqual(Array(5).fill(false));
		expect((await asked()).filter((operation) => operation === 'listCases')).toHaveLength(1);
	});

	it('says that there is no such case, and does not look for it elsewhere', async () => {
		await prepared();
		const { json } = await get(unknownCase);
		expect(json.error).toBe('MedMitra knows no such case (HTTP 404)');
		expect(await asked()).toEqual(['getCase']);
	});

	it('says that the database cannot be read when that is so', async () => {
		const { case_id } = await prepared({ databaseDown: false });
		await clinic.sandbox.settings({ databaseDown: true });
		const { json } = await get(case_id, { options: { maxAttempts: 2 } });
		expect(json.error).toBe('MedMitra could not read its database (HTTP 400), tried 2 times');
		expect(json.message).not.toContain('Errno');
	});
});

describe('MedMitra Case: Get Status', () => {
	const status = async (id: string) => (await outcomeOf(medMitraCaseGetStatus, { json: { case: id } })).json;

	it.each([
		['completed', 'auto'],
		['failed', 'failed'],
	] as const)('is %s', async (wanted, analysisOutcome) => {
		const { case_id } = await prepared({ analysisOutcome });
		expect(await status(case_id)).toMatchObject({ case_id, status: wanted, patient_age: 60 });
	});

	it('asks for the case itself when the list does not have it, and takes it for gone only then', async () => {
		const { case_id } = await prepared({ maxListedCases: 1 });
		await makeCase(clinic.sandbox, 1);
		expect(await status(case_id)).toMatchObject({ case_id, status: 'completed' });
		await clinic.sandbox.settings({ analysisOutcome: 'stuck' });
		const stuck = await makeCase(clinic.sandbox, 2);
		await makeCase(clinic.sandbox, 3);
		expect(await status(stuck.case_id)).toEqual({ case_id: stuck.case_id, status: 'unknown' });
		expect(await status(unknownCase)).toMatchObject({ error: 'MedMitra knows no such case (HTTP 404)' });
	});
});

describe('MedMitra Case: Get Many', () => {
	const all = async (parameters: INodeParameters) =>
		(await clinic.run(medMitraCaseGetAll, [{ json: {} }], { parameters })).items.map(
			({ json }) => json.patient_name,
		);

	it.each([0, 1, 3])('gives %d cases, the newest first', async (count) => {
		for (let number = 0; number < count; number++) await makeCase(clinic.sandbox, number);
		const names = Array.from({ length: count }, (_, number) => nameOf(count - 1 - number));
		expect(await all({ returnAll: true, filters: {} })).toEqual(names);
		expect(await all({ returnAll: false, limit: 2, filters: {} })).toEqual(names.slice(0, 2));
	});

	it('leaves out what the filters do not want, before it counts', async () => {
		await prepared({ analysisOutcome: 'failed' });
		await clinic.sandbox.settings({ analysisOutcome: 'stuck' });
		await makeCase(clinic.sandbox, 1);
		expect(await all({ limit: 1, filters: { status: 'failed' } })).toEqual([nameOf(0)]);
		expect(await all({ filters: { patientName: 'samplewood1' } })).toEqual([nameOf(1)]);
		expect(await all({ filters: { createdAfter: '2999-01-01T00:00:00Z' } })).toEqual([]);
	});
});

describe('MedMitra Case: Update', () => {
	const update = async (id: string, parameters: INodeParameters = {}) =>
		await outcomeOf(medMitraCaseUpdate, { json: { case: id, age: 44 } }, parameters);

	it('says of a server that cannot update that it cannot, and asks it once', async () => {
		const { case_id } = await prepared();
		const { json } = await update(case_id);
		expect(json.error).toBe('This MedMitra server does not support updating cases (HTTP 422)');
		expect(json.details).toMatchObject({ kind: 'refused', httpStatus: 422, outcome: 'none' });
		expect(await asked()).toEqual(['updateCase']);
	});

	it('changes the case where the server can', async () => {
		const { case_id } = await prepared({ updateSupported: true });
		expect((await update(case_id)).json).toMatchObject({ case_id, patient_age: 44, patient_name: nameOf(0) });
	});

	it('refuses to change nothing', async () => {
		const { json } = await update(unknownCase, { updateFields: {} });
		expect(json.error).toBe('"Update Fields" has no field to change');
		expect(await asked()).toEqual([]);
	});
});

describe('MedMitra File', () => {
	it('is downloaded under an encoded address without the credential, with the type of its record', async () => {
		const { file_id } = await prepared();
		const credentials = {
			medMitraApi: {
				...clinic.credentials.medMitraApi,
				jwt: (await clinic.sandbox.mintToken('medMitra')).token,
			},
		};
		const { items } = await clinic.run(medMitraFileDownload, [{ json: { file: file_id } }], {
			credentials,
			parameters: { outputField: 'scan' },
		});
		const scan = items[0]?.binary?.scan;
		expect(scan).toMatchObject({ fileName: 'picture (0)?.png', mimeType: 'image/png' });
		expect(scan && (await clinic.engine.readBinary(scan))).toEqual(PNG);
		const [record, stored] = await clinic.sandbox.requests('medMitra');
		expect(record).toMatchObject({ operationId: 'getFile', hasAuthorization: true });
		expect(stored).toMatchObject({ operationId: 'getStoredFile', hasAuthorization: false, problems: [] });
	});

	it('that storage no longer has is told as that', async () => {
		const { file_id } = await prepared({ storageUrl: `${clinic.sandbox.medMitra}/nowhere` });
		const { json } = await outcomeOf(medMitraFileDownload, { json: { file: file_id } });
		expect(json.error).toMatch(/^The file storage of MedMitra refused the request/);
	});

	it('is not fetched from an address that is not secure', async () => {
		const { file_id } = await prepared({ storageUrl: 'http://files.example' });
		const { json } = await outcomeOf(medMitraFileDownload, { json: { file: file_id } });
		expect(json.error).toBe('MedMitra gave an address for the file that is not secure');
	});

	it('is told with its reading parsed, whatever the output', async () => {
		const { file_id } = await prepared();
		for (const output of ['simplified', 'raw']) {
			const { json } = await outcomeOf(medMitraFileGet, { json: { file: file_id } }, { output });
			expect(json).toMatchObject({ id: file_id, ai_summary: { summary: 'Made-up reading' } });
		}
	});
});

describe('MedMitra Case: Create', () => {
	const dicom = {
		content: Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]),
		fileName: 'scan.dcm',
		mimeType: 'application/dicom',
	};
	const row = { ...medMitraCaseCreate.good(0), files: { scan: dicom } };

	it('sends no DICOM file unless it is allowed', async () => {
		const parameters = { additionalFields: { radiologyFiles: 'scan' } };
		const { json } = await outcomeOf(medMitraCaseCreate, row, parameters);
		expect(json.error).toContain('DICOM');
		expect(json.message).toContain('Options > Allow DICOM Files');
		expect(await asked()).toEqual([]);
		const allowed = await outcomeOf(medMitraCaseCreate, row, { ...parameters, options: { allowDicom: true } });
		expect(allowed.json.uploaded_files).toMatchObject([{ file_name: 'scan.dcm', file_type: 'application/dicom' }]);
	});
});

describe('the list of cases in the editor', () => {
	const list = async (filter?: string) =>
		await clinic.engine.search({
			method: 'searchCases',
			filter,
			node: {
				type: MED_MITRA.node,
				parameters: { resource: 'case', operation: 'get' },
				credentials: { medMitraApi: clinic.credentials.medMitraApi ?? {} },
			},
		});

	it('has the newest first, by name, day and status', async () => {
		const { case_id } = await prepared({ analysisOutcome: 'failed' });
		const newer = await makeCase(clinic.sandbox, 1);
		const { results } = await list();
		const today = new Date().toISOString().slice(0, 10);
		expect(results.map(({ value }) => value)).toEqual([newer.case_id, case_id]);
		expect(results[1]?.name).toBe(`${nameOf(0)} · ${today} · failed`);
	});

	it('has those that hold what was typed', async () => {
		const { case_id } = await prepared();
		await makeCase(clinic.sandbox, 1);
		expect((await list('samplewood0')).results).toHaveLength(1);
		expect((await list(case_id.slice(0, 13).toUpperCase())).results.map(({ value }) => value)).toEqual([case_id]);
		expect((await list('nobody')).results).toEqual([]);
	});

	it('is empty before the first case', async () => {
		expect((await list()).results).toEqual([]);
	});
});

it('hides the addresses of files in what n8n shows of an execution', () => {
	expect(clinic.engine.nodeType(MED_MITRA.node).description.sensitiveOutputFields).toEqual([
		'file_url',
		'file.file_url',
		'files[*].file_url',
		'uploaded_files[*].file_url',
	]);
});
