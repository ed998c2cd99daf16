import { medMitraCaseUpdate } from './med-mitra-case.mts';
import { cases, MED_MITRA, unknownCase } from './med-mitra-state.mts';
import { lateRow } from './rows.mts';
import type { OperationCase } from './types.mts';

const pathOf = (caseId: unknown) => `/cases/cases/${String(caseId)}`;

export const medMitraCustomRequest: OperationCase = {
	...MED_MITRA,
	resource: 'custom',
	operation: 'request',
	operationId: 'updateCase',
	sendsAnything: true,
	takenAsDone: ['empty'],
	prepare: medMitraCaseUpdate.prepare,
	parameters: { method: 'PUT', path: '={{ $json.path }}', body: '={{ $json.body }}' },
	good: (number) => ({ json: { path: pathOf(cases.at(number).case_id), body: { patient_age: 30 + number } } }),
	unsendable: {
		row: () => ({ json: { path: '//elsewhere.example', body: {} } }),
		message: /"Path" is not a usable path/,
		field: 'Path',
	},
	refused: {
		row: () => ({ json: { path: pathOf(unknownCase), body: { patient_age: 30 } } }),
		message: /MedMitra knows no such record \(HTTP 404\)/,
		description: /documentation/,
		httpStatus: 404,
		vendorWords: /not found|Error updating/,
	},
	output: (number) => ({ case: expect.objectContaining({ patient_age: 30 + number }) }),
	complete: [
		{
			name: 'a body as it is written',
			parameters: { headers: { entries: [{ name: 'X-Trace', value: 'carechain' }] } },
			row: lateRow(() => ({
				json: {
					path: pathOf(cases.at(3).case_id),
					body: '{"patient_name":"Odile","patient_age":33,"case_summary":"Cough","status":"reviewed"}',
				},
			})),
			expected({ body, headerNames }) {
				expect(body).toMatchObject({ patient_age: 33, status: 'reviewed' });
				expect(headerNames).toContain('x-trace');
			},
		},
	],
};
