import { makeCloser } from '../../demo/closer.mts';
import { demoCredentials } from '../../demo/credentials.mts';
import { eventually, type Execution } from '../../demo/n8n-client.mts';
import { startN8n } from '../../demo/n8n-process.mts';
import { node24 } from '../../demo/setup.mjs';
import { hostRoot, type Stack } from '../../demo/stack.mts';
import { medMitra } from '../../sandbox/seed.mts';
import { START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';

/** Long enough for the wait to be parked, which it is after the first minute. */
const ANALYSIS_MS = 90_000;
const LONGEST_MS = 300_000;

const closer = makeCloser();
let chain: Stack;
let credentials: Record<string, { id: string; name: string }>;

beforeAll(async () => {
	chain = await startChain(closer);
	const given = demoCredentials(chain.sandbox).find(({ type }) => type === 'medMitraApi');
	if (!given) throw new Error('The demo has no credential of MedMitra');
	credentials = { medMitraApi: await chain.client.createCredential(given.type, given.name, given.data) };
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

async function createCase(summary: string): Promise<string> {
	const form = new FormData();
	const fields = {
		patient_name: 'Nova Testberry',
		patient_age: '41',
		patient_gender: 'Female',
		case_summary: summary,
	};
	for (const [name, value] of Object.entries({ user_id: medMitra.doctors[0]?.id ?? '', ...fields }))
		form.set(name, value);
	const answer = await fetch(`${chain.sandbox.medMitra}/cases/create_case`, { method: 'POST', body: form });
	return ((await answer.json()) as { case: { case_id: string } }).case.case_id;
}

function outputOf({ data }: Execution, node: string): Array<Record<string, unknown>> {
	const runs = (data?.resultData.runData[node] ?? []) as Array<{
		data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
	}>;
	return runs.at(-1)?.data?.main[0]?.map(({ json }) => json) ?? [];
}

const after = {
	id: 'after',
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [400, 0],
	parameters: {},
};

async function waitingWorkflow(): Promise<string> {
	const webhook = {
		id: 'hook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		webhookId: 'wait-for-insights',
		parameters: { httpMethod: 'POST', path: 'wait-for-insights', responseMode: 'onReceived', options: {} },
	};
	const wait = {
		id: 'wait',
		name: 'Wait',
		type: 'n8n-nodes-carechain.medMitra',
		typeVersion: 1,
		position: [200, 0],
		credentials,
		parameters: {
			resource: 'case',
			operation: 'waitForInsights',
			caseId: { __rl: true, mode: 'id', value: '={{ $json.body.caseId }}' },
			options: {},
		},
	};
	return await chain.client.importWorkflow({
		name: 'Wait for insights',
		nodes: [webhook, wait, after],
		connections: {
			Webhook: { main: [[{ node: 'Wait', type: 'main', index: 0 }]] },
			Wait: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
		},
	});
}

async function triggerWorkflow(): Promise<string> {
	const trigger = {
		id: 'trigger',
		name: 'Trigger',
		type: 'n8n-nodes-carechain.medMitraTrigger',
		typeVersion: 1,
		position: [0, 0],
		credentials,
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, events: ['caseCreated', 'analysisCompleted'] },
	};
	return await chain.client.importWorkflow({
		name: 'MedMitra cases',
		nodes: [trigger, after],
		connections: { Trigger: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
	});
}

/** Kills n8n as a power cut does and starts it again on the same data. */
async function restart(): Promise<void> {
	const { port, encryptionKey, pid, ended } = chain.n8n;
	process.kill(pid, 'SIGKILL');
	await ended;
	chain.n8n = await startN8n({
		nodePath: node24(),
		hostRoot,
		userFolder: chain.userFolder,
		port,
		encryptionKey,
		onLaunch: (child) => closer.add(async () => await child.stop()),
	});
	await eventually('n8n to sign its owner in', async () => {
		await chain.client.signIn(chain.login);
		return true;
	});
}

describe('MedMitra in n8n', () => {
	it('offers its recent cases to pick from', async () => {
		const caseId = await createCase('Knee pain after a fall');
		const { results } = (await chain.client.dynamicParameter('resource-locator-results', {
			path: 'parameters.caseId',
			nodeTypeAndVersion: { name: 'n8n-nodes-carechain.medMitra', version: 1 },
			currentNodeParameters: { resource: 'case', operation: 'get' },
			credentials,
			methodName: 'searchCases',
		})) as { results: Array<{ name: string; value: string }> };
		expect(results.map(({ value }) => value)).toEqual([caseId]);
	});

	it(
		'waits with the execution parked, over a sudden end of n8n, and starts workflows once for each change',
		async () => {
			const [waiting, triggered] = [await waitingWorkflow(), await triggerWorkflow()];
			await chain.client.publish(waiting);
			// Takes stock: the case from before is no news.
			await chain.client.publish(triggered);
			await chain.sandbox.settings({ analysisMs: ANALYSIS_MS });
			const caseId = await createCase('Shoulder pain for two weeks');
			const answer = await fetch(`${chain.n8n.url}/webhook/wait-for-insights`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ caseId }),
			});
			expect(answer.status).toBe(200);

			const statusOf = async () => (await chain.client.executions(waiting))[0]?.status;
			const isWaiting = async () => ((await statusOf()) === 'waiting' ? true : undefined);
			await eventually('the execution to be parked', isWaiting, LONGEST_MS);
			await restart();

			const isDone = async () => {
				const [execution] = await chain.client.executions(waiting);
				return execution && ['success', 'error', 'crashed'].includes(execution.status) ? execution : undefined;
			};
			const done = await eventually('the parked execution to end', isDone, LONGEST_MS);
			expect(done.status).toBe('success');
			expect(JSON.stringify(outputOf(done, 'Wait'))).toContain(caseId);
			expect(outputOf(done, 'After')).toHaveLength(1);

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
