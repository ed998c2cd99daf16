import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { makeCloser } from '../../tools/closer.mts';
import type { CredentialReference } from '../../tools/n8n-client.mts';
import { makePdf } from '../../demo/pdf.mts';
import { hostRoot, type Stack } from '../../tools/stack.mts';
import { readWorkflow } from '../../tools/workflow.mts';
import { ekaCare, spry } from '../../sandbox/seed.mts';
import { issuesOf, stepsOf, strayParameters, templateNames, templatesFolder } from '../support/templates.mts';
import { START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';
import { importTemplate, openForm, sendForm, storeAll, type FormFile } from './templates.mts';

/** The library that n8n itself reads and writes spreadsheets with. */
interface Sheets {
	utils: {
		aoa_to_sheet(rows: unknown[][]): unknown;
		sheet_to_json(sheet: unknown): Array<Record<string, unknown>>;
	};
	write(book: object, options: object): Buffer;
	read(content: Buffer): { Sheets: Record<string, unknown> };
}

const CALLER_KEY = 'a key that only the caller of the tests knows';
const [doctor, otherDoctor] = ekaCare.doctors;
const [clinic] = ekaCare.clinics;
const [patient] = ekaCare.patients;
const { existingPatient } = spry;

const closer = makeCloser();
let chain: Stack;
let credentials: Map<string, CredentialReference>;
let sheets: Sheets;

beforeAll(async () => {
	chain = await startChain(closer);
	credentials = await storeAll(chain.client, chain.sandbox, { mailPort: 1, callerKey: CALLER_KEY });
	sheets = createRequire(join(hostRoot, 'package.json'))('@e965/xlsx') as Sheets;
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

const rows = async (table: string) => (await chain.sandbox.state())[table] ?? [];
const bodies = async (table: string) =>
	(await rows(table)).map(({ body, ...row }): Record<string, unknown> => ({ ...row, ...(body as object) }));

describe('every template', () => {
	it.each(templateNames())('%s can be imported as it is', async (name) => {
		await expect(chain.client.importWorkflow(await readWorkflow(join(templatesFolder, name)))).resolves.toMatch(
			/./,
		);
	});

	it('uses nodes in versions that this n8n has, with parameters that they have', async () => {
		const types = new Map<string, Promise<Record<string, unknown>>>();
		for (const name of templateNames()) {
			const steps = stepsOf(await readWorkflow(join(templatesFolder, name)));
			// n8n makes the tool of a node when it needs it and tells nobody its description.
			for (const node of steps.filter(({ type }) => !/^n8n-nodes-carechain\..*Tool$/.test(type))) {
				const key = `${node.type} ${String(node.typeVersion)}`;
				const found = types.get(key) ?? chain.client.nodeType(node.type, Number(node.typeVersion));
				types.set(key, found);
				const description = (await found) as unknown as INodeTypeDescription;
				expect([name, key, ...strayParameters(node, description)]).toEqual([name, key]);
				expect([name, key, ...issuesOf(node, description)]).toEqual([name, key]);
			}
		}
	});
});

describe('the patient intake as a form', () => {
	const PATH = 'patient-intake-form';
	const report: FormFile = {
		name: 'report.pdf',
		type: 'application/pdf',
		content: makePdf(['Made-up report', 'CRP 12 mg/l']),
	};
	const person = (changes: Record<string, string | FormFile | undefined> = {}) =>
		Object.values({
			firstName: 'Orla',
			lastName: 'Vanbrugh',
			dateOfBirth: '1988-03-09',
			sex: 'Female',
			mobile: '+1 617 555 0144',
			email: 'orla.vanbrugh@mail.example',
			line1: '4 Ferry Lane',
			city: 'Boston',
			state: 'MA',
			postalCode: '02115',
			complaint: 'Knee pain',
			story: 'For two weeks, worse on stairs',
			visit: 'By phone',
			labReport: report as FormFile | undefined,
			...changes,
		});

	beforeAll(async () => {
		const settings = { spryClinicId: '101', ekaDoctorId: doctor?.id ?? '', ekaClinicId: clinic?.id ?? '' };
		const id = await importTemplate(chain.client, 'patient-intake-form.json', { credentials, settings });
		await chain.client.publish(id);
	});

	it('asks for the person, the complaint and the report', async () => {
		const { status, text } = await openForm(chain.n8n.url, PATH);
		expect(status).toBe(200);
		for (const label of ['First name', 'Date of birth', 'What brings you here?', 'Lab report (PDF'])
			expect(text).toContain(label);
	});

	const TABLES = ['spry_patient', 'spry_case', 'eka_patient', 'eka_case', 'eka_appointment', 'med_mitra_case'];
	const counts = async () => {
		const state = await chain.sandbox.state();
		return TABLES.map((table) => state[table]?.length ?? 0);
	};

	it('lets nobody in without the login', async () => {
		const before = await counts();
		expect((await openForm(chain.n8n.url, PATH, false)).status).toBe(401);
		const body = new FormData();
		body.set('field-0', 'Orla');
		const answer = await fetch(`${chain.n8n.url}/form/${PATH}`, { method: 'POST', body });
		expect(answer.ok).toBe(false);
		expect(await counts()).toEqual(before);
	});

	it('registers the patient everywhere, books the visit, and says when it is', async () => {
		const before = await rows('eka_case');
		const { page } = await sendForm(chain.n8n.url, PATH, person());
		expect(page?.text).toMatch(/Thank you, Orla\. Your visit is booked\. \w+day \d+ \w+ \d{4}, \d\d:\d\d /);
		const atSpry = (await bodies('spry_patient')).find(({ first_name }) => first_name === 'Orla');
		expect(atSpry).toMatchObject({ address: { postal_code: '02115' }, clinic_id: 101 });
		const number = Number(atSpry?.patient_id);
		expect(page?.text).not.toContain(String(number));
		const atEka = (await rows('eka_patient')).find(({ username }) => username === `SPRY-${number}`);
		const visits = (await rows('eka_appointment')).filter(({ patient_id }) => patient_id === atEka?.oid);
		expect(visits).toEqual([expect.objectContaining({ status: 'BK', doctor_id: doctor?.id })]);
		const cases = await rows('spry_case');
		expect(cases.filter(({ patient_id }) => patient_id === number)).toHaveLength(1);
		expect((await rows('eka_case')).length).toBe(before.length + 1);
		const analysed = (await rows('med_mitra_case')).find(({ patient_name }) => patient_name === 'Orla Vanbrugh');
		expect(analysed).toMatchObject({ patient_gender: 'Female' });
		const files = (await rows('med_mitra_file')).filter(({ case_id }) => case_id === analysed?.case_id);
		expect(files).toEqual([expect.objectContaining({ file_size: report.content.length })]);
	});

	it('stores nothing twice when the same form is sent again, and shows the same visit', async () => {
		const [first, before] = [await sendForm(chain.n8n.url, PATH, person()), await counts()];
		const again = await sendForm(chain.n8n.url, PATH, person({ firstName: ' ORLA', complaint: 'knee  pain' }));
		expect(again.page?.text).toContain('Your visit is booked.');
		const when = /\w+day \d+ \w+ \d{4}, \d\d:\d\d/;
		expect(when.exec(again.page?.text ?? '')?.[0]).toBe(when.exec(first.page?.text ?? '')?.[0]);
		expect(await counts()).toEqual(before);
	});

	it('stores nothing twice when the same form is sent twice at once', async () => {
		const twin = person({ firstName: 'Edda', mobile: '+1 617 555 0146', email: 'edda@mail.example' });
		const before = await counts();
		const sent = await Promise.all([twin, twin].map(async (form) => await sendForm(chain.n8n.url, PATH, form)));
		const pages = sent.map(({ page }) => page?.text ?? '');
		for (const text of pages) expect(text).toContain('Your visit is booked.');
		expect(await counts()).toEqual(before.map((count) => count + 1));
	});

	it('changes nothing in the record of a known patient, and tells nothing of it', async () => {
		const { first_name, last_name, date_of_birth, patient_id } = existingPatient;
		const visit = (email: string, complaint: string) =>
			person({
				...{ firstName: first_name, lastName: last_name, dateOfBirth: date_of_birth },
				...{ email, complaint, labReport: undefined },
			});
		await sendForm(chain.n8n.url, PATH, visit('first@mail.example', 'Stiff neck'));
		const records = async () => [await rows('spry_patient'), await rows('eka_patient')];
		const before = await records();
		const { page } = await sendForm(chain.n8n.url, PATH, visit('stranger@mail.example', 'Sore ankle'));
		expect(page?.text).toContain('Your visit is booked.');
		expect(page?.text).not.toContain(String(patient_id));
		expect(await records()).toEqual(before);
		await chain.sandbox.faults({ vendor: 'ekaCare', operationId: 'createCase', kind: '422', times: 0 });
		const refused = await sendForm(chain.n8n.url, PATH, visit('stranger@mail.example', 'Sore heel'));
		await chain.sandbox.clearFaults();
		expect(refused.page?.text).toContain('Registered as a patient Added to the booking system');
		expect(refused.page?.text).not.toContain(String(patient_id));
	});

	it('takes a patient without a report', async () => {
		const { page } = await sendForm(
			chain.n8n.url,
			PATH,
			person({ firstName: 'Bram', mobile: '+1 617 555 0145', email: 'bram@mail.example', labReport: undefined }),
		);
		expect(page?.text).toContain('Thank you, Bram.');
	});

	it('lets a typing mistake be corrected when nothing was stored', async () => {
		const before = await chain.sandbox.state();
		const { page } = await sendForm(chain.n8n.url, PATH, person({ firstName: 'Cato', mobile: '12' }));
		expect(page?.text).toMatch(/We could not finish this You can go back, correct this and send the form again\./);
		expect(page?.text).toContain('Nothing was stored.');
		expect(page?.text).toContain('"Mobile" is not valid');
		expect(await chain.sandbox.state()).toEqual(before);
	});

	it('says what was done and what was not when a later vendor refuses, and goes on when it is sent again', async () => {
		const before = await counts();
		await chain.sandbox.faults({ vendor: 'ekaCare', operationId: 'bookAppointment', kind: '403', times: 0 });
		const { page } = await sendForm(chain.n8n.url, PATH, person({ firstName: 'Dora', email: 'dora@mail.example' }));
		await chain.sandbox.clearFaults();
		const [, done = '', notDone = '', why = ''] = / Done (.*) Not done (.*) Why (.*)/.exec(page?.text ?? '') ?? [];
		expect(page?.text).toContain('Please show this page to the front desk. You can send the same form again today');
		expect(done).toMatch(/^Registered as a patient Added to the booking system Case opened in Eka Care \(case /);
		expect(notDone).toBe('Visit booked Analysis of the case started');
		expect(why).toMatch(/Eka Care/);
		const named = /SPRY_CASE_\w+/.exec(done)?.[0];
		expect((await rows('spry_case')).map(({ spry_case_id }) => spry_case_id)).toContain(named);
		const names = (await rows('med_mitra_case')).map(({ patient_name }) => patient_name);
		expect(names).not.toContain('Dora Vanbrugh');
		const again = await sendForm(chain.n8n.url, PATH, person({ firstName: 'Dora', email: 'dora@mail.example' }));
		expect(again.page?.text).toContain('Your visit is booked.');
		expect(await counts()).toEqual(before.map((count) => count + 1));
	});
});

describe('the registration of many patients from a spreadsheet', () => {
	const PATH = 'register-patients';
	const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

	const excel = (lines: unknown[][]): FormFile => {
		const book = { SheetNames: ['Patients'], Sheets: { Patients: sheets.utils.aoa_to_sheet(lines) } };
		return { name: 'Patients.XLSX', type: XLSX, content: sheets.write(book, { type: 'buffer', bookType: 'xlsx' }) };
	};
	const csv = (text: string): FormFile => ({ name: 'patients.csv', type: 'text/csv', content: Buffer.from(text) });
	const send = async (file: FormFile) => (await sendForm(chain.n8n.url, PATH, [file])).page;

	/** The report that the page hands to the browser for download. */
	function reportIn(html = ''): Array<Record<string, unknown>> {
		const [, given = ''] = /decodeURIComponent\(\s*"([^"]+)"/.exec(html) ?? [];
		const [file] = JSON.parse(decodeURIComponent(given)) as Array<{ data: { data: number[] } }>;
		const [sheet] = Object.values(sheets.read(Buffer.from(file?.data.data ?? [])).Sheets);
		return sheets.utils.sheet_to_json(sheet);
	}

	beforeAll(async () => {
		const settings = { spryClinicId: '101' };
		const id = await importTemplate(chain.client, 'bulk-registration.json', { credentials, settings });
		await chain.client.publish(id);
	});

	it('registers the rows of an Excel file and reports each by its number in the sheet', async () => {
		const { first_name, last_name, mobile } = existingPatient;
		const page = await send(
			excel([
				['First name', 'Last name', 'Birthday', 'Sex', 'Mobile', 'Street', 'City', 'State', 'ZIP'],
				['Ada', 'Quillfeather', 31024, 'female', '617-555-0199', '1 Main Street', 'Boston', 'MA', 2115],
				[],
				['Bo', 'Quillfeather', '31 March', 'MALE'],
				[first_name, last_name, existingPatient.date_of_birth, 'FEMALE', mobile],
				['Cy', 'Quillfeather', '1990-05-17', 'MALE', '12', '', '', 'Massachusetts'],
			]),
		);
		expect(page?.text).toContain('Registered: 1, already registered: 1, refused: 2');
		expect(page?.text).toContain('Row 4: "Date of Birth" is not a date.');
		expect(page?.text).toMatch(/Row 6: "(Mobile|Address > State)" is not valid\./);
		const stored = (await bodies('spry_patient')).filter(({ last_name: name }) => name === 'Quillfeather');
		expect(stored).toEqual([
			expect.objectContaining({
				first_name: 'Ada',
				date_of_birth: '1984-12-08',
				address: expect.objectContaining({ line1: '1 Main Street', postal_code: '02115' }) as unknown,
			}),
		]);
		expect(reportIn(page?.html)).toEqual([
			expect.objectContaining({ row: 2, result: 'registered', patientNumber: String(stored[0]?.patient_id) }),
			expect.objectContaining({ row: 4, result: 'refused', reason: '"Date of Birth" is not a date' }),
			expect.objectContaining({
				row: 5,
				result: 'already registered',
				patientNumber: String(existingPatient.patient_id),
			}),
			expect.objectContaining({ row: 6, result: 'refused' }),
		]);
	});

	it('reads a CSV file with letters of other alphabets, and names a column that Spry does not know', async () => {
		const page = await send(
			csv(
				'\ufefffirst_name,last_name,date_of_birth,sex,postal_code,remarks\n' +
					'Zoë,Ümlautova,1990-01-02,OTHER,02116,\n,,,,,\nMia,Ümlautova,1990-01-02,FEMALE,02116,by phone\n',
			),
		);
		expect(page?.text).toContain('Registered: 1, already registered: 0, refused: 1');
		expect(page?.text).toMatch(/Row 4: "Item" has fields that this operation does not know\. .*remarks/);
		const stored = (await bodies('spry_patient')).filter(({ last_name }) => last_name === 'Ümlautova');
		expect(stored).toEqual([expect.objectContaining({ first_name: 'Zoë' })]);
	});

	it.each<[string, () => FormFile, string]>([
		['lacks a column', () => csv('name,birthday\nA,B\n'), 'has no column first_name, last_name, sex'],
		['has no rows', () => csv('first_name,last_name,date_of_birth,sex\n'), 'has no patients below its first line'],
		['is no Excel file', () => ({ ...excel([]), content: Buffer.from('PK\x03\x04 broken') }), 'could not be used'],
	])('registers nobody from a file that %s, and says so', async (_what, file, said) => {
		const before = await rows('spry_patient');
		const page = await send(file());
		expect(page?.text).toContain('Nobody was registered');
		expect(page?.text).toContain(said);
		expect(page?.text).not.toContain('[line');
		expect(await rows('spry_patient')).toEqual(before);
	});
});

describe('the booking of the first free slot', () => {
	const wish = { doctorId: otherDoctor?.id, clinicId: clinic?.id, patientId: patient?.oid };
	const ask = async (body: object, key = CALLER_KEY) => {
		const answer = await fetch(`${chain.n8n.url}/webhook/book-first-free-slot`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-api-key': key },
			body: JSON.stringify({ ...wish, ...body }),
		});
		const text = await answer.text();
		return { status: answer.status, said: (text.startsWith('{') ? JSON.parse(text) : { text }) as Answered };
	};
	interface Answered {
		outcome?: string;
		appointmentId?: string;
		start?: string;
		[name: string]: unknown;
	}

	beforeAll(async () => {
		const id = await importTemplate(chain.client, 'book-first-free-slot.json', { credentials });
		await chain.client.publish(id);
	});

	it('answers with the visit that stands in the calendar then', async () => {
		const { status, said } = await ask({ requestId: 'WISH-1' });
		expect([status, said.outcome]).toEqual([200, 'booked']);
		const booked = (await rows('eka_appointment')).find(
			({ appointment_id }) => appointment_id === said.appointmentId,
		);
		expect(booked).toMatchObject({ doctor_id: wish.doctorId, patient_id: wish.patientId, status: 'BK' });
		expect(Date.parse(said.start ?? '') / 1000).toBe(booked?.start_time);
		expect(said.say).toMatch(/^Your visit is on \w+day \d+ \w+ \d{4} at \d\d:\d\d\.$/);
	});

	it('books once for one request, and another slot for another', async () => {
		const [first, again, other] = [
			await ask({ requestId: 'WISH-2' }),
			await ask({ requestId: 'WISH-2' }),
			await ask({ requestId: 'WISH-3' }),
		];
		expect(again.said).toMatchObject({ ...first.said, bookedBefore: true });
		expect(other.said.start).not.toBe(first.said.start);
		const ids = (await rows('eka_appointment')).map(({ partner_appointment_id }) => partner_appointment_id);
		expect(ids.filter((id) => id === 'WISH-2')).toHaveLength(1);
	});

	it.each([
		['an unknown doctor', { doctorId: '1' }, 409, /Eka Care/],
		['a time that is none', { earliest: 'tomorrow' }, 422, /"Earliest Time" is not a date and time/],
	])('refuses %s with the reason, and books nothing', async (_what, wrong, status, reason) => {
		const before = await rows('eka_appointment');
		const answer = await ask({ requestId: 'WISH-WRONG', ...wrong });
		expect(answer).toMatchObject({ status, said: { outcome: 'not booked', appointmentId: null } });
		expect(answer.said.reason).toMatch(reason);
		expect(await rows('eka_appointment')).toEqual(before);
	});

	it('says that the outcome is not known when Eka Care does not answer, and finds out when it is asked again', async () => {
		await chain.sandbox.faults({ vendor: 'ekaCare', operationId: 'bookAppointment', kind: '500', stored: true });
		await chain.sandbox.faults({
			vendor: 'ekaCare',
			operationId: 'getAppointment',
			kind: '500',
			times: 0,
			after: 1,
		});
		const unclear = await ask({ requestId: 'WISH-4' });
		await chain.sandbox.clearFaults();
		expect(unclear).toMatchObject({ status: 502, said: { outcome: 'unknown' } });
		const again = await ask({ requestId: 'WISH-4' });
		expect(again).toMatchObject({ status: 200, said: { outcome: 'booked', bookedBefore: true } });
	});

	it('lets in only callers that have the key', async () => {
		expect((await ask({ requestId: 'WISH-5' }, 'a guess')).status).toBe(403);
	});
});
