import { makeCloser } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import { eventually, type CredentialReference } from '../../tools/n8n-client.mts';
import type { Stack } from '../../tools/stack.mts';
import type { VendorName } from '../../sandbox/client.mts';
import { spry } from '../../sandbox/seed.mts';
import { call, documentIdOf, patientOf, storeDocument } from '../support/operations/eka-state.mts';
import { createMedMitraCase, kill, START_LIMIT, startAgain, startChain, STOP_LIMIT } from './chain.mts';
import { eventsOf, triggerWorkflow, type TriggerNode } from './trigger-workflow.mts';

/** What the triggers owe to a person whose n8n ends without a warning: every event, once, and no second subscription. */

const LONG = 300_000;
/** After how many seconds n8n takes up what it was publishing when it ended; usually two minutes. */
const ENV = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '30' };
const PATIENCE_MS = 120_000;
const soon = async <T,>(what: string, ask: () => Promise<T | undefined>) => await eventually(what, ask, PATIENCE_MS);
const closer = makeCloser();
let chain: Stack;
let stored: Map<string, CredentialReference>;

const patientId = patientOf(0);
const documentId = documentIdOf(0);
const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const pollTimes = { item: [{ mode: 'everyMinute' }] };
const records = (event: string) => ({ event, patientId: locator(patientId), pollTimes });

const TRIGGERS = {
	spry: {
		type: 'spryTrigger',
		credential: 'spryOAuth2Api',
		parameters: { authentication: 'oAuth2', events: ['patient.created'], options: { fetchRecord: true } },
	},
	eka: { type: 'ekaCareTrigger', credential: 'ekaCareApi', parameters: { events: ['appointment.created'] } },
	medMitra: {
		type: 'medMitraTrigger',
		credential: 'medMitraApi',
		parameters: { pollTimes, events: ['caseCreated', 'analysisCompleted'] },
	},
	cases: {
		type: 'ekaCareRecordsTrigger',
		credential: 'ekaCareApi',
		parameters: { ...records('caseChanged'), options: { includeDeleted: true } },
	},
	documents: {
		type: 'ekaCareRecordsTrigger',
		credential: 'ekaCareApi',
		parameters: records('documentChanged'),
	},
} satisfies Record<string, TriggerNode>;
type Name = keyof typeof TRIGGERS;
const NAMES = Object.keys(TRIGGERS) as Name[];
const POLLING = ['medMitra', 'cases', 'documents'];
/** Workflows that are published later. */
const LATE = ['spry-late', 'eka-late'];

const workflows = new Map<string, string>();

async function importAs(name: string, trigger: TriggerNode): Promise<string> {
	const workflowId = await chain.client.importWorkflow(triggerWorkflow(name, trigger, stored));
	workflows.set(name, workflowId);
	return workflowId;
}

