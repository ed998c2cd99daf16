import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openClinic, type Clinic } from '../support/clinic.mts';
import { call, documentIdOf, patientOf, withDocuments } from '../support/operations/eka-state.mts';
import { byId } from '../support/operations/rows.mts';

/** The trigger in n8n's own poll context, on the sandbox's cases and documents of one patient. */

let clinic: Clinic;
let staticData: IDataObject;
const patientId = patientOf(0);

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => {
	await clinic.sandbox.reset();
	staticData = {};
});

async function polled(
	parameters: INodeParameters = {},
	mode: 'manual' | 'trigger' = 'trigger',
	memory: IDataObject = staticData,
	name = 'Records',
): Promise<IDataObject[]> {
	const items = await clinic.engine.poll({
		...{ staticData: memory, mode, id: 'records-node', name },
		node: {
			type: 'n8n-nodes-carechain.ekaCareRecordsTrigger',
			parameters: { event: 'caseChanged', patientId: byId(patientId), ...parameters },
			credentials: { ekaCareApi: clinic.credentials.ekaCareApi ?? {} },
		},
	});
	return items.map(({ json }) => json);
}

const told = async (parameters?: INodeParameters) =>
	(await polled(parameters)).map(({ id, document_id }) => id ?? document_id);

const at = (id: string) => `/mr/api/v1/cases/${id}`;
const change = async (path: string, body: object) =>
	await call(clinic.sandbox, path, { method: 'PATCH', body, patientId });

async function open(...ids: string[]): Promise<void> {
	for (const id of ids) {
		const body = { id, display_name: `Knee pain ${id}`, occurred_at: 1_800_000_000, type: 'OP' };
		await call(clinic.sandbox, '/mr/api/v1/cases', { body, patientId });
	}
}

/** What the contract has against the requests. */
async function problems(): Promise<unknown[]> {
	const requests = await clinic.sandbox.requests('ekaCare');
	return requests.flatMap((one) => [...one.problems, ...one.answerProblems, ...one.ignored]);
}

it('follows the cases of a patient, page by page, within one second and after it', async () => {
	await clinic.sandbox.settings({ casePageSize: 2 });
	await open('a', 'b', 'c');
	expect(await told()).toEqual([]);
	await open('d', 'e', 'f');
	expect(await told()).toEqual(['d', 'e', 'f']);
	expect(await told()).toEqual([]);
	await change(at('a'), { display_name: 'Once' });
	expect(await polled()).toEqual([
		expect.objectContaining({ event: 'caseChanged', patient_id: patientId, id: 'a', display_name: 'Once' }),
	]);
	await change(at('a'), { display_name: 'Twice' });
	expect(await polled()).toEqual([expect.objectContaining({ id: 'a', display_name: 'Twice' })]);
	expect(await told()).toEqual([]);
	expect(JSON.stringify(staticData)).not.toContain('Knee');
	expect(await problems()).toEqual([]);
});

it('tells of deleted cases on demand', async () => {
	await open('a', 'b');
	await told();
	await call(clinic.sandbox, at('a'), { method: 'DELETE', body: {}, patientId });
	const memory = structuredClone(staticData);
	expect(await told()).toEqual([]);
	expect(await polled({ options: { includeDeleted: true } }, 'trigger', memory)).toEqual([
		{
			event: 'caseChanged',
			patient_id: patientId,
			id: 'a',
			status: 'D',
			updated_at: expect.any(Number) as never,
			updated_at_iso: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+[+-]\d{2}:\d{2}$/) as never,
		},
	]);
});

it('follows the documents of a patient', async () => {
	const parameters = { event: 'documentChanged' };
	expect(await told(parameters)).toEqual([]);
	await withDocuments(clinic.sandbox);
	const id = documentIdOf(0);
	expect(await told(parameters)).toEqual([id]);
	expect(await told(parameters)).toEqual([]);
	await change(`/mr/api/v1/docs/${id}`, { tg: ['shoulder'] });
	expect(await polled(parameters)).toEqual([
		expect.objectContaining({
			event: 'documentChanged',
			document_id: id,
			metadata: expect.objectContaining({ tags: ['shoulder'] }) as never,
		}),
	]);
	expect(await told(parameters)).toEqual([]);
	expect(await problems()).toEqual([]);
});

it('gives a sample while the workflow is being built, and remembers nothing', async () => {
	expect(await polled({}, 'manual')).toEqual([expect.objectContaining({ patient_id: patientId, status: 'A' })]);
	await open('a', 'b');
	expect(await polled({}, 'manual')).toEqual([expect.objectContaining({ id: 'b' })]);
	expect(staticData).toEqual({});
});

it('offers the patients of the workspace', async () => {
	const { results } = await clinic.engine.search({
		node: {
			type: 'n8n-nodes-carechain.ekaCareRecordsTrigger',
			parameters: {},
			credentials: { ekaCareApi: clinic.credentials.ekaCareApi ?? {} },
		},
		method: 'searchPatients',
	});
	expect(results.map(({ value }) => value)).toContain(patientId);
});

it('says what it is that Eka Care refuses', async () => {
	await expect(polled({ patientId: byId('999999999999999') })).rejects.toMatchObject({
		name: 'NodeApiError',
		httpCode: '400',
		message: expect.stringContaining('Eka Care refused the data') as unknown,
	});
	expect(JSON.stringify(staticData)).not.toContain('owner');
});

it('tells of what happened since the last poll when the node got another name, and leaves the data of others alone', async () => {
	staticData = { global: { counter: 7 }, 'node:Code': { own: 1 } };
	await open('a');
	expect(await told()).toEqual([]);
	await open('b');
	const renamed = await polled({}, 'trigger', staticData, 'Renamed');
	expect(renamed.map(({ id }) => id)).toEqual(['b']);
	await open('c');
	expect(await told()).toEqual(['c']);
	expect(await told()).toEqual([]);
	expect(staticData).toMatchObject({ global: { counter: 7 }, 'node:Code': { own: 1 } });
});
