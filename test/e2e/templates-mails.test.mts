import { join } from 'node:path';

import { makeCloser } from '../../tools/closer.mts';
import { eventually, type CredentialReference, type Workflow } from '../../tools/n8n-client.mts';
import { makePdf } from '../../demo/pdf.mts';
import type { Stack } from '../../tools/stack.mts';
import { readWorkflow, withCredentials } from '../../tools/workflow.mts';
import { ekaCare, spry } from '../../sandbox/seed.mts';
import { startMailServer, type Mail, type MailServer } from '../support/mail-server.mts';
import { call } from '../support/operations/eka-state.mts';
import { askSpry, makeCase } from '../support/operations/spry-state.mts';
import { templatesFolder } from '../support/templates.mts';
import { START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';
import { importTemplate, sendForm, storeAll, withSettings, type FormFile } from './templates.mts';

const DESK = { deskEmail: 'desk@clinic.example', senderEmail: 'n8n@clinic.example' };
const DAY = 86_400_000;
const [doctor] = ekaCare.doctors;
const [clinic] = ekaCare.clinics;
const [patient, otherPatient] = ekaCare.patients;

const closer = makeCloser();
let chain: Stack;
let mail: MailServer;
let credentials: Map<string, CredentialReference>;

beforeAll(async () => {
	mail = await startMailServer();
	closer.add(async () => await mail.close());
	chain = await startChain(closer);
	credentials = await storeAll(chain.client, chain.sandbox, { mailPort: mail.port, callerKey: 'not used here' });
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

beforeEach(() => {
	mail.mails.length = 0;
});

const rows = async (table: string) => (await chain.sandbox.state())[table] ?? [];
const bodies = async (table: string) =>
	(await rows(table)).map(({ body, ...row }): Record<string, unknown> => ({ ...row, ...(body as object) }));
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** The next e-mail; it goes to the desk, as all of them do. */
async function nextMail(): Promise<Mail> {
	const found = await eventually('an e-mail', async () => mail.mails.shift(), 60_000);
	expect([found.from, ...found.to]).toEqual([DESK.senderEmail, DESK.deskEmail]);
	return found;
}

describe('new patients of Spry in Eka Care', () => {
	let workflowId: string;
	const tell = async (patientId: number) => {
		const data = { organisation_id: spry.organisationId, patient_id: patientId, status: 'CREATED' };
		const [delivery] = await chain.sandbox.deliver({ vendor: 'spry', event: 'patient.created', data });
		expect(delivery).toMatchObject({ status: 200 });
	};
	const inEka = async (username: string) => (await bodies('eka_patient')).filter((one) => one.username === username);

	beforeAll(async () => {
		const name = 'spry-patient-to-eka-care.json';
		workflowId = await importTemplate(chain.client, name, { credentials, settings: DESK });
		await chain.client.publish(workflowId);
	});

	afterAll(async () => await chain.client.unpublish(workflowId));

	it('are added with what Spry knows of them, and only once', async () => {
		const { patient_id: id, date_of_birth: dob } = spry.existingPatient;
		await tell(id);
		const added = async () => ((await inEka(`SPRY-${id}`)).length > 0 ? true : undefined);
		await eventually('the patient in Eka Care', added, 60_000);
		const [first] = await inEka(`SPRY-${id}`);
		expect(first).toMatchObject({ gen: 'F', dob, phone: '+16175550118' });
		await chain.sandbox.clearRequests();
		await tell(id);
		await eventually('the second event to be worked off', async () => {
			const asked = await chain.sandbox.requests('ekaCare');
			return asked.some(({ method }) => method === 'PATCH') ? true : undefined;
		});
		expect(await inEka(`SPRY-${id}`)).toHaveLength(1);
		expect(mail.mails).toEqual([]);
	});

	it('are told to the desk by number when Eka Care refuses them', async () => {
		const added = await askSpry<{ patient_id: number }>(chain.sandbox, '/apis/v1/patient', {
			...{ first_name: 'Ilka', last_name: 'Moorhenson', date_of_birth: '1991-02-03', sex: 'OTHER' },
			...{ clinic_id: 101, mobile: '12345' },
		});
		await tell(added.patient_id);
		const { subject, text } = await nextMail();
		expect(subject).toBe(`A new Spry patient is not in Eka Care: ${added.patient_id}`);
		expect(text).toContain('"Mobile" is not valid');
		expect(text).not.toContain('Moorhenson');
		expect(await inEka(`SPRY-${added.patient_id}`)).toEqual([]);
		const failed = async () => (await chain.client.executions(workflowId)).find(({ status }) => status === 'error');
		await eventually('the run to count as failed', failed);
	});

	it('are told to the desk when Spry does not give the record', async () => {
		await tell(4711);
		const { subject, text } = await nextMail();
		expect(subject).toContain('4711');
		expect(text).toContain('Why: Spry refused');
	});
});

describe('a lab report', () => {
	const NAME = 'lab-report-to-eka-care.json';
	const TRIGGER = 'Lab report by e-mail';
	const LABORATORY = 'Results@laboratory.example';
	const content = makePdf(['Made-up report', 'CRP 12 mg/l']);
	const report: FormFile = { name: 'report.pdf', type: 'application/pdf', content };
	const attached = (mimeType = 'application/pdf') => ({
		attachment_0: { data: content.toString('base64'), mimeType, fileName: 'report.pdf' },
	});
	const letter = (subject: string, from = `The laboratory <${LABORATORY.toLowerCase()}>`) => ({
		json: { subject, from, to: 'lab@clinic.example', textPlain: 'Is the inflammation better?\n' },
	});
	let filledIn: Workflow;

	/** "Form only, or e-mail only? Delete the other trigger": there is no mailbox to read in a test. */
	function withoutMailbox(workflow: Workflow): Workflow {
		const { [TRIGGER]: _, ...connections } = workflow.connections;
		return { ...workflow, connections, nodes: workflow.nodes.filter(({ name }) => name !== TRIGGER) };
	}

	beforeAll(async () => {
		await chain.sandbox.settings({ analysisMs: 300 });
		const workflow = await readWorkflow(join(templatesFolder, NAME));
		filledIn = withSettings(withCredentials(workflow, credentials), { ...DESK, laboratoryEmail: LABORATORY });
		await chain.client.publish(await chain.client.importWorkflow(withoutMailbox(filledIn)));
	});

	/** Lets the workflow run as if these e-mails had just been read from the mailbox. */
	async function receive(...letters: object[]): Promise<string> {
		const id = await chain.client.importWorkflow({ ...filledIn, pinData: { [TRIGGER]: letters } });
		return (await chain.client.run(id, TRIGGER)).status;
	}

	const newCases = async (before: unknown[]) => (await rows('med_mitra_case')).slice(before.length);

	async function summaryOf(documentId: string): Promise<string> {
		const { token } = await chain.sandbox.mintToken('ekaCare');
		const headers = {
			...{ authorization: `Bearer ${token}`, auth: token },
			...{ 'client-id': ekaCare.clientId, 'x-pt-id': patient?.oid ?? '' },
		};
		const answer = await fetch(`${chain.sandbox.ekaCare}/mr/api/v1/docs/${documentId}`, { headers });
		const url = /"asset_url":"([^"]+)"/.exec(await answer.text())?.[1] ?? '';
		return Buffer.from(await (await fetch(url)).arrayBuffer()).toString('latin1');
	}

	it('handed in by the form is analysed, and the summary filed with the patient', async () => {
		const before = await rows('med_mitra_case');
		const { answer } = await sendForm(chain.n8n.url, 'lab-report', [
			`${patient?.partnerId}`,
			'Is the CRP high?',
			report,
		]);
		expect(answer).toMatchObject({ status: 200 });
		const { subject, text } = await nextMail();
		expect(subject).toBe(`Lab report of ${patient?.partnerId}: analysis filed`);
		const [analysed] = await newCases(before);
		const caseId = String(analysed?.case_id);
		expect(text).toContain(`MedMitra case: ${caseId}`);
		const files = await rows('med_mitra_file');
		expect(files.filter(({ case_id }) => case_id === caseId)).toEqual([
			expect.objectContaining({ file_size: content.length }),
		]);
		const [document] = (await bodies('eka_document')).filter(({ document_id }) => document_id === caseId);
		expect(document).toMatchObject({ patient_id: patient?.oid, dt: 'ot', tg: ['lab report', 'machine-made'] });
		const pdf = await summaryOf(caseId);
		expect(pdf).toMatch(/^%PDF-1\.4[^]*Written by a machine\. Not reviewed by a doctor\.[^]*%%EOF\n$/);
		expect(pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1])).startsWith('xref')).toBe(true);
		expect(pdf).toContain(`(Patient: ${patient?.firstName.toLowerCase()}`);
	});

	it('sent by the laboratory is filed in the same way, whatever else comes with it', async () => {
		const letters = [
			{ ...letter(`Report [${patient?.partnerId}]`), binary: attached() },
			{ ...letter('Report without a number'), binary: attached() },
			{ ...letter(`Report [${otherPatient?.partnerId}]`) },
			{ ...letter(`Report [${patient?.partnerId}]`, 'Somebody <else@mail.example>'), binary: attached() },
			{ ...letter('Report [NOBODY-7]'), binary: attached() },
		];
		const before = await rows('med_mitra_case');
		expect(await receive(...letters)).toBe('success');
		const told = mail.mails.splice(0).map(({ subject, text }) => `${subject}\n${text}`);
		const about = (what: RegExp) => told.filter((one) => what.test(one));
		expect(told).toHaveLength(letters.length);
		expect(about(/: analysis filed/)).toEqual([expect.stringContaining(`${patient?.partnerId}`)]);
		expect(about(/NOT filed[^]*no username \(UHID\) in square brackets/)).toHaveLength(1);
		expect(about(/NOT filed[^]*no PDF file is attached/)).toHaveLength(1);
		expect(about(/else@mail\.example[^]*the sender is not the laboratory/)).toHaveLength(1);
		expect(about(/NOBODY-7: NOT filed[^]*Nothing was stored\.[^]*Eka Care/)).toHaveLength(1);
		expect(await newCases(before)).toHaveLength(1);
	});

	it('whose analysis fails is told to the desk with the number of the case', async () => {
		await chain.sandbox.settings({ analysisOutcome: 'failed' });
		const [before, documents] = [await rows('med_mitra_case'), await rows('eka_document')];
		await receive({ ...letter(`Report [${patient?.partnerId}]`), binary: attached() });
		await chain.sandbox.settings({ analysisOutcome: 'auto' });
		const { subject, text } = await nextMail();
		const [analysed] = await newCases(before);
		expect(subject).toContain('NOT filed');
		expect(text).toContain(`MedMitra has the case ${String(analysed?.case_id)} with the report.`);
		expect(await rows('eka_document')).toEqual(documents);
	});

	it('whose summary Eka Care does not take is told to the desk, with all that was done', async () => {
		await chain.sandbox.settings({ storageFull: true });
		const before = await rows('med_mitra_case');
		await receive({ ...letter(`Report [${patient?.partnerId}]`), binary: attached() });
		await chain.sandbox.settings({ storageFull: false });
		const { text } = await nextMail();
		const [analysed] = await newCases(before);
		expect(text).toContain(`MedMitra has the case ${String(analysed?.case_id)} with the report.`);
		expect(text).toContain('The summary was written, but it is not in Eka Care.');
	});
});

