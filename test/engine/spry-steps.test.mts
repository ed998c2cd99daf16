import type { IDataObject } from 'n8n-workflow';

import { spry } from '../../sandbox/seed.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { callSpry, newCase, patientId } from '../support/operations/spry-support.mts';
import { spryCaseCreate } from '../support/operations/spry-case-create.mts';
import { spryCaseGetSpecializations } from '../support/operations/spry-case.mts';
import { spryDocumentGetAll, spryDocumentUpload } from '../support/operations/spry-patient-document.mts';

/** What Spry's operations of several requests do as a whole. */

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());

async function calls(): Promise<string[]> {
	const requests = await clinic.sandbox.requests('spry');
	return requests.flatMap(({ operationId }) =>
		operationId === null || operationId === 'createToken' ? [] : [operationId],
	);
}

describe('uploading a document', () => {
	const { good } = spryDocumentUpload;
	beforeEach(async () => await clinic.reset(spryDocumentUpload));

	it('stores the file as it is and adds it under its public address', async () => {
		const result = await clinic.run(spryDocumentUpload, [good(0)]);
		const json = result.items[0]?.json ?? {};
		const response = await fetch(String(json.file_url));
		expect(await response.text()).toBe('%PDF-1.7 made up 0');
		expect(response.headers.get('content-type')).toBe('application/pdf');
		const { spry_document: documents } = await clinic.sandbox.state();
		const saved = documents?.at(-1)?.body as IDataObject;
		expect(saved.document_url).toBe(json.file_url);
	});

	it('puts each file into a folder of its own, so that none takes the place of another', async () => {
		const result = await clinic.run(spryDocumentUpload, [good(0), good(0)]);
		const [one, other] = result.items.map(({ json }) => json.file_url);
		expect(one).not.toBe(other);
		expect((await clinic.sandbox.state()).spry_file).toHaveLength(2);
	});

	it('says that the file is there when adding it is refused, and outputs nothing', async () => {
		await clinic.sandbox.faults({ vendor: 'spry', operationId: 'saveDocument', kind: '422', times: 0 });
		const result = await clinic.run(spryDocumentUpload, [good(0)], { onError: 'continueRegularOutput' });
		expect(result.items[0]?.json).toMatchObject({
			error: expect.stringMatching(/^Spry refused the data/),
			message: expect.stringMatching(
				/^The file is in the storage of Spry\..*Running this item again is safe: one document is added/,
			),
			details: { outcome: 'partial' },
		});
	});

	it('looks for the document when the answer to adding it is lost, and adds it once', async () => {
		const before = await clinic.recordsOf(spryDocumentUpload);
		await clinic.sandbox.faults({ vendor: 'spry', operationId: 'saveDocument', kind: 'reset-after' });
		const result = await clinic.run(spryDocumentUpload, [good(0)]);
		expect(result.items[0]?.json).toMatchObject({ name: 'Uploaded scan 0', file_url: expect.any(String) });
		expect(await clinic.recordsOf(spryDocumentUpload)).toBe(before + 1);
		expect(await calls()).toEqual(['uploadFile', 'saveDocument', 'listDocuments']);
	});

	it('does not look in a folder that the person chose, where another document may have the same address', async () => {
		await clinic.sandbox.faults({ vendor: 'spry', operationId: 'saveDocument', kind: 'reset-after' });
		const result = await clinic.run(spryDocumentUpload, [good(0)], {
			parameters: { additionalFields: { filePath: 'patients/1/documents' } },
			onError: 'continueRegularOutput',
		});
		expect(result.items[0]?.json).toMatchObject({ details: { outcome: 'unknown' } });
		expect(await calls()).toEqual(['uploadFile', 'saveDocument']);
	});

	it.each(['../secrets', 'a/./b', 'a\\b'])('refuses the folder %j', async (filePath) => {
		const result = await clinic.run(spryDocumentUpload, [good(0)], {
			parameters: { additionalFields: { filePath } },
		});
		expect(result.error?.message).toBe('"File Path" is not valid [Item 0]');
		expect(await calls()).toEqual([]);
	});

	it('refuses an item without the file before anything is sent', async () => {
		const { json } = good(0);
		const result = await clinic.run(spryDocumentUpload, [{ json }]);
		expect(result.error?.message).toMatch(/"Input Data Field Name" names "report", which is no file of the item/);
		expect(await calls()).toEqual([]);
	});

	it('refuses two files for one document', async () => {
		const { json, files } = good(0);
		const row = { json: { ...json, field: 'report, other' }, files: { ...files, other: files!.report! } };
		const result = await clinic.run(spryDocumentUpload, [row]);
		expect(result.error?.message).toMatch(/"Input Data Field Name" must name one file/);
	});

	it('has its public addresses marked as sensitive', () => {
		const { sensitiveOutputFields = [] } = clinic.engine.nodeType(spryDocumentUpload.node).description;
		expect(sensitiveOutputFields).toEqual(expect.arrayContaining(['file_url', 'document_url', 'data.file_url']));
	});
});

