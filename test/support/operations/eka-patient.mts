import { ekaCare } from '../../../sandbox/seed.mts';
import { byId, EKA } from './eka-support.mts';
import type { OperationCase, Row } from './types.mts';

const { patients } = ekaCare;
const seeded = (number: number) => patients[number % patients.length]!;
const PATIENT = { ...EKA, resource: 'patient' };

const UNKNOWN = {
	row: (): Row => ({ json: { patient: '999999999999999' } }),
	message: /Eka Care knows no such patient \(HTTP 404, code profile_not_found\)/,
	description: /ID of the patient/,
	httpStatus: 404,
	vendorCode: 'profile_not_found',
	vendorWords: /profile not found/,
};
const NO_ID = {
	row: (): Row => ({ json: { patient: 'two words' } }),
	message: /"Patient" is not valid/,
	field: 'Patient',
};
const PICKED = { patientId: byId('patient') };
const picked = (number: number): Row => ({ json: { patient: seeded(number).oid } });

const NEW = {
	firstName: '={{ $json.first }}',
	gender: '={{ $json.gender }}',
	dob: '={{ $json.born }}',
};
const newcomer = (number: number): Row => ({
	json: { first: `Asha ${number}`, gender: 'F', born: `1990-05-${String(1 + (number % 28)).padStart(2, '0')}` },
});
const badBirth = (row: Row) => ({
	row: (): Row => ({ json: { ...row.json, born: 'last spring' } }),
	message: /"Date of Birth" is not a date/,
	field: 'Date of Birth',
});
const usernameTaken = {
	message: /Eka Care refused the data \(HTTP 400, code invalid_request\)/,
	description: /username/,
	httpStatus: 400,
	vendorCode: 'invalid_request',
	vendorWords: /exists already/,
};

const DETAILS = {
	abha: 'asha.k@abdm',
	bloodGroup: 'ab+',
	email: 'Asha@mail.example',
	extras: '{"insurer": "Northwind", "visit": {"ward": 3}}',
	mobile: '+91 98000-99999',
	salutation: 'Mrs.',
};
const SENT_DETAILS = {
	abha: 'asha.k@abdm',
	bloodgroup: 'AB+',
	email: 'Asha@mail.example',
	extras: { insurer: 'Northwind', visit: { ward: 3 } },
	mobile: '+919800099999',
	s: 'Mrs.',
};
const WHOLE_NAME = {
	name: 'the whole name',
	parameters: { nameGivenAs: 'fullName', fullName: 'Asha Devi Kulkarni' },
};
const PARTS = { middleName: 'Devi', lastName: 'Kulkarni' };
const SENT_NAME = { fn: 'Asha 0', mn: 'Devi', ln: 'Kulkarni', gen: 'F', dob: '1990-05-01' };

export const ekaPatientCreate: OperationCase = {
	...PATIENT,
	operation: 'create',
	operationId: 'createPatient',
	parameters: { ...NEW, additionalFields: { username: '={{ $json.username }}' } },
	good: newcomer,
	unsendable: badBirth(newcomer(1)),
	refused: { ...usernameTaken, row: () => ({ json: { ...newcomer(0).json, username: seeded(0).partnerId } }) },
	table: 'eka_patient',
	output: () => ({ oid: expect.stringMatching(/^\d{15}$/) }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: { ...PARTS, additionalFields: { ...DETAILS, username: 'PAT-77' } },
			row: newcomer(0),
			expected: ({ body, headers }) => {
				expect(headers['client-id']).toBe(ekaCare.clientId);
				expect(body).toEqual({ ...SENT_NAME, ...SENT_DETAILS, username: 'PAT-77' });
			},
		},
		{
			...WHOLE_NAME,
			row: newcomer(0),
			expected: ({ body }) => {
				expect(body).toEqual({ fln: 'Asha Devi Kulkarni', gen: 'F', dob: '1990-05-01' });
			},
		},
	],
};

