import { setTimeout as sleep } from 'node:timers/promises';

import { makeCloser } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import { eventually, type CredentialReference } from '../../tools/n8n-client.mts';
import type { Stack } from '../../tools/stack.mts';
import { spry } from '../../sandbox/seed.mts';
import { START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';
import { eventsOf as triggerEvents, triggerWorkflow } from './trigger-workflow.mts';

const closer = makeCloser();
let chain: Stack;
let stored: Map<string, CredentialReference>;

beforeAll(async () => {
	chain = await startChain(closer);
	stored = new Map();
	for (const { type, name, data } of demoCredentials(chain.sandbox)) {
		stored.set(type, await chain.client.createCredential(type, name, data));
	}
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

const eventsOf = async (workflowId: string) => await triggerEvents(chain.client, workflowId);
const rows = async (table: string) => (await chain.sandbox.state())[table] ?? [];
const events = async (workflowId: string, count: number) =>
	await eventually(`${count} events`, async () => {
		const found = await eventsOf(workflowId);
		return found.length >= count ? found : undefined;
	});

const TRIGGERS = [
	{
		name: 'spry-trigger',
		type: 'spryTrigger',
		credential: 'spryOAuth2Api',
		vendor: 'spry' as const,
		table: 'spry_subscription',
		event: 'patient.created',
		other: 'case.created',
		parameters: { authentication: 'oAuth2', options: { fetchRecord: true } },
		data: { organisation_id: spry.organisationId, patient_id: spry.existingPatient.patient_id, status: 'ACTIVE' },
		expected: { event_type: 'patient.created', patient: { patient_id: spry.existingPatient.patient_id } },
		key: 'signature_key',
	},
	{
		name: 'eka-trigger',
		type: 'ekaCareTrigger',
		credential: 'ekaCareApi',
		vendor: 'ekaCare' as const,
		table: 'eka_webhook',
		event: 'appointment.created',
		other: 'prescription.created',
		parameters: {},
		data: undefined,
		expected: { event: 'appointment.created' },
		key: 'signing_key',
	},
];

describe.each(TRIGGERS)('$type', (given) => {
	const { vendor, table, event, other } = given;
	let workflowId: string;

	beforeAll(async () => {
		const parameters = { ...given.parameters, events: [event] };
		workflowId = await chain.client.importWorkflow(triggerWorkflow(given.name, { ...given, parameters }, stored));
		await chain.client.publish(workflowId);
	}, 60_000);

	it('subscribes once when the workflow is published', async () => {
		expect(await rows(table)).toHaveLength(1);
	});

	it('starts the workflow on an event that it was told to wait for, and on no other', async () => {
		await chain.sandbox.deliver({ vendor, event: other });
		const [delivery] = await chain.sandbox.deliver({ vendor, event, ...(given.data ? { data: given.data } : {}) });
		expect(delivery).toMatchObject({ status: 200 });
		const [first] = await events(workflowId, 1);
		expect(first).toMatchObject(given.expected);
		expect(await eventsOf(workflowId)).toHaveLength(1);
	});

	it('takes an event that is delivered again, but starts nothing', async () => {
		const [before] = (await chain.sandbox.deliveries(vendor)).slice(-1);
		expect(before).toBeDefined();
		await chain.sandbox.deliver({ vendor, event });
		await events(workflowId, 2);
		const [again] = await chain.sandbox.deliver({ vendor, event });
		expect(again).toMatchObject({ status: 200 });
		await events(workflowId, 3);
		const sent = (await chain.sandbox.deliveries(vendor)).at(-1) as unknown as { eventId: string };
		const [repeated] = await chain.sandbox.deliver({ vendor, eventId: sent.eventId });
		expect(repeated).toMatchObject({ status: 200 });
		await sleep(1500);
		expect(await eventsOf(workflowId)).toHaveLength(3);
	});

	it.each(['bad', 'none'] as const)('refuses a delivery with a signature that is %s', async (signature) => {
		const count = (await eventsOf(workflowId)).length;
		const [delivery] = await chain.sandbox.deliver({ vendor, event, signature });
		expect(delivery).toMatchObject({ status: 401 });
		await sleep(500);
		expect(await eventsOf(workflowId)).toHaveLength(count);
	});

	it('refuses a delivery that was signed long ago', async () => {
		const [delivery] = await chain.sandbox.deliver({ vendor, event, ageSeconds: 3600 });
		expect(delivery).toMatchObject({ status: 401 });
	});

	it('does not subscribe a second time when the workflow is published again', async () => {
		await chain.client.publish(workflowId);
		expect(await rows(table)).toHaveLength(1);
		const before = (await eventsOf(workflowId)).length;
		await chain.sandbox.deliver({ vendor, event });
		await events(workflowId, before + 1);
		await sleep(500);
		expect(await eventsOf(workflowId)).toHaveLength(before + 1);
	});

	it('has one subscription and understands its events when its node got another name', async () => {
		const renamed = 'Renamed';
		const parameters = { ...given.parameters, events: [event] };
		await chain.client.save(workflowId, triggerWorkflow(given.name, { ...given, parameters }, stored, renamed));
		await chain.client.publish(workflowId);
		expect(await rows(table)).toHaveLength(1);
		const [delivery] = await chain.sandbox.deliver({ vendor, event });
		expect(delivery).toMatchObject({ status: 200 });
		await eventually('the event', async () => {
			const found = await triggerEvents(chain.client, workflowId, renamed);
			return found.length === 1 ? true : undefined;
		});
	}, 60_000);

	it('never puts its signing key into what n8n saves of an execution', async () => {
		const saved = JSON.stringify(await chain.client.executions(workflowId));
		const [subscription] = await rows(table);
		const body = JSON.stringify(subscription);
		const key = new RegExp(`\\\\?"${given.key}\\\\?":\\s*\\\\?"([^"\\\\]+)`).exec(body)?.[1] ?? '';
		expect(key.length).toBeGreaterThan(16);
		expect(saved).not.toContain(key);
	});

	it('removes its subscription when the workflow is unpublished', async () => {
		await chain.client.unpublish(workflowId);
		await eventually('the subscription to go', async () => ((await rows(table)).length === 0 ? true : undefined));
	});
});

describe('a Spry Trigger whose token Spry no longer takes', () => {
	it('says at unpublishing that its subscription is left, and what to do', async () => {
		const { token: jwt } = await chain.sandbox.mintToken('spry');
		const data = { environment: 'custom', baseUrl: chain.sandbox.spry, jwt };
		stored.set('spryApi', await chain.client.createCredential('spryApi', 'Spry token', data));
		const parameters = { authentication: 'jwt', events: ['patient.created'] };
		const workflowId = await chain.client.importWorkflow(
			triggerWorkflow('spry-token', { type: 'spryTrigger', credential: 'spryApi', parameters }, stored),
		);
		await chain.client.publish(workflowId);
		expect(await rows('spry_subscription')).toHaveLength(1);
		await chain.sandbox.revoke('spry');
		await chain.client.unpublish(workflowId);
		await eventually('n8n to tell', async () =>
			/The subscription at Spry could not be removed: .* publish the workflow and unpublish it again/.test(
				chain.n8n.log(),
			)
				? true
				: undefined,
		);
		expect(await rows('spry_subscription')).toHaveLength(1);
		expect(chain.n8n.log()).not.toContain(jwt);
	}, 60_000);
});
