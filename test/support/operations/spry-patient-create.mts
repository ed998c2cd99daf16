import { spry } from '../../../sandbox/seed.mts';
import type { OperationCase, Row } from './types.mts';

const [boston] = spry.clinics;
const NAMES = ['Adair', 'Bryndis', 'Coralie', 'Dagny', 'Evander', 'Fenella', 'Gideon', 'Hesper'];

function good(number: number): Row {
	return {
		json: {
			first: NAMES[number % NAMES.length] ?? 'Nobody',
			last: `Testberry${number}`,
			born: `198${number % 10}-03-1${number % 10}`,
			sex: 'FEMALE',
			clinic: boston?.id ?? 0,
		},
	};
}

export const spryPatientCreate: OperationCase = {
	vendor: 'spry',
	folder: 'Spry',
	node: 'n8n-nodes-carechain.spry',
	resource: 'patient',
	operation: 'create',
	operationId: 'createPatient',
	parameters: {
		firstName: '={{ $json.first }}',
		lastName: '={{ $json.last }}',
		dateOfBirth: '={{ $json.born }}',
		sex: '={{ $json.sex }}',
		clinicId: { __rl: true, mode: 'id', value: '={{ $json.clinic }}' },
	},
	good,
	unsendable: {
		row: (number) => ({ json: { ...good(number).json, born: '31.02.1990' } }),
		message: /"Date of Birth" is not a date/,
		field: 'Date of Birth',
	},
	refused: {
		row: (number) => ({ json: { ...good(number).json, clinic: 9999 } }),
		message: /Spry refused the data \(HTTP 200, code 4000\)/,
		description: /clinic/,
		httpStatus: 200,
		vendorCode: '4000',
		vendorWords: /9999|is not a clinic|unknown clinic/i,
	},
	table: 'spry_patient',
	output: (number) => ({
		first_name: good(number).json.first,
		last_name: good(number).json.last,
		patient_id: expect.any(Number),
		alreadyExisted: false,
	}),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				additionalFields: {
					address: {
						details: {
							line1: '4 Fig Court',
							line2: 'Unit 9',
							city: 'Boston',
							state: 'ma',
							postalCode: '02115',
						},
					},
					alias: 'Addie',
					emailAddress: 'adair@mail.example',
					middleName: 'June',
					mobile: '617-555-0123',
					secondaryContact: '617-555-0124',
					status: 'lead',
				},
			},
			row: {
				json: { ...good(0).json, clinic: String(boston?.id), sex: 'Female', born: '1980-03-10T00:00:00.000Z' },
			},
			expected: ({ body }) =>
				expect(body).toEqual({
					first_name: 'Adair',
					last_name: 'Testberry0',
					date_of_birth: '1980-03-10',
					sex: 'FEMALE',
					clinic_id: boston?.id,
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
						postal_code: '02115',
					},
					status: 'LEAD',
				}),
		},
	],
};
