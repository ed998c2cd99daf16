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
import { HIDES_URL, REGISTRATION } from './triggers/by-hand';
import { DETAIL_OPTIONS } from './triggers/details';
import { EVENT_OPTIONS } from './triggers/events';
import { USUAL_TOLERANCE } from './triggers/tolerance';
import { webhook } from './triggers/webhook';

export class EkaCareTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Eka Care Trigger',
		name: 'ekaCareTrigger',
		icon: { light: 'file:../../icons/ekaCare.svg', dark: 'file:../../icons/ekaCare.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on the Eka Care clinic platform',
		eventTriggerDescription: 'Waiting for an event from Eka Care',
		defaults: { name: 'Eka Care Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ekaCareApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: HIDES_URL,
			},
		],
		properties: [
			REGISTRATION,
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
