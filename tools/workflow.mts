import { readFile } from 'node:fs/promises';
import type { CredentialReference, Workflow } from './n8n-client.mts';

/** Reads a workflow as n8n exports it. */
export async function readWorkflow(path: string): Promise<Workflow> {
	return JSON.parse(await readFile(path, 'utf8')) as Workflow;
}

/**
 * The same workflow with the stored credentials chosen in its nodes, as a person does after importing it.
 * @param credentials by credential type
 * @throws when a node wants a type that is not there
 */
export function withCredentials(workflow: Workflow, credentials: ReadonlyMap<string, CredentialReference>): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const chosen = Object.keys(node.credentials).map((type) => {
			const stored = credentials.get(type);
			if (!stored) throw new Error(`"${node.name}" wants a credential of the type ${type}; there is none`);
			return [type, stored] as const;
		});
		return { ...node, credentials: Object.fromEntries(chosen) };
	});
	return { ...workflow, nodes };
}
