import { join } from 'node:path';
import { DateTime } from 'luxon';
import { makeCloser } from '../../tools/closer.mts';
import { fillForms, postIntake, readIntakes, type IntakeForm, type IntakeResult } from '../../demo/intake.mts';
import { eventually } from '../../tools/n8n-client.mts';
import { publishIntake } from '../../demo/publish-intake.mts';
import { projectRoot, type Stack } from '../../tools/stack.mts';
import type { Fault } from '../../sandbox/client.mts';
import { kill, START_LIMIT, startAgain, startChain, STOP_LIMIT } from './chain.mts';

/**
 * The same intake sent again after n8n was killed in the middle of it: nothing that a vendor has stored is stored a
 * second time. Spry's case is the one thing that no vendor's call can find.
 */

const LONG = 300_000;

/** Where each intake is when n8n is killed, and whether the vendor has carried out what it was asked for. */
const STEPS: Array<Pick<Fault, 'vendor' | 'operationId' | 'stored'> & { knows: 'all' | 'spryCase' | 'nothing' }> = [
	{ vendor: 'spry', operationId: 'createPatient', stored: true, knows: 'all' },
	{ vendor: 'ekaCare', operationId: 'createCase', stored: true, knows: 'nothing' },
	{ vendor: 'spry', operationId: 'createCase', stored: false, knows: 'nothing' },
	{ vendor: 'spry', operationId: 'createCase', stored: true, knows: 'spryCase' },
	{ vendor: 'ekaCare', operationId: 'updateCase', stored: true, knows: 'all' },
	{ vendor: 'ekaCare', operationId: 'bookAppointment', stored: true, knows: 'all' },
	{ vendor: 'medMitra', operationId: 'createCase', stored: true, knows: 'all' },
];

const TABLES = ['spry_patient', 'spry_case', 'eka_case', 'eka_appointment', 'med_mitra_case', 'med_mitra_file'];

const PATIENCE_MS = 120_000;
const soon = async <T,>(what: string, ask: () => Promise<T | undefined>) => await eventually(what, ask, PATIENCE_MS);

const closer = makeCloser();
let chain: Stack;
let url: string;
let workflowId: string;
let forms: IntakeForm[];
/** Rows by table before the first intake. */
let before: number[];

const counts = async () => {
	const state = await chain.sandbox.state();
	return TABLES.map((table) => state[table]?.length ?? 0);
};

