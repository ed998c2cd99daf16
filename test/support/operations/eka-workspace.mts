import { ekaCare } from '../../../sandbox/seed.mts';
import { byId, EKA } from './eka-support.mts';
import type { OperationCase } from './types.mts';

const WORKSPACE = {
	...EKA,
	resource: 'workspace',
	parameters: {},
	good: () => ({ json: {} }),
} satisfies Partial<OperationCase>;

const [prescription] = ekaCare.prescriptions;
const PRESCRIPTION = { json: { id: prescription?.id ?? '' } };

function patient(number: number) {
	return { fn: `Asha ${number}`, gen: 'F', dob: '1990-05-17' };
}
const PATH = '/profiles/v1/patient/';

export const ekaWorkspaceCases: OperationCase[] = [
	{
		...WORKSPACE,
		operation: 'getEntities',
		operationId: 'getEntities',
		refusesWith200: true,
		output: () => ({
			business: { business_id: ekaCare.workspaceId, name: ekaCare.workspaceName },
			clinics: expect.arrayContaining([expect.objectContaining({ clinic_id: ekaCare.clinics[0]?.id })]),
			doctors: expect.arrayContaining([expect.objectContaining({ doctor_id: ekaCare.doctors[0]?.id })]),
		}),
		complete: [
			{
				name: 'nothing but the headers',
				parameters: {},
				row: { json: {} },
				expected: ({ headers, headerNames }) => {
					expect(headers['client-id']).toBe(ekaCare.clientId);
					expect(headerNames).toContain('auth');
				},
			},
		],
	},
	{
		...WORKSPACE,
		operation: 'getInfo',
		operationId: 'getBusinessInfo',
		output: () => ({ bid: ekaCare.workspaceId, business_name: ekaCare.workspaceName }),
		complete: [
			{
				name: 'nothing but the headers',
				parameters: {},
				row: { json: {} },
				expected: ({ headers }) => expect(headers['client-id']).toBe(ekaCare.clientId),
			},
		],
	},
	{
		...EKA,
		resource: 'prescription',
		operation: 'get',
		operationId: 'getPrescription',
		parameters: { prescriptionId: byId('id') },
		good: () => PRESCRIPTION,
		unsendable: {
			row: () => ({ json: { id: 'two words' } }),
			message: /"Prescription" is not valid/,
			field: 'Prescription',
		},
		refused: {
			row: () => ({ json: { id: ekaCare.elsewhere.prescriptionId } }),
			message: /does not find this in the credential's workspace.* \(HTTP 403, code ACCESS_DENIED\)/,
			description: /IDs first/,
			httpStatus: 403,
			vendorCode: 'ACCESS_DENIED',
			vendorWords: /belongs to another/,
		},
		output: () => ({ prescription_id: prescription?.id, patient_id: prescription?.patientId }),
		complete: [
			{
				name: 'the ID',
				parameters: {},
				row: PRESCRIPTION,
				expected: ({ path }) => expect(path).toBe(`/dr/v1/prescription/${prescription?.id}`),
			},
		],
	},
	{
		...EKA,
		resource: 'custom',
		operation: 'request',
		operationId: 'createPatient',
		sendsAnything: true,
		parameters: { method: 'POST', path: '={{ $json.path }}', body: '={{ $json.body }}' },
		good: (number) => ({ json: { path: PATH, body: patient(number) } }),
		unsendable: {
			row: () => ({ json: { path: '//elsewhere.example', body: patient(0) } }),
			message: /"Path" is not a usable path/,
			field: 'Path',
		},
		refused: {
			row: () => ({ json: { path: PATH, body: { ...patient(0), username: ekaCare.patients[0]?.partnerId } } }),
			message: /Eka Care refused the data \(HTTP 400, code invalid_request\)/,
			description: /documentation/,
			httpStatus: 400,
			vendorCode: 'invalid_request',
			vendorWords: /exists already/,
		},
		table: 'eka_patient',
		takenAsDone: ['empty'],
		output: () => ({}),
		neverSends: ['fln'],
		complete: [
			{
				name: 'a body as it is written',
				parameters: { headers: { entries: [{ name: 'X-Trace', value: 'carechain' }] } },
				row: {
					json: {
						path: PATH,
						body: JSON.stringify({
							...patient(0),
							...{ mn: 'Devi', ln: 'Kulkarni', s: 'Mrs.', bloodgroup: 'O+', mobile: '+919800099999' },
							...{ email: 'asha@mail.example', username: 'PAT-77', abha: 'asha@abdm', extras: { a: 1 } },
						}),
					},
				},
				expected: ({ body, headerNames }) => {
					expect(body).toMatchObject({ ...patient(0), username: 'PAT-77' });
					expect(headerNames).toContain('x-trace');
				},
			},
		],
	},
];
