import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { DETAIL_OPTIONS } from './trigger/details';
import { EVENT_OPTIONS } from './trigger/events';
import { receive } from './trigger/receive';
import { isRegistered, subscribe, unsubscribe } from './trigger/subscription';
import { USUAL_TOLERANCE } from './trigger/tolerance';

export class EkaCareTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Eka Care Trigger',
		name: 'ekaCareTrigger',
		icon: { light: 'file:../../icons/ekaCare.svg', dark: 'file:../../icons/ekaCare.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on the Eka Care clinic platform',
		eventTriggerDescription: 'Waiting for Eka Care to tell of an event',
		defaults: { name: 'Eka Care Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ekaCareApi', required: true }],
		// The vendor is told the address; nobody needs to see it.
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook', ndvHideUrl: true },
		],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				options: EVENT_OPTIONS,
				default: [],
				required: true,
				noDataExpression: true,
				description: 'The events that start the workflow',
			},
			{
				displayName: 'Fetch Full Details',
				name: 'fetchDetails',
				type: 'multiOptions',
				options: DETAIL_OPTIONS,
				default: [],
				description:
					'The records to fetch and add under details; events hold little more than IDs. Only what the event names is fetched.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Signature Tolerance',
						name: 'signatureTolerance',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: USUAL_TOLERANCE,
						description:
							'How many seconds the time in the signature may be from now; older deliveries are refused',
					},
				],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await subscribe(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unsubscribe(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
