import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

import type { CredentialReference, Workflow, WorkflowNode } from '../../tools/n8n-client.mts';

type Node = 'spry' | 'ekaCare' | 'medMitra';

const CREDENTIALS: Record<Node, string> = { spry: 'spryOAuth2Api', ekaCare: 'ekaCareApi', medMitra: 'medMitraApi' };

/** One operation as a tool; its name is what n8n makes of the node's. */
export interface ToolSetting {
	name: string;
	node: Node;
	parameters: Record<string, unknown>;
}

/** An argument that the model fills in, as n8n's editor writes it. */
export function fromModel(key: string, description: string, type: 'string' | 'number' | 'boolean' = 'string'): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;
}

/** The same for a field that picks a record. */
export function idFromModel(...[key, description, type]: Parameters<typeof fromModel>): Record<string, unknown> {
	return { __rl: true, mode: 'id', value: fromModel(key, description, type) };
}

/** A workflow in which an MCP Server Trigger offers the tools to those who know the bearer token. */
export function mcpWorkflow(
	path: string,
	tools: ToolSetting[],
	stored: ReadonlyMap<string, CredentialReference>,
): Workflow {
	const credential = (type: string) => ({ [type]: { id: stored.get(type)?.id, name: type } });
	const trigger: WorkflowNode = {
		id: `${path}-trigger`,
		name: 'Clinic tools',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { authentication: 'bearerAuth', path },
		credentials: credential('httpBearerAuth'),
	};
	const nodes = tools.map(
		({ name, node, parameters }, index): WorkflowNode => ({
			id: `${path}-${index}`,
			name,
			type: `n8n-nodes-carechain.${node}Tool`,
			typeVersion: 1,
			position: [index * 200, 300],
			parameters,
			credentials: credential(CREDENTIALS[node]),
		}),
	);
	const toTrigger = { ai_tool: [[{ node: trigger.name, type: 'ai_tool', index: 0 }]] };
	return {
		name: path,
		nodes: [trigger, ...nodes],
		connections: Object.fromEntries(nodes.map(({ name }) => [name, toTrigger])),
	};
}

/** The official client, connected by streamable HTTP. */
export async function connectMcp(url: string, token: string): Promise<Client> {
	const client = new Client({ name: 'carechain-test', version: '1.0.0' });
	const requestInit = { headers: { authorization: `Bearer ${token}` } };
	await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
	return client;
}

/** What a tool answered: its text, and whether it is marked as a refusal. */
export interface ToolAnswer {
	text: string;
	isError: boolean;
}

export async function callTool(client: Client, name: string, args: Record<string, unknown>): Promise<ToolAnswer> {
	const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
	const text = result.content.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
	return { text, isError: result.isError === true };
}

/** The records of an answer that is no refusal. */
export function recordsIn({ text, isError }: ToolAnswer): Array<Record<string, unknown>> {
	if (isError) throw new Error(`The tool refused: ${text}`);
	return JSON.parse(text) as Array<Record<string, unknown>>;
}
