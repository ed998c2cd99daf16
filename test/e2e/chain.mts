import type { Closer } from '../../demo/closer.mts';
import type { Workflow, WorkflowNode } from '../../demo/n8n-client.mts';
import { ensureHost, node24 } from '../../demo/setup.mjs';
import { startStack, type Stack } from '../../demo/stack.mts';

/** How long the start may take when n8n has to be installed first, in milliseconds. */
export const START_LIMIT = 20 * 60_000;

export const STOP_LIMIT = 30_000;

/**
 * Installs n8n and its Node when they are missing, then starts sandbox and n8n with the packed package in it.
 * @param closer stops all of it, also when it is still starting
 */
export async function startChain(closer: Closer): Promise<Stack> {
	await ensureHost();
	return await startStack({ nodePath: node24(), closer });
}

/**
 * A workflow that takes `{ rows: [...] }` at a webhook, makes one item of each row, puts them through one node and
 * answers with that node's output.
 */
export function rowsThrough(path: string, node: Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'>): Workflow {
	const nodes = [
		webhook(path),
		{
			id: `${path}-split`,
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [200, 0],
			parameters: { fieldToSplitOut: 'body.rows', options: {} },
		},
		{ id: `${path}-node`, name: 'Node', typeVersion: 1, position: [400, 0], ...node },
	];
	const connections = {
		Webhook: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
		Rows: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
	};
	return { name: path, nodes, connections };
}

function webhook(path: string): WorkflowNode {
	return {
		id: `${path}-webhook`,
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
	};
}

/** Sends rows to a workflow made by `rowsThrough`. @returns the items that came out of its node */
export async function postRows(
	{ n8n }: Stack,
	path: string,
	rows: Array<Record<string, unknown>>,
): Promise<Array<Record<string, unknown>>> {
	const answer = await fetch(`${n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
	const text = await answer.text();
	if (answer.status !== 200) throw new Error(`The workflow ${path} answered ${answer.status}: ${text}`);
	return JSON.parse(text) as Array<Record<string, unknown>>;
}
