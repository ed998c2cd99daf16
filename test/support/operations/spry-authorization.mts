import { spry } from '../../../sandbox/seed.mts';
import { askSpry, fromItem, late, made, makeCase, refusedAs } from './spry-state.mts';
import { SPRY, patientId } from './spry-support.mts';
import type { OperationCase, Row } from './types.mts';

const PATH = '/apis/soap-enrichment/v1/authorization';
const [firstCode, secondCode] = spry.icdCodes;
const numberOf = (number: number) => `PA-PLANTED-${number}`;

let caseId = '';
const cases = made(async (sandbox) => (caseId = await makeCase(sandbox)));
const authorizations = made(async (sandbox, number) => {
	if (number === 0) caseId = await makeCase(sandbox);
	const given = { spry_case_id: caseId, authorization_reference_number: numberOf(number) };
	return (await askSpry<{ authorization_id: string }>(sandbox, PATH, given)).authorization_id;
});

/** All that create and update share, as a form gives it and as Spry wants it. */
const details = {
	authorizationStatus: 'expired',
	authorizedVisitCount: '12',
	comments: 'By telephone',
	cptCodeAuthorizationDetails: '[{"cpt": "97110"}]',
	currentVisitCount: 3,
	effectiveEndDate: '2027-06-30T23:59:59',
	effectiveStartDate: '2027-01-01T18:30:00Z',
	faxNumber: '617-555-0142',
	icdCodes: {
		codes: [
			{ code: { __rl: true, mode: 'list', value: 'm5450' } },
			{ code: secondCode?.code ?? '', id: String(secondCode?.id), description: 'Neck' },
		],
	},
	insurancePayer: {
		details: {
			name: 'Harborlight Mutual',
			payerId: 'HLM01',
			payerRegId: '3001',
			payerState: 'MA',
			payerType: 'Commercial',
		},
	},
	phoneNumber: 6175550141,
	planEndDate: '2027-12-31',
	planStartDate: '2027-01-01',
	previousConsumedVisitCount: 2,
};
const sentDetails = {
	authorization_status: 'EXPIRED',
	authorized_visit_count: 12,
	comments: 'By telephone',
	cpt_code_authorization_details: [{ cpt: '97110' }],
	current_visit_count: 3,
	effective_end_date: '2027-06-30T23:59:59',
	// By the clock of the workflow, which is India's in this test.
	effective_start_date: '2027-01-02T00:00:00',
	fax_number: '617-555-0142',
	icd_codes: [
		{ ...firstCode, revision: 'ICD10' },
		{ id: secondCode?.id, code: secondCode?.code, description: 'Neck', revision: 'ICD10' },
	],
	insurance_payer: {
		name: 'Harborlight Mutual',
		payer_id: 'HLM01',
		payer_reg_id: 3001,
		payer_state: 'MA',
		payer_type: 'COMMERCIAL',
	},
	phone_number: '6175550141',
	plan_end_date: '2027-12-31T00:00:00',
	plan_start_date: '2027-01-01T00:00:00',
	previous_consumed_visit_count: 2,
};

const newRow = (number: number): Row => ({ json: { case: cases.of(0), number: numberOf(number) } });

export const spryAuthorizationCreate: OperationCase = {
	...SPRY,
	resource: 'authorization',
	operation: 'create',
	operationId: 'createAuthorization',
	alsoCalls: ['searchIcdCodes'],
	parameters: { caseId: fromItem('case'), authorizationReferenceNumber: '={{ $json.number }}' },
	prepare: cases.prepare,
	good: newRow,
	unsendable: {
		row: (number) => ({ json: { ...newRow(number).json, case: '65f0c0de' } }),
		message: /"Case" is not valid/,
		field: 'Case',
	},
	refused: refusedAs(
		(number) => ({ json: { ...newRow(number).json, case: 'SPRY_CASE_nowhere' } }),
		/case/,
		/no case|nowhere/,
	),
	table: 'spry_authorization',
	output: (number) => ({
		authorization_id: expect.stringMatching(/^auth_/),
		authorization_reference_number: numberOf(number),
		patient_id: patientId,
		authorization_status: 'ACTIVE',
	}),
	complete: [
		late(
			{
				name: 'every field, values as forms give them',
				parameters: {
					additionalFields: {
						...details,
						caseTitle: 'Planted case',
						clinicId: { __rl: true, mode: 'id', value: '101' },
						organisationId: String(spry.organisationId),
						patientId: { __rl: true, mode: 'id', value: String(patientId) },
					},
				},
				expected: ({ body }: { body: unknown }) =>
					expect(body).toEqual({
						...sentDetails,
						spry_case_id: cases.of(0),
						authorization_reference_number: numberOf(0),
						case_title: 'Planted case',
						clinic_id: 101,
						organisation_id: spry.organisationId,
						patient_id: patientId,
					}),
			},
			() => newRow(0),
		),
	],
};

const knownRow = (number: number): Row => ({ json: { authorization: authorizations.of(number) } });
const strange = (row: (number: number) => Row, id: string) => (number: number) => ({
	json: { ...row(number).json, authorization: id },
});
const unsendable = (row: (number: number) => Row) => ({
	row: strange(row, 'PA-2027-1'),
	message: /"Authorization" is not valid/,
	field: 'Authorization',
});

