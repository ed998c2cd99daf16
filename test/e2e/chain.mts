import type { Closer } from '../../tools/closer.mts';
import { eventually, type Workflow, type WorkflowNode } from '../../tools/n8n-client.mts';
import { startN8n } from '../../tools/n8n-process.mts';
import { ensureHost, node24 } from '../../tools/setup.mjs';
import { hostRoot, startStack, type Stack } from '../../tools/stack.mts';
import { medMitra } from '../../sandbox/seed.mts';

/** How long the start may take when n8n has to be installed first, in milliseconds. */
export const START_LIMIT = 20 * 60_000;

export const STOP_LIMIT = 30_000;

/**
 * Installs n8n and its Node when they are missing, then starts sandbox and n8n with the packed package in it.
 * @param closer stops all of it, also when it is still starting
 * @param env further environment variables for n8n
 */
export async function startChain(closer: Closer, env?: NodeJS.ProcessEnv): Promise<Stack> {
	await ensureHost();
	return await startStack({ nodePath: node24(), closer, env });
}

/** Ends n8n as a power cut does. */
export async function kill({ n8n }: Stack): Promise<void> {
	process.kill(n8n.pid, 'SIGKILL');
	await n8n.ended;
}

/** Starts n8n again on the same data, at the same address, and waits until its owner can sign in. */
export async function startAgain(chain: Stack, closer: Closer, env?: NodeJS.ProcessEnv): Promise<void> {
	const { port, encryptionKey } = chain.n8n;
	chain.n8n = await startN8n({
		nodePath: node24(),
		hostRoot,
		userFolder: chain.userFolder,
		port,
		encryptionKey,
		env,
		onLaunch: (child) => closer.add(async () => await child.stop()),
	});
	await eventually('n8n to sign its owner in', async () => {
		await chain.client.signIn(chain.login);
		return true;
	});
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

/** Brings a case of a made-up patient into MedMitra by its own API, past the node. @returns its UUID */
export async function createMedMitraCase({ sandbox }: Stack, summary: string): Promise<string> {
	const form = new FormData();
	const fields = {
		user_id: medMitra.doctors[0]?.id ?? '',
		patient_name: 'Nova Testberry',
		patient_age: '41',
		patient_gender: 'Female',
		case_summary: summary,
	};
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	const answer = await fetch(`${sandbox.medMitra}/cases/create_case`, { method: 'POST', body: form });
	return ((await answer.json()) as { case: { case_id: string } }).case.case_id;
}
