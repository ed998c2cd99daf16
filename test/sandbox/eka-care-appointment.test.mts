import { randomUUID } from 'node:crypto';
import { ekaCare } from '../../sandbox/seed.mts';
import { useVendor } from './support.mts';

type Fields = Record<string, unknown>;

const APPOINTMENT = '/dr/v1/appointment';
const [boston, springfield] = ekaCare.clinics;
const [everywhere, bostonOnly] = ekaCare.doctors;
const [patient] = ekaCare.patients;
const word = expect.stringMatching(/\w/) as unknown;

const { get, post, rows } = useVendor('ekaCare');

describe('Eka Care appointment', () => {
	let nextStart = 1_800_000_000;
	const details = (changes: Fields = {}): Fields => {
		nextStart += 3600;
		return { start_time: nextStart, end_time: nextStart + 900, mode: 'INCLINIC', ...changes };
	};
	const booking = (changes: Fields = {}): Fields => ({
		clinic_id: boston!.id,
		doctor_id: everywhere!.id,
		patient_id: patient!.oid,
		appointment_details: details(),
		...changes,
	});
	const partners = { partner_clinic_id: boston!.partnerId, partner_doctor_id: everywhere!.partnerId };
	const noEkaIds = { clinic_id: undefined, doctor_id: undefined, patient_id: undefined };
	const person = { first_name: 'Nova', last_name: 'Testwood', gender: 'F', dob: '1999-09-09' };

	test('is booked with every documented field and read back under both ids', async () => {
		const key = randomUUID();
		const video = { mode: 'VIDEO', video_connect: { vendor: '100ms', url: 'https://video.example/room' } };
		const given = booking({
			...{ partner_appointment_id: key, token: 7, notes: '<b>fasting</b>' },
			partner_meta: { row: 3, nested: { free: true } },
			display_meta: { visit_kind: 'first visit', queue: 4, share: 0.5 },
			appointment_details: details({ ...video, custom_attributes: { label: ['new'], tags: ['a', 'b'] } }),
			patient_details: {
				...{ designation: 'Ms.', ...person, middle_name: 'Q', mobile: '+919800000001' },
				...{ address: { city: 'Pune', pincode: 411001 }, partner_patient_id: patient!.partnerId },
			},
		});
		const booked = await post(APPOINTMENT, given);
		expect(booked).toMatchObject({ status: 201, body: { appointment_id: expect.stringMatching(/^api-/) } });
		const { appointment_id } = booked.body as { appointment_id: string };

		const expected = {
			...{ appointment_id, partner_appointment_id: key, patient_id: patient!.oid, status: 'BK', mode: 'tele' },
			...{ partner_doctor_id: everywhere!.partnerId, partner_meta: given.partner_meta, notes: given.notes },
		};
		expect(await get(`${APPOINTMENT}/${appointment_id}`)).toMatchObject({ status: 200, body: expected });
		expect(await get(`${APPOINTMENT}/${key}?partner_id=1`)).toMatchObject({ status: 200, body: expected });
		const notFound = { status: 404, body: { error: { code: 'NOT_FOUND', message: word } } };
		expect(await get(`${APPOINTMENT}/${key}`)).toMatchObject(notFound);
	});

	test("is booked with the partner's ids, and without an end", async () => {
		const given = booking({ ...noEkaIds, ...partners, partner_patient_id: patient!.partnerId });
		expect((await post(APPOINTMENT, given)).status).toBe(201);
		expect(
			(await post(APPOINTMENT, booking({ appointment_details: { start_time: (nextStart += 3600) } }))).status,
		).toBe(201);
	});

	test('adds the person it describes to the directory, once for each partner id', async () => {
		const before = (await rows('eka_patient')).length;
		const partner_patient_id = `NEW-${randomUUID()}`;
		const withIds = booking({ patient_id: undefined, patient_details: { ...person, partner_patient_id } });
		expect((await post(APPOINTMENT, withIds)).status).toBe(201);
		const again = booking({ ...noEkaIds, ...partners, partner_patient_id, patient_details: person });
		expect((await post(APPOINTMENT, again)).status).toBe(201);
		const patients = await rows('eka_patient');
		expect(patients).toHaveLength(before + 1);
		expect(patients.at(-1)).toMatchObject({ partner_patient_id, body: { fn: 'nova', ln: 'testwood' } });
	});

	test('is refused when it overlaps another of the same doctor, and not when it follows it', async () => {
		const first = details();
		const start = Number(first.start_time);
		expect((await post(APPOINTMENT, booking({ appointment_details: first }))).status).toBe(201);
		const overlap = booking({
			clinic_id: springfield!.id,
			appointment_details: details({ start_time: start + 600, end_time: start + 1200 }),
		});
		const refusal = { status: 400, body: { error: { code: 'APPOINTMENT_BOOKING_FAILED', message: word } } };
		expect(await post(APPOINTMENT, overlap)).toMatchObject(refusal);
		const after = booking({ appointment_details: details({ start_time: start + 900, end_time: start + 1800 }) });
		expect((await post(APPOINTMENT, after)).status).toBe(201);
		const otherDoctor = booking({ doctor_id: bostonOnly!.id, appointment_details: first });
		expect((await post(APPOINTMENT, otherDoctor)).status).toBe(201);
	});

	test('is refused when its partner appointment id is taken', async () => {
		const partner_appointment_id = randomUUID();
		expect((await post(APPOINTMENT, booking({ partner_appointment_id }))).status).toBe(201);
		const before = (await rows('eka_appointment')).length;
		const refusal = { status: 400, body: { error: { code: 'APPOINTMENT_BOOKING_FAILED', message: word } } };
		expect(await post(APPOINTMENT, booking({ partner_appointment_id }))).toMatchObject(refusal);
		expect(await rows('eka_appointment')).toHaveLength(before);
	});

	const at = (changes: Fields): Fields => ({ appointment_details: { start_time: 1_900_000_000, ...changes } });
	const room = { vendor: '100ms', url: 'https://video.example/room' };
	test.each<[string, Fields]>([
		['an unknown field', { reason: 'x' }],
		['no appointment details', { appointment_details: undefined }],
		['an unknown clinic', { clinic_id: '0123456789abcdef01234567' }],
		['a clinic id of another form', { clinic_id: 'boston' }],
		['an unknown doctor', { doctor_id: '1' }],
		['an unknown patient', { patient_id: '100000000000000' }],
		['a patient id as a number', { patient_id: Number(patient!.oid) }],
		['a doctor who does not work at the clinic', { doctor_id: bostonOnly!.id, clinic_id: springfield!.id }],
		['no patient at all', { patient_id: undefined }],
		['no doctor', { doctor_id: undefined }],
		['both sets of ids', { ...partners, partner_patient_id: patient!.partnerId }],
		['a mixture of both sets', { patient_id: undefined, partner_patient_id: patient!.partnerId }],
		[
			'an unknown partner clinic',
			{ ...noEkaIds, ...partners, partner_patient_id: patient!.partnerId, partner_clinic_id: 'X' },
		],
		['an unknown partner patient', { ...noEkaIds, ...partners, partner_patient_id: 'X' }],
		['a start in milliseconds', at({ start_time: 1_900_000_000_000 })],
		['a start as text', at({ start_time: '2030-03-17T10:00:00Z' })],
		['a start with a fraction', at({ start_time: 1_900_000_000.5 })],
		['an end before the start', at({ end_time: 1_899_999_000 })],
		['an end at the start', at({ end_time: 1_900_000_000 })],
		['an unknown mode', at({ mode: 'IN_CLINIC' })],
		['video details without a mode', at({ video_connect: room })],
		['video details with another mode', at({ mode: 'PHONE', video_connect: room })],
		['an unknown video vendor', at({ mode: 'VIDEO', video_connect: { ...room, vendor: 'zoom' } })],
		['a video address that is none', at({ mode: 'VIDEO', video_connect: { ...room, url: 'room' } })],
		['an unknown appointment detail', at({ duration: 15 })],
		['tags that are no list', at({ custom_attributes: { tags: 'a' } })],
		['a display key of 31 characters', { display_meta: { ['k'.repeat(31)]: 'x' } }],
		['a display value of 51 characters', { display_meta: { k: 'x'.repeat(51) } }],
		['a display value that is a boolean', { display_meta: { k: true } }],
		['partner metadata that is no object', { partner_meta: 'x' }],
		['a queue token as text', { token: '7' }],
		['an unknown designation', { patient_details: { ...person, designation: 'Prof.' } }],
		['a date of birth and an age', { patient_details: { ...person, age: 27 } }],
		['a mobile number without country code', { patient_details: { ...person, mobile: '9800000001' } }],
		['a pincode as text', { patient_details: { ...person, address: { pincode: '411001' } } }],
		['an unknown patient detail', { patient_details: { ...person, email: 'a@b.example' } }],
		['a new patient without a name', { patient_id: undefined, patient_details: { gender: 'F', age: 3 } }],
		[
			'a new patient without birth date and age',
			{ patient_id: undefined, patient_details: { first_name: 'N', gender: 'F' } },
		],
	])('is refused for %s', async (_name, changes) => {
		const before = (await rows('eka_appointment')).length;
		const reply = await post(APPOINTMENT, booking(changes));
		expect(reply).toMatchObject({
			status: 400,
			body: { error: { code: 'INVALID_REQUEST_PARAMETERS', message: word } },
		});
		expect(await rows('eka_appointment')).toHaveLength(before);
	});

	test('is refused without client id, as text, and with an unknown query parameter', async () => {
		const refusal = { status: 400, body: { error: { code: 'INVALID_REQUEST_PARAMETERS', message: word } } };
		expect(await post(APPOINTMENT, booking(), { 'client-id': undefined })).toMatchObject(refusal);
		expect(await post(APPOINTMENT, booking(), { 'content-type': 'text/plain' })).toMatchObject(refusal);
		expect(await post(`${APPOINTMENT}?dry=1`, booking())).toMatchObject(refusal);
		expect(await get(`${APPOINTMENT}/x?partner_id=yes`)).toMatchObject(refusal);
	});
});