beforeAll(async () => {
	chain = await startChain(closer, ENV);
	stored = new Map();
	for (const { type, name, data } of demoCredentials(chain.sandbox)) {
		stored.set(type, await chain.client.createCredential(type, name, data));
	}
	await openCase('CASE-BEFORE');
	for (const name of NAMES) await chain.client.publish(await importAs(name, TRIGGERS[name]));
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

/** A print of what the trigger of each workflow has started so far, to be compared with what it should have. */
async function told(name: string): Promise<string[]> {
	const events = await eventsOf(chain.client, workflows.get(name) ?? '');
	return events.map((event) => {
		const { event_id, transaction_id, document_id, id, case_id } = event;
		const what =
			event_id ?? transaction_id ?? document_id ?? (case_id ? `${String(event.event)} ${String(case_id)}` : id);
		return event.status === 'D' ? `${String(what)} deleted` : String(what);
	});
}

async function expectTold(name: string, wanted: string[]): Promise<void> {
	const isThere = async () => ((await told(name)).length >= wanted.length ? true : undefined);
	await soon(`${wanted.length} events of ${name}`, isThere).catch(() => undefined);
	// A poll finds changes of one second in an order of its own.
	expect([name, (await told(name)).sort()]).toEqual([name, [...wanted].sort()]);
}

async function subscriptions(): Promise<Record<'spry' | 'eka', number>> {
	const { spry_subscription = [], eka_webhook = [] } = await chain.sandbox.state();
	return { spry: spry_subscription.length, eka: eka_webhook.length };
}

const EVENTS = {
	spry: {
		vendor: 'spry',
		event: 'patient.created',
		data: { organisation_id: spry.organisationId, patient_id: spry.existingPatient.patient_id, status: 'ACTIVE' },
	},
	eka: { vendor: 'ekaCare', event: 'appointment.created' },
} as const;

/** Something happens at a vendor, and it tells all who subscribed. */
async function happen(name: keyof typeof EVENTS): Promise<{ eventId: string; status: number }> {
	const [delivery] = await chain.sandbox.deliver(EVENTS[name]);
	if (!delivery) throw new Error(`Nobody subscribed to ${name}`);
	return delivery;
}

async function again(vendor: VendorName, eventId: string): Promise<number[]> {
	return (await chain.sandbox.deliver({ vendor, eventId })).map(({ status }) => status);
}

async function openCase(id: string): Promise<void> {
	const body = { id, display_name: `Knee pain ${id}`, occurred_at: 1_800_000_000, type: 'OP' };
	await call(chain.sandbox, '/mr/api/v1/cases', { body, patientId });
}

const changeCase = async (id: string, displayName: string) =>
	await call(chain.sandbox, `/mr/api/v1/cases/${id}`, {
		method: 'PATCH',
		body: { display_name: displayName },
		patientId,
	});

const deleteCase = async (id: string) =>
	await call(chain.sandbox, `/mr/api/v1/cases/${id}`, { method: 'DELETE', body: {}, patientId });

const tagDocument = async (tag: string) =>
	await call(chain.sandbox, `/mr/api/v1/docs/${documentId}`, { method: 'PATCH', body: { tg: [tag] }, patientId });

async function publishAtLast(workflowId: string): Promise<void> {
	const publish = async () => {
		await chain.client.publish(workflowId);
		return true;
	};
	await soon('n8n to take up a publication', publish);
}

/** Everything that was told so far, by workflow. */
const expected: Record<string, string[]> = Object.fromEntries(NAMES.map((name) => [name, [] as string[]]));

function owe(name: string, ...told: Array<string | undefined>): void {
	expected[name] = [...(expected[name] ?? []), ...told.map(String)];
}

async function expectAllTold(): Promise<void> {
	for (const name of Object.keys(expected)) await expectTold(name, expected[name] ?? []);
}

describe('after a sudden end of n8n', () => {
	it(
		'each trigger tells of everything once: before, meanwhile and after, and has one subscription',
		async () => {
			const before = { spry: await happen('spry'), eka: await happen('eka') };
			expect([before.spry.status, before.eka.status]).toEqual([200, 200]);
			owe('spry', before.spry.eventId);
			owe('eka', before.eka.eventId);
			await expectAllTold();

			await kill(chain);
			const missed = { spry: await happen('spry'), eka: await happen('eka') };
			expect([missed.spry.status, missed.eka.status]).toEqual([0, 0]);
			await openCase('CASE-1');
			await openCase('CASE-2');
			await changeCase('CASE-BEFORE', 'Knee pain, both sides');
			await storeDocument(chain.sandbox, 0);
			const medMitraCase = await createMedMitraCase(chain, 'Hip pain');
			await startAgain(chain, closer, ENV);

			owe('medMitra', `caseCreated ${medMitraCase}`, `analysisCompleted ${medMitraCase}`);
			owe('cases', 'CASE-1', 'CASE-2', 'CASE-BEFORE');
			owe('documents', documentId);
			await soon('both to listen', async () => {
				const statuses = [
					...(await again('spry', before.spry.eventId)),
					...(await again('ekaCare', before.eka.eventId)),
				];
				return statuses.join() === '200,200' ? true : undefined;
			});
			expect(await subscriptions()).toEqual({ spry: 1, eka: 1 });
			expect(await again('spry', missed.spry.eventId)).toEqual([200]);
			expect(await again('ekaCare', missed.eka.eventId)).toEqual([200]);
			expect(await again('spry', missed.spry.eventId)).toEqual([200]);
			expect(await again('ekaCare', missed.eka.eventId)).toEqual([200]);
			owe('spry', missed.spry.eventId);
			owe('eka', missed.eka.eventId);
			await expectAllTold();
		},
		LONG,
	);

	it(
		'a poll and a subscription that it broke off are made up for, and no subscription is made twice',
		async () => {
			await openCase('CASE-3');
			await deleteCase('CASE-2');
			await changeCase('CASE-1', 'Knee pain, left');
			await tagDocument('shoulder');
			const medMitraCase = await createMedMitraCase(chain, 'Neck pain');
			for (const name of POLLING) await chain.client.unpublish(workflows.get(name) ?? '');
			const stall = { kind: 'stall', times: 1 } as const;
			await chain.sandbox.faults(
				{ vendor: 'ekaCare', operationId: 'listCases', ...stall },
				{ vendor: 'ekaCare', operationId: 'listDocuments', ...stall },
				{ vendor: 'medMitra', operationId: 'listCases', ...stall },
				{ vendor: 'spry', operationId: 'createSubscription', ...stall, stored: true },
				{ vendor: 'ekaCare', operationId: 'registerWebhook', ...stall, stored: true },
			);
			await importAs('spry-late', TRIGGERS.spry);
			await importAs('eka-late', TRIGGERS.eka);
			for (const name of [...POLLING, ...LATE]) {
				chain.client.publish(workflows.get(name) ?? '').catch(() => undefined);
			}
			await soon('n8n to be in the middle of all of them', async () =>
				(await chain.sandbox.activeFaults()).length === 0 ? true : undefined,
			);
			await kill(chain);
			expect(await subscriptions()).toEqual({ spry: 2, eka: 2 });
			await startAgain(chain, closer, ENV);
			for (const name of [...POLLING, ...LATE]) await publishAtLast(workflows.get(name) ?? '');
			// n8n had noted the address before it asked the trigger, so it takes the trigger for published, and only
			// publishing anew reaches it.
			for (const name of LATE) {
				await chain.client.unpublish(workflows.get(name) ?? '');
				await publishAtLast(workflows.get(name) ?? '');
			}

			expect(await subscriptions()).toEqual({ spry: 2, eka: 2 });
			const deliveries = {
				spry: await chain.sandbox.deliver(EVENTS.spry),
				eka: await chain.sandbox.deliver(EVENTS.eka),
			};
			for (const [name, given] of Object.entries(deliveries)) {
				expect(given.map(({ status }) => status)).toEqual([200, 200]);
				owe(name, given[0]?.eventId);
				owe(`${name}-late`, given[0]?.eventId);
			}
			owe('medMitra', `caseCreated ${medMitraCase}`, `analysisCompleted ${medMitraCase}`);
			owe('cases', 'CASE-3', 'CASE-2 deleted', 'CASE-1');
			owe('documents', documentId);
			await expectAllTold();
		},
		LONG,
	);

	it(
		'nothing is told again when it came right after the workflows were started',
		async () => {
			await openCase('CASE-4');
			await tagDocument('ankle');
			const medMitraCase = await createMedMitraCase(chain, 'Ankle pain');
			for (const name of POLLING) {
				await chain.client.unpublish(workflows.get(name) ?? '');
				await chain.client.publish(workflows.get(name) ?? '');
			}
			owe('medMitra', `caseCreated ${medMitraCase}`, `analysisCompleted ${medMitraCase}`);
			owe('cases', 'CASE-4');
			owe('documents', documentId);
			await expectAllTold();
			await kill(chain);
			await chain.sandbox.clearRequests();
			await startAgain(chain, closer, ENV);
			await soon('every trigger to have polled', async () => {
				const requests = await chain.sandbox.requests();
				const polls = requests.filter(({ operationId }) =>
					['listCases', 'listDocuments'].includes(operationId ?? ''),
				);
				return polls.length >= POLLING.length ? true : undefined;
			});
			const eka = await happen('eka');
			owe('eka', eka.eventId);
			owe('eka-late', eka.eventId);
			await expectAllTold();
		},
		LONG,
	);

	it('each subscription still goes when its workflow is unpublished', async () => {
		for (const name of ['spry', 'eka', ...LATE]) await chain.client.unpublish(workflows.get(name) ?? '');
		await soon('the subscriptions to go', async () => {
			const { spry: atSpry, eka: atEka } = await subscriptions();
			return atSpry + atEka === 0 ? true : undefined;
		});
	});
});
