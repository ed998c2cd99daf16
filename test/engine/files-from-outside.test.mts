import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { openClinic, type Clinic } from '../support/clinic.mts';
import { ekaDocumentParse, ekaDocumentUpload } from '../support/operations/eka-documents.mts';
import { medMitraCaseCreate, PDF } from '../support/operations/med-mitra-case-create.mts';
import { spryDocumentUpload } from '../support/operations/spry-patient-document.mts';
import type { OperationCase } from '../support/operations/types.mts';

/** Which files an operation sends, with n8n's own storage of files on disk. */

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic({ binaryDataMode: 'filesystem' });
}, 180_000);
afterAll(async () => await clinic.close());

/** Each operation that takes files, with its field for them. */
const OPERATIONS: Array<[string, OperationCase, (given: string) => INodeParameters, string]> = [
	['MedMitra case', medMitraCaseCreate, (given) => ({ additionalFields: { labFiles: given } }), 'Lab Report Files'],
	['Spry patient document', spryDocumentUpload, (given) => ({ inputDataFieldName: given }), 'Input Data Field Name'],
	['Eka Care document', ekaDocumentUpload, (given) => ({ files: given }), 'Input Data Field Name'],
	['Eka Care document to parse', ekaDocumentParse, (given) => ({ file: given }), 'Input Data Field Name'],
];

/** A file that n8n keeps for another workflow, as its reference stands in the data of an item there. */
async function foreignFile(): Promise<IBinaryData> {
	return await clinic.engine.prepareBinary(Buffer.concat([PDF, Buffer.from('of another workflow')]), {
		fileName: 'report.pdf',
		mimeType: 'application/pdf',
	});
}

describe.each(OPERATIONS)('the files of a %s', (_name, operation, fieldsFor, label) => {
	beforeEach(async () => await clinic.reset(operation));

	it.each<[string, string, (file: IBinaryData) => unknown]>([
		['an object', '={{ $json.body.file }}', (file) => file],
		['an object with nothing but its place', '={{ $json.body.file }}', ({ id, mimeType }) => ({ id, mimeType })],
		['a list', '={{ $json.body.file }}', (file) => [file]],
		['a text', '={{ $json.body.file }}', ({ id }) => id],
		['a text of JSON', '={{ $json.body.file }}', (file) => JSON.stringify(file)],
		['an object that the expression builds', '={{ Object.assign({}, $json.body.file) }}', (file) => file],
	])('are not those of another workflow that the data of an item names: %s', async (_what, expression, given) => {
		const file = given(await foreignFile()) as never;
		const row = operation.good(0);
		const result = await clinic.run(operation, [{ ...row, json: { ...row.json, body: { file } } }], {
			parameters: fieldsFor(expression),
		});
		expect(result.error?.message).toMatch(new RegExp(`^"${label}" .*\\[Item 0\\]$`));
		expect(result.error?.description).toMatch(/The item has: |name of an input data field/);
		expect(await clinic.sandbox.requests(operation.vendor)).toEqual([]);
	});

	it('may be those of an earlier node, by an expression', async () => {
		const row = operation.good(0);
		const [name = ''] = Object.keys(row.files ?? {});
		const result = await clinic.run(operation, [row], {
			losesFiles: true,
			parameters: fieldsFor(`={{ $('Start').item.binary.${name} }}`),
		});
		expect(result.error).toBeUndefined();
		expect(await clinic.requestsOf(operation)).not.toEqual([]);
	});

	it('may be those of the item, by an expression', async () => {
		const row = operation.good(0);
		const [name = ''] = Object.keys(row.files ?? {});
		const result = await clinic.run(operation, [row], { parameters: fieldsFor(`={{ $binary.${name} }}`) });
		expect(result.error).toBeUndefined();
	});
});

describe('the files of a MedMitra case that is mapped automatically', () => {
	beforeEach(async () => await clinic.reset(medMitraCaseCreate));

	const fields = { patient_name: 'Adair Testberry', patient_age: 40, patient_gender: 'Female', case_summary: 'Knee' };
	const run = async (json: object) =>
		await clinic.run(medMitraCaseCreate, [{ ...medMitraCaseCreate.good(0), json: { ...fields, ...json } }], {
			parameters: { mappingMode: 'autoMapInputData' },
		});

	it.each(['lab_files', 'labFiles', 'radiology_files'])(
		'are not those of another workflow that the item names under %s',
		async (name) => {
			const { error } = await run({ [name]: await foreignFile() });
			expect(error?.message).toMatch(/refers to a file that neither this item nor an earlier node has/);
			expect(await clinic.sandbox.requests('medMitra')).toEqual([]);
		},
	);

	it("are the item's own that it names", async () => {
		const { error } = await run({ lab_files: 'report' });
		expect(error).toBeUndefined();
		expect(await clinic.recordsOf(medMitraCaseCreate)).toBe(1);
	});
});
