import { spry } from '../../../sandbox/seed.mts';
import { byId, prepared } from './rows.mts';
import { callSpry, patientId, SPRY, unknownId } from './spry-support.mts';
import type { OperationCase } from './types.mts';

const patients = prepared(
	async (sandbox, number) =>
		await callSpry(sandbox, '/apis/v1/patient', {
			first_name: 'Perpetua',
			last_name: `Samplewright${number}`,
			date_of_birth: '1971-02-03',
			sex: 'FEMALE',
			clinic_id: 101,
		}),
);

const parameters = { patientId: byId('={{ $json.patient }}') };

export const spryPatientGet: OperationCase = {
	...SPRY,
	resource: 'patient',
	operation: 'get',
	operationId: 'getPatient',
	parameters,
	prepare: patients.prepare,
	good: (number) => ({ json: { patient: patients.at(number).patient_id } }),
	unsendable: {
		row: () => ({ json: { patient: '../1' } }),
		message: /"Patient" is not a whole number/,
		field: 'Patient',
	},
	refused: unknownId(() => ({ json: { patient: 123456 } }), /ID of the patient/),
	output: (number) => ({
		patient_id: patients.at(number).patient_id,
		last_name: patients.at(number).last_name,
		date_of_birth: '1971-02-03',
	}),
	complete: [
		{
			name: 'the ID',
			parameters: {},
			row: { json: { patient: ` ${patientId} ` } },
			expected: ({ path }) => expect(path).toBe(`/apis/v1/patient/${patientId}`),
		},
	],
};

const [firstCard] = spry.insuranceCards;

export const spryPatientGetInsuranceCards: OperationCase = {
	...SPRY,
	resource: 'patient',
	operation: 'getInsuranceCards',
	operationId: 'getInsuranceCards',
	isList: true,
	parameters: { ...parameters, limit: 1 },
	good: () => ({ json: { patient: patientId } }),
	unsendable: {
		row: () => ({ json: { patient: 'Odette' } }),
		message: /"Patient" is not a whole number/,
		field: 'Patient',
	},
	refused: unknownId(() => ({ json: { patient: 123456 } }), /ID of the patient/),
	output: () => ({
		insurance_card_id: firstCard?.insurance_card_id,
		insurance_payer_name: firstCard?.insurance_payer.name,
		subscriber_relation: 'SELF',
	}),
	complete: [
		{
			name: 'the patient',
			parameters: { returnAll: true },
			row: { json: { patient: String(patientId) } },
			expected: ({ query }) => expect(query).toEqual({ patient_id: String(patientId) }),
		},
	],
};
