import { SPRY } from './spry-support.mts';
import { spryPatientCreate } from './spry-patient-create.mts';
import type { OperationCase } from './types.mts';

function bodyOf(number: number) {
	const { first, last, born, sex, clinic } = spryPatientCreate.good(number).json;
	return { first_name: first, last_name: last, date_of_birth: born, sex, clinic_id: clinic };
}

const PATH = '/apis/v1/patient';

export const spryCustomRequest: OperationCase = {
	...SPRY,
	resource: 'custom',
	operation: 'request',
	operationId: 'createPatient',
	sendsAnything: true,
	parameters: { method: 'POST', path: '={{ $json.path }}', body: '={{ $json.body }}' },
	good: (number) => ({ json: { path: PATH, body: bodyOf(number) } }),
	unsendable: {
		row: (number) => ({ json: { path: '//elsewhere.example', body: bodyOf(number) } }),
		message: /"Path" is not a usable path/,
		field: 'Path',
	},
	refused: {
		row: (number) => ({ json: { path: PATH, body: { ...bodyOf(number), clinic_id: 9999 } } }),
		message: /Spry refused the data \(HTTP 200, code 4000\)/,
		description: /documentation/,
		httpStatus: 200,
		vendorCode: '4000',
		vendorWords: /9999|unknown clinic/i,
	},
	table: 'spry_patient',
	output: (number) => ({
		code: 2000,
		data: expect.objectContaining({ last_name: bodyOf(number).last_name }),
	}),
	complete: [
		{
			name: 'a body as it is written',
			parameters: { headers: { entries: [{ name: 'X-Trace', value: 'carechain' }] } },
			row: {
				json: {
					path: PATH,
					body: JSON.stringify({
						...bodyOf(0),
						middle_name: 'June',
						alias: 'Addie',
						mobile: '617-555-0123',
						secondary_contact: '617-555-0124',
						email_address: 'adair@mail.example',
						address: {
							line1: '4 Fig Court',
							line2: 'Unit 9',
							city: 'Boston',
							state: 'MA',
							postal_code: 2115,
						},
						status: 'LEAD',
					}),
				},
			},
			expected: ({ body, headerNames }) => {
				expect(body).toMatchObject({ ...bodyOf(0), alias: 'Addie', status: 'LEAD' });
				expect(headerNames).toContain('x-trace');
			},
		},
	],
};
