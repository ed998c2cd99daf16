import type { INodeParameters } from 'n8n-workflow';

import { caseIdOf, EKA, patientOf, WITHOUT_CONTENT, withCases } from './eka-state.mts';
import { byId } from './rows.mts';
import type { OperationCase, Row } from './types.mts';

const good = (number: number): Row => ({
	json: { patient: patientOf(number), caseId: caseIdOf(number), title: `Knee pain of ${number}` },
});
const UNKNOWN = '999999999999999';

const shared = {
	...EKA,
	resource: 'case',
	prepare: withCases,
	parameters: {
		patientId: byId('={{ $json.patient }}'),
		caseId: byId('={{ $json.caseId }}'),
	} as INodeParameters,
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

const listed = (number: number) => ({
	id: caseIdOf(number),
	status: 'A',
	updated_at: expect.any(Number) as never,
	display_name: `Knee pain ${number}`,
	type: 'OP',
});

export const ekaCaseDelete: OperationCase = {
	...shared,
	operation: 'delete',
	operationId: 'deleteCase',
	takenAsDone: WITHOUT_CONTENT,
	saysOfRepeat: 'gone',
	output: (number) => ({ deleted: true, id: caseIdOf(number) }),
	complete: [
		{
			name: 'the case and its patient',
			parameters: {},
			row: good(2),
			expected({ path, headers }) {
				expect(path).toBe('/mr/api/v1/cases/CASE-2');
				expect(headers['x-pt-id']).toBe(patientOf(2));
			},
		},
	],
};

export const ekaCaseGet: OperationCase = {
	...shared,
	operation: 'get',
	operationId: 'listCases',
	neverSends: ['?offset', '?u_at__gt'],
	output: listed,
	complete: [
		{
			name: 'the patient',
			parameters: {},
			row: good(1),
			expected: ({ headers }) => expect(headers['x-pt-id']).toBe(patientOf(1)),
		},
	],
};

export const ekaCaseGetAll: OperationCase = {
	...shared,
	operation: 'getAll',
	operationId: 'listCases',
	isList: true,
	parameters: { patientId: byId('={{ $json.patient }}'), limit: 1 },
	neverSends: ['?offset'],
	output: listed,
	complete: [
		{
			name: 'what changed after a moment',
			parameters: { filters: { updatedAfter: '2020-01-15T09:30', includeDeleted: true } },
			row: good(1),
			expected: ({ query }) => expect(query).toEqual({ u_at__gt: expect.anything() as unknown }),
		},
	],
};

export const ekaCaseUpdate: OperationCase = {
	...shared,
	operation: 'update',
	operationId: 'updateCase',
	parameters: { ...shared.parameters, updateFields: { displayName: '={{ $json.title }}' } },
	takenAsDone: WITHOUT_CONTENT,
	mapsFrom: (body) => ({ ...body, patient_id: patientOf(1), case_id: caseIdOf(1) }),
	output: (number) => ({ success: true, id: caseIdOf(number) }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				updateFields: {
					displayName: 'Knee pain, seen again',
					hiType: 'Prescription',
					occurredAt: '2026-10-05T09:30',
					partnerMeta: '{"facility_id": "north"}',
					type: 'emergency',
				},
			},
			row: good(1),
			expected({ path, headers, body }) {
				expect(path).toBe('/mr/api/v1/cases/CASE-1');
				expect(headers['x-pt-id']).toBe(patientOf(1));
				expect(body).toEqual({
					display_name: 'Knee pain, seen again',
					hi_type: 'Prescription',
					occurred_at: Date.UTC(2026, 9, 5, 4, 0) / 1000,
					partner_meta: { facility_id: 'north' },
					type: 'EM',
				});
			},
		},
	],
};
