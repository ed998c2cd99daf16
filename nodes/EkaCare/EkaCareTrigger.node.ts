import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { propertiesOf } from '../shared/node/description';
import { receive } from '../shared/trigger/receive';
import { isRegistered, register, unregister } from '../shared/trigger/webhook';
import { HIDES_URL } from './triggers/by-hand';
import { triggerFields } from './triggers/fields';
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
		properties: propertiesOf(...triggerFields),
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
