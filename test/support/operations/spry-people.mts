import { spry } from '../../../sandbox/seed.mts';
import { askSpry, byId, made, refusedAs, SPRY, late } from './spry-state.mts';
import type { OperationCase, Row } from './types.mts';

const [therapist] = spry.doctors;
const physicians = spry.referringPhysicians;

const physicianDetails = {
	degree: 'MD',
	groupName: 'Windlass Physicians',
	middleName: 'June',
	npi: '1234567893',
	officeAddress: {
		offices: [
			{
				address1: '40 Windlass Street',
				address2: 'Suite 2',
				city: 'Boston',
				email: 'office@mail.example',
				faxNumber: '617-555-0141',
				officeName: 'Windlass Street',
				state: 'ma',
				zip: '02116-0001',
			},
			{ officeName: 'Second office', zip: '02118' },
		],
	},
	phoneNumber: '617-555-0140',
	speciality: 'Orthopedics',
	taxonomyCode: '207X00000X',
	title: 'Dr.',
};
const sentPhysician = {
	degree: 'MD',
	group_name: 'Windlass Physicians',
	middle_name: 'June',
	npi: '1234567893',
	office_address: [
		{
			address1: '40 Windlass Street',
			address2: 'Suite 2',
			city: 'Boston',
			email: 'office@mail.example',
			fax_number: '617-555-0141',
			office_name: 'Windlass Street',
			state: 'MA',
			zip: '02116-0001',
		},
		{ office_name: 'Second office', zip: '02118' },
	],
	phone_number: '617-555-0140',
	speciality: 'Orthopedics',
	taxonomy_code: '207X00000X',
	title: 'Dr.',
};

const newPhysician = (number: number): Row => ({
	json: { first: 'Ansel', last: `Testbury${number}`, npi: `199999990${number % 10}`, organisation: '' },
});

export const spryPhysicianCreate: OperationCase = {
	...SPRY,
	resource: 'referringPhysician',
	operation: 'create',
	operationId: 'createReferringPhysician',
	// The sign-in, which tells the organisation.
	alsoCalls: ['searchIcdCodes'],
	parameters: {
		firstName: '={{ $json.first }}',
		lastName: '={{ $json.last }}',
		additionalFields: { npi: '={{ $json.npi }}', orgId: '={{ $json.organisation }}' },
	},
	good: newPhysician,
	unsendable: {
		row: (number) => ({ json: { ...newPhysician(number).json, npi: '19-99' } }),
		message: /"NPI" is not valid/,
		field: 'NPI',
	},
	refused: refusedAs(
		(number) => ({ json: { ...newPhysician(number).json, organisation: 78 } }),
		/organisation/,
		/is not the organisation of the token/,
	),
	table: 'spry_referring_physician',
	output: (number) => ({
		id: expect.any(Number),
		first_name: 'Ansel',
		last_name: `Testbury${number}`,
		org_id: spry.organisationId,
	}),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: { additionalFields: { ...physicianDetails, orgId: String(spry.organisationId) } },
			row: newPhysician(0),
			expected: ({ body }) =>
				expect(body).toEqual({
					...sentPhysician,
					first_name: 'Ansel',
					last_name: 'Testbury0',
					org_id: spry.organisationId,
				}),
		},
		{
			name: 'the organisation of the credential when no other is given',
			parameters: { additionalFields: {} },
			row: newPhysician(0),
			expected: ({ body }) =>
				expect(body).toEqual({ first_name: 'Ansel', last_name: 'Testbury0', org_id: spry.organisationId }),
		},
	],
};

const knownPhysician = (number: number): Row => ({
	json: { physician: physicians[number % physicians.length]?.id ?? 0, group: `Group of ${number}` },
});