const returning = (number: number): Row => ({
	json: { ...newcomer(number).json, username: seeded(number).partnerId },
});

export const ekaPatientUpsert: OperationCase = {
	...PATIENT,
	operation: 'upsert',
	operationId: 'updatePatient',
	alsoCalls: ['getPatientsByUsername', 'createPatient'],
	parameters: { ...NEW, username: '={{ $json.username }}' },
	good: returning,
	unsendable: badBirth(returning(1)),
	output: (number) => ({ oid: seeded(number).oid, username: seeded(number).partnerId, created: false }),
	mapsFrom: (body) => ({ ...body, username: seeded(0).partnerId }),
	// Its own username sent once more would count as taken.
	neverSends: ['username'],
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: { ...PARTS, additionalFields: DETAILS },
			row: returning(0),
			expected: ({ body, path }) => {
				expect(path).toBe(`/profiles/v1/patient/${seeded(0).oid}`);
				expect(body).toEqual({ ...SENT_NAME, ...SENT_DETAILS });
			},
		},
		{
			...WHOLE_NAME,
			row: returning(0),
			expected: ({ body }) => {
				expect(body).toEqual({ fln: 'Asha Devi Kulkarni', gen: 'F', dob: '1990-05-01' });
			},
		},
	],
};

export const ekaPatientUpdate: OperationCase = {
	...PATIENT,
	operation: 'update',
	operationId: 'updatePatient',
	parameters: { ...PICKED, updateFields: { email: '={{ $json.email }}' } },
	good: (number) => ({ json: { ...picked(number).json, email: `n${number}@mail.example` } }),
	unsendable: {
		row: () => ({ json: { ...picked(1).json, email: 'nobody' } }),
		message: /"Email" is not valid/,
		field: 'Email',
	},
	refused: {
		...UNKNOWN,
		row: () => ({ json: { patient: '999999999999999', email: 'n@mail.example' } }),
		description: /Check the patient/,
	},
	output: (number) => ({ success: true, oid: seeded(number).oid }),
	mapsFrom: (body) => ({ ...body, patient_id: seeded(0).oid }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				updateFields: {
					...DETAILS,
					...PARTS,
					firstName: 'Asha 0',
					gender: 'Female',
					dob: '1990-05-01',
					username: 'P-9',
				},
			},
			row: picked(0),
			expected: ({ body }) => expect(body).toEqual({ ...SENT_NAME, ...SENT_DETAILS, username: 'P-9' }),
		},
		{
			name: 'the whole name',
			parameters: { updateFields: { fullName: 'Asha Kulkarni' } },
			row: picked(0),
			expected: ({ body }) => expect(body).toEqual({ fln: 'Asha Kulkarni' }),
		},
	],
};

const shown = (number: number) => ({
	oid: seeded(number).oid,
	username: seeded(number).partnerId,
	gen: seeded(number).gender,
	dob: seeded(number).dob,
	phone: seeded(number).mobile,
});

export const ekaPatientGet: OperationCase = {
	...PATIENT,
	operation: 'get',
	operationId: 'getPatient',
	parameters: PICKED,
	good: picked,
	unsendable: NO_ID,
	refused: UNKNOWN,
	output: shown,
	complete: [
		{
			name: 'the ID',
			parameters: {},
			row: picked(0),
			expected: ({ path }) => expect(path).toBe(`/profiles/v1/patient/${seeded(0).oid}`),
		},
	],
};

export const ekaPatientArchive: OperationCase = {
	...PATIENT,
	operation: 'archive',
	operationId: 'archivePatient',
	saysOfRepeat: 'done',
	parameters: PICKED,
	good: picked,
	unsendable: NO_ID,
	refused: UNKNOWN,
	output: (number) => ({ success: true, archived: true, oid: seeded(number).oid }),
	complete: [
		{
			name: 'the ID',
			parameters: {},
			row: picked(0),
			expected: ({ path, query }) => {
				expect(path).toBe(`/profiles/v1/patient/${seeded(0).oid}`);
				expect(query).toEqual({});
			},
		},
	],
};

