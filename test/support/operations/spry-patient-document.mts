import { spry } from '../../../sandbox/seed.mts';
import { byId, lateRow, prepared, type Prepared } from './rows.mts';
import { callSpry, newCase, patientId, SPRY, unknownId } from './spry-support.mts';
import type { OperationCase } from './types.mts';

const [bucket] = spry.buckets;
const caseLocator = byId('={{ $json.case }}');

const documents = prepared(async (sandbox, number) => {
	const { spry_case_id } = await newCase(sandbox, number);
	return await callSpry(sandbox, '/apis/v1/patient-document', {
		patient_id: patientId,
		name: `Prepared scan ${number}`,
		document_url: `https://files.example.com/scan-${number}.pdf`,
		bucket_name: bucket ?? '',
		document_type: 'Scan',
		spry_case_id,
	});
});
const COUNT = 4;
const cases = prepared(newCase);

/** What a person says of a document, and how Spry wants it. */
const said = {
	caseId: caseLocator,
	documentCategory: 'insurance card',
	documentExpirationDate: '2027-12-31',
	documentType: 'Card of the insurer',
	eligibleVisitCount: '12',
	notes: 'Second page is missing',
	receiptDate: '2027-01-15T09:30',
	signatureStatus: 'Completed',
	signedAt: '2027-01-15T20:00:00Z',
	signedBy: 'Henrik Oakmantle',
	thumbnailUrl: 'https://files.example.com/scan-small.png',
};
const wanted = ({ at }: Prepared) => ({
	spry_case_id: at(0).spry_case_id,
	document_category: 'INSURANCE_CARD',
	document_expiration_date: '2027-12-31T00:00:00',
	document_type: 'Card of the insurer',
	eligible_visit_count: 12,
	notes: 'Second page is missing',
	receipt_date: '2027-01-15T09:30:00',
	signature_status: 'COMPLETED',
	// What the clock shows at that moment in the zone of the workflow.
	signed_at: '2027-01-16T01:30:00',
	signed_by: 'Henrik Oakmantle',
	thumbnail_url: 'https://files.example.com/scan-small.png',
});

export const spryDocumentGetAll: OperationCase = {
	...SPRY,
	resource: 'patientDocument',
	operation: 'getAll',
	operationId: 'listDocuments',
	isList: true,
	parameters: {
		patientId: byId('={{ $json.patient }}'),
		limit: 1,
		filters: { documentName: '={{ $json.name }}' },
	},
	prepare: documents.prepare,
	good: (number) => ({ json: { patient: patientId, name: `scan ${number % COUNT}` } }),
	unsendable: {
		row: () => ({ json: { patient: 'Odette', name: 'scan' } }),
		message: /"Patient" is not a whole number/,
		field: 'Patient',
	},
	refused: unknownId(() => ({ json: { patient: 123456, name: 'scan' } }), /ID of the patient/),
	output: (number) => ({
		id: documents.at(number).id,
		name: `Prepared scan ${number % COUNT}`,
		patient_id: patientId,
		spry_case_id: documents.at(number).spry_case_id,
	}),
	complete: [
		{
			name: 'every filter',
			parameters: {
				returnAll: true,
				filters: {
					caseTitle: ['={{ $json.case }}', 'SPRY_CASE_other'],
					start: '2027-01-01T00:00',
					end: '2027-02-01',
					documentCategory: ['INSURANCE', 'REFERRAL'],
					documentName: 'scan',
					documentType: ['Scan', 'Report'],
					signed: ['COMPLETED', 'COSIGN'],
				},
				sorting: { sort: 'Ascending', sortBy: 'name' },
			},
			row: lateRow(() => ({ json: { patient: String(patientId), case: documents.at(0).spry_case_id } })),
			expected: ({ path, query }) => {
				expect(path).toBe(`/apis/v1/patient-document/${patientId}`);
				expect(query).toEqual({
					case_title: [documents.at(0).spry_case_id, 'SPRY_CASE_other'],
					start: '2027-01-01T00:00:00',
					end: '2027-02-01T00:00:00',
					document_category: ['INSURANCE', 'REFERRAL'],
					document_name: 'scan',
					document_type: ['Scan', 'Report'],
					signed: ['COMPLETED', 'COSIGN'],
					sort: 'asc',
					sort_by: 'name',
					page: '1',
					size: '100',
				});
			},
		},
	],
};

