import { ekaCare } from '../../sandbox/seed.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { ekaAppointmentBook } from '../support/operations/eka-appointment-book.mts';
import { ekaCaseCreate } from '../support/operations/eka-case-create.mts';
import { JPEG, medMitraCaseCreate, PDF, PNG } from '../support/operations/med-mitra-case-create.mts';
import { spryPatientCreate } from '../support/operations/spry-patient-create.mts';
import type { Row } from '../support/operations/types.mts';

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => await clinic.sandbox.reset());

const id = (value: string) => ({ __rl: true as const, mode: 'id', value });

describe('Spry Patient: Create', () => {
	it('gives back the existing patient, and says so, when the person is already registered', async () => {
		const rows = [spryPatientCreate.good(0), spryPatientCreate.good(0)];
		const before = await clinic.recordsOf(spryPatientCreate);
		const { items } = await clinic.run(spryPatientCreate, rows);
		expect(items.map(({ json }) => json.alreadyExisted)).toEqual([false, true]);
		expect(items[1]?.json.patient_id).toBe(items[0]?.json.patient_id);
		expect(await clinic.recordsOf(spryPatientCreate)).toBe(before + 1);
	});

	it('takes resource locators in expression mode with another clinic for each item', async () => {
		const rows = [101, 102].map((clinicId, number) => ({
			json: { ...spryPatientCreate.good(number).json, clinic: clinicId },
		}));
		await clinic.run(spryPatientCreate, rows);
		const requests = await clinic.requestsOf(spryPatientCreate);
		expect(requests.map(({ body }) => (body as { clinic_id: number }).clinic_id)).toEqual([101, 102]);
	});

	it.each([
		['mobile', '1234567890123456789', '"Mobile" is not valid'],
		['emailAddress', 'not an address', '"Email Address" is not valid'],
		['status', 'SLEEPING', '"Status" is not one of the values'],
	])('refuses the %s %p', async (field, value, message) => {
		const { error } = await clinic.run(spryPatientCreate, [spryPatientCreate.good(0)], {
			parameters: { additionalFields: { [field]: value } },
		});
		expect(error?.message).toContain(message);
		expect(await clinic.requestsOf(spryPatientCreate)).toEqual([]);
	});

	it.each(['2115', '021156', 'SW1A 1AA', '1011'])(
		'refuses the postal code %p instead of guessing',
		async (postalCode) => {
			const { error } = await clinic.run(spryPatientCreate, [spryPatientCreate.good(0)], {
				parameters: { additionalFields: { address: { details: { postalCode } } } },
			});
			expect(error?.message).toContain('"Address > Postal Code" is not a postal code of 5 digits');
		},
	);
});

describe('Eka Care Case: Create', () => {
	const ownId = { parameters: { additionalFields: { id: 'intake-7' } } };
	const goOn = { parameters: { ...ownId.parameters, options: { ifExists: 'continue' } } };

	it('treats an ID that exists as an error unless told otherwise', async () => {
		await clinic.run(ekaCaseCreate, [ekaCaseCreate.good(0)], ownId);
		const { error } = await clinic.run(ekaCaseCreate, [ekaCaseCreate.good(0)], ownId);
		expect(error?.message).toMatch(/^Eka Care already has such a record \(HTTP 409\)/);
		expect(error?.description).toMatch(/If Case ID Exists/);
	});

	it('goes on with the ID and says that the case already existed when told so', async () => {
		const rows = [ekaCaseCreate.good(0), ekaCaseCreate.good(0)];
		const { items } = await clinic.run(ekaCaseCreate, rows, goOn);
		expect(items.map(({ json }) => json)).toEqual([
			{ id: 'intake-7', alreadyExisted: false },
			{ id: 'intake-7', alreadyExisted: true },
		]);
	});

	it('takes a time without an offset in the time zone of the workflow', async () => {
		const row = { json: { ...ekaCaseCreate.good(0).json, when: '2026-07-05T09:30' } };
		await clinic.run(ekaCaseCreate, [row], { timezone: 'America/New_York' });
		const [request] = await clinic.requestsOf(ekaCaseCreate);
		expect(request?.body).toMatchObject({ occurred_at: Date.UTC(2026, 6, 5, 13, 30) / 1000 });
	});

	it('keeps a patient ID with a line break out of the header', async () => {
		const row = { json: { ...ekaCaseCreate.good(0).json, patient: '175071003000417\r\nX-Other: 1' } };
		const { error } = await clinic.run(ekaCaseCreate, [row]);
		expect(error?.message).toContain('"Patient" has a line break');
		expect(await clinic.requestsOf(ekaCaseCreate)).toEqual([]);
	});
});

