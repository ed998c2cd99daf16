import { makeCloser } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import { eventually, type CredentialReference } from '../../tools/n8n-client.mts';
import type { Stack } from '../../tools/stack.mts';
import { createMedMitraCase, kill, START_LIMIT, startAgain, startChain, STOP_LIMIT } from './chain.mts';
import { outputOf, triggerWorkflow } from './trigger-workflow.mts';

/** Long enough for the wait to be parked, which it is after the first minute. */
const ANALYSIS_MS = 90_000;
const LONGEST_MS = 300_000;
const ENDS = ['success', 'error', 'crashed'];

const closer = makeCloser();
let chain: Stack;
let stored: Map<string, CredentialReference>;

beforeAll(async () => {
	chain = await startChain(closer);
	const given = demoCredentials(chain.sandbox).find(({ type }) => type === 'medMitraApi');
	if (!given) throw new Error('The demo has no credential of MedMitra');
	stored = new Map([[given.type, await chain.client.createCredential(given.type, given.name, given.data)]]);
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

const after = {
	id: 'after',
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [400, 0],
	parameters: {},
};

/** A workflow that answers its webhook at once and puts what it got through a node of MedMitra. */
async function workflowAt(path: string, parameters: Record<string, unknown>): Promise<string> {
	const webhook = {
		id: `${path}-hook`,
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
	const node = {
		id: `${path}-node`,
		name: 'MedMitra',
		type: 'n8n-nodes-carechain.medMitra',
		typeVersion: 1,
		position: [200, 0],
		credentials: Object.fromEntries(stored),
		parameters: { resource: 'case', ...parameters },
	};
	const workflowId = await chain.client.importWorkflow({
		name: path,
		nodes: [webhook, node, after],
		connections: {
			Webhook: { main: [[{ node: 'MedMitra', type: 'main', index: 0 }]] },
			MedMitra: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
		},
	});
	await chain.client.publish(workflowId);
	return workflowId;
}

async function post(path: string, body: Record<string, unknown>): Promise<void> {
	const answer = await fetch(`${chain.n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(answer.status).toBe(200);
}

const WAIT = {
	operation: 'waitForInsights',
	caseId: { __rl: true, mode: 'id', value: '={{ $json.body.caseId }}' },
	options: {},
};

const CREATE_AND_WAIT = {
	operation: 'create',
	patientName: 'Orin Madeupson',
	patientAge: 52,
	patientGender: 'Male',
	caseSummary: '={{ $json.body.summary }}',
	additionalFields: {},
	options: { waitForInsights: true },
};

const EVENTS = {
	type: 'medMitraTrigger',
	credential: 'medMitraApi',
	parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, events: ['caseCreated', 'analysisCompleted'] },
};

describe('MedMitra in n8n', () => {
	it('offers its recent cases to pick from', async () => {
		const caseId = await createMedMitraCase(chain, 'Knee pain after a fall');
		const { results } = (await chain.client.dynamicParameter('resource-locator-results', {
			path: 'parameters.caseId',
			nodeTypeAndVersion: { name: 'n8n-nodes-carechain.medMitra', version: 1 },
			currentNodeParameters: { resource: 'case', operation: 'get' },
			credentials: Object.fromEntries(stored),
			methodName: 'searchCases',
		})) as { results: Array<{ name: string; value: string }> };
		expect(results.map(({ value }) => value)).toEqual([caseId]);
	});

	it(
		'waits with the execution parked, over a sudden end of n8n, and starts workflows once for each change',
		async () => {
			const [waiting, creating] = [
				await workflowAt('wait-for-insights', WAIT),
				await workflowAt('create-and-wait', CREATE_AND_WAIT),
			];
			// Takes stock: the case from before is no news.
			const triggered = await chain.client.importWorkflow(triggerWorkflow('medmitra-cases', EVENTS, stored));
			await chain.client.publish(triggered);
			await chain.sandbox.settings({ analysisMs: ANALYSIS_MS });
			const caseId = await createMedMitraCase(chain, 'Shoulder pain for two weeks');
			await post('wait-for-insights', { caseId });
			await post('create-and-wait', { summary: 'Hip pain for two weeks' });

			const statusesOf = async (workflowId: string) =>
				(await chain.client.executions(workflowId)).map(({ status }) => status).join();
			const areWaiting = async () =>
				(await statusesOf(waiting)) === 'waiting' && (await statusesOf(creating)) === 'waiting'
					? true
					: undefined;
			await eventually('both executions to be parked', areWaiting, LONGEST_MS);
			await kill(chain);
			await startAgain(chain, closer);

			const endOf = async (workflowId: string) =>
				await eventually(
					'the parked execution to end',
					async () => {
						const [execution] = await chain.client.executions(workflowId);
						return ENDS.includes(execution?.status ?? '') ? execution : undefined;
					},
					LONGEST_MS,
				);
			for (const done of [await endOf(waiting), await endOf(creating)]) {
				expect(done.status).toBe('success');
				expect(outputOf(done, 'After')).toEqual([expect.objectContaining({ status: 'completed' })]);
			}
			expect(JSON.stringify(outputOf(await endOf(waiting), 'MedMitra'))).toContain(caseId);
			const { med_mitra_case: cases = [] } = await chain.sandbox.state();
			const created = cases.filter(({ patient_name: name }) => name === CREATE_AND_WAIT.patientName);
			expect(created).toHaveLength(1);

			const changes = async () => {
				const executions = await chain.client.executions(triggered);
				const found = executions.flatMap((execution) => outputOf(execution, 'Trigger'));
				return found.filter((item) => JSON.stringify(item).includes(caseId));
			};
			const both = async () => ((await changes()).length >= 2 ? true : undefined);
			await eventually('both changes of the case', both, LONGEST_MS);
			const told = (await changes()).map(({ event }) => event);
			expect(told.sort()).toEqual(['analysisCompleted', 'caseCreated']);
		},
		2 * LONGEST_MS,
	);
});
