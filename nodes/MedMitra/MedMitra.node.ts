import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeProperties } from '../shared/node/description';
import { runOperations } from '../shared/node/run';
import { resources } from './actions';
import { listSearch } from './methods';
import { SENSITIVE_FIELDS } from './sensitive';
import { medMitra } from './vendor';

export class MedMitra implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MedMitra',
		name: 'medMitra',
		icon: { light: 'file:../../icons/medMitra.svg', dark: 'file:../../icons/medMitra.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send cases with lab and radiology files to MedMitra and get its insights',
		defaults: { name: 'MedMitra' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'medMitraApi', required: true }],
		sensitiveOutputFields: SENSITIVE_FIELDS,
		properties: nodeProperties(resources),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, medMitra, resources);
	}
}
