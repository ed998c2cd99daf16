import { join } from 'node:path';

import { makeCloser } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import { ensureBuilt } from '../../tools/build.mjs';
import { eventually, type CredentialReference, type Workflow, type WorkflowNode } from '../../tools/n8n-client.mts';
import { ensureHost, node24 } from '../../tools/setup.mjs';
import { projectRoot, startStack, storeCredentials, type Stack } from '../../tools/stack.mts';
import { readWorkflow, withCredentials } from '../../tools/workflow.mts';
import { emitParts, nodeNamesOf, PARTS } from '../support/parts.mts';
import { createMedMitraCase, START_LIMIT, STOP_LIMIT } from './chain.mts';

const closer = makeCloser();
let chain: Stack;
let credentials: Map<string, CredentialReference>;

beforeAll(async () => {
	await ensureHost();
	await ensureBuilt();
	const parts = await emitParts();
	closer.add(async () => await parts.remove());
	chain = await startStack({ nodePath: node24(), closer, packages: [...parts.folders.values()] });
	// Runs the test of each credential, too.
	credentials = await storeCredentials(chain.client, demoCredentials(chain.sandbox));
	// MedMitra begins without any case; the other vendors have something to list.
	await createMedMitraCase(chain, 'Stiff knee in the morning');
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

describe('the packages of one vendor each, beside each other in n8n', () => {
	const nodes = PARTS.flatMap((part) => nodeNamesOf(part).map((name) => [part, name] as const));

	it('are all there is: the whole is not installed', async () => {
		for (const [, name] of nodes) {
			await expect(chain.client.nodeType(`n8n-nodes-carechain.${name}`, 1)).rejects.toThrow();
		}
	});

	it.each(nodes)('%s gives n8n its node %s, with its icons and what it is found by', async (part, name) => {
		const node = await chain.client.nodeType(`${part}.${name}`, 1);
		expect(node).toMatchObject({ name });
		expect((node.codex as { alias?: string[] } | undefined)?.alias?.length).toBeGreaterThan(3);
		const { light, dark } = node.iconUrl as { light: string; dark: string };
		for (const icon of [light, dark]) {
			expect(icon).toContain(`icons/${part}/`);
			const answer = await fetch(`${chain.n8n.url}/${icon}`);
			expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
		}
	});

	it.each(PARTS)('%s brings an example that n8n imports and executes', async (part) => {
		const example = await readWorkflow(join(projectRoot, 'packages', part, 'example.json'));
		const action = nodeIn(example, part);
		const workflowId = await chain.client.importWorkflow(withCredentials(example, credentials));
		const { status, data } = await chain.client.run(workflowId, 'When clicking Execute workflow');
		expect([status, data?.resultData.error]).toEqual(['success', undefined]);
		expect(itemsOf(data?.resultData.runData[action.name]).length).toBeGreaterThan(0);
	});

	it.each([
		[
			'n8n-nodes-spry-pt',
			'spryTrigger',
			'spryOAuth2Api',
			{ authentication: 'oAuth2', events: ['patient.created'] },
		],
		['n8n-nodes-eka-care', 'ekaCareTrigger', 'ekaCareApi', { events: ['appointment.created'] }],
	])('%s subscribes with its node %s and starts the workflow', async (part, name, credential, parameters) => {
		const trigger: WorkflowNode = {
			id: name,
			name: 'Trigger',
			type: `${part}.${name}`,
			typeVersion: 1,
			position: [0, 0],
			webhookId: `${name}-hook`,
			parameters,
			credentials: { [credential]: credentials.get(credential) ?? { name: '' } },
		};
		const workflowId = await chain.client.importWorkflow({ name, nodes: [trigger], connections: {} });
		await chain.client.publish(workflowId);
		const vendor = part === 'n8n-nodes-spry-pt' ? 'spry' : 'ekaCare';
		const [delivery] = await chain.sandbox.deliver({ vendor, event: parameters.events[0] ?? '' });
		expect(delivery).toMatchObject({ status: 200 });
		const { id } = await eventually('an execution', async () => (await chain.client.executions(workflowId))[0]);
		expect((await chain.client.execution(id)).status).toBe('success');
		await chain.client.unpublish(workflowId);
	});
});

function nodeIn({ nodes }: Workflow, part: string): WorkflowNode {
	const found = nodes.find(({ type }) => type.startsWith(`${part}.`));
	if (!found) throw new Error(`The example of ${part} has no node of it`);
	return found;
}

function itemsOf(runs: unknown): unknown[] {
	const [first] = (runs ?? []) as Array<{ data?: { main: Array<unknown[] | null> } }>;
	return first?.data?.main[0] ?? [];
}
