import type { INodeParameters } from 'n8n-workflow';

import type { SandboxSettings } from '../../sandbox/types.mts';
import { openClinic, type Clinic, type RunChanges } from '../support/clinic.mts';
import type { RunResult } from '../support/engine.mts';
import { medMitraCaseCreate } from '../support/operations/med-mitra-case-create.mts';
import { medMitraCaseWait } from '../support/operations/med-mitra-case.mts';
import { analysed, makeCase, unknownCase } from '../support/operations/med-mitra-state.mts';

/** Waiting for the insights of a case, in n8n's engine and with the sandbox's analysis. */

let clinic: Clinic;
/** How far the node's clock is ahead of the true one, in milliseconds. */
let ahead: number;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => {
	await clinic.sandbox.reset();
	ahead = 0;
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
});
afterEach(() => jest.restoreAllMocks());

interface Waiting extends Partial<RunChanges> {
	options?: INodeParameters;
}

async function settings(changes: Partial<SandboxSettings>) {
	await clinic.sandbox.settings(changes);
}

async function waitFor(caseIds: string[], { options = {}, ...changes }: Waiting = {}): Promise<RunResult> {
	const rows = caseIds.map((id) => ({ json: { case: id } }));
	const parameters = { options };
	return await clinic.run(medMitraCaseWait, rows, { onError: 'continueRegularOutput', ...changes, parameters });
}

async function createAndWait(count: number, { options = {}, ...changes }: Waiting = {}): Promise<RunResult> {
	const rows = Array.from({ length: count }, (_, number) => medMitraCaseCreate.good(number));
	const parameters = { options: { waitForInsights: true, ...options } };
	return await clinic.run(medMitraCaseCreate, rows, { onError: 'continueRegularOutput', ...changes, parameters });
}

async function made(count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let number = 0; number < count; number++) ids.push((await makeCase(clinic.sandbox, number)).case_id);
	await clinic.sandbox.clearRequests();
	return ids;
}

async function countOf(operation: string): Promise<number> {
	return (await clinic.sandbox.requests('medMitra')).filter(({ operationId }) => operationId === operation).length;
}

const told = (result: RunResult, index = 0) =>
	result.items[index]?.json as { error: string; message: string; details: Record<string, unknown> };

describe('waiting for insights', () => {
	it('looks at one list for all items, and again until they are there', async () => {
		await settings({ analysisMs: 900 });
		const ids = await made(3);
		const result = await waitFor(ids, { options: { waitLimit: 2 } });
		expect(result.items.map(({ json }) => [json.case_id, json.ready])).toEqual(ids.map((id) => [id, true]));
		expect({ lists: await countOf('listCases'), cases: await countOf('getCase') }).toEqual({ lists: 2, cases: 3 });
	});

	it('parks the execution after the first minute, and goes on after n8n was started again', async () => {
		await settings({ analysisMs: 2500 });
		const until: number[] = [];
		const jump = setTimeout(() => (ahead += 61_000), 1500);
		const startedAt = Date.now();
		const result = await createAndWait(2, {
			wakes: 3,
			async onParked(date) {
				until.push(+date - startedAt);
				await analysed(clinic.sandbox);
				ahead = +date - startedAt;
			},
		});
		clearTimeout(jump);
		expect(result.status).toBe('success');
		expect(until).toHaveLength(1);
		expect(until[0]).toBeGreaterThan(61_000 + 65_000);
		expect(result.items.map(({ json, pairedItem }) => [json.patient_name, json.ready, pairedItem])).toEqual([
			['Adair Testberry0', true, { item: 0 }],
			['Adair Testberry1', true, { item: 1 }],
		]);
		expect({ created: await countOf('createCase'), read: await countOf('getCase') }).toEqual({
			created: 2,
			read: 2,
		});
	});

	it('keeps nothing of a patient while the execution is parked but the input', async () => {
		await settings({ analysisOutcome: 'stuck' });
		const jump = setTimeout(() => (ahead += 61_000), 1500);
		const result = await createAndWait(1, {});
		clearTimeout(jump);
		expect(result.status).toBe('waiting');
		const saved = (await clinic.sandbox.state()).med_mitra_case?.[0];
		expect(result.serialised).toContain(String(saved?.case_id));
		expect(result.serialised).not.toContain('doctor_id');
	});

	it('ends with a failed analysis, and says that it cannot be repeated', async () => {
		await settings({ analysisMs: 0, analysisOutcome: 'failed' });
		const [id = ''] = await made(1);
		await analysed(clinic.sandbox);
		const result = await waitFor([id]);
		expect(told(result)).toMatchObject({
			error: 'The analysis of the case failed',
			message: expect.stringMatching(/log of the MedMitra server.*create a new one/) as unknown,
			details: { kind: 'refused', outcome: 'none' },
		});
		expect(await countOf('getCase')).toBe(0);
	});

	it('ends when the time is over, and says what to do', async () => {
		await settings({ analysisMs: 0, analysisOutcome: 'stuck' });
		const [id = ''] = await made(1);
		const result = await waitFor([id], { options: { waitLimit: 1 } });
		expect(told(result)).toMatchObject({
			error: 'The analysis of the case has not ended within 1 second',
			message: expect.stringMatching(/Wait Limit.*is stuck/) as unknown,
			details: { kind: 'timeout', outcome: 'none' },
		});
		expect(await countOf('listCases')).toBe(2);
	});

	it('ends when the insights could not be stored', async () => {
		await settings({ analysisMs: 0, analysisOutcome: 'unsaved' });
		const [id = ''] = await made(1);
		await analysed(clinic.sandbox);
		const result = await waitFor([id], { options: { waitLimit: 1 } });
		expect(told(result).error).toBe('MedMitra completed the analysis, but has no insights for the case');
	});

	it('finds insights at the end of the time whose status was never written', async () => {
		await settings({ analysisMs: 0, statusLagMs: 600_000 });
		const [id = ''] = await made(1);
		const result = await waitFor([id], { options: { waitLimit: 1 } });
		expect(result.items[0]?.json).toMatchObject({ case_id: id, ready: true, status: 'processing' });
	});

	it('does not take a case for gone that the list no longer reaches', async () => {
		await settings({ analysisMs: 800, maxListedCases: 1 });
		const [older = '', newer = ''] = await made(2);
		const result = await waitFor([older, newer], { options: { waitLimit: 2 } });
		expect(result.items.map(({ json }) => json.case_id)).toEqual([older, newer]);
	});

	it('ends at once with a case that does not exist', async () => {
		const result = await waitFor([unknownCase]);
		expect(told(result)).toMatchObject({
			error: 'MedMitra knows no such case (HTTP 404)',
			details: { kind: 'notFound', outcome: 'none' },
		});
		expect(result.durationMs).toBeLessThan(4000);
	});

	it('stops when the person stops it', async () => {
		await settings({ analysisOutcome: 'stuck' });
		const ids = await made(1);
		const result = await waitFor(ids, { cancelAfterMs: 400 });
		expect(result.status).toBe('canceled');
		expect(result.durationMs).toBeLessThan(3000);
	});
});