beforeAll(async () => {
	chain = await startChain(closer);
	({ webhookUrl: url, workflowId } = await publishIntake(chain));
	const intakes = await readIntakes(join(projectRoot, 'demo', 'intakes.json'));
	const newcomers = intakes.filter(({ expect: outcome, why }) => outcome === 'done' && why === undefined);
	forms = fillForms(newcomers).slice(0, STEPS.length);
	before = await counts();
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

const withSpryCase = ({ fields, ...form }: IntakeForm, spryCaseId: string): IntakeForm => ({
	...form,
	fields: { ...fields, spryCaseId },
});

/** What a person finds at Spry: the case of the form's patient, or none. */
async function seenAtSpry({ fields }: IntakeForm): Promise<string> {
	const { spry_case: cases = [] } = await chain.sandbox.state();
	const found = cases.find(({ case_title: title }) => title === fields.complaint);
	return found ? String(found.spry_case_id) : 'none';
}

describe('the patient intake', () => {
	it(
		'stores nothing twice when it is sent again after n8n was killed, whatever step it had come to',
		async () => {
			expect(forms).toHaveLength(STEPS.length);
			const cut: Array<Promise<IntakeResult>> = [];
			for (const [index, { knows: _, ...fault }] of STEPS.entries()) {
				await chain.sandbox.faults({ ...fault, kind: 'stall', times: 1 });
				cut.push(postIntake(url, forms[index] as IntakeForm));
				const isThere = async () => ((await chain.sandbox.activeFaults()).length === 0 ? true : undefined);
				await soon(`intake ${index} to come to its step`, isThere);
			}
			await kill(chain);
			expect((await Promise.all(cut)).map(({ outcome }) => outcome)).toEqual(STEPS.map(() => 'refused'));
			await startAgain(chain, closer);

			const ended = await soon('n8n to see what was broken off', async () => {
				// A running one is not among them.
				const statuses = (await chain.client.executions(workflowId)).map(({ status }) => status);
				return statuses.length < STEPS.length ? undefined : statuses;
			});
			expect(ended).toEqual(STEPS.map(() => 'crashed'));

			const again: IntakeResult[] = [];
			for (const form of forms) again.push(await postIntake(url, form));
			const lookFirst = { outcome: 'refused', refusedBy: 'Spry: open case', spryCaseId: null };
			expect(again).toMatchObject(STEPS.map(({ knows }) => (knows === 'all' ? { outcome: 'done' } : lookFirst)));
			const [, unopened] = again;
			expect(unopened?.reason).toContain('was interrupted while its case was being opened in Spry');
			expect(unopened?.spryPatientId).not.toBeNull();

			for (const [index, { knows }] of STEPS.entries()) {
				if (knows === 'all') continue;
				const form = forms[index] as IntakeForm;
				const spryCaseId = await seenAtSpry(form);
				expect(spryCaseId === 'none').toBe(knows === 'nothing');
				again[index] = await postIntake(url, withSpryCase(form, spryCaseId));
			}
			expect(again.map(({ outcome, reason }) => [outcome, reason])).toEqual(STEPS.map(() => ['done', null]));
			const wanted = before.map((count) => count + STEPS.length);
			expect(Object.fromEntries((await counts()).map((count, index) => [TABLES[index], count]))).toEqual(
				Object.fromEntries(wanted.map((count, index) => [TABLES[index], count])),
			);

			for (const [index, form] of forms.entries()) {
				const { milliseconds: _, spryPatientAlreadyExisted: _known, ...ids } = again[index] as IntakeResult;
				expect(await postIntake(url, form)).toMatchObject(ids);
			}
			expect(await counts()).toEqual(wanted);
		},
		LONG,
	);

	it(
		'is the same intake whatever the capitals, the spaces, the way of writing the time and the summary',
		async () => {
			const form = forms[1] as IntakeForm;
			const { fields } = form;
			const zoned = DateTime.fromISO(fields.appointmentStart ?? '', { zone: 'Asia/Kolkata' }).toISO() ?? '';
			const varied = {
				firstName: ` ${fields.firstName?.toUpperCase()}`,
				complaint: `${fields.complaint?.replaceAll(' ', '  ')} `,
				appointmentStart: zoned,
			};
			expect(zoned).toMatch(/\+05:30$/);
			const [first, then] = [await postIntake(url, form), await counts()];
			const again = await postIntake(url, { ...form, fields: { ...fields, ...varied } });
			expect(again).toMatchObject({ ...first, milliseconds: expect.any(Number) as unknown });
			expect(await counts()).toEqual(then);
			const corrected = await postIntake(url, {
				...form,
				fields: { ...fields, summary: 'Corrected: no fever.' },
			});
			expect(corrected.medMitraCaseId).not.toBe(first.medMitraCaseId);
			const { medMitraCaseId: _, milliseconds: _time, ...others } = first;
			expect(corrected).toMatchObject(others);
			const analysed = TABLES.map((table) => (table.startsWith('med_mitra') ? 1 : 0));
			expect(await counts()).toEqual(then.map((count, index) => count + (analysed[index] ?? 0)));
		},
		LONG,
	);

	it(
		'may be sent again at once when a vendor refused it, and opens the case then',
		async () => {
			const form = forms[0] as IntakeForm;
			const other: IntakeForm = { ...form, fields: { ...form.fields, intakeId: 'INTAKE-OF-OURS' } };
			other.fields.appointmentStart = '2031-01-15T09:30:00Z';
			other.fields.appointmentEnd = '2031-01-15T10:00:00Z';
			await chain.sandbox.faults({ vendor: 'spry', operationId: 'createCase', kind: '403', times: 1 });
			expect(await postIntake(url, other)).toMatchObject({ outcome: 'refused', refusedBy: 'Spry: open case' });
			await soon('the refusal to be noted', async () => {
				const { eka_case: cases = [] } = await chain.sandbox.state();
				const noted = cases.find(({ id }) => id === 'INTAKE-OF-OURS');
				return JSON.stringify(noted).includes('refused') ? true : undefined;
			});
			expect(await postIntake(url, other)).toMatchObject({ outcome: 'done', ekaCaseId: 'INTAKE-OF-OURS' });
		},
		LONG,
	);
});
