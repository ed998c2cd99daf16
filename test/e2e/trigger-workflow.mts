import type { CredentialReference, Execution, N8nClient, Workflow, WorkflowNode } from '../../tools/n8n-client.mts';

export interface TriggerNode {
	/** Name of the node type without the package. */
	type: string;
	/** The credential type that it uses. */
	credential: string;
	parameters: Record<string, unknown>;
}

/** A workflow of a trigger and a node that does nothing. */
export function triggerWorkflow(
	name: string,
	{ type, credential, parameters }: TriggerNode,
	stored: ReadonlyMap<string, CredentialReference>,
	triggerName = 'Trigger',
): Workflow {
	const trigger: WorkflowNode = {
		id: `${name}-trigger`,
		name: triggerName,
		type: `n8n-nodes-carechain.${type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId: `${name}-hook`,
		parameters,
		credentials: { [credential]: stored.get(credential) ?? { name: '' } },
	};
	const after = {
		id: `${name}-after`,
		name: 'After',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
	};
	return {
		name,
		nodes: [trigger, after],
		connections: { [triggerName]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
	};
}

/** What a node gave at its last run in an execution. */
export function outputOf({ data }: Execution, node: string): Array<Record<string, unknown>> {
	const runs = (data?.resultData.runData[node] ?? []) as Array<{
		data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
	}>;
	return runs.at(-1)?.data?.main[0]?.map(({ json }) => json) ?? [];
}

/** What the trigger of a workflow gave, execution by execution, the oldest first. */
export async function eventsOf(
	client: N8nClient,
	workflowId: string,
	triggerName = 'Trigger',
): Promise<Array<Record<string, unknown>>> {
	const executions = await client.executions(workflowId);
	return executions.reverse().flatMap((execution) => outputOf(execution, triggerName));
}
