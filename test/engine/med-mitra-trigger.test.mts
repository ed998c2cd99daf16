import type { IDataObject } from 'n8n-workflow';

import { openClinic, type Clinic } from '../support/clinic.mts';
import { analysed, makeCase, nameOf } from '../support/operations/med-mitra-state.mts';

/** The trigger in n8n's own poll context, on the sandbox's cases. */

let clinic: Clinic;
let staticData: IDataObject;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => {
	await clinic.sandbox.reset();
	await clinic.sandbox.settings({ analysisMs: 0 });
	staticData = {};
});

const EVENTS = ['analysisCompleted', 'analysisFailed', 'analysisStuck', 'caseCreated'];

async function told(mode: 'manual' | 'trigger' = 'trigger', parameters: IDataObject = {}, name = 'Cases') {
	const items = await clinic.engine.poll({
		...{ staticData, mode, id: 'cases-node', name },
		node: {
			type: 'n8n-nodes-carechain.medMitraTrigger',
			parameters: { events: EVENTS, stuckAfter: 15, ...parameters } as never,
			credentials: { medMitraApi: clinic.credentials.medMitraApi ?? {} },
		},
	});
	return items.map(({ json }) => [json.event, json.patient_name, json.status]);
}

it('follows cases from their creation to the end of their analysis', async () => {
	await makeCase(clinic.sandbox, 0);
	await analysed(clinic.sandbox);
	expect(await told()).toEqual([]);

	await clinic.sandbox.settings({ analysisMs: 60_000 });
	await makeCase(clinic.sandbox, 1);
	expect(await told()).toEqual([['caseCreated', nameOf(1), 'processing']]);

	await clinic.sandbox.settings({ analysisMs: 0, analysisOutcome: 'failed' });
	const failed = await makeCase(clinic.sandbox, 2);
	await clinic.sandbox.settings({ analysisOutcome: 'auto' });
	await makeCase(clinic.sandbox, 3);
	await expectEnded(2);
	expect(await told()).toEqual([
		['caseCreated', nameOf(2), 'failed'],
		['analysisFailed', nameOf(2), 'failed'],
		['caseCreated', nameOf(3), 'completed'],
		['analysisCompleted', nameOf(3), 'completed'],
	]);
	expect(JSON.stringify(staticData)).toContain(failed.case_id);
	expect(JSON.stringify(staticData)).not.toContain('Samplewood');
	expect(await told()).toEqual([]);
});

it('tells of a case that got stuck', async () => {
	await told();
	await clinic.sandbox.settings({ analysisOutcome: 'stuck' });
	await makeCase(clinic.sandbox, 0);
	expect(await told('trigger', { stuckAfter: 0.001, events: ['caseCreated'] })).toEqual([
		['caseCreated', nameOf(0), 'processing'],
	]);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(await told('trigger', { stuckAfter: 0.001 })).toEqual([['analysisStuck', nameOf(0), 'processing']]);
});

it('gives a sample while the workflow is being built', async () => {
	await makeCase(clinic.sandbox, 0);
	await analysed(clinic.sandbox);
	expect(await told('manual')).toEqual([['analysisCompleted', nameOf(0), 'completed']]);
	expect(staticData).toEqual({});
});

it('says to n8n by its status when a gateway does not take the credential', async () => {
	await clinic.sandbox.settings({ gatewayJwtRequired: true });
	await expect(told()).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '401' });
});

/** Waits until so many cases have ended; others may go on. */
async function expectEnded(count: number): Promise<void> {
	for (let round = 0; round < 100; round++) {
		const cases = (await clinic.sandbox.state()).med_mitra_case ?? [];
		if (cases.filter(({ status }) => status !== 'processing').length > count) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error('The analyses did not end');
}

it('tells of what happened since the last poll when the node got another name', async () => {
	await makeCase(clinic.sandbox, 0);
	await analysed(clinic.sandbox);
	expect(await told()).toEqual([]);
	await clinic.sandbox.settings({ analysisMs: 60_000 });
	await makeCase(clinic.sandbox, 1);
	expect(await told('trigger', {}, 'Renamed')).toEqual([['caseCreated', nameOf(1), 'processing']]);
	expect(await told('trigger', {}, 'Renamed')).toEqual([]);
});
