import { book } from '../../../nodes/EkaCare/actions/appointment/book.operation.ts';
import { ekaCare } from '../../../nodes/EkaCare/vendor.ts';
import { toNodeError } from '../../../nodes/shared/failure.ts';
import { readFields } from '../../../nodes/shared/fields/read.ts';
import { fakeContext, rejectionOf } from '../kernel/support.mts';
import { answerOf, documented, failureFor, leaks, PRIVATE, requestOf, stepsOf, wireFields } from './support.mts';

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('Eka Care Appointment: Book', () => {
	const IDS = {
		idType: 'eka',
		doctorId: '161467756044203',
		clinicId: '6698e6e1b2d1b40012345678',
		patientId: '175074536120088',
	};
	const PARTNER = {
		idType: 'partner',
		partnerDoctorId: 'DOC-7',
		partnerClinicId: 'CLINIC-2',
		partnerPatientId: 'PAT-1',
	};
	const START = { startTime: '2027-01-15T09:30' };
	const PERSON = { firstName: 'Asha', gender: 'F', mobile: '+91 98000-00000' };
	const request = (more: object = {}, ids: object = IDS) =>
		requestOf(book, { parameters: { ...ids, ...START, additionalFields: { ...more } }, timezone: 'Asia/Kolkata' });

	it('has every documented field with its values', () => {
		const patient = [
			'middle_name',
			'last_name',
			'mobile',
			'dob',
			'age',
			'address.city',
			'address.pincode',
			'partner_patient_id',
		];
		expect(wireFields(book.fields)).toEqual(
			documented({
				'doctor_id*': undefined,
				'clinic_id*': undefined,
				patient_id: undefined,
				'partner_doctor_id*': undefined,
				'partner_clinic_id*': undefined,
				partner_patient_id: undefined,
				partner_appointment_id: undefined,
				token: undefined,
				'appointment_details.start_time*': undefined,
				'appointment_details.end_time': undefined,
				'appointment_details.mode': ['INCLINIC', 'PHONE', 'VIDEO'],
				'appointment_details.custom_attributes': undefined,
				'appointment_details.video_connect': undefined,
				'appointment_details.video_connect.vendor*': ['100ms', 'other'],
				'appointment_details.video_connect.url*': undefined,
				patient_details: undefined,
				'patient_details.designation': [
					'Mr.',
					'Ms.',
					'Mrs.',
					'Miss.',
					'Kumar.',
					'Shri.',
					'Smt.',
					'Dr.',
					'Master.',
					'Baby.',
					'Mohd.',
					'B/O',
				],
				'patient_details.first_name*': undefined,
				'patient_details.gender*': ['M', 'F', 'O'],
				...Object.fromEntries(patient.map((name) => [`patient_details.${name}`, undefined])),
				partner_meta: undefined,
				display_meta: undefined,
				notes: undefined,
			}),
		);
	});

	it("sends the vendor's own IDs, and nothing of the other set", async () => {
		const spec = await requestOf(book, { parameters: { ...PARTNER, ...IDS, ...START }, timezone: 'Asia/Kolkata' });
		expect(spec).toEqual({
			method: 'POST',
			path: '/dr/v1/appointment',
			body: {
				doctor_id: IDS.doctorId,
				clinic_id: IDS.clinicId,
				patient_id: IDS.patientId,
				appointment_details: { start_time: seconds('2027-01-15T04:00:00Z') },
			},
			isComplete: expect.any(Function) as unknown,
		});
	});

	it('sends the IDs of the partner, and nothing of the other set', async () => {
		const spec = await requestOf(book, { parameters: { ...IDS, ...PARTNER, ...START }, timezone: 'Asia/Kolkata' });
		expect(spec.body).toMatchObject({
			partner_doctor_id: 'DOC-7',
			partner_clinic_id: 'CLINIC-2',
			partner_patient_id: 'PAT-1',
		});
		expect(Object.keys(spec.body ?? {}).filter((key) => /^(doctor|clinic|patient)_id$/.test(key))).toEqual([]);
	});

	it('sends everything else in the types of the vendor', async () => {
		const spec = await request({
			endTime: '2027-01-15T10:00',
			mode: 'Video',
			videoConnect: { details: { url: 'https://meet.example.com/7', vendor: 'Other' } },
			customAttributes: { label: ['new'], tags: ['knee'] },
			displayMeta: '{"referred_by": "Dr. Osei", "visit": 2, "score": 1.5}',
			partnerMeta: { campaign: 'spring' },
			partnerAppointmentId: 'APT-1024',
			notes: '<b>Reports</b>',
			token: '7',
			patientDetails: {
				details: {
					...PERSON,
					lastName: 'Kulkarni',
					age: '42',
					city: 'Pune',
					pincode: '411001',
					designation: 'Mrs.',
					partnerPatientId: 'PAT-1',
				},
			},
		});
		expect(spec.body).toMatchObject({
			appointment_details: {
				start_time: seconds('2027-01-15T04:00:00Z'),
				end_time: seconds('2027-01-15T04:30:00Z'),
				mode: 'VIDEO',
				video_connect: { url: 'https://meet.example.com/7', vendor: 'other' },
				custom_attributes: { label: ['new'], tags: ['knee'] },
			},
			display_meta: { referred_by: 'Dr. Osei', visit: 2, score: 1.5 },
			partner_meta: { campaign: 'spring' },
			partner_appointment_id: 'APT-1024',
			notes: '<b>Reports</b>',
			token: 7,
			patient_details: {
				first_name: 'Asha',
				last_name: 'Kulkarni',
				gender: 'F',
				mobile: '+919800000000',
				age: 42,
				address: { city: 'Pune', pincode: 411001 },
				designation: 'Mrs.',
				partner_patient_id: 'PAT-1',
			},
		});
	});

	it('needs the ID of the patient or the details, and says which under the name that is shown', async () => {
		const details = { patientDetails: { details: PERSON } };
		await expect(request(details, { ...IDS, patientId: '' })).resolves.toBeDefined();
		await expect(request(details, { ...PARTNER, partnerPatientId: '' })).resolves.toBeDefined();
		expect((await rejectionOf(request({}, { ...IDS, patientId: '' }))).field).toBe('Patient');
		expect((await rejectionOf(request({}, { ...PARTNER, partnerPatientId: '' }))).field).toBe('Partner Patient');
	});

	it.each([
		['2027-01-15T09:30', 'the same moment'],
		['2027-01-15T09:00', 'earlier'],
		['2027-01-15T04:00:00Z', 'the same moment in another zone'],
	])('refuses the end %s, which is %s', async (endTime) => {
		expect((await rejectionOf(request({ endTime }))).field).toBe('End Time');
	});

	it.each([undefined, 'PHONE', 'INCLINIC'])('refuses video details with the mode %j', async (mode) => {
		const videoConnect = { details: { url: 'https://meet.example.com/7', vendor: 'other' } };
		expect((await rejectionOf(request({ mode, videoConnect }))).field).toBe('Video Details');
	});

	it.each(['http://meet.example.com', 'meet.example.com', 'javascript:alert(1)', 'https://a b'])(
		'refuses the video address %j',
		async (url) => {
			expect(
				(await rejectionOf(request({ mode: 'VIDEO', videoConnect: { details: { url, vendor: 'other' } } })))
					.field,
			).toBe('Video Details > URL');
		},
	);

	it('takes an age or a date of birth, and refuses both', async () => {
		const withPerson = (more: object) => request({ patientDetails: { details: { ...PERSON, ...more } } });
		expect((await withPerson({ age: '0' })).body).toMatchObject({ patient_details: { age: 0 } });
		expect((await withPerson({ dob: '1990-05-17T00:00:00.000Z' })).body).toMatchObject({
			patient_details: { dob: '1990-05-17' },
		});
		expect((await rejectionOf(withPerson({ age: 36, dob: '1990-05-17' }))).field).toBe('Patient Details');
	});

	it.each([
		[{ age: 151 }, 'Age'],
		[{ age: '-1' }, 'Age'],
		[{ gender: 'X' }, 'Gender'],
		[{ mobile: '9800000000' }, 'Mobile'],
		[{ mobile: '+0980000000' }, 'Mobile'],
		[{ mobile: 919800000000 }, 'Mobile'],
		[{ pincode: '41100' }, 'Pincode'],
		[{ designation: 'Sir' }, 'Designation'],
		[{ firstName: '' }, 'First Name'],
	])('refuses the patient %j by the name of the field', async (more, field) => {
		expect((await rejectionOf(request({ patientDetails: { details: { ...PERSON, ...more } } }))).field).toBe(
			`Patient Details > ${field}`,
		);
	});

	it('sends no designation when it is "Not Given"', async () => {
		const spec = await request({ patientDetails: { details: { ...PERSON, designation: 'Not Given' } } });
		expect(spec.body?.patient_details).not.toHaveProperty('designation');
	});

	it('takes display metadata up to its limits', async () => {
		const displayMeta = { ['k'.repeat(30)]: 'v'.repeat(50), number: 0, fraction: -1.5 };
		expect((await request({ displayMeta })).body?.display_meta).toEqual(displayMeta);
	});

	it.each([
		[{ ['k'.repeat(31)]: 'v' }],
		[{ key: 'v'.repeat(51) }],
		[{ key: true }],
		[{ key: null }],
		[{ key: ['v'] }],
		[{ key: { nested: 'v' } }],
	])('refuses the display metadata %j', async (displayMeta) => {
		expect((await rejectionOf(request({ displayMeta }))).field).toBe('Display Metadata');
	});

	it('does not quote the keys of metadata, which are data', async () => {
		for (const displayMeta of [{ 'Asha Kulkarni-Made-Up': true }, { [`Asha Made-Up ${'x'.repeat(30)}`]: 'v' }]) {
			expect(leaks(await rejectionOf(request({ displayMeta })))).toBe(false);
		}
	});

	it('keeps its own words in n8n whatever the key is called', async () => {
		const failure = await rejectionOf(request({ displayMeta: { preexisting: true } }));
		expect(toNodeError(fakeContext().context, failure, 0).message).toContain('"Display Metadata"');
	});

	describe('looked up after nobody knows what became of it', () => {
		const lookUpOf = (additionalFields: object) => {
			const { body, params } = readFields(
				book.fields,
				({ name, default: initial }) =>
					({ ...IDS, ...START, additionalFields })[name as 'startTime'] ?? initial,
				'UTC',
			);
			return book.lookUp?.(
				{ body, params, account: {}, timezone: 'UTC', index: 0, notes: {}, files: () => [] },
				0,
			);
		};
		const byKey = () => {
			const lookUp = lookUpOf({ partnerAppointmentId: 'APT/7' });
			if (!lookUp) throw new Error('There is nothing to look for');
			return lookUp;
		};

		it('is asked for by the ID of the partner, which stays one part of the path', () => {
			expect(byKey().request).toMatchObject({
				method: 'GET',
				path: '/dr/v1/appointment/APT%2F7',
				query: { partner_id: 1 },
			});
		});

		it('cannot be asked for without that ID, so it is never sent twice', () => {
			expect(lookUpOf({})).toBeUndefined();
			expect(book.resend).toBe('keyed');
		});

		it('is there when Eka Care gives it with its ID', () => {
			const { request: spec, find } = byKey();
			const answer = answerOf(200, { appointment_id: 'api-1-APT', status: 'BK' });
			expect(failureFor(ekaCare, book, answer, spec)).toBeUndefined();
			expect(find(answer)).toEqual({ appointment_id: 'api-1-APT', status: 'BK' });
		});

		it('is not there when Eka Care says so', () => {
			const { request: spec, find } = byKey();
			const answer = answerOf(404, { error: { code: 'NOT_FOUND', message: PRIVATE } });
			expect(failureFor(ekaCare, book, answer, spec)).toBeUndefined();
			expect(find(answer)).toBeUndefined();
		});

		it.each([
			[
				'a page of a server in between that knows no such path',
				{ ...answerOf(404, undefined), unreadable: true },
			],
			['an answer without an appointment', answerOf(200, {})],
			['an answer without content', answerOf(200, undefined)],
			['a refusal', answerOf(403, { error: { code: 'ACCESS_DENIED' } })],
			['a fault', answerOf(500, {})],
		])('is still unknown after %s', (_what, answer) => {
			expect(failureFor(ekaCare, book, answer, byKey().request)).toBeDefined();
		});
	});

	it('gives back what was booked, and does not call an answer without its ID a success', async () => {
		const answer = answerOf(201, { appointment_id: 'api-1-APT' });
		const { produced } = await stepsOf(book, { parameters: { ...IDS, ...START } }, () => answer);
		expect(produced).toEqual([{ json: { appointment_id: 'api-1-APT' } }]);
		expect(failureFor(ekaCare, book, answerOf(201, {}), await request())?.kind).toBe('malformed');
	});
});