export const spryPhysicianUpdate: OperationCase = {
	...SPRY,
	resource: 'referringPhysician',
	operation: 'update',
	operationId: 'updateReferringPhysician',
	parameters: { referringPhysicianId: byId('physician'), updateFields: { groupName: '={{ $json.group }}' } },
	good: knownPhysician,
	unsendable: {
		row: (number) => ({ json: { ...knownPhysician(number).json, physician: 'Thornbury' } }),
		message: /"Referring Physician" is not a whole number/,
		field: 'Referring Physician',
	},
	refused: refusedAs(
		(number) => ({ json: { ...knownPhysician(number).json, physician: 999 } }),
		/ID of the physician/,
		/physician not found/,
	),
	mapsFrom: (body) => ({ ...body, referring_physician_id: physicians[0].id }),
	output: (number) => ({ id: knownPhysician(number).json.physician, group_name: `Group of ${number}` }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				updateFields: { ...physicianDetails, firstName: 'Ansel', lastName: 'Thornbury', orgId: '77' },
			},
			row: knownPhysician(0),
			expected: ({ body, path }) => {
				expect(path).toBe(`/apis/v2/referring-physician/${physicians[0].id}`);
				expect(body).toEqual({ ...sentPhysician, first_name: 'Ansel', last_name: 'Thornbury', org_id: 77 });
			},
		},
	],
};

const person = {
	dateOfBirth: '1985-05-17T00:00:00',
	email: 'maribel@mail.example',
	firstName: 'Maribel',
	lastName: 'Oakenshaw',
	middleName: 'June',
	mobile: '617-555-0100',
	sex: 'Female',
};
const sentPerson = {
	date_of_birth: '1985-05-17',
	email: 'maribel@mail.example',
	first_name: 'Maribel',
	last_name: 'Oakenshaw',
	middle_name: 'June',
	mobile: '617-555-0100',
	sex: 'FEMALE',
};
const profession = {
	about: 'Treats runners',
	colorCode: '#2F6F8F',
	npi: '1999999935',
	qualifications: ['DPT', ''],
	registrationNumber: 'PT-1',
	services: ['Dry needling', 'Taping'],
};
const sentProfession = {
	about: 'Treats runners',
	color_code: '#2F6F8F',
	npi: '1999999935',
	qualifications: ['DPT'],
	registration_number: 'PT-1',
	services: ['Dry needling', 'Taping'],
};
const practice = {
	clinics: { entries: [{ clinicId: { __rl: true, mode: 'list', value: '101' } }, { clinicId: 102 }] },
	registrationBody: 'State Board',
	specialities: ['MSK'],
};
const sentPractice = {
	clinics: [{ clinic_id: 101 }, { clinic_id: 102 }],
	registration_body: 'State Board',
	specialities: ['MSK'],
};
const career = {
	awards: 'Therapist of the Year',
	experiences: {
		entries: [
			{ title: 'Therapist', organization: 'Harbor', startDate: '2015-01-02', endDate: '2019-08-31' },
			{ title: 'Senior Therapist', organization: 'Quarterdeck', startDate: '2019-09-01', endDate: '' },
		],
	},
	languages: 'English, Spanish',
	verified: true,
};
const sentCareer = {
	awards: 'Therapist of the Year',
	experiences: [
		{ title: 'Therapist', organization: 'Harbor', start_date: '2015-01-02', end_date: '2019-08-31' },
		{ title: 'Senior Therapist', organization: 'Quarterdeck', start_date: '2019-09-01' },
	],
	languages: ['English', 'Spanish'],
	verified: true,
};

const newDoctor = (number: number): Row => ({
	json: { profession: 'PHYSICAL_THERAPIST', last: `Testoak${number}`, clinic: 101 },
});

