import { spry } from '../../sandbox/seed.mts';
import { PATHS, PATIENT_ID, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { sandbox, get, good, post, rows } = useSpry();

describe('Spry referring physician', () => {
	const physician = (changes: Fields = {}): Fields => ({
		...{ first_name: 'Petra', last_name: 'Wildgoose', org_id: spry.organisationId, ...changes },
	});

	test('is added, and can then be used in a case', async () => {
		const office_address = [{ office_name: 'Main', address1: '3 Rope Walk', state: 'MA', zip: '02110' }];
		const added = await good(PATHS.physician, physician({ npi: '0123456789', office_address }));
		expect(added).toMatchObject({ id: expect.any(Number), npi: '0123456789', office_address, degree: null });
		expect(await good(PATHS.case, { ...newCase, ...referredBy(added.id) })).toMatchObject({
			referring_physician_details: { ref_physician_id: added.id, last_name: 'Wildgoose', zip: '02110' },
		});
	});
	const newCase = { patient_id: PATIENT_ID, case_title: 'Hip', specialization: 'MSK' };
	const referredBy = (id: unknown) => ({ referring_physician_details: { referring_physician_id: id } });

	test('is changed in part, with the full name in the answer', async () => {
		const { id } = await good(PATHS.physician, physician({ degree: 'MD', office_address: [{ city: 'Boston' }] }));
		const changed = await good(`${PATHS.physician}/${String(id)}`, {
			first_name: 'Petronella',
			office_address: [],
		});
		expect(changed).toMatchObject({ id, degree: 'MD', full_name: 'Petronella Wildgoose', office_address: [] });
		expect(await post(`${PATHS.physician}/999999`, { first_name: 'x' })).toMatchObject(REFUSED);
		expect(await post(`${PATHS.physician}/${String(id)}`, { org_id: 78 })).toMatchObject(REFUSED);
	});

	test.each<[string, Fields]>([
		['another organisation', { org_id: 78 }],
		['an NPI as a number', { npi: 1999999901 }],
		['an NPI of nine digits', { npi: '199999990' }],
		['a state by its name', { office_address: [{ state: 'Massachusetts' }] }],
		['a ZIP code as a number', { office_address: [{ zip: 10001 }] }],
		['a single office outside a list', { office_address: { city: 'Boston' } }],
		['an address beside the offices', { address1: '3 Rope Walk' }],
	])('is refused with %s', async (_name, changes) => {
		const before = (await rows('spry_referring_physician')).length;
		expect(await post(PATHS.physician, physician(changes))).toMatchObject(REFUSED);
		expect(await rows('spry_referring_physician')).toHaveLength(before);
	});

	test('is not added by the older path', async () => {
		expect((await post('/apis/v1/referring-physician', physician())).status).toBe(404);
	});
});

describe('Spry doctor', () => {
	test('is read with the names of the clinics', async () => {
		expect(await good(`${PATHS.doctor}/602`)).toMatchObject({
			...{ doctor_id: 602, name: 'Gideon Farrowell', master_specialization: 'PHYSICAL_THERAPIST' },
			clinics: [{ clinic_id: 101, clinic_name: 'Quarterdeck Therapy Boston', status: 'ACTIVE' }],
		});
		for (const id of ['1', 'x', '0']) expect(await get(`${PATHS.doctor}/${id}`)).toMatchObject(REFUSED);
	});

	test('is added, and then has appointments and blocks', async () => {
		const given = {
			master_specialization: 'PHYSICAL_THERAPIST',
			first_name: 'Vida',
			clinics: [{ clinic_id: 102 }],
		};
		const { doctor_id } = await good(PATHS.doctor, given);
		const times = { starts_at: '2026-03-02T12:00:00', ends_at: '2026-03-02T13:00:00' };
		expect(await good(PATHS.block, { doctor_id, clinic_id: 102, ...times })).toMatchObject({ doctor_id });
	});

	test('is changed in part, and answers with a short record', async () => {
		const { doctor_id } = await good(PATHS.doctor, {
			master_specialization: 'PHYSICAL_THERAPIST',
			first_name: 'Vida',
		});
		const path = `${PATHS.doctor}/${String(doctor_id)}`;
		const short = await good(path, { last_name: 'Merrow', languages: ['ENGLISH'] });
		expect(short).toEqual({
			...{ doctor_id, first_name: 'Vida', last_name: 'Merrow', name: 'Vida Merrow' },
			master_specialization: 'PHYSICAL_THERAPIST',
		});
		await sandbox().settings({ longDoctorAnswer: true });
		expect(await good(path, { about: 'Knees.' })).toEqual({
			...short,
			about: 'Knees.',
			npi: null,
			qualifications: [],
		});
		await sandbox().settings({ longDoctorAnswer: false });
		expect(await good(path)).toMatchObject({ name: 'Vida Merrow', languages: ['ENGLISH'] });
		expect(await post(path, { roles: ['DOCTOR'] })).toMatchObject(REFUSED);
		expect(await post(path, { clinics: [{ clinic_id: 1 }] })).toMatchObject(REFUSED);
		expect(await post(`${PATHS.doctor}/1`, { about: 'x' })).toMatchObject(REFUSED);
	});

	test('is served without the prefix of the other paths only', async () => {
		expect((await get('/apis/v1/doctor/602')).status).toBe(404);
	});
});

describe('Spry staff', () => {
	let serial = 0;
	const user = (changes: Fields = {}): Fields => ({
		...{ username: `front.desk.${++serial}`, password: 'Blank-Slate9', roles: ['FRONT_DESK'], ...changes },
	});

	test('is added as a user, and as a doctor too when the role is one', async () => {
		const plain = await good(PATHS.addStaff, {
			user_details: user({ first_name: 'Otto', email: 'otto@mail.example' }),
		});
		expect(plain).toEqual({
			...{
				id: expect.any(Number),
				first_name: 'Otto',
				last_name: null,
				email: 'otto@mail.example',
				mobile: null,
			},
		});
		const before = (await rows('spry_doctor')).length;
		await good(PATHS.addStaff, {
			user_details: user({
				roles: ['JUNIOR_DOCTOR'],
				first_name: 'Ines',
				last_name: 'Hartle',
				clinic_id_list: [102],
			}),
			doctor_details: { master_specialization: 'PHYSICAL_THERAPIST' },
		});
		const doctors = await rows('spry_doctor');
		expect(doctors).toHaveLength(before + 1);
		expect(doctors.at(-1)?.body).toMatchObject({ name: 'Ines Hartle', clinics: [{ clinic_id: 102 }] });
	});

	test('has a password that is neither kept nor shown', async () => {
		await sandbox().clearRequests();
		await good(PATHS.addStaff, { user_details: user({ password: 'Never-Kept8' }) });
		const told = JSON.stringify([await sandbox().state(), await sandbox().requests()]);
		expect(told).not.toContain('Never-Kept8');
		expect(told).toContain('"password":"[hidden]"');
	});

	test.each<[string, Fields]>([
		['a password of seven characters', { password: 'Blan-k9' }],
		['a password of 31 characters', { password: `Blank-Slate9${'x'.repeat(19)}` }],
		['a password without a capital letter', { password: 'blank-slate9' }],
		['a password without a small letter', { password: 'BLANK-SLATE9' }],
		['a password without a digit', { password: 'Blank-Slate' }],
		['a password without a special character', { password: 'BlankSlate9' }],
		['no role', { roles: [] }],
		['a doctor without details', { roles: ['FRONT_DESK', 'DOCTOR'] }],
		['a mobile number of 17 characters', { mobile: '1'.repeat(17) }],
		['an unknown clinic', { clinic_id_list: [101, 1] }],
		['an unknown status', { status: 'GONE' }],
	])('is refused with %s', async (_name, changes) => {
		const before = (await rows('spry_user')).length;
		expect(await post(PATHS.addStaff, { user_details: user(changes) })).toMatchObject(REFUSED);
		expect(await rows('spry_user')).toHaveLength(before);
	});

	test('is refused with a user name that is taken', async () => {
		const given = { user_details: user() };
		await good(PATHS.addStaff, given);
		expect(await post(PATHS.addStaff, given)).toMatchObject(REFUSED);
	});

	test('is changed in part, the doctor with it', async () => {
		const { id } = await good(PATHS.addStaff, {
			user_details: user({ roles: ['DOCTOR'], first_name: 'Ines', last_name: 'Hartle', mobile: '6175550194' }),
			doctor_details: { master_specialization: 'PHYSICAL_THERAPIST', clinics: [{ clinic_id: 101 }] },
		});
		const path = `${PATHS.updateStaff}/${String(id)}`;
		const changed = await good(path, {
			update_user_dto: { last_name: 'Hartley', user_selected_time_zone: 'America/New_York' },
			create_doctor_dto: { about: 'Hips.' },
		});
		expect(changed).toMatchObject({ id, first_name: 'Ines', last_name: 'Hartley', mobile: '6175550194' });
		expect((await rows('spry_doctor')).at(-1)?.body).toMatchObject({
			...{ name: 'Ines Hartley', about: 'Hips.', clinics: [{ clinic_id: 101 }] },
		});
	});

	test.each<[string, Fields]>([
		['a zone that does not exist', { update_user_dto: { user_selected_time_zone: 'Mars/Olympus' } }],
		['an offset for a zone', { update_user_dto: { user_selected_time_zone: '+01:00' } }],
		['a user name', { update_user_dto: { username: 'other' } }],
		['the details of a doctor for somebody who is none', { create_doctor_dto: { about: 'x' } }],
		['the part names of a new member', { user_details: { first_name: 'x' } }],
	])('is not changed with %s', async (_name, body) => {
		expect(await post(`${PATHS.updateStaff}/${spry.userId}`, body)).toMatchObject(REFUSED);
	});

	test('is not changed under an unknown ID', async () => {
		expect(await post(`${PATHS.updateStaff}/1`, { update_user_dto: { first_name: 'x' } })).toMatchObject(REFUSED);
	});
});
