import type { INodeParameters } from 'n8n-workflow';

import { ekaCare } from '../../sandbox/seed.mts';
import type { RecordedRequest } from '../../sandbox/types.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { ekaAppointmentBook } from '../support/operations/eka-appointment-book.mts';
import { ekaCaseGet, ekaCaseGetAll } from '../support/operations/eka-cases.mts';
import * as documents from '../support/operations/eka-documents.mts';
import {
	caseIdOf,
	contentOf,
	documentIdOf,
	patientOf,
	pictureOf,
	storeDocument,
} from '../support/operations/eka-state.mts';
import { byId } from '../support/operations/rows.mts';
import type { OperationCase, Row } from '../support/operations/types.mts';

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
	// Short waits between attempts; their length is a matter of the unit tests.
	jest.spyOn(Math, 'random').mockReturnValue(0.04);
}, 180_000);
afterAll(async () => {
	jest.restoreAllMocks();
	await clinic.close();
});
beforeEach(async () => await clinic.sandbox.reset());

async function sent(operationId: string): Promise<RecordedRequest[]> {
	return (await clinic.sandbox.requests('ekaCare')).filter((request) => request.operationId === operationId);
}

const rowsOf = async (table: string) => (await clinic.sandbox.state())[table] ?? [];

describe('Book at a time that is given', () => {
	const book = async (json: Row['json'], more: INodeParameters = {}) =>
		await clinic.run(ekaAppointmentBook, [{ json: { ...ekaAppointmentBook.good(1).json, ...json } }], {
			parameters: { additionalFields: { partnerAppointmentId: 'APT-TWICE' }, ...more },
		});

	it('books once when it is run twice with the same Partner Appointment ID', async () => {
		const first = await book({});
		const second = await book({});
		expect(first.items[0]?.json.alreadyExisted).toBeUndefined();
		expect(second.error).toBeUndefined();
		expect(second.items[0]?.json).toMatchObject({
			appointment_id: first.items[0]?.json.appointment_id,
			alreadyExisted: true,
		});
		expect(await rowsOf('eka_appointment')).toHaveLength(1);
	});

	it.each([
		['patient', { patient: patientOf(5) }],
		['doctor', { doctor: ekaCare.doctors[1]?.id ?? '' }],
		['time', { start: Date.UTC(2027, 0, 19, 5, 0) / 1000 }],
	])('is refused when the ID belongs to an appointment with another %s', async (_what, change) => {
		await book({});
		const { error, items } = await book(change);
		expect(error?.message).toMatch(/^Eka Care could not book the appointment \(HTTP 400/);
		expect(items).toEqual([]);
		// The first booking, and the refused one: what was refused is not sent again.
		expect(await sent('bookAppointment')).toHaveLength(2);
		expect(await rowsOf('eka_appointment')).toHaveLength(1);
	});

	it('is refused when the time is taken by somebody else, whom it does not name', async () => {
		await book({}, { additionalFields: { partnerAppointmentId: 'APT-OTHER' } });
		const { error, serialised } = await book({ patient: patientOf(5) });
		expect(error?.message).toMatch(/^Eka Care could not book the appointment \(HTTP 400/);
		expect(serialised).not.toContain('APT-OTHER');
		expect(await rowsOf('eka_appointment')).toHaveLength(1);
	});

	it.each(['reset-after', '500'] as const)('books once when the answer is lost by %s', async (kind) => {
		await clinic.sandbox.faults({ vendor: 'ekaCare', operationId: 'bookAppointment', kind, stored: true });
		const { error, items } = await book({}, { options: { timeout: 5000 } });
		expect(error).toBeUndefined();
		expect(items[0]?.json.alreadyExisted).toBeUndefined();
		expect(await rowsOf('eka_appointment')).toHaveLength(1);
	});
});

describe('First Free Slot', () => {
	const [doctor] = ekaCare.doctors;
	const [clinicSeed] = ekaCare.clinics;
	/** A Sunday far ahead, on which nobody works; the doctor's day starts at ten. */
	const SUNDAY = '2096-01-15T00:00:00+05:30';
	const startAt = (time: string) => Date.parse(`2096-01-16T${time}+05:30`) / 1000;

	async function book(more: INodeParameters = {}, fields: INodeParameters = {}) {
		return await clinic.run(ekaAppointmentBook, [{ json: {} }], {
			parameters: {
				chooseTimeBy: 'firstFree',
				doctorId: byId(doctor?.id ?? ''),
				clinicId: byId(clinicSeed?.id ?? ''),
				patientId: byId(patientOf(0)),
				earliestTime: SUNDAY,
				service: 'Consultation',
				additionalFields: fields,
				...more,
			},
		});
	}

	it('books the first slot of the first day that has one, with its times', async () => {
		const { error, items } = await book();
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			appointment_id: expect.any(String) as never,
			slot: { conf_id: 'conf-ashgrove-visit', s: '2096-01-16T10:00:00+05:30' },
		});
		const [request] = await sent('bookAppointment');
		expect(request?.problems).toEqual([]);
		expect(request?.body).toMatchObject({
			partner_appointment_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as never,
			appointment_details: { start_time: startAt('10:00:00'), end_time: startAt('10:15:00') },
		});
		expect(await sent('listSlots')).toHaveLength(2);
	});

	it('takes the next slots, of the wanted service, when somebody else was quicker', async () => {
		await clinic.sandbox.settings({ snatchedSlots: 2 });
		const { error, items } = await book({ service: 'conf-ashgrove-review' });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ slot: { s: '2096-01-16T11:00:00+05:30' } });
		const keys = (await sent('bookAppointment')).map(
			({ body }) => (body as { partner_appointment_id: string }).partner_appointment_id,
		);
		expect(keys).toHaveLength(3);
		expect(new Set(keys).size).toBe(1);
	});

	it('gives up after five slots, and has booked none', async () => {
		await clinic.sandbox.settings({ snatchedSlots: 9 });
		const { error } = await book();
		expect(error?.message).toMatch(/took every free slot that was tried/);
		expect(await sent('bookAppointment')).toHaveLength(5);
		const own = (await rowsOf('eka_appointment')).filter(({ patient_id }) => patient_id === patientOf(0));
		expect(own).toEqual([]);
	});

	it.each(['reset-after', '500', 'truncated'] as const)('books once when the answer is lost by %s', async (kind) => {
		await clinic.sandbox.faults({ vendor: 'ekaCare', operationId: 'bookAppointment', kind, stored: true });
		const { error, items } = await book({ options: { timeout: 5000 } });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ slot: { s: '2096-01-16T10:00:00+05:30' } });
		expect(await rowsOf('eka_appointment')).toHaveLength(1);
	});

	it('books once when it is run twice with the same Partner Appointment ID', async () => {
		const key = { partnerAppointmentId: 'APT-TWICE' };
		const first = await book({}, key);
		const second = await book({}, key);
		expect(first.items[0]?.json.alreadyExisted).toBeUndefined();
		expect(second.error).toBeUndefined();
		expect(second.items[0]?.json).toMatchObject({
			appointment_id: first.items[0]?.json.appointment_id,
			alreadyExisted: true,
		});
		expect(await rowsOf('eka_appointment')).toHaveLength(1);
	});

	it('tells a refusal that has nothing to do with the slot, and tries no other', async () => {
		const { error } = await book({ patientId: byId('999999999999999') });
		expect(error?.message).toMatch(/Eka Care refused the data \(HTTP 400, code INVALID_REQUEST_PARAMETERS/);
		const starts = (await sent('bookAppointment')).map(
			({ body }) => (body as { appointment_details: { start_time: number } }).appointment_details.start_time,
		);
		expect(new Set(starts)).toEqual(new Set([startAt('10:00:00')]));
	});

	it('says how many days were searched when nothing is free', async () => {
		const { error } = await book({ service: 'Surgery', options: { searchDays: 2 } });
		expect(error?.message).toMatch(/no free slot within 2 days/);
		expect(await sent('listSlots')).toHaveLength(2);
		expect(await sent('bookAppointment')).toEqual([]);
	});

	it("cannot be asked for with the clinic's own IDs, nor with an end", async () => {
		const partner = {
			idType: 'partner',
			partnerDoctorId: byId('A'),
			partnerClinicId: byId('B'),
			partnerPatientId: byId('C'),
		};
		expect((await book(partner)).error?.message).toMatch(/"ID Type" must be Eka Care's/);
		expect((await book({}, { endTime: '2096-01-16T12:00' })).error?.message).toMatch(/"End Time" does not go/);
		expect(await sent('bookAppointment')).toEqual([]);
	});
});