export const ekaPatientGetAll: OperationCase = {
	...PATIENT,
	operation: 'getAll',
	operationId: 'listPatients',
	isList: true,
	parameters: { limit: '={{ $json.limit }}' },
	good: () => ({ json: { limit: 1 } }),
	unsendable: { row: () => ({ json: { limit: 'few' } }), message: /"Limit" is not a whole number/, field: 'Limit' },
	output: () => ({ oid: seeded(0).oid, fln: expect.any(String), gen: seeded(0).gender }),
	complete: [
		{
			name: 'every filter',
			parameters: {
				returnAll: true,
				filters: { createdAfter: '2020-01-15T09:30', includeArchived: true },
			},
			row: { json: {} },
			expected: ({ query }) =>
				expect(query).toEqual({
					pageNo: '1',
					pageSize: '2000',
					select: 'abha,c_ate,dob,gen,u_ate',
					from: String(Date.UTC(2020, 0, 15, 4, 0) / 1000),
					arc: 'true',
				}),
		},
	],
};

export const ekaPatientSearch: OperationCase = {
	...PATIENT,
	operation: 'search',
	operationId: 'searchPatients',
	isList: true,
	parameters: { prefix: '={{ $json.text }}' },
	good: (number) => ({ json: { text: seeded(number).partnerId } }),
	unsendable: {
		row: () => ({ json: { text: ['a', 'b'] } }),
		message: /"Search Text" must be a text/,
		field: 'Search Text',
	},
	output: (number) => ({ oid: seeded(number).oid, username: seeded(number).partnerId }),
	complete: [
		{
			name: 'a number with its country code',
			parameters: { limit: 7 },
			row: { json: { text: '+919800010002' } },
			expected: ({ query }) =>
				expect(query).toEqual({
					prefix: '9800010002',
					limit: '7',
					select: 'abha,c_ate,dob,gen,u_ate,is_age',
				}),
		},
	],
};

export const ekaPatientGetByMobile: OperationCase = {
	...PATIENT,
	operation: 'getByMobile',
	operationId: 'getPatientsByMobile',
	isList: true,
	parameters: { mobile: '={{ $json.mobile }}' },
	// The first shares the number with the last.
	good: (number) => ({ json: { mobile: seeded(number + 1).mobile } }),
	unsendable: {
		row: () => ({ json: { mobile: '98000' } }),
		message: /"Mobile" is not valid/,
		field: 'Mobile',
	},
	output: (number) => shown(number + 1),
	complete: [
		{
			name: 'a number as people write it',
			parameters: {},
			row: { json: { mobile: '+91 (98000) 10-002' } },
			expected: ({ query }) => expect(query).toEqual({ mob: '+919800010002', full_profile: 'true' }),
		},
	],
};

export const ekaPatientGetByUsername: OperationCase = {
	...PATIENT,
	operation: 'getByUsername',
	operationId: 'getPatientsByUsername',
	parameters: { username: '={{ $json.username }}' },
	good: (number) => ({ json: { username: seeded(number).partnerId } }),
	unsendable: {
		row: () => ({ json: { username: 'two words' } }),
		message: /"Username" is not valid/,
		field: 'Username',
	},
	refused: { ...UNKNOWN, row: () => ({ json: { username: 'NOBODY' } }), description: /username/ },
	output: shown,
	complete: [
		{
			name: 'a name that would be a path',
			parameters: {},
			row: { json: { username: seeded(0).partnerId } },
			expected: ({ path, query }) => {
				expect(path).toBe(`/profiles/v1/patient/${seeded(0).partnerId}/username/`);
				expect(query).toEqual({ flatten: 'true' });
			},
		},
	],
};
