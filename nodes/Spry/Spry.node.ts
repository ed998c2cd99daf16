import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeProperties } from '../shared/node/description';
import { runOperations } from '../shared/node/run';
import { resources } from './actions';
import { listSearches } from './methods/list-search';
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
		credentials: [
			{
				name: 'spryOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'spryApi',
				required: true,
				displayOptions: { show: { authentication: ['jwt'] } },
			},
		],
		// The address of an uploaded file is public: whoever reads it can read the file.
		sensitiveOutputFields: PUBLIC_ADDRESSES.flatMap((name) => [name, `data.${name}`]),
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Client ID and Secret',
						value: 'oAuth2',
						description: 'Sign in by itself and renew the token when needed',
					},
					{ name: 'Token', value: 'jwt', description: 'Use a bearer token that you renew yourself' },
				],
				default: 'oAuth2',
			},
			...nodeProperties(resources),
		],
	};

	methods = { listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, spry, resources);
	}
}
