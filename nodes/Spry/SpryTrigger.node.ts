import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { receive } from '../shared/trigger/receive';
import { isRegistered, register, unregister } from '../shared/trigger/webhook';
import { EVENTS } from './triggers/events';
import { webhook } from './triggers/webhook';

export class SpryTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Spry Trigger',
		name: 'spryTrigger',
		icon: { light: 'file:../../icons/spry.svg', dark: 'file:../../icons/spry.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in the Spry physiotherapy EMR',
		eventTriggerDescription: 'Waiting for an event from Spry',
		defaults: { name: 'Spry Trigger' },
		inputs: [],
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
		// The vendor is told the address; nobody needs to see it.
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook', ndvHideUrl: true },
		],
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
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: [],
				description: 'The events that start the workflow',
				options: EVENTS,
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Fetch Record',
						name: 'fetchRecord',
						type: 'boolean',
						default: false,
						description:
							'Whether to add the patient, or for a case event the case; the event itself holds only IDs and a status',
					},
				],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, webhook);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, webhook);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, webhook);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, webhook);
	}
}
