import { spry } from '../../../sandbox/seed.mts';
import { fromItem, late, made, makeCase, refusedAs } from './spry-state.mts';
import { SPRY, patientId } from './spry-support.mts';
import type { OperationCase, Row } from './types.mts';

const notes = spry.soapNotes;
const noteOf = (number: number) => notes[number % notes.length] as (typeof notes)[number];
const cases = made(makeCase);

const newRow = (number: number): Row => ({ json: { patient: patientId, kind: 'FOLLOWUP_SOAP', field: `F${number}` } });

export const sprySoapNoteCreate: OperationCase = {
	...SPRY,
	resource: 'soapNote',
	operation: 'create',
	operationId: 'createSoapNote',
	parameters: {
		patientId: fromItem('patient'),
		type: '={{ $json.kind }}',
		parent: '={{ $json.parent }}',
		additionalFields: { category: '={{ $json.field }}' },
		output: 'raw',
	},
	prepare: cases.prepare,
	good: newRow,
	unsendable: {
		row: (number) => ({ json: { ...newRow(number).json, kind: 'something' } }),
		message: /"Type" is not a value of Spry/,
		field: 'Type',
	},
	refused: refusedAs((number) => ({ json: { ...newRow(number).json, patient: 123456 } }), /patient/, /123456/),
	table: 'spry_soap_note',
	output: (number) => ({
		context_id: expect.any(String),
		patient_id: patientId,
		category: `F${number}`,
		status: 'INCOMPLETED',
	}),
	complete: [
		late(
			{
				name: 'every field, values as forms give them',
				parameters: {
					additionalFields: {
						appointmentId: '0',
						caseId: { __rl: true, mode: 'id', value: '={{ $json.case }}' },
						category: 'MSK',
						dataCarryForwardFrom: noteOf(0).id,
						soapWithoutAppointment: true,
						subType: 'Re-Evaluation',
					},
				},
				expected: ({ body }: { body: unknown }) =>
					expect(body).toEqual({
						patient_id: patientId,
						type: 'INITIAL_SOAP',
						appointment_id: 0,
						attributes: { subType: 'RE_EVALUATION' },
						category: 'MSK',
						data_carry_forward_from: noteOf(0).id,
						soap_without_appointment: true,
						spry_case_id: cases.of(0),
					}),
			},
			() => ({ json: { patient: String(patientId), kind: 'Initial', case: cases.of(0) } }),
		),
		{
			name: 'an addendum with its parent',
			parameters: { additionalFields: {} },
			row: { json: { patient: patientId, kind: 'ADDENDUM', parent: noteOf(3).id } },
			expected: ({ body }) =>
				expect(body).toEqual({ patient_id: patientId, type: 'ADDENDUM', parent: noteOf(3).id }),
		},
	],
};

const knownRow = (number: number): Row => ({ json: { note: noteOf(number).id } });

export const sprySoapNoteGet: OperationCase = {
	...SPRY,
	resource: 'soapNote',
	operation: 'get',
	operationId: 'getSoapNote',
	parameters: { contextId: fromItem('note') },
	good: knownRow,
	unsendable: {
		row: () => ({ json: { note: 'the note of Monday' } }),
		message: /"SOAP Note" is not valid/,
		field: 'SOAP Note',
	},
	refused: refusedAs(() => ({ json: { note: 'abcdef123456' } }), /context_id/, /SOAP note not found/),
	output: (number) => ({ context_id: noteOf(number).id, patient_id: patientId, completed: true }),
	complete: [
		{
			name: 'the ID',
			parameters: {},
			row: knownRow(5),
			expected: ({ path }) => expect(path).toBe(`/apis/v1/soap-context/${noteOf(5).id}`),
		},
	],
};

const patientRow = (): Row => ({ json: { patient: patientId } });

export const sprySoapNoteGetAll: OperationCase = {
	...SPRY,
	resource: 'soapNote',
	operation: 'getAll',
	operationId: 'listSoapNotes',
	parameters: { patientId: fromItem('patient'), limit: 1 },
	good: patientRow,
	unsendable: {
		row: () => ({ json: { patient: 'twelve' } }),
		message: /"Patient" is not a whole number/,
		field: 'Patient',
	},
	refused: refusedAs(() => ({ json: { patient: 123456 } }), /ID of the patient/, /Patient not found/),
	output: () => ({ context_id: notes.at(-1)?.id, patient_id: patientId }),
	complete: [
		{
			name: 'the order',
			parameters: { limit: 3, sort: { sortDirection: 'Oldest First' } },
			row: patientRow(),
			expected: ({ query }) =>
				expect(query).toEqual({ patient_id: String(patientId), page: '1', size: '3', sort_direction: 'ASC' }),
		},
	],
};

const searchRow = (number: number): Row => ({ json: { patient: patientId, at: noteOf(number).serviceTime } });

export const sprySoapNoteSearch: OperationCase = {
	...SPRY,
	resource: 'soapNote',
	operation: 'search',
	operationId: 'searchSoapNotes',
	isList: true,
	parameters: {
		limit: 1,
		filters: {
			patientId: fromItem('patient'),
			startDateTime: '={{ $json.at }}',
			endDateTime: '={{ $json.at }}',
		},
	},
	prepare: cases.prepare,
	good: searchRow,
	unsendable: {
		row: (number) => ({ json: { ...searchRow(number).json, at: 'yesterday' } }),
		message: /"(Start|End) Time" is not a date and time/,
		field: 'End Time',
	},
	refused: refusedAs(
		(number) => ({ json: { ...searchRow(number).json, patient: 123456 } }),
		/IDs among the filters/,
		/patient_id: unknown/,
	),
	output: (number) => ({ context_id: noteOf(number).id, service_date_time: noteOf(number).serviceTime }),
	complete: [
		late(
			{
				name: 'every filter',
				parameters: {
					limit: 2,
					filters: {
						appointmentId: '40210',
						caseId: { __rl: true, mode: 'id', value: '={{ $json.case }}' },
						category: 'MSK',
						clinicId: { __rl: true, mode: 'list', value: '101' },
						completed: 'false',
						endDateTime: '2027-01-31T23:59:59',
						organisationId: String(spry.organisationId),
						patientId: { __rl: true, mode: 'id', value: String(patientId) },
						paymentMode: 'Self Pay',
						startDateTime: '2027-01-01T00:00:00Z',
						status: 'cosign',
						tags: ['progress', 'knee'],
					},
					sort: { sortDirection: 'ASC' },
				},
				expected: ({ query }: { query: unknown }) =>
					expect(query).toEqual({
						appointment_id: '40210',
						spry_case_id: cases.of(0),
						category: 'MSK',
						clinic_id: '101',
						completed: 'false',
						end_date_time: '2027-01-31T23:59:59',
						organisation_id: String(spry.organisationId),
						patient_id: String(patientId),
						payment_mode: 'SELF_PAY',
						start_date_time: '2027-01-01T05:30:00',
						status: 'COSIGN',
						tags: 'progress,knee',
						page: '1',
						size: '2',
						sort_direction: 'ASC',
					}),
			},
			() => ({ json: { case: cases.of(0) } }),
		),
	],
};