describe('creating a case and waiting for its insights', () => {
	it('gives the case with its insights', async () => {
		await settings({ analysisMs: 200 });
		const result = await createAndWait(2, { options: { waitLimit: 1 } });
		expect(result.items.map(({ json }) => [json.patient_name, json.ready, json.status])).toEqual([
			['Adair Testberry0', true, 'completed'],
			['Adair Testberry1', true, 'completed'],
		]);
		expect(await countOf('createCase')).toBe(2);
	});

	it.each([
		['failed', /^The analysis of the case failed/, /create a new one/],
		['stuck', /has not ended within 1 second/, /Case: Wait for Insights.*second case/],
		['unsaved', /has no insights for the case/, /create a new one/],
	] as const)('says that the case exists when the analysis is %s', async (analysisOutcome, error, advice) => {
		await settings({ analysisMs: 0, analysisOutcome });
		const result = await createAndWait(1, { options: { waitLimit: 1 } });
		const [saved] = (await clinic.sandbox.state()).med_mitra_case ?? [];
		expect(told(result).error).toMatch(error);
		expect(told(result).message).toMatch(advice);
		expect(told(result).message).toContain(`The case was created with the ID ${String(saved?.case_id)}.`);
		expect(told(result).details.outcome).toBe('partial');
	});

	it('names each case by its own ID when the list that all look at cannot be had', async () => {
		await settings({ analysisMs: 0 });
		await clinic.sandbox.faults({ vendor: 'medMitra', operationId: 'listCases', kind: '403', times: 0 });
		const result = await createAndWait(2, { options: { waitLimit: 1 } });
		const saved = (await clinic.sandbox.state()).med_mitra_case ?? [];
		expect(saved).toHaveLength(2);
		for (const index of [0, 1]) {
			const own = saved.find(({ patient_name }) => patient_name === `Adair Testberry${index}`);
			expect(told(result, index).message).toContain(`created with the ID ${String(own?.case_id)}.`);
		}
	});

	it('waits for none that was refused', async () => {
		await settings({ analysisMs: 0, refusedFileName: 'report.pdf' });
		const result = await createAndWait(1);
		const [saved] = (await clinic.sandbox.state()).med_mitra_case ?? [];
		expect(told(result).error).toMatch(/^MedMitra could not store a file/);
		expect(told(result).message).toContain(`with the ID ${String(saved?.case_id)}`);
		expect(told(result).details.outcome).toBe('partial');
		// One look for what is left of it, and none for insights.
		expect(await countOf('listCases')).toBe(1);
	});
});
