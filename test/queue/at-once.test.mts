import { join } from 'node:path';
import type { Workflow, WorkflowNode } from '../../tools/n8n-client.mts';
import { projectRoot } from '../../tools/stack.mts';
import { readWorkflow } from '../../tools/workflow.mts';
import { deployFolder } from './compose.mts';

let example: Workflow;
let atOnce: Workflow;

beforeAll(async () => {
	example = await readWorkflow(join(projectRoot, 'examples', 'patient-intake.json'));
	atOnce = await readWorkflow(join(deployFolder, 'patient-intake-at-once.json'));
});

describe('deploy/queue/patient-intake-at-once.json', () => {
	it('asks the vendors for the same as the patient intake of the examples', () => {
		const steps = vendorNodes(example);
		expect(steps).not.toEqual([]);
		expect(vendorNodes(atOnce)).toEqual(steps);
	});

	it('goes the same ways, with an end in the place of each answer', () => {
		const renamed = JSON.stringify(example.connections)
			.replaceAll('"Respond: done"', '"Done"')
			.replaceAll('"Respond: refused"', '"Refused"')
			.replaceAll('"Respond: check Spry first"', '"Check Spry first"');
		expect(atOnce.connections).toEqual(JSON.parse(renamed));
	});

	it('can stand beside the example: no webhook, path or node is in both', () => {
		const webhooks = [example, atOnce].map((workflow) => nodeOf(workflow, 'Intake form'));
		expect(new Set(webhooks.map((node) => node.webhookId)).size).toBe(2);
		expect(new Set(webhooks.map((node) => node.parameters.path)).size).toBe(2);
		const ids = [...example.nodes, ...atOnce.nodes].map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

function nodeOf(workflow: Workflow, name: string): WorkflowNode {
	const node = workflow.nodes.find((one) => one.name === name);
	if (!node) throw new Error(`${workflow.name} has no node ${name}`);
	return node;
}

function vendorNodes(workflow: Workflow): Array<Omit<WorkflowNode, 'id'>> {
	const nodes = workflow.nodes.filter(({ type }) => type.startsWith('n8n-nodes-carechain.'));
	return nodes.map(({ id: _, ...rest }) => rest as Omit<WorkflowNode, 'id'>);
}