describe("a patient's cases, page by page", () => {
	const patient = patientOf(0);

	async function open(count: number): Promise<void> {
		const create = { ...ekaCaseGetAll, operation: 'create' };
		const rows = Array.from({ length: count }, (_, number) => ({ json: { id: `C-${number}` } }));
		if (count === 0) return;
		await clinic.run(create, rows, {
			parameters: {
				patientId: byId(patient),
				displayName: 'Made-up case',
				occurredAt: '2026-10-05T09:30',
				additionalFields: { id: '={{ $json.id }}' },
				options: { concurrency: 1 },
			},
		});
	}

	async function list(parameters: INodeParameters) {
		return await clinic.run(ekaCaseGetAll, [{ json: {} }], {
			parameters: { patientId: byId(patient), ...parameters },
		});
	}

	it.each([
		[0, 1],
		[1, 1],
		[2, 1],
		[3, 2],
		[5, 3],
	])('gives all of %d with %d requests', async (count, requests) => {
		await clinic.sandbox.settings({ casePageSize: 2 });
		await open(count);
		const { error, items } = await list({ returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(Array.from({ length: count }, (_, number) => `C-${number}`));
		expect(await sent('listCases')).toHaveLength(requests);
	});

	it('asks for no page that the limit does not need', async () => {
		await clinic.sandbox.settings({ casePageSize: 2 });
		await open(5);
		expect((await list({ limit: 2 })).items).toHaveLength(2);
		expect(await sent('listCases')).toHaveLength(1);
	});

	it('leaves out deleted cases unless they are wanted, and says of one that it is deleted', async () => {
		await open(2);
		const parameters = { patientId: byId(patient), caseId: byId('C-0') };
		await clinic.run({ ...ekaCaseGet, operation: 'delete' }, [{ json: {} }], { parameters });
		expect((await list({ returnAll: true })).items.map(({ json }) => json.id)).toEqual(['C-1']);
		const all = await list({ returnAll: true, filters: { includeDeleted: true } });
		expect(all.items.map(({ json }) => json.status).sort()).toEqual(['A', 'D']);
		const { error } = await clinic.run(ekaCaseGet, [{ json: {} }], { parameters });
		expect(error?.message).toBe('Eka Care has deleted this case [Item 0]');
	});

	it('finds one case on a later page, and says when there is none', async () => {
		await clinic.sandbox.settings({ casePageSize: 1 });
		await open(3);
		const get = async (id: string) =>
			await clinic.run(ekaCaseGet, [{ json: {} }], {
				parameters: { patientId: byId(patient), caseId: byId(id) },
			});
		expect((await get('C-1')).items[0]?.json).toMatchObject({ id: 'C-1', display_name: 'Made-up case' });
		expect(await sent('listCases')).toHaveLength(2);
		expect((await get(caseIdOf(5))).error?.message).toMatch(/knows no such case of this patient/);
	});
});

describe('documents and their files', () => {
	const png = (text: string) => ({ content: pictureOf(text), fileName: `${text}.png`, mimeType: 'image/png' });
	const pdf = { content: Buffer.from('%PDF-1.7'), fileName: 'report.pdf', mimeType: 'application/pdf' };

	async function run(operation: OperationCase, row: Row, parameters: INodeParameters = {}) {
		return await clinic.run(operation, [row], { parameters });
	}
	const upload = async (files: Row['files'], parameters: INodeParameters) =>
		await run(documents.ekaDocumentUpload, { json: { patient: patientOf(0) }, files }, parameters);

	it('stores each file as a document of its own, without a token at the storage', async () => {
		const { error, items } = await upload({ one: png('one'), two: pdf }, { files: 'one,two' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.files)).toEqual([
			[{ file_name: 'one.png', content_type: 'image/png', file_size: 11 }],
			[{ file_name: 'report.pdf', content_type: 'application/pdf', file_size: 8 }],
		]);
		const stores = await sent('storeFile');
		expect(stores.map(({ status, headerNames }) => ({ status, headerNames }))).toEqual(
			Array(2).fill({
				status: 204,
				headerNames: expect.not.arrayContaining(['authorization', 'auth', 'client-id', 'x-pt-id']) as unknown,
			}),
		);
		expect(stores.map(({ parts }) => parts?.at(-1)?.name)).toEqual(['file', 'file']);
	});

	it('refuses an error page under the name of a report, and takes a picture whatever it was declared to be', async () => {
		const page = { content: Buffer.from('<html>Not found</html>'), fileName: 'r.pdf', mimeType: 'application/pdf' };
		const { error } = await upload({ page }, { files: 'page' });
		expect(error?.message).toContain('whose content is not PDF');
		const { items } = await upload(
			{ scan: { content: pictureOf('x'), fileName: 'scan', mimeType: 'application/force-download' } },
			{ files: 'scan' },
		);
		expect(items[0]?.json.files).toMatchObject([{ content_type: 'image/png' }]);
	});

	it('asks for the forms of five documents at a time', async () => {
		const names = Array.from({ length: 6 }, (_, number) => `f${number}`);
		const files = Object.fromEntries(names.map((name) => [name, png(name)]));
		const { error, items } = await upload(files, { files: names.join(',') });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(6);
		const asked = (await sent('authoriseUpload')).map(
			({ body }) => (body as { batch_request: [] }).batch_request.length,
		);
		expect(asked).toEqual([5, 1]);
	});

	it('says how many files were stored when one is refused by the storage', async () => {
		await clinic.sandbox.faults({ vendor: 'ekaCare', operationId: 'storeFile', kind: '403', after: 1 });
		const { error } = await upload({ one: png('one'), two: png('two') }, { files: 'one,two' });
		expect(error?.message).toMatch(/The file storage of Eka Care refused the request \(HTTP 403\)/);
		expect(error?.description).toMatch(/1 of 2 files were stored\..*before running this item again/);
		expect(error?.description).not.toMatch(/one\.png|two\.png/);
	});

	it('says that the storage is full, and sends no file', async () => {
		await clinic.sandbox.settings({ storageFull: true });
		const { error } = await upload({ one: png('one') }, { files: 'one' });
		expect(error?.message).toMatch(/code STORAGE_LIMIT_EXCEEDED/);
		expect(await sent('storeFile')).toEqual([]);
	});

	it.each([
		[
			'a text',
			{ one: { content: Buffer.from('x'), fileName: 'x.txt', mimeType: 'text/plain' } },
			{},
			/neither PDF/,
		],
		['an empty file', { one: { ...pdf, content: Buffer.alloc(0) } }, {}, /which is empty/],
		[
			'an image above 10 MB',
			{ one: { ...png('x'), content: pictureOf('x'.repeat(10 * 1024 * 1024)) } },
			{},
			/larger than 10 MB/,
		],
		['pages of two types', { one: png('x'), two: pdf }, { files: 'one,two', filesAre: 'pages' }, /different types/],
		[
			'one ID for two documents',
			{ one: pdf, two: pdf },
			{ files: 'one,two', additionalFields: { documentId: 'MINE' } },
			/"Document ID" is one ID for several/,
		],
	])('refuses %s before anything is sent', async (_what, files, parameters, message) => {
		const { error } = await upload(files, { files: 'one', ...parameters });
		expect(error?.message).toMatch(message);
		expect(await sent('authoriseUpload')).toEqual([]);
	});

	it('fetches every file of a document, without a token at the storage', async () => {
		await storeDocument(clinic.sandbox, 1, 2);
		await clinic.sandbox.clearRequests();
		const row = { json: { patient: patientOf(1), document: documentIdOf(1) } };
		const { error, items } = await run(documents.ekaDocumentDownload, row, { outputField: 'scan' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.fileName)).toEqual(['DOC-1-1.png', 'DOC-1-2.png']);
		for (const { binary } of items) {
			const file = binary?.scan;
			expect(file).toMatchObject({ mimeType: 'image/png' });
			expect(file && (await clinic.engine.readBinary(file))).toEqual(contentOf(1));
		}
		for (const { headerNames } of await sent('fetchFile')) {
			expect(headerNames).not.toEqual(expect.arrayContaining(['authorization']));
			expect(headerNames).not.toEqual(expect.arrayContaining(['client-id']));
		}
	});

	const parse = async (parameters: INodeParameters = {}) =>
		await run(
			documents.ekaDocumentParse,
			{ json: { patient: patientOf(0) }, files: { data: pdf } },
			{ waitForResult: true, options: { askEvery: 1, waitAtMost: 10 }, ...parameters },
		);

	it('waits for what the parser reads, and uploads once', async () => {
		await clinic.sandbox.settings({ parsingMs: 1500 });
		const { error, items } = await parse();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			document_id: expect.any(String) as never,
			status: 'completed',
			fhir_bundle: { resourceType: 'Bundle' },
		});
		expect(await sent('parseDocument')).toHaveLength(1);
		expect((await sent('getParsingResult')).length).toBeGreaterThan(1);
	});

	it('says which document could not be read', async () => {
		await clinic.sandbox.settings({ parsingMs: 0, parsingFails: true });
		const { error } = await parse();
		expect(error?.message).toMatch(/Eka Care could not read the document \(status error\)/);
		const [document] = await rowsOf('eka_document');
		expect(error?.description).toContain(String(document?.document_id));
	});

	it('does not wait longer than it may', async () => {
		await clinic.sandbox.settings({ parsingMs: 60_000 });
		const { error } = await parse({ options: { askEvery: 1, waitAtMost: 2 } });
		expect(error?.message).toMatch(/has not read the document yet/);
	});
});

it('hides the signed addresses of files in what n8n shows of an execution', () => {
	const { sensitiveOutputFields } = clinic.engine.nodeType(documents.ekaDocumentGet.node).description;
	expect(sensitiveOutputFields).toEqual(['files[*].asset_url']);
});