describe('the documents of a patient', () => {
	beforeEach(async () => {
		await clinic.sandbox.reset();
	});

	async function documents(count: number): Promise<void> {
		for (let number = 0; number < count; number++) {
			await callSpry(clinic.sandbox, '/apis/v1/patient-document', {
				patient_id: patientId,
				name: `Scan ${number}`,
				document_url: `https://files.example.com/${number}.pdf`,
				bucket_name: spry.buckets[0] ?? '',
			});
		}
		await clinic.sandbox.clearRequests();
	}

	const get = async (parameters: object) => {
		const { items, error } = await clinic.run(spryDocumentGetAll, [{ json: { patient: patientId } }], {
			parameters: { filters: {}, ...parameters },
		});
		expect(error).toBeUndefined();
		return {
			names: new Set(items.map(({ json }) => json.name)),
			count: items.length,
			pages: (await calls()).length,
		};
	};

	it.each([
		// A page that is not full may still be followed by another, unless it is smaller than Spry's own.
		[0, { returnAll: true }, 0, 1],
		[4, { returnAll: true }, 4, 1],
		[5, { returnAll: true }, 5, 2],
		[100, { returnAll: true }, 100, 2],
		[101, { returnAll: true }, 101, 2],
		[12, { limit: 1 }, 1, 1],
		[12, { limit: 12 }, 12, 1],
		[101, { limit: 101 }, 101, 2],
	])('of %i with %j are %i, in %i pages', async (total, parameters, count, pages) => {
		await documents(total);
		expect(await get(parameters)).toEqual({ names: expect.objectContaining({ size: count }), count, pages });
	});
});

describe('a case', () => {
	beforeEach(async () => await clinic.reset(spryCaseCreate));

	it('asks once for the codes and cards that several items pick', async () => {
		const [code] = spry.icdCodes;
		const [card] = spry.insuranceCards;
		const parameters = {
			output: 'raw',
			additionalFields: {
				clinicId: { __rl: true, mode: 'list', value: 101 },
				icdCodes: { codes: [{ code: { __rl: true, mode: 'list', value: code?.code ?? '' } }] },
				insuranceCardList: {
					cards: [
						{
							insuranceCardId: { __rl: true, mode: 'list', value: card?.insurance_card_id ?? 0 },
							insuranceCardType: 'PRIMARY',
						},
					],
				},
			},
		};
		const rows = [0, 1, 2].map((number) => spryCaseCreate.good(number));
		const { items, error } = await clinic.run(spryCaseCreate, rows, { parameters });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		for (const { json } of items) {
			expect(json.icd_codes).toEqual([{ ...code, revision: 'ICD10' }]);
			expect(json.insurance_card_list).toEqual([{ ...card, insurance_card_type: 'PRIMARY' }]);
		}
		expect((await calls()).sort()).toEqual([
			...['createCase', 'createCase', 'createCase'],
			...['getInsuranceCards', 'searchIcdCodes'],
		]);
	});

	it('can be opened from a case that was read, with Map Automatically', async () => {
		const { spry_case_id } = await newCase(clinic.sandbox, 0);
		const json = {
			spry_case_id,
			icd_codes: [{ code: 'M54.2' }],
			insurance_card_list: [{ insurance_card_id: 7001, insurance_card_type: 'SECONDARY' }],
		};
		const { error } = await clinic.run({ ...spryCaseCreate, operation: 'update' }, [{ json }], {
			parameters: { mappingMode: 'autoMapInputData' },
		});
		expect(error).toBeUndefined();
		const changed = (await clinic.sandbox.state()).spry_case?.at(-1)?.body as IDataObject;
		expect(changed).toMatchObject({
			icd_codes: [{ id: 5102, code: 'M54.2', revision: 'ICD10' }],
			insurance_card_list: [{ insurance_card_id: 7001, insurance_number: 'HLM-4410-0097' }],
		});
	});
});

describe('the specializations', () => {
	it('are those of the organisation of the credential, which is learned by signing in', async () => {
		await clinic.reset(spryCaseGetSpecializations);
		const { items, error } = await clinic.run(spryCaseGetSpecializations, [{ json: {} }, { json: {} }], {
			parameters: { returnAll: true, filters: {} },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.category)).toEqual([...spry.specializations, ...spry.specializations]);
	});
});
