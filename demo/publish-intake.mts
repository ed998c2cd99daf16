import { join } from 'node:path';
import { demoCredentials } from '../tools/credentials.mts';
import { projectRoot, storeCredentials, type Stack } from '../tools/stack.mts';
import { readWorkflow, withCredentials } from '../tools/workflow.mts';

/** Imports and publishes the patient intake of `examples/` with credentials for the sandbox. */
export async function publishIntake({
	client,
	n8n,
	sandbox,
}: Stack): Promise<{ workflowId: string; webhookUrl: string }> {
	const credentials = await storeCredentials(client, demoCredentials(sandbox));
	const workflow = await readWorkflow(join(projectRoot, 'examples', 'patient-intake.json'));
	// Nobody in the sandbox exists, so here the runs may be looked at afterwards.
	const settings = { ...workflow.settings, saveDataSuccessExecution: 'all' };
	const workflowId = await client.importWorkflow({ ...withCredentials(workflow, credentials), settings });
	await client.publish(workflowId);
	return { workflowId, webhookUrl: `${n8n.url}/webhook/patient-intake` };
}