describe('authorizations that run out', () => {
	const TRIGGER = 'Every workday at 7';
	let workflowId: string;

	beforeAll(async () => {
		const name = 'authorizations-running-out.json';
		workflowId = await importTemplate(chain.client, name, { credentials, settings: DESK });
	});

	const enter = async (number: string, more: object) =>
		await askSpry(chain.sandbox, '/apis/soap-enrichment/v1/authorization', {
			authorization_reference_number: number,
			authorized_visit_count: 12,
			current_visit_count: 9,
			...more,
		});

	it('send no e-mail when there are none', async () => {
		const { status } = await chain.client.run(workflowId, TRIGGER);
		expect([status, mail.mails]).toEqual(['success', []]);
	});

	it('are listed to the desk, the most urgent first, without names', async () => {
		const spry_case_id = await makeCase(chain.sandbox);
		await enter('PA-LATER', { spry_case_id, effective_end_date: `${dayIn(12)}T23:59:59` });
		await enter('PA-SOON', { spry_case_id, effective_end_date: `${dayIn(3)}T00:00:00` });
		await enter('PA-FAR', { spry_case_id, effective_end_date: `${dayIn(17)}T00:00:00` });
		await enter('PA-OVER', { spry_case_id, effective_end_date: `${dayIn(-3)}T00:00:00` });
		await enter('PA-OPEN', { spry_case_id });
		await enter('PA-OFF', {
			spry_case_id,
			effective_end_date: `${dayIn(3)}T00:00:00`,
			authorization_status: 'INACTIVE',
		});
		expect((await chain.client.run(workflowId, TRIGGER)).status).toBe('success');
		const { subject, text } = await nextMail();
		expect(subject).toBe('2 authorization(s) end within 14 days');
		const listed = text.split(/\r?\n/).filter((line) => line.startsWith('- '));
		expect(listed).toEqual([
			expect.stringContaining(`- PA-SOON: ends on ${dayIn(3)} (in 3 days)`),
			expect.stringContaining(`- PA-LATER: ends on ${dayIn(12)} (in 12 days)`),
		]);
		expect(listed[0]).toContain(`case ${spry_case_id}, visits 9 of 12`);
		expect(text).not.toContain(spry.existingPatient.last_name);
	});

	it('are not passed over in silence when Spry cannot be asked', async () => {
		const fault = { vendor: 'spry', operationId: 'searchAuthorizations', kind: '403', times: 0 } as const;
		await chain.sandbox.faults(fault);
		const { status } = await chain.client.run(workflowId, TRIGGER);
		await chain.sandbox.clearFaults();
		expect(status).toBe('error');
		const { subject, text } = await nextMail();
		expect(subject).toBe('Authorizations could not be checked today');
		expect(text).toMatch(/Why: Spry/);
	});
});

