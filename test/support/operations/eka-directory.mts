import { ekaCare } from '../../../sandbox/seed.mts';
import { byId, EKA } from './eka-support.mts';
import type { OperationCase, Row } from './types.mts';

const { clinics, doctors, elsewhere } = ekaCare;
type Kind = 'doctor' | 'clinic';
const SEEDED = { doctor: doctors, clinic: clinics };
const TITLE = { doctor: 'Doctor', clinic: 'Clinic' };

const knownOf = (kind: Kind, number: number) => SEEDED[kind][number % SEEDED[kind].length]!;

function picking(kind: Kind, operation: string, operationId: string) {
	const good = (number: number): Row => ({ json: { id: knownOf(kind, number).id } });
	return {
		...EKA,
		resource: kind,
		operation,
		operationId,
		parameters: { [`${kind}Id`]: byId('id') },
		good,
		unsendable: {
			row: () => ({ json: { id: 'two words' } }),
			message: new RegExp(`"${TITLE[kind]}" is not valid`),
			field: TITLE[kind],
		},
		refused: {
			row: () => ({ json: { id: '999', about: 'Nobody', city: 'Nowhere' } }),
			message: /Eka Care knows no such record \(HTTP 404/,
			description: new RegExp(`ID of the ${kind}`),
			httpStatus: 404,
			vendorWords: /not found/,
		},
		output: (number: number) => ({ id: knownOf(kind, number).id }),
		complete: [
			{
				name: "the caller's own ID",
				parameters: {},
				row: { json: { id: knownOf(kind, 0).partnerId } },
				expected: ({ path }: { path: string }) =>
					expect(path).toBe(`/cdr/v1/${kind}/${knownOf(kind, 0).partnerId}/`),
			},
		],
	} satisfies OperationCase;
}

function deleting(kind: Kind): OperationCase {
	// Each record goes once only, so there have to be more than the sandbox has from the start.
	const id = (number: number) => `NEW-${number}`;
	return {
		...picking(kind, 'delete', `delete${TITLE[kind]}`),
		saysOfRepeat: 'done',
		prepare: async (sandbox) => await addMore(sandbox, kind),
		good: (number) => ({ json: { id: id(number) } }),
		output: (number) => ({ deleted: true, id: id(number) }),
	};
}

type Sandbox = Parameters<NonNullable<OperationCase['prepare']>>[0];

async function addMore(sandbox: Sandbox, kind: Kind): Promise<void> {
	const { token } = await sandbox.mintToken('ekaCare');
	const headers = {
		authorization: `Bearer ${token}`,
		auth: token,
		'client-id': ekaCare.clientId,
		'content-type': 'application/json',
	};
	for (let number = 0; number < 12; number++) {
		const details =
			kind === 'clinic'
				? { name: `Annex ${number}`, address: '3 Row' }
				: { firstname: 'Leonie', lastname: `Ashgrove-${number}`, gender: 'F' };
		const body = JSON.stringify({ ...details, partner_id: `NEW-${number}` });
		const { status } = await fetch(`${sandbox.ekaCare}/cdr/v1/${kind}/`, { method: 'POST', headers, body });
		if (status !== 201) throw new Error(`The sandbox answered ${status} to a new ${kind}`);
	}
}

function listing(kind: Kind): OperationCase {
	return {
		...EKA,
		resource: kind,
		operation: 'getAll',
		operationId: `list${TITLE[kind]}s`,
		parameters: { limit: '={{ $json.limit }}' },
		good: () => ({ json: { limit: 1 } }),
		unsendable: {
			row: () => ({ json: { limit: 'few' } }),
			message: /"Limit" is not a whole number/,
			field: 'Limit',
		},
		output: () => ({ id: knownOf(kind, 0).id }),
		complete: [
			{
				name: 'all',
				parameters: { returnAll: true },
				row: { json: {} },
				expected: ({ query }) => expect(query).toEqual({}),
			},
		],
	};
}

const refusedLink = (kind: Kind, json: Row['json']) => ({
	row: () => ({ json }),
	message: /Eka Care refused the data \(HTTP 400/,
	description: new RegExp(`Check the .*${kind}`),
	httpStatus: 400,
	vendorWords: /no (doctor|clinic) NOBODY/,
});

const DOCTOR = {
	firstName: 'Leonie',
	lastName: 'Ashgrove',
	gender: 'female',
	about: 'Twenty years of sports medicine',
	dob: '1980-05-17T00:00:00Z',
	email: 'leonie@mail.example',
	mobile: '+91 98000 00001',
	profileImageUrl: 'https://mail.example/leonie.jpg',
	qualifications: 'MBBS, MS',
	specialisations: ['Orthopaedics'],
	partnerId: 'DOC-77',
};
const SENT_DOCTOR = {
	firstname: 'Leonie',
	lastname: 'Ashgrove',
	gender: 'F',
	about: 'Twenty years of sports medicine',
	dob: '1980-05-17',
	email: 'leonie@mail.example',
	mobile: '9800000001',
	profile_image_url: 'https://mail.example/leonie.jpg',
	qualifications: ['MBBS', 'MS'],
	specialisations: ['Orthopaedics'],
	partner_id: 'DOC-77',
};
const { firstName, lastName, gender, ...DOCTOR_MORE } = DOCTOR;
const newDoctor = (number: number): Row => ({ json: { first: 'Leonie', last: `Ashgrove-${number}`, gender: 'F' } });
const CLINIC_LINKS = `${clinics[0]?.id}, ${clinics[1]?.id}`;
const doctorSent = (more: object) => ({ ...SENT_DOCTOR, ...more });

const CLINIC = {
	city: 'Pune',
	contact: '020 0000-0000',
	pincode: '011001',
	state: 'Maharashtra',
	partnerId: 'CLINIC-77',
};
const SENT_CLINIC = {
	city: 'Pune',
	contact: '02000000000'.slice(0, 11),
	pincode: '011001',
	state: 'Maharashtra',
	partner_id: 'CLINIC-77',
};
const newClinic = (number: number): Row => ({ json: { title: `Annex ${number}`, address: `${number} Row` } });

const ownLinks = (kind: Kind) =>
	kind === 'doctor'
		? {
				parameters: { partnerClinicIds: clinics[1]?.partnerId ?? '' },
				sent: { partner_clinic_ids: [clinics[1]?.partnerId] },
			}
		: {
				parameters: { partnerDoctorIds: doctors[1]?.partnerId ?? '' },
				sent: { partner_doctor_ids: [doctors[1]?.partnerId] },
			};

export const ekaDoctorCases: OperationCase[] = [
	{
		...EKA,
		resource: 'doctor',
		operation: 'create',
		operationId: 'createDoctor',
		parameters: { firstName: '={{ $json.first }}', lastName: '={{ $json.last }}', gender: '={{ $json.gender }}' },
		good: newDoctor,
		unsendable: {
			row: () => ({ json: { ...newDoctor(1).json, gender: 'unknown' } }),
			message: /"Gender" is not one of the values/,
			field: 'Gender',
		},
		table: 'eka_doctor',
		output: () => ({ success: true, id: expect.any(String) }),
		complete: [
			{
				name: "every field, with Eka Care's IDs",
				parameters: { ...DOCTOR, additionalFields: { ...DOCTOR_MORE, clinicIds: CLINIC_LINKS } },
				row: { json: {} },
				expected: ({ body, headerNames }) => {
					expect(headerNames).toContain('auth');
					expect(body).toEqual(doctorSent({ clinic_ids: clinics.slice(0, 2).map(({ id }) => id) }));
				},
			},
			{
				name: "the caller's own IDs",
				parameters: { firstName, lastName, gender, additionalFields: ownLinks('doctor').parameters },
				row: { json: {} },
				expected: ({ body }) => expect(body).toMatchObject(ownLinks('doctor').sent),
			},
		],
	},
	deleting('doctor'),
	picking('doctor', 'get', 'getDoctor'),
	listing('doctor'),
	{
		...picking('doctor', 'getServices', 'getDoctorServices'),
		// The first has two services.
		good: (number) => ({ json: { id: knownOf('doctor', 1 + (number % 2)).id } }),
		refused: {
			row: () => ({ json: { id: elsewhere.doctorId } }),
			message: /does not find this in the credential's workspace.* \(HTTP 403, code UNAUTHORIZED_ENTITY\)/,
			description: /IDs first/,
			httpStatus: 403,
			vendorCode: 'UNAUTHORIZED_ENTITY',
			vendorWords: /belongs to another/,
		},
		output: (number) => ({
			conf_id: knownOf('doctor', 1 + (number % 2)).id.endsWith('4') ? 'conf-sandmoor-visit' : 'conf-peake-visit',
		}),
		complete: [
			{
				name: 'the ID',
				parameters: {},
				row: { json: { id: knownOf('doctor', 0).id } },
				expected: ({ path }) => expect(path).toBe(`/dr/v1/doctor/service/${knownOf('doctor', 0).id}`),
			},
		],
	},
	{
		...picking('doctor', 'update', 'updateDoctor'),
		parameters: { doctorId: byId('id'), updateFields: { about: '={{ $json.about }}' } },
		good: (number) => ({ json: { id: knownOf('doctor', number).id, about: `About ${number}` } }),
		mapsFrom: (body) => ({ ...body, doctor_id: knownOf('doctor', 0).id }),
		output: (number) => ({ success: true, id: knownOf('doctor', number).id }),
		complete: [
			{
				name: "every field, with Eka Care's IDs",
				parameters: { updateFields: { ...DOCTOR, clinicIds: CLINIC_LINKS } },
				row: { json: { id: knownOf('doctor', 0).id } },
				expected: ({ body }) =>
					expect(body).toEqual(doctorSent({ clinic_ids: clinics.slice(0, 2).map(({ id }) => id) })),
			},
			{
				name: "the caller's own IDs",
				parameters: { updateFields: ownLinks('doctor').parameters },
				row: { json: { id: knownOf('doctor', 0).id } },
				expected: ({ body }) => expect(body).toEqual(ownLinks('doctor').sent),
			},
		],
	},
];

const DOCTOR_LINKS = [doctors[0]?.id ?? ''];

export const ekaClinicCases: OperationCase[] = [
	{
		...EKA,
		resource: 'clinic',
		operation: 'create',
		operationId: 'createClinic',
		parameters: {
			name: '={{ $json.title }}',
			address: '={{ $json.address }}',
			additionalFields: { doctorIds: '={{ $json.doctors }}' },
		},
		good: newClinic,
		unsendable: {
			row: () => ({ json: { ...newClinic(1).json, title: { a: 1 } } }),
			message: /"Name" must be a text/,
			field: 'Name',
		},
		refused: refusedLink('clinic', { ...newClinic(0).json, doctors: 'NOBODY' }),
		table: 'eka_clinic',
		output: () => ({ success: true, id: expect.any(String) }),
		complete: [
			{
				name: "every field, with Eka Care's IDs",
				parameters: { additionalFields: { ...CLINIC, doctorIds: DOCTOR_LINKS } },
				row: newClinic(0),
				expected: ({ body }) =>
					expect(body).toEqual({
						name: 'Annex 0',
						address: '0 Row',
						...SENT_CLINIC,
						doctor_ids: DOCTOR_LINKS,
					}),
			},
			{
				name: "the caller's own IDs",
				parameters: { additionalFields: ownLinks('clinic').parameters },
				row: newClinic(0),
				expected: ({ body }) => expect(body).toMatchObject(ownLinks('clinic').sent),
			},
		],
	},
	deleting('clinic'),
	picking('clinic', 'get', 'getClinic'),
	listing('clinic'),
	{
		...picking('clinic', 'update', 'updateClinic'),
		parameters: { clinicId: byId('id'), updateFields: { city: '={{ $json.city }}' } },
		good: (number) => ({ json: { id: knownOf('clinic', number).id, city: `City ${number}` } }),
		mapsFrom: (body) => ({ ...body, clinic_id: knownOf('clinic', 0).id }),
		output: (number) => ({ success: true, id: knownOf('clinic', number).id }),
		complete: [
			{
				name: "every field, with Eka Care's IDs",
				parameters: {
					updateFields: { ...CLINIC, name: 'Annex', address: '7 Row', doctorIds: DOCTOR_LINKS },
				},
				row: { json: { id: knownOf('clinic', 0).id } },
				expected: ({ body }) =>
					expect(body).toEqual({ name: 'Annex', address: '7 Row', ...SENT_CLINIC, doctor_ids: DOCTOR_LINKS }),
			},
			{
				name: "the caller's own IDs",
				parameters: { updateFields: ownLinks('clinic').parameters },
				row: { json: { id: knownOf('clinic', 0).id } },
				expected: ({ body }) => expect(body).toEqual(ownLinks('clinic').sent),
			},
		],
	},
];
