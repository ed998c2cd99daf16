import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeProperties, propertiesOf } from '../shared/node/description';
import { runOperations } from '../shared/node/run';
import { resources } from './actions';
import { AUTHENTICATION, CREDENTIALS } from './authentication';
import { listSearches } from './lists/list-search';
import { spry } from './vendor';

const PUBLIC_ADDRESSES = ['document_url', 'file_url', 'thumbnail_url', 'unsigned_document_url'];

export class Spry implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Spry',
		name: 'spry',
		icon: { light: 'file:../../icons/spry.svg', dark: 'file:../../icons/spry.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with patients, appointments, cases and their documents in the Spry physiotherapy EMR',
		defaults: { name: 'Spry' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: CREDENTIALS,
		// The address of an uploaded file is public: whoever reads it can read the file.
		sensitiveOutputFields: PUBLIC_ADDRESSES.flatMap((name) => [name, `data.${name}`]),
		properties: [...propertiesOf(AUTHENTICATION), ...nodeProperties(resources)],
	};

	methods = { listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, spry, resources);
	}
}