describe('patients who did not come', () => {
	const TRIGGER = 'Every day at 18';
	const TAG = 'no-show-call';
	let workflowId: string;
	let visits = 0;

	async function visit(patientId: string | undefined, status: string | undefined): Promise<string> {
		visits += 1;
		const { appointment_id: id } = await call<{ appointment_id: string }>(chain.sandbox, '/dr/v1/appointment', {
			body: {
				...{ doctor_id: doctor?.id, clinic_id: clinic?.id, patient_id: patientId },
				partner_appointment_id: `MISSED-${visits}`,
				appointment_details: { start_time: Math.floor((Date.now() - DAY) / 1000) - visits * 3600 },
			},
		});
		if (status) await call(chain.sandbox, `/dr/v1/appointment/${id}/change-status`, { body: { status } });
		return id;
	}
	const tagsOf = async (id: string) =>
		(await bodies('eka_appointment')).find(({ appointment_id }) => appointment_id === id)?.custom_attributes;
	const run = async () => (await chain.client.run(workflowId, TRIGGER)).status;

	beforeAll(async () => {
		const name = 'no-show-follow-up.json';
		workflowId = await importTemplate(chain.client, name, { credentials, settings: DESK });
	});

	it('are listed to the desk with their numbers, and once only', async () => {
		const [missed, kept] = [await visit(patient?.oid, 'NS'), await visit(otherPatient?.oid, undefined)];
		expect(await run()).toBe('success');
		const { subject, text } = await nextMail();
		expect(subject).toBe('Please call 1 patient(s) who did not come');
		expect(text.toLowerCase()).toContain(`${patient?.firstName} ${patient?.lastName}, `.toLowerCase());
		expect(text).toContain(patient?.mobile);
		expect([await tagsOf(missed), await tagsOf(kept)]).toEqual([{ tags: [TAG] }, {}]);
		expect([await run(), mail.mails]).toEqual(['success', []]);
	});

	it('are on the list also when their record cannot be read', async () => {
		await visit(otherPatient?.oid, 'NS');
		const fault = { vendor: 'ekaCare', operationId: 'getPatient', kind: '403', times: 0 } as const;
		await chain.sandbox.faults(fault);
		const status = await run();
		await chain.sandbox.clearFaults();
		expect(status).toBe('success');
		expect((await nextMail()).text).toContain(`- patient ${otherPatient?.oid}, record not readable: `);
	});

	it('are not tagged when the e-mail does not go out, and come again', async () => {
		const missed = await visit(patient?.oid, 'NS');
		mail.isRefusing = true;
		expect(await run()).toBe('error');
		mail.isRefusing = false;
		expect(await tagsOf(missed)).toEqual({});
		expect([await run(), (await nextMail()).subject]).toEqual([
			'success',
			'Please call 1 patient(s) who did not come',
		]);
	});

	it('who could not be tagged are told to the desk, because they come again', async () => {
		const [first, second] = [await visit(patient?.oid, 'NS'), await visit(otherPatient?.oid, 'NS')];
		const fault = { vendor: 'ekaCare', operationId: 'setCustomAttributes', kind: '404', times: 0 } as const;
		await chain.sandbox.faults(fault);
		expect(await run()).toBe('error');
		await chain.sandbox.clearFaults();
		expect((await nextMail()).subject).toBe('Please call 2 patient(s) who did not come');
		const { text } = await nextMail();
		expect(text).toContain('2 appointment(s) on it could not be tagged and will be listed again');
		for (const id of [first, second]) expect(text).toContain(id);
	});

	it('are not passed over in silence when Eka Care cannot be asked', async () => {
		const fault = { vendor: 'ekaCare', operationId: 'listAppointments', kind: '403', times: 0 } as const;
		await chain.sandbox.faults(fault);
		const status = await run();
		await chain.sandbox.clearFaults();
		expect(status).toBe('error');
		expect((await nextMail()).text).toContain('there is no call list today');
	});
});