describe('Eka Care Appointment: Book', () => {
	async function book(additionalFields: object, others: object = {}) {
		const { error } = await clinic.run(ekaAppointmentBook, [ekaAppointmentBook.good(0)], {
			parameters: { ...others, additionalFields: additionalFields as never },
		});
		return error?.message;
	}

	it('refuses what the vendor would, before anything is sent', async () => {
		const patient = { firstName: 'Vasant', gender: 'M' };
		expect(await book({ endTime: '2027-01-18T03:00:00Z' })).toContain('"End Time" is not after the start time');
		expect(await book({ videoConnect: { details: { url: 'https://a.example', vendor: 'other' } } })).toContain(
			'"Video Details" needs the mode Video',
		);
		expect(
			await book({ mode: 'VIDEO', videoConnect: { details: { url: 'http://a.example', vendor: 'other' } } }),
		).toContain('"Video Details > URL" is not valid');
		expect(await book({}, { patientId: id('') })).toContain('"Patient" is empty');
		expect(await book({ patientDetails: { details: { ...patient, age: 3, dob: '2020-01-01' } } })).toContain(
			'has both an age and a date of birth',
		);
		expect(await book({ patientDetails: { details: { ...patient, mobile: '98000 00001' } } })).toContain(
			'"Patient Details > Mobile" is not valid',
		);
		expect(await book({ displayMeta: { ['k'.repeat(31)]: 'v' } })).toContain('has a key longer than 30 characters');
		expect(await book({ displayMeta: { key: 'v'.repeat(51) } })).toContain('has a value longer than 50 characters');
		expect(await book({ displayMeta: { key: { nested: true } } })).toContain('neither text nor number');
		expect(await book({ partnerMeta: '{broken' })).toContain('"Partner Metadata" is not a JSON object');
		expect(await book({ partnerMeta: '[1]' })).toContain('"Partner Metadata" is not a JSON object');
		expect(await clinic.requestsOf(ekaAppointmentBook)).toEqual([]);
	});

	it('says that the time may be taken when the vendor refuses a booked slot', async () => {
		const rows = [ekaAppointmentBook.good(0), ekaAppointmentBook.good(0)];
		const { error } = await clinic.run(ekaAppointmentBook, rows);
		expect(error?.message).toMatch(
			/^Eka Care could not book the appointment \(HTTP 400, code APPOINTMENT_BOOKING_FAILED\) \[Item 1\]$/,
		);
		expect(error?.description).toMatch(/time is still free/);
	});

	it("takes the clinic's own IDs per item from expressions", async () => {
		const rows = ekaCare.patients.slice(0, 2).map(
			({ partnerId }, number): Row => ({
				json: { ...ekaAppointmentBook.good(number).json, patient: partnerId },
			}),
		);
		const { error } = await clinic.run(ekaAppointmentBook, rows, {
			parameters: {
				idType: 'partner',
				partnerDoctorId: id('CC-DR-1'),
				partnerClinicId: id('CC-CLINIC-BOS'),
				partnerPatientId: id('={{ $json.patient }}'),
			},
		});
		const requests = await clinic.requestsOf(ekaAppointmentBook);
		expect(error).toBeUndefined();
		expect(requests.map(({ body }) => (body as { partner_patient_id: string }).partner_patient_id)).toEqual([
			'CC-PT-0001',
			'CC-PT-0002',
		]);
	});
});

/** The status once the analysis is over, or after five seconds. */
async function statusOfAnalysis(): Promise<unknown> {
	for (let attempt = 0; attempt < 50; attempt++) {
		const [found] = (await clinic.sandbox.state()).med_mitra_case ?? [];
		if (found?.status !== 'processing') return found?.status;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return 'processing';
}

describe('MedMitra Case: Create', () => {
	async function create(files: Row['files'], additionalFields: object) {
		const row = { ...medMitraCaseCreate.good(0), files };
		const { error } = await clinic.run(medMitraCaseCreate, [row], {
			parameters: { additionalFields: additionalFields as never },
		});
		return error && `${error.message} | ${error.description}`;
	}
	const pdf = { content: PDF, fileName: 'a.pdf', mimeType: 'application/pdf' };

	it('refuses files that MedMitra cannot use, before anything is sent', async () => {
		const large = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]);
		const dicom = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
		expect(
			await create({ a: { ...pdf, content: Buffer.from('<html>no report</html>') } }, { labFiles: 'a' }),
		).toContain('content is not PDF ("a")');
		expect(await create({ a: { ...pdf, content: large } }, { labFiles: 'a' })).toMatch(
			/too large \("a", 10\.1 MB\).*at most 10 MB/,
		);
		expect(
			await create({ a: { content: PNG, fileName: 'a.png', mimeType: 'image/png' } }, { labFiles: 'a' }),
		).toMatch(/another type \("a"\).*PDF, CSV, or text/);
		expect(
			await create(
				{ a: { content: dicom, fileName: 'a.dcm', mimeType: 'application/dicom' } },
				{ radiologyFiles: 'a' },
			),
		).toMatch(/DICOM.*JPEG or PNG/);
		expect(await create({ a: pdf }, { labFiles: 'b' })).toMatch(
			/names "b", which is no file of the item.*The item has: a\./,
		);
		expect(await create({}, { labFiles: 'b' })).toMatch(/The item has no files/);
		expect(await create({ a: { ...pdf, content: Buffer.alloc(0) } }, { labFiles: 'a' })).toContain(
			'an empty file ("a")',
		);
		expect(await clinic.requestsOf(medMitraCaseCreate)).toEqual([]);
	});

	it('refuses a summary that is only white space, because the analysis would fail', async () => {
		const row = { ...medMitraCaseCreate.good(0), json: { ...medMitraCaseCreate.good(0).json, summary: '  ' } };
		const { error } = await clinic.run(medMitraCaseCreate, [row]);
		expect(error?.message).toContain('"Case Summary" is empty');
	});

	it('leads to a finished analysis, braces in the summary included', async () => {
		const row = {
			...medMitraCaseCreate.good(0),
			json: { ...medMitraCaseCreate.good(0).json, summary: 'Pain {left}' },
		};
		await clinic.run(medMitraCaseCreate, [row]);
		expect(await statusOfAnalysis()).toBe('completed');
	});

	it('keeps a JPEG without an extension a JPEG', async () => {
		expect(
			await create({ a: { content: JPEG, fileName: 'scan', mimeType: 'image/jpeg' } }, { radiologyFiles: 'a' }),
		).toBeUndefined();
		const [request] = await clinic.requestsOf(medMitraCaseCreate);
		expect(request?.parts?.at(-1)).toMatchObject({
			name: 'radiology_files',
			filename: 'scan.jpg',
			contentType: 'image/jpeg',
		});
	});
});
