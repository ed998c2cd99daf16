import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { callerKey } from '../../tools/credentials.mts';
import { makeCloser } from '../../tools/closer.mts';
import { fillForms, postIntake, readIntakes, type IntakeForm, type IntakeResult } from '../../demo/intake.mts';
import type { Execution } from '../../tools/n8n-client.mts';
import { publishIntake } from '../../demo/publish-intake.mts';
import { projectRoot, type Stack } from '../../tools/stack.mts';
import { readWorkflow } from '../../tools/workflow.mts';
import { ekaCare, spry } from '../../sandbox/seed.mts';
import type { SandboxState } from '../../sandbox/types.mts';
import { START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';

const FIRST = 1;
const SECOND = 2;
const WRONG_DATE = 5;
const FIRST_AGAIN = 13;
const UNKNOWN_DOCTOR = 4;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const JWT = /eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/;

const closer = makeCloser();
let chain: Stack;
let workflowId: string;
let forms: Map<number, IntakeForm>;
const results = new Map<number, IntakeResult>();
let before: SandboxState;
let after: SandboxState;
let executions: Execution[];

beforeAll(async () => {
	chain = await startChain(closer);
	before = await chain.sandbox.state();
	const published = await publishIntake(chain);
	workflowId = published.workflowId;
	const intakes = await readIntakes(join(projectRoot, 'demo', 'intakes.json'));
	forms = new Map(fillForms(intakes).map((form) => [form.row, form]));
	const unknownDoctor = formOf(UNKNOWN_DOCTOR);
	unknownDoctor.fields.ekaDoctorId = '999999999999999';
	for (const row of [FIRST, SECOND, WRONG_DATE, FIRST_AGAIN, UNKNOWN_DOCTOR]) {
		results.set(row, await postIntake(published.webhookUrl, formOf(row)));
	}
	after = await chain.sandbox.state();
	executions = await chain.client.executions(workflowId);
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

describe('the package in n8n', () => {
	it('holds only what n8n loads', async () => {
		const inDist = await readdir(join(chain.installed.folder, 'dist'));
		expect(inDist.sort()).toEqual(['credentials', 'icons', 'nodes']);
		expect(chain.installed.tarballBytes).toBeLessThan(500_000);
	});

	it.each(['spry', 'ekaCare', 'medMitra'])('is loaded with the node %s and its icon', async (name) => {
		const node = await chain.client.nodeType(`n8n-nodes-carechain.${name}`, 1);
		expect(node).toMatchObject({ name, usableAsTool: true });
		const { light, dark } = node.iconUrl as { light: string; dark: string };
		for (const icon of [light, dark]) {
			const answer = await fetch(`${chain.n8n.url}/${icon}`);
			expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
		}
	});
});

describe('the patient intake', () => {
	it('can be imported as it is, before any credential is chosen', async () => {
		const path = join(projectRoot, 'examples', 'patient-intake.json');
		const imported = await chain.client.importWorkflow(await readWorkflow(path));
		expect(imported).not.toBe(workflowId);
	});

	it('registers a patient, opens the cases and books the appointment', () => {
		for (const row of [FIRST, SECOND]) {
			expect(results.get(row)).toMatchObject({ outcome: 'done', reason: null, spryPatientAlreadyExisted: false });
			const { spryPatientId, spryCaseId, ekaAppointmentId, ekaCaseId, medMitraCaseId } = resultOf(row);
			expect(Number.isInteger(spryPatientId)).toBe(true);
			expect(spryCaseId).toMatch(/^SPRY_CASE_/);
			expect(ekaAppointmentId).toEqual(expect.stringMatching(/./));
			expect([ekaCaseId, medMitraCaseId]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
		}
	});

	it('finds a returning patient and gives the new complaint a case of its own', () => {
		const [first, again] = [resultOf(FIRST), resultOf(FIRST_AGAIN)];
		expect(again).toMatchObject({ outcome: 'done', spryPatientAlreadyExisted: true });
		expect(again.spryPatientId).toBe(first.spryPatientId);
		expect(again.spryCaseId).not.toBe(first.spryCaseId);
	});

	it('refuses a date of birth that is no date, with the reason, before anything is sent', () => {
		expect(results.get(WRONG_DATE)).toMatchObject({
			outcome: 'refused',
			refusedBy: 'Spry: create patient',
			reason: expect.stringContaining('"Date of Birth"'),
			spryPatientId: null,
			spryCaseId: null,
			ekaAppointmentId: null,
			ekaCaseId: null,
			medMitraCaseId: null,
		});
		expect(textOf(after)).not.toContain(formOf(WRONG_DATE).fields.email);
	});

	it('lets in only callers that have the key, and asks no vendor for the others', async () => {
		const asked = (await chain.sandbox.requests()).length;
		const { fields } = formOf(FIRST);
		for (const headers of [{}, { [callerKey.name]: 'a guess' }]) {
			const body = new FormData();
			for (const [name, value] of Object.entries(fields)) body.set(name, value);
			const answer = await fetch(`${chain.n8n.url}/webhook/patient-intake`, { method: 'POST', headers, body });
			expect(answer.status).toBe(403);
		}
		expect(await chain.sandbox.requests()).toHaveLength(asked);
	});

	it('tells the ids of what was created before a later step refused', () => {
		const refused = resultOf(UNKNOWN_DOCTOR);
		expect(refused).toMatchObject({
			outcome: 'refused',
			refusedBy: 'Eka Care: book appointment',
			ekaAppointmentId: null,
			ekaCaseId: expect.stringMatching(UUID),
			medMitraCaseId: null,
		});
		const caseInState = rows('spry_case').find((row) => row.spry_case_id === refused.spryCaseId);
		expect(caseInState?.patient_id).toBe(refused.spryPatientId);
	});

	it('leaves each record once at each vendor, and the ids it answered are theirs', () => {
		const done = [FIRST, SECOND, FIRST_AGAIN].map(resultOf);
		const begun = [...done, resultOf(UNKNOWN_DOCTOR)];
		expect(added('spry_patient', 'patient_id')).toEqual(setOf(begun.map((result) => result.spryPatientId)));
		expect(added('spry_case', 'spry_case_id')).toEqual(setOf(begun.map((result) => result.spryCaseId)));
		expect(added('eka_appointment', 'appointment_id')).toEqual(
			setOf(done.map((result) => result.ekaAppointmentId)),
		);
		expect(added('eka_case', 'id')).toEqual(setOf(begun.map((result) => result.ekaCaseId)));
		expect(added('med_mitra_case', 'case_id')).toEqual(setOf(done.map((result) => result.medMitraCaseId)));
		expect(rows('eka_patient')).toHaveLength(before.eka_patient?.length ?? -1);
	});

	it('sends the names, the postal code and the report as they came from the form', async () => {
		const { fields, labReport } = formOf(FIRST);
		const stored = rows('spry_patient').find((row) => row.patient_id === resultOf(FIRST).spryPatientId);
		expect(stored?.body).toMatchObject({
			first_name: fields.firstName,
			last_name: fields.lastName,
			date_of_birth: fields.dateOfBirth,
			address: { postal_code: '02115' },
		});
		const file = rows('med_mitra_file').find((row) => row.case_id === resultOf(FIRST).medMitraCaseId);
		expect(file).toMatchObject({
			file_name: labReport.fileName,
			file_type: 'application/pdf',
			file_size: labReport.content.length,
			file_category: 'lab',
		});
		const requests = await chain.sandbox.requests();
		expect(requests.flatMap((request) => request.answerProblems)).toEqual([]);
	});

	it('signs in once at each vendor, for the tests of the credentials and all patients together', async () => {
		const paths = (await chain.sandbox.requests()).map(({ method, path }) => `${method} ${path}`);
		for (const path of ['POST /apis/v2/oauth/token', 'POST /connect-auth/v1/account/login']) {
			expect(paths.filter((one) => one === path)).toHaveLength(1);
		}
	});

	// The caller's key is there: n8n's Webhook node outputs every header.
	it('keeps the secrets of the vendors out of the executions and the log', () => {
		expect(executions.map(({ status }) => status)).toEqual([...results.keys()].map(() => 'success'));
		const kept = `${textOf(executions)}\n${chain.n8n.log()}`;
		expect(kept).toContain(formOf(FIRST).fields.email);
		for (const secret of [spry.clientSecret, ekaCare.clientSecret, ekaCare.sharingKey, chain.n8n.encryptionKey]) {
			expect(kept.includes(secret)).toBe(false);
		}
		expect(kept).not.toMatch(JWT);
		expect(kept).not.toMatch(/bearer [\w-]{8}/i);
	});
});

function formOf(row: number): IntakeForm {
	const form = forms.get(row);
	if (!form) throw new Error(`demo/intakes.json has no row ${row}`);
	return form;
}

function resultOf(row: number): IntakeResult {
	const result = results.get(row);
	if (!result) throw new Error(`Row ${row} was not sent`);
	return result;
}

function rows(table: string): Array<Record<string, unknown>> {
	const found = after[table];
	if (!found) throw new Error(`The sandbox has no table ${table}`);
	return found;
}

/** Values of a column that were not there before the intakes; fails when one occurs twice. */
function added(table: string, column: string): Set<unknown> {
	const old = setOf((before[table] ?? []).map((row) => row[column]));
	const fresh = rows(table)
		.map((row) => row[column])
		.filter((value) => !old.has(value));
	expect(new Set(fresh).size).toBe(fresh.length);
	return setOf(fresh);
}

function setOf(values: unknown[]): Set<unknown> {
	return new Set(values);
}

function textOf(value: unknown): string {
	return JSON.stringify(value);
}
