import type { INodeParameters } from 'n8n-workflow';

import { contentOf, documentIdOf, EKA, patientOf, withCases, withDocuments } from './eka-state.mts';
import { byId } from './rows.mts';
import type { CompleteRequest, OperationCase, Row, Sandbox } from './types.mts';

/** A picture as far as its first bytes show. */
const jpegOf = (bytes: number) => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00]).subarray(0, bytes);

const UNKNOWN = '999999999999999';
const good = (number: number): Row => ({
	json: { patient: patientOf(number), document: documentIdOf(number), tag: `knee ${number % 100}` },
});
const withFile = (number: number): Row => ({
	...good(number),
	files: { data: { content: contentOf(number), fileName: 'scan.png', mimeType: 'image/png' } },
});
const patient: INodeParameters = { patientId: byId('={{ $json.patient }}') };

const shared = {
	...EKA,
	resource: 'document',
	async prepare(sandbox: Sandbox) {
		await withDocuments(sandbox);
		await withCases(sandbox);
	},
	parameters: { ...patient, documentId: byId('={{ $json.document }}') } as INodeParameters,
	good,
	unsendable: {
		row: (number: number): Row => ({ json: { ...good(number).json, patient: 'two words' } }),
		message: /"Patient" is not valid/,
		field: 'Patient',
	},
	refused: {
		row: (number: number): Row => ({ json: { ...good(number).json, patient: UNKNOWN } }),
		message: /Eka Care refused the data \(HTTP 400, code BAD_REQUEST/,
		description: /patient/,
		httpStatus: 400,
		vendorCode: 'BAD_REQUEST',
		vendorWords: /no patient/,
	},
} satisfies Partial<OperationCase>;

/** All there is to say of a document that is only named. */
const NAMED: CompleteRequest = {
	name: 'the document and its patient',
	parameters: {},
	row: good(2),
	expected({ path, headers }) {
		expect(path).toBe('/mr/api/v1/docs/DOC-2');
		expect(headers['x-pt-id']).toBe(patientOf(2));
	},
};

export const ekaDocumentDelete: OperationCase = {
	...shared,
	operation: 'delete',
	operationId: 'deleteDocument',
	takenAsDone: ['empty', 'drip'],
	saysOfRepeat: 'gone',
	output: (number) => ({ deleted: true, document_id: documentIdOf(number) }),
	complete: [NAMED],
};

export const ekaDocumentGet: OperationCase = {
	...shared,
	operation: 'get',
	operationId: 'getDocument',
	output: (number) => ({
		document_id: documentIdOf(number),
		document_type: 'sc',
		tags: ['knee'],
		files: [{ asset_url: expect.any(String) as never, file_type: 'IMG' }],
	}),
	complete: [NAMED],
};

export const ekaDocumentDownload: OperationCase = {
	...shared,
	operation: 'download',
	operationId: 'getDocument',
	alsoCalls: ['fetchFile'],
	output: (number) => ({
		document_id: documentIdOf(number),
		file_number: 1,
		file_type: 'IMG',
		fileName: `${documentIdOf(number)}-1.png`,
	}),
	complete: [
		{
			name: 'the document and its patient',
			parameters: { outputField: 'scan' },
			row: good(2),
			expected({ path, headers }) {
				expect(path).toBe('/mr/api/v1/docs/DOC-2');
				expect(headers['x-pt-id']).toBe(patientOf(2));
			},
		},
	],
};

export const ekaDocumentGetAll: OperationCase = {
	...shared,
	operation: 'getAll',
	operationId: 'listDocuments',
	isList: true,
	parameters: { ...patient, limit: 1 },
	neverSends: ['?offset'],
	output: (number) => ({
		document_id: documentIdOf(number),
		document_type: 'sc',
		patient_id: patientOf(number),
		metadata_tags: ['knee'],
	}),
	complete: [
		{
			name: 'what changed after a moment',
			parameters: { filters: { updatedAfter: '2020-01-15T09:30', documentType: 'Scan', tag: 'knee' } },
			row: good(1),
			expected({ query, headers }) {
				expect(query).toEqual({ u_at__gt: expect.anything() as unknown });
				expect(headers['x-pt-id']).toBe(patientOf(1));
			},
		},
	],
};

export const ekaDocumentUpdate: OperationCase = {
	...shared,
	operation: 'update',
	operationId: 'updateDocument',
	alsoCalls: ['getDocument'],
	parameters: { ...shared.parameters, updateFields: { tags: '={{ $json.tag }}' } },
	takenAsDone: ['empty', 'drip'],
	mapsFrom: (body) => ({ ...body, patient_id: patientOf(1), document_id: documentIdOf(1) }),
	output: (number) => ({ success: true, document_id: documentIdOf(number) }),
	complete: [
		{
			name: 'every field but the cases, values as forms give them',
			parameters: {
				updateFields: {
					documentDate: '2026-10-05T09:30',
					documentType: 'Lab Report',
					metadata: { resourceType: 'Bundle' },
					ndhm: 'true',
					newPatientId: patientOf(3),
					tags: 'knee, left,knee',
				},
			},
			row: good(1),
			expected({ path, headers, body }) {
				expect(path).toBe('/mr/api/v1/docs/DOC-1');
				expect(headers['x-pt-id']).toBe(patientOf(1));
				expect(body).toEqual({
					dd_e: Date.UTC(2026, 9, 5, 4, 0) / 1000,
					dt: 'lr',
					metadata: '{"resourceType":"Bundle"}',
					ndhm: true,
					oid: patientOf(3),
					tg: ['knee', 'left'],
				});
			},
		},
		{
			name: 'the cases alone, with the type as it is',
			parameters: { updateFields: { cases: 'CASE-1' } },
			row: good(1),
			expected: ({ body }) => expect(body).toEqual({ cases: ['CASE-1'], dt: 'sc' }),
		},
	],
};

export const ekaDocumentUpload: OperationCase = {
	...shared,
	prepare: withCases,
	operation: 'upload',
	operationId: 'authoriseUpload',
	refusesWith200: true,
	alsoCalls: ['storeFile'],
	table: 'eka_document',
	parameters: { ...patient, files: 'data' },
	good: withFile,
	unsendable: {
		...shared.unsendable,
		row: (number) => ({ ...withFile(number), json: { patient: 'two words' } }),
	},
	refused: {
		...shared.refused,
		row: (number) => ({ ...withFile(number), json: { patient: UNKNOWN } }),
		message: /Eka Care refused the data \(HTTP 400/,
		vendorCode: undefined,
		vendorWords: /no patient/,
	},
	output: (number) => ({
		success: true,
		document_id: expect.any(String) as never,
		files: [{ file_name: 'scan.png', content_type: 'image/png', file_size: contentOf(number).length }],
	}),
	complete: [
		{
			name: 'every field, two pages',
			parameters: {
				files: 'data,more',
				filesAre: 'pages',
				additionalFields: {
					documentDate: '2026-10-05T09:30',
					documentId: 'MINE-1',
					documentType: 'Scan',
					metadata: '{"resourceType": "Bundle"}',
					tags: ['knee', 'left'],
					title: 'MRI of the left knee',
					cases: 'CASE-1',
				},
			},
			row: {
				...good(1),
				files: {
					data: { content: jpegOf(3), fileName: '1.jpg', mimeType: 'image/jpeg' },
					more: { content: jpegOf(5), fileName: '2.jpg', mimeType: 'image/jpg' },
				},
			},
			expected({ headers, body }) {
				expect(headers['x-pt-id']).toBe(patientOf(1));
				expect(body).toEqual({
					batch_request: [
						{
							document_id: 'MINE-1',
							files: [
								{ contentType: 'image/jpeg', file_size: 3 },
								{ contentType: 'image/jpeg', file_size: 5 },
							],
							dd_e: Date.UTC(2026, 9, 5, 4, 0) / 1000,
							dt: 'sc',
							metadata: '{"resourceType":"Bundle"}',
							tg: ['knee', 'left'],
							title: 'MRI of the left knee',
							cases: ['CASE-1'],
						},
					],
				});
			},
		},
	],
};

export const ekaDocumentParse: OperationCase = {
	...ekaDocumentUpload,
	async prepare(sandbox) {
		// Whoever waits for the result finds it at once.
		await sandbox.settings({ parsingMs: 0 });
	},
	operation: 'parse',
	operationId: 'parseDocument',
	refusesWith200: undefined,
	alsoCalls: ['getParsingResult'],
	parameters: { ...patient, file: 'data', documentType: 'lr', tasks: ['smart'] },
	refused: {
		row: (number) => ({ ...withFile(number), json: { patient: UNKNOWN } }),
		message: /Eka Care does not find this in the credential's workspace, or does not let it be seen \(HTTP 403/,
		description: /Check the IDs first/,
		httpStatus: 403,
		vendorWords: /no patient/,
	},
	output: () => ({ document_id: expect.any(String) as never }),
	complete: [
		{
			name: 'every field',
			parameters: { documentType: 'Scan', tasks: 'smart,pii', options: { batch: true } },
			row: withFile(1),
			expected({ headers, query, parts }) {
				expect(headers['x-pt-id']).toBe(patientOf(1));
				expect(query).toEqual({ dt: 'sc', task: ['smart', 'pii'], batch: expect.anything() as unknown });
				expect(parts).toEqual([
					expect.objectContaining({ name: 'file', filename: 'scan.png', contentType: 'image/png' }),
				]);
			},
		},
	],
};