export const spryDocumentUpdate: OperationCase = {
	...SPRY,
	resource: 'patientDocument',
	operation: 'update',
	operationId: 'updateDocument',
	parameters: { documentId: byId('={{ $json.document }}'), updateFields: { name: '={{ $json.name }}' } },
	prepare: documents.prepare,
	good: (number) => ({ json: { document: documents.at(number).id, name: `Renamed scan ${number}` } }),
	unsendable: {
		row: (number) => ({ json: { document: documents.at(number).id, name: '' } }),
		message: /"Update Fields" has nothing to change/,
		field: 'Update Fields',
	},
	refused: unknownId(() => ({ json: { document: 123456, name: 'Renamed' } }), /ID of the document/),
	output: (number) => ({ id: documents.at(number).id, name: `Renamed scan ${number}`, patient_id: patientId }),
	mapsFrom: (body) => ({ ...body, document_id: documents.at(0).id as number }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				updateFields: {
					...said,
					documentUrl: 'https://files.example.com/scan-new.pdf',
					name: 'Card, both sides',
				},
			},
			row: lateRow(() => ({
				json: { document: String(documents.at(0).id), case: documents.at(0).spry_case_id },
			})),
			expected: ({ path, body }) => {
				expect(path).toBe(`/apis/v1/patient-document/${String(documents.at(0).id)}`);
				expect(body).toEqual({
					...wanted(documents),
					document_url: 'https://files.example.com/scan-new.pdf',
					name: 'Card, both sides',
				});
			},
		},
	],
};

const scan = (number: number) => ({
	report: {
		content: Buffer.from(`%PDF-1.7 made up ${number}`),
		fileName: `scan/of ${number}.pdf`,
		mimeType: 'application/pdf',
	},
});

export const spryDocumentUpload: OperationCase = {
	...SPRY,
	resource: 'patientDocument',
	operation: 'upload',
	operationId: 'saveDocument',
	alsoCalls: ['uploadFile'],
	findsItself: true,
	parameters: {
		patientId: byId('={{ $json.patient }}'),
		inputDataFieldName: '={{ $json.field }}',
		name: '={{ $json.name }}',
		bucketName: bucket ?? '',
	},
	prepare: cases.prepare,
	good: (number) => ({
		json: { patient: patientId, field: 'report', name: `Uploaded scan ${number}` },
		files: scan(number),
	}),
	unsendable: {
		row: (number) => ({ json: { patient: 'Odette', field: 'report', name: 'Scan' }, files: scan(number) }),
		message: /"Patient" is not a whole number/,
		field: 'Patient',
	},
	refused: unknownId(
		(number) => ({ json: { patient: 123456, field: 'report', name: 'Scan' }, files: scan(number) }),
		/The file is in the storage of Spry.*ID of the patient/,
	),
	table: 'spry_document',
	output: (number) => ({
		name: `Uploaded scan ${number}`,
		patient_id: patientId,
		file_url: expect.stringMatching(/^http/),
	}),
	complete: [
		{
			name: 'every field, and the address of the file',
			parameters: { additionalFields: said },
			row: lateRow(() => ({
				json: {
					patient: String(patientId),
					field: 'report',
					name: 'Card, both sides',
					case: cases.at(0).spry_case_id,
				},
				files: scan(0),
			})),
			expected: ({ body }) =>
				expect(body).toEqual({
					...wanted(cases),
					patient_id: patientId,
					name: 'Card, both sides',
					bucket_name: bucket,
					document_url: expect.stringMatching(/^http:.*(\/|%2F)of%200\.pdf$/),
				}),
		},
	],
};