export const spryDoctorCreate: OperationCase = {
	...SPRY,
	resource: 'doctor',
	operation: 'create',
	operationId: 'createDoctor',
	parameters: {
		masterSpecialization: '={{ $json.profession }}',
		additionalFields: { lastName: '={{ $json.last }}', clinics: { entries: [{ clinicId: byId('clinic') }] } },
	},
	good: newDoctor,
	unsendable: {
		row: (number) => ({ json: { ...newDoctor(number).json, profession: 'some doctor' } }),
		message: /"Master Specialization" is not a value of Spry/,
		field: 'Master Specialization',
	},
	refused: refusedAs(
		(number) => ({ json: { ...newDoctor(number).json, clinic: 9999 } }),
		/clinics/,
		/no clinic 9999/,
	),
	table: 'spry_doctor',
	output: (number) => ({
		doctor_id: expect.any(Number),
		name: `Testoak${number}`,
		master_specialization: 'PHYSICAL_THERAPIST',
	}),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				additionalFields: { ...person, ...profession, ...practice, ...career, roles: ['DOCTOR', 'Front Desk'] },
			},
			row: { json: { ...newDoctor(0).json, profession: 'Physical Therapist' } },
			expected: ({ body }) =>
				expect(body).toEqual({
					master_specialization: 'PHYSICAL_THERAPIST',
					...sentPerson,
					...sentProfession,
					...sentPractice,
					...sentCareer,
					roles: ['DOCTOR', 'FRONT_DESK'],
				}),
		},
	],
};

const knownDoctor = (number: number): Row => ({
	json: { doctor: spry.doctors[number % spry.doctors.length]?.id ?? 0, about: `About ${number}` },
});
const strangeDoctor = (doctor: string | number) => (number: number) => ({
	json: { ...knownDoctor(number).json, doctor },
});
const doctorBasics = {
	parameters: { doctorId: byId('doctor') },
	good: knownDoctor,
	unsendable: {
		row: strangeDoctor('Oakenshaw'),
		message: /"Doctor" is not a whole number/,
		field: 'Doctor',
	},
	refused: refusedAs(strangeDoctor(999), /ID of the doctor/, /Doctor not found/),
};

export const spryDoctorGet: OperationCase = {
	...SPRY,
	...doctorBasics,
	resource: 'doctor',
	operation: 'get',
	operationId: 'getDoctor',
	output: (number) => ({ doctor_id: knownDoctor(number).json.doctor, master_specialization: 'PHYSICAL_THERAPIST' }),
	complete: [
		{
			name: 'the ID',
			parameters: {},
			row: knownDoctor(0),
			expected: ({ path }) => expect(path).toBe(`/v1/doctor/${therapist?.id}`),
		},
	],
};

export const spryDoctorUpdate: OperationCase = {
	...SPRY,
	...doctorBasics,
	resource: 'doctor',
	operation: 'update',
	operationId: 'updateDoctor',
	parameters: { ...doctorBasics.parameters, updateFields: { about: '={{ $json.about }}' } },
	mapsFrom: (body) => ({ ...body, doctor_id: therapist?.id }),
	output: (number) => ({ doctor_id: knownDoctor(number).json.doctor }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				updateFields: {
					...person,
					...profession,
					...practice,
					...career,
					masterSpecialization: 'PHYSICAL_THERAPIST',
				},
			},
			row: knownDoctor(0),
			expected: ({ body }) =>
				expect(body).toEqual({
					master_specialization: 'PHYSICAL_THERAPIST',
					...sentPerson,
					...sentProfession,
					...sentPractice,
					...sentCareer,
				}),
		},
	],
};

const newStaff = (number: number): Row => ({
	json: { user: `planted.user.${number}`, secret: `Planted-Pass-${number}!`, roles: ['FRONT_DESK'] },
});

