import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeProperties } from '../shared/node/description';
import { runOperations } from '../shared/node/run';
import { resources } from './actions';
import { listSearch } from './methods';
import { ekaCare } from './vendor';

export class EkaCare implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Eka Care',
		name: 'ekaCare',
		icon: { light: 'file:../../icons/ekaCare.svg', dark: 'file:../../icons/ekaCare.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with patients, appointments, cases and documents on the Eka Care clinic platform',
		defaults: { name: 'Eka Care' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ekaCareApi', required: true }],
		// Signed addresses: until they run out, whoever reads them can read the file.
		sensitiveOutputFields: ['files[*].asset_url'],
		properties: nodeProperties(resources),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, ekaCare, resources);
	}
}
