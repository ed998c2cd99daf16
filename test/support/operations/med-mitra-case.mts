import { cases, doctorId, MED_MITRA, nameOf, noSuchCase, unknownCase } from './med-mitra-state.mts';
import { byId, lateRow } from './rows.mts';
import type { OperationCase } from './types.mts';

/** What the operations on one case that reads it have in common. */
const ONE_CASE = {
	...MED_MITRA,
	resource: 'case',
	parameters: { caseId: byId('={{ $json.case }}') },
	prepare: cases.prepare,
	good: (number) => ({ json: { case: cases.at(number).case_id } }),
	unsendable: {
		row: () => ({ json: { case: 'the one of yesterday' } }),
		message: /"Case" is not valid/,
		field: 'Case',
	},
	refused: noSuchCase,
} satisfies Partial<OperationCase>;

const upperCase = lateRow(() => ({ json: { case: ` ${String(cases.at(1).case_id).toUpperCase()} ` } }));

const readsCase: OperationCase['complete'] = [
	{
		name: 'an ID in capitals with spaces around',
		parameters: {},
		row: upperCase,
		expected: ({ path }) => expect(path).toBe(`/cases/cases/${String(cases.at(1).case_id)}`),
	},
];

const withInsights = (number: number) => ({
	case_id: cases.at(number).case_id,
	patient_name: nameOf(number % 4),
	ready: true,
	summary: expect.objectContaining({ key_findings: ['Made-up finding'], confidence_score: 0.9 }),
	soap: expect.objectContaining({ plan: 'Made-up plan' }),
	diagnosis: expect.objectContaining({ primary_diagnosis: 'Made-up diagnosis', icd_code: 'M54.50' }),
	files: [
		expect.objectContaining({
			file_type: 'image/png',
			ai_summary: expect.objectContaining({ impressions: 'None' }),
		}),
	],
});

export const medMitraCaseGet: OperationCase = {
	...ONE_CASE,
	operation: 'get',
	operationId: 'getCase',
	alsoCalls: ['listCases'],
	output: withInsights,
	complete: readsCase,
};

export const medMitraCaseWait: OperationCase = {
	...ONE_CASE,
	operation: 'waitForInsights',
	waits: true,
	operationId: 'getCase',
	alsoCalls: ['listCases'],
	output: withInsights,
	complete: readsCase,
};

export const medMitraCaseGetStatus: OperationCase = {
	...ONE_CASE,
	operation: 'getStatus',
	operationId: 'listCases',
	alsoCalls: ['getCase'],
	output: (number) => ({ case_id: cases.at(number).case_id, status: 'completed', doctor_id: doctorId }),
	complete: [
		{
			name: 'the user of the credential',
			parameters: {},
			row: upperCase,
			expected: ({ query }) => expect(query).toEqual({ user_id: doctorId }),
		},
	],
};

export const medMitraCaseGetAll: OperationCase = {
	...MED_MITRA,
	resource: 'case',
	operation: 'getAll',
	operationId: 'listCases',
	isList: true,
	parameters: {
		limit: 1,
		filters: {
			createdAfter: '={{ $json.after }}',
			patientName: '={{ $json.name }}',
			status: '={{ $json.status }}',
		},
	},
	prepare: cases.prepare,
	good: (number) => ({
		json: { after: '2020-01-01T00:00', name: nameOf(number % 4).toUpperCase(), status: 'Completed' },
	}),
	unsendable: {
		row: () => ({ json: { after: 'once upon a time', name: 'x', status: 'failed' } }),
		message: /"Created After" is not a/,
		field: 'Created After',
	},
	output: (number) => ({ case_id: cases.at(number).case_id, patient_name: nameOf(number % 4) }),
	complete: [
		{
			name: 'the user of the credential',
			parameters: { returnAll: true, filters: {} },
			row: { json: {} },
			expected: ({ query }) => expect(query).toEqual({ user_id: doctorId }),
		},
	],
};

export const medMitraCaseUpdate: OperationCase = {
	...ONE_CASE,
	operation: 'update',
	operationId: 'updateCase',
	parameters: { ...ONE_CASE.parameters, updateFields: { patientAge: '={{ $json.age }}' } },
	async prepare(sandbox) {
		await cases.prepare(sandbox);
		await sandbox.settings({ updateSupported: true });
	},
	good: (number) => ({ json: { case: cases.at(number).case_id, age: 70 + number } }),
	unsendable: {
		row: (number) => ({ json: { case: cases.at(number).case_id, age: 'seventy' } }),
		message: /"Patient Age" is not a whole number/,
		field: 'Patient Age',
	},
	refused: {
		row: () => ({ json: { case: unknownCase, age: 71 } }),
		message: /MedMitra knows no such record \(HTTP 404\)/,
		description: /ID of the case/,
		httpStatus: 404,
		vendorWords: /not found|Error updating/,
	},
	mapsFrom: (body) => ({ ...body, case_id: cases.at(2).case_id }),
	output: (number) => ({ case_id: cases.at(number).case_id, patient_age: 70 + number }),
	complete: [
		{
			name: 'all fields, with braces in the texts and a status that MedMitra does not write itself',
			parameters: {
				updateFields: {
					caseSummary: 'Cough {left} gone',
					patientAge: '={{ $json.age }}',
					patientName: 'Odile {Changed}',
					status: 'reviewed',
				},
			},
			row: lateRow(() => ({ json: { case: cases.at(2).case_id, age: '71.0' } })),
			expected({ body, path }) {
				expect(path).toBe(`/cases/cases/${String(cases.at(2).case_id)}`);
				expect(body).toEqual({
					case_summary: 'Cough (left) gone',
					patient_age: 71,
					patient_name: 'Odile (Changed)',
					status: 'reviewed',
				});
			},
		},
	],
};