export const spryStaffCreate: OperationCase = {
	...SPRY,
	resource: 'staff',
	operation: 'create',
	operationId: 'createStaff',
	parameters: { username: '={{ $json.user }}', password: '={{ $json.secret }}', roles: '={{ $json.roles }}' },
	good: newStaff,
	unsendable: {
		row: (number) => ({ json: { ...newStaff(number).json, secret: 'planted-password' } }),
		message: /"Password" is not one that Spry takes/,
		field: 'Password',
	},
	refused: refusedAs(
		(number) => ({ json: { ...newStaff(number).json, user: 'carechain.demo' } }),
		/username/,
		/is taken/,
	),
	table: 'spry_user',
	// The sandbox does not tell a password.
	mapsFrom: (body) => ({ ...body, user_details: { ...(body.user_details as object), password: 'Planted-Pass-0!' } }),
	output: () => ({ id: expect.any(Number) }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				additionalFields: {
					...person,
					clinicId: { __rl: true, mode: 'list', value: '101' },
					clinicIdList: '101, 102',
					doctorDetails: {
						details: { masterSpecialization: 'PHYSICAL_THERAPIST', ...profession, ...practice },
					},
					doctorType: 'HOME_DOCTOR',
					isCosignRequired: true,
					photoUrl: 'https://example.com/maribel.png',
					status: 'Active',
				},
			},
			row: { json: { ...newStaff(0).json, roles: ['Doctor', 'FRONT_DESK'] } },
			expected: ({ body }) =>
				expect(body).toEqual({
					user_details: {
						username: 'planted.user.0',
						password: expect.any(String) as string,
						roles: ['DOCTOR', 'FRONT_DESK'],
						...sentPerson,
						clinic_id: 101,
						clinic_id_list: [101, 102],
						doctor_type: 'HOME_DOCTOR',
						is_cosign_required: true,
						photo_url: 'https://example.com/maribel.png',
						status: 'ACTIVE',
					},
					doctor_details: {
						master_specialization: 'PHYSICAL_THERAPIST',
						...sentProfession,
						...sentPractice,
					},
				}),
		},
	],
};

const users = made(async (sandbox, number) => {
	const given = {
		user_details: { username: `planted.${number}`, password: 'Planted-Pass-1!', roles: ['DOCTOR'] },
		doctor_details: { master_specialization: 'PHYSICAL_THERAPIST' },
	};
	return (await askSpry<{ id: number }>(sandbox, '/v1/clinic/add-clinic-staff', given)).id;
});
const knownUser = (number: number): Row => ({ json: { user: users.of(number), last: `Testoak${number}` } });

export const spryStaffUpdate: OperationCase = {
	...SPRY,
	resource: 'staff',
	operation: 'update',
	operationId: 'updateStaff',
	parameters: { userId: byId('user'), updateFields: { lastName: '={{ $json.last }}' } },
	prepare: users.prepare,
	good: knownUser,
	unsendable: {
		row: (number) => ({ json: { ...knownUser(number).json, user: 'maribel' } }),
		message: /"User" is not a whole number/,
		field: 'User',
	},
	refused: refusedAs(
		(number) => ({ json: { ...knownUser(number).json, user: 99999 } }),
		/ID of the user/,
		/User not found/,
	),
	mapsFrom: (body) => ({ ...body, user_id: users.of(0) }),
	output: (number) => ({ id: users.of(number), last_name: `Testoak${number}` }),
	complete: [
		late(
			{
				name: 'every field, values as forms give them',
				parameters: {
					updateFields: {
						...person,
						createDoctorDto: { details: { masterSpecialization: 'PHYSICAL_THERAPIST', ...profession } },
						photoUrl: 'https://example.com/maribel.png',
						roles: ['DOCTOR'],
						status: 'inactive',
						userSelectedTimeZone: 'America/New_York',
					},
				},
				expected: ({ body }: { body: unknown }) =>
					expect(body).toEqual({
						update_user_dto: {
							...sentPerson,
							photo_url: 'https://example.com/maribel.png',
							roles: ['DOCTOR'],
							status: 'INACTIVE',
							user_selected_time_zone: 'America/New_York',
						},
						create_doctor_dto: { master_specialization: 'PHYSICAL_THERAPIST', ...sentProfession },
					}),
			},
			() => knownUser(0),
		),
	],
};
