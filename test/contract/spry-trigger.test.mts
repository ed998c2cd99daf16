import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { node24 } from '../../tools/setup.mjs';
import { launchSandbox } from '../../sandbox/client.mts';
import { spry } from '../../sandbox/seed.mts';
import { SpryTrigger } from '../../nodes/Spry/SpryTrigger.node.ts';
import { openReceiver, type Receiver } from '../sandbox/receiver.mts';
import type { Sandbox } from '../support/operations/types.mts';
import { answered, fakeTrigger } from '../support/trigger.mts';

const node = new SpryTrigger();
const { checkExists, create, delete: remove } = node.webhookMethods.default;
const { patient_id: patientId } = spry.existingPatient;

let sandbox: Sandbox;
let receiver: Receiver;
let token: string;

beforeAll(async () => {
	sandbox = await launchSandbox({ nodePath: node24() });
	receiver = await openReceiver();
}, 180_000);
afterAll(async () => {
	await receiver.close();
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	receiver.received.length = 0;
	({ token } = await sandbox.mintToken('spry'));
});

/** Sends what the trigger would send through n8n, with the token of the credential. */
async function http({ method, url, qs, body }: IHttpRequestOptions) {
	const query = new URLSearchParams(qs as Record<string, string>).toString();
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
	const response = await fetch(query ? `${url}?${query}` : url, { method, headers, body: body as string });
	const text = await response.text();
	return answered(response.status, text === '' ? undefined : JSON.parse(text));
}

/** The trigger of one workflow; its memory outlives activations and changed parameters. */
function workflow(memory: IDataObject = {}) {
	return (events: string[], options: IDataObject = {}) =>
		fakeTrigger({
			parameters: { authentication: 'jwt', events, options },
			memory,
			url: receiver.url,
			credentials: { environment: 'custom', baseUrl: sandbox.spry, jwt: token },
			http,
		});
}

type Trigger = ReturnType<ReturnType<typeof workflow>>;

/** As n8n does when a workflow is published. */
async function activate({ hook }: Trigger): Promise<void> {
	if (!(await checkExists.call(hook))) await create.call(hook);
}

async function subscriptions() {
	return ((await sandbox.state()).spry_subscription ?? []).map(({ body }) => body as IDataObject);
}

async function expectByContract(): Promise<void> {
	const requests = await sandbox.requests('spry');
	expect(requests.length).toBeGreaterThan(0);
	expect(requests.filter(({ operationId }) => operationId === null)).toEqual([]);
	expect(requests.flatMap(({ problems, answerProblems }) => [...problems, ...answerProblems])).toEqual([]);
	expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
}

/** Hands what has arrived to the trigger. */
async function takeAll(trigger: Trigger, count: number) {
	const taken = [];
	for (const { text, headers } of await receiver.waitFor(count)) {
		const { context, read } = trigger.delivery(text, headers as IDataObject);
		taken.push(read(await node.webhook.call(context)));
	}
	return taken;
}

it('subscribes once, however often the workflow is published', async () => {
	const trigger = workflow()(['patient.updated', 'case.created']);
	for (let round = 0; round < 3; round++) await activate(trigger);
	expect(await subscriptions()).toEqual([
		expect.objectContaining({
			event_types: ['case.created', 'patient.updated'],
			notification_url: receiver.url,
			is_active: true,
		}),
	]);
	await expectByContract();
});

it('gives its subscription other events when they were changed, and understands what it is sent after that', async () => {
	const published = workflow();
	await activate(published(['case.created']));
	const changed = published(['patient.updated']);
	await activate(changed);
	expect((await subscriptions()).map(({ event_types }) => event_types)).toEqual([['patient.updated']]);
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated' });
	expect(await takeAll(changed, 1)).toMatchObject([{ status: 200, items: [{ event_type: 'patient.updated' }] }]);
	await expectByContract();
});

it('takes over a subscription whose key was lost, and understands what it is sent after that', async () => {
	await activate(workflow()(['patient.updated']));
	const again = workflow()(['patient.updated']);
	await activate(again);
	expect(await subscriptions()).toHaveLength(1);
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated' });
	expect(await takeAll(again, 1)).toMatchObject([{ status: 200, items: [{ event_type: 'patient.updated' }] }]);
	await expectByContract();
});