export const spryAuthorizationGet: OperationCase = {
	...SPRY,
	resource: 'authorization',
	operation: 'get',
	operationId: 'getAuthorization',
	parameters: { authorizationId: fromItem('authorization') },
	prepare: authorizations.prepare,
	good: knownRow,
	unsendable: unsendable(knownRow),
	refused: refusedAs(strange(knownRow, 'auth_nowhere'), /ID of the authorization/, /Authorization not found/),
	output: (number) => ({
		authorization_id: authorizations.of(number),
		authorization_reference_number: numberOf(number),
		spry_case_id: caseId,
	}),
	complete: [
		late(
			{
				name: 'the ID',
				parameters: {},
				expected: ({ path }: { path: string }) => expect(path).toBe(`${PATH}/${authorizations.of(2)}`),
			},
			() => knownRow(2),
		),
	],
};

export const spryAuthorizationGetAll: OperationCase = {
	...SPRY,
	resource: 'authorization',
	operation: 'getAll',
	operationId: 'listAuthorizations',
	parameters: { caseId: fromItem('case'), limit: 1 },
	prepare: authorizations.prepare,
	good: () => ({ json: { case: caseId } }),
	unsendable: {
		row: () => ({ json: { case: 'the case' } }),
		message: /"Case" is not valid/,
		field: 'Case',
	},
	refused: {
		row: () => ({ json: { case: 'SPRY_CASE_nowhere' } }),
		// Here Spry refuses with HTTP 200.
		message: /^Spry refused the data \(HTTP 200, code 4000\)/,
		description: /ID of the case/,
		httpStatus: 200,
		vendorCode: '4000',
		vendorWords: /Case not found/,
	},
	output: () => ({ authorization_reference_number: numberOf(0), spry_case_id: caseId }),
	complete: [
		late(
			{
				name: 'the case',
				parameters: {},
				expected: ({ query }: { query: unknown }) => expect(query).toEqual({ case_id: caseId }),
			},
			() => ({ json: { case: caseId } }),
		),
	],
};

const searchRow = (number: number): Row => ({
	json: { number: numberOf(number % 4), organisation: spry.organisationId },
});

export const spryAuthorizationSearch: OperationCase = {
	...SPRY,
	resource: 'authorization',
	operation: 'search',
	operationId: 'searchAuthorizations',
	isList: true,
	parameters: {
		limit: 1,
		filters: { authorizationReferenceNumber: '={{ $json.number }}', organisationId: '={{ $json.organisation }}' },
	},
	prepare: authorizations.prepare,
	good: searchRow,
	unsendable: {
		row: (number) => ({ json: { ...searchRow(number).json, organisation: 'ours' } }),
		message: /"Organisation ID" is not a whole number/,
		field: 'Organisation ID',
	},
	refused: refusedAs(
		(number) => ({ json: { ...searchRow(number).json, organisation: 78 } }),
		/organisation/,
		/organisationId: unknown/,
	),
	output: (number) => ({
		authorization_id: authorizations.of(number),
		authorization_reference_number: numberOf(number),
	}),
	complete: [
		{
			name: 'every filter',
			parameters: {
				filters: {
					authorizationReferenceNumber: numberOf(1),
					organisationId: String(spry.organisationId),
					patientName: 'quill',
				},
			},
			row: { json: {} },
			expected: ({ query }) =>
				expect(query).toEqual({
					authorizationReferenceNumber: numberOf(1),
					organisationId: String(spry.organisationId),
					patientName: 'quill',
				}),
		},
	],
};

const changeRow = (number: number): Row => ({ json: { ...knownRow(number).json, comments: `Change ${number}` } });

export const spryAuthorizationUpdate: OperationCase = {
	...SPRY,
	resource: 'authorization',
	operation: 'update',
	operationId: 'updateAuthorization',
	alsoCalls: ['searchIcdCodes'],
	parameters: {
		output: 'raw',
		authorizationId: fromItem('authorization'),
		updateFields: { comments: '={{ $json.comments }}' },
	},
	prepare: authorizations.prepare,
	good: changeRow,
	unsendable: unsendable(changeRow),
	refused: refusedAs(strange(changeRow, 'auth_nowhere'), /ID of the authorization/, /Authorization not found/),
	mapsFrom: (body) => ({ ...body, authorization_id: authorizations.of(0) }),
	output: (number) => ({ authorization_id: authorizations.of(number), comments: `Change ${number}` }),
	complete: [
		late(
			{
				name: 'every field, values as forms give them',
				parameters: { updateFields: { ...details, authorizationReferenceNumber: 'PA-77' } },
				expected: ({ body }: { body: unknown }) =>
					expect(body).toEqual({ ...sentDetails, authorization_reference_number: 'PA-77' }),
			},
			() => changeRow(0),
		),
	],
};

export const spryAuthorizationDelete: OperationCase = {
	...SPRY,
	resource: 'authorization',
	operation: 'delete',
	operationId: 'deleteAuthorization',
	parameters: { authorizationId: fromItem('authorization') },
	prepare: authorizations.prepare,
	good: knownRow,
	unsendable: unsendable(knownRow),
	refused: {
		row: strange(knownRow, 'auth_nowhere'),
		message: /^Spry knows no such record \(HTTP 200, code 4004\)/,
		description: /ID of the authorization/,
		httpStatus: 200,
		vendorCode: '4004',
		vendorWords: /Authorization not found/,
	},
	output: (number) => ({ deleted: true, authorization_id: authorizations.of(number) }),
	// Spry's answer holds nothing that is promised.
	complete: [
		late(
			{
				name: 'the ID',
				parameters: {},
				expected: ({ path }: { path: string }) => expect(path).toBe(`${PATH}/${authorizations.of(1)}`),
			},
			() => knownRow(1),
		),
	],
};