it('lives from publishing to unpublishing when Spry answers without its envelope', async () => {
	await sandbox.settings({ subscriptionAnswers: 'bare' });
	const memory: IDataObject = {};
	const published = workflow(memory);
	await activate(published(['case.created']));
	const changed = published(['patient.updated']);
	await activate(changed);
	expect(await subscriptions()).toHaveLength(1);
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated' });
	expect(await takeAll(changed, 1)).toMatchObject([{ status: 200, items: [{ event_type: 'patient.updated' }] }]);
	expect(await remove.call(changed.hook)).toBe(true);
	expect(await subscriptions()).toEqual([]);
	const requests = await sandbox.requests('spry');
	expect(requests.flatMap(({ problems, answerProblems }) => [...problems, ...answerProblems])).toEqual([]);
	expect(requests.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 204]));
});

it('leaves nothing behind when the workflow is switched off, and nothing is found when it is done twice', async () => {
	const trigger = workflow()(['patient.updated']);
	await activate(trigger);
	expect(await remove.call(trigger.hook)).toBe(true);
	expect(await remove.call(trigger.hook)).toBe(true);
	expect(await subscriptions()).toEqual([]);
	await expectByContract();
});

it('leaves the subscriptions of others alone', async () => {
	const body = JSON.stringify({
		name: 'other',
		event_types: ['case.updated'],
		notification_url: `${receiver.url}/2`,
	});
	await http({ method: 'POST', url: `${sandbox.spry}/api/v2/subscriptions`, body });
	const trigger = workflow()(['patient.updated']);
	await activate(trigger);
	expect(await subscriptions()).toHaveLength(2);
	await remove.call(trigger.hook);
	expect((await subscriptions()).map(({ name }) => name)).toEqual(['other']);
});

it('takes what Spry really sends: once, and only when it is well signed', async () => {
	const trigger = workflow()(['patient.updated']);
	await activate(trigger);
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated' });
	await sandbox.deliver({ vendor: 'spry' });
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated', signature: 'bad' });
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated', signature: 'none' });
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated', ageSeconds: 400 });
	const taken = await takeAll(trigger, 5);
	expect(taken.map(({ status, items }) => [status, items?.length ?? 0])).toEqual([
		[200, 1],
		[200, 0],
		[401, 0],
		[401, 0],
		[401, 0],
	]);
	expect(taken[0]?.items).toEqual([
		expect.objectContaining({
			event_id: expect.stringMatching(/^evt_/),
			event_type: 'patient.updated',
			data: { organisation_id: spry.organisationId, patient_id: patientId, status: 'ACTIVE' },
		}),
	]);
});

it('adds the patient or the case that an event is about', async () => {
	const trigger = workflow()(['patient.updated', 'case.created'], { fetchRecord: true });
	await activate(trigger);
	const given = { patient_id: patientId, case_title: 'Knee', specialization: 'MSK' };
	await http({
		method: 'POST',
		url: `${sandbox.spry}/apis/soap-enrichment/v1/patientCase`,
		body: JSON.stringify(given),
	});
	await receiver.waitFor(1);
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated' });
	const taken = await takeAll(trigger, 2);
	expect(taken.map(({ items }) => items?.[0])).toEqual([
		expect.objectContaining({ case: expect.objectContaining({ case_title: 'Knee', patient_id: patientId }) }),
		expect.objectContaining({ patient: expect.objectContaining({ patient_id: patientId }) }),
	]);
	await expectByContract();
});

it('keeps the key out of what it outputs', async () => {
	const memory: IDataObject = {};
	const trigger = workflow(memory)(['patient.updated'], { fetchRecord: true });
	await activate(trigger);
	await sandbox.deliver({ vendor: 'spry', event: 'patient.updated' });
	const taken = await takeAll(trigger, 1);
	expect(String(memory.signatureKey)).toMatch(/^[0-9a-f]{64}$/);
	expect(JSON.stringify(taken)).not.toContain(String(memory.signatureKey));
});
