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
import { AUTHENTICATION, CREDENTIALS } from './authentication';
import { triggerFields } from './triggers/fields';
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
		credentials: CREDENTIALS,
		// The vendor is told the address; nobody needs to see it.
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook', ndvHideUrl: true },
		],
		properties: propertiesOf(AUTHENTICATION, ...triggerFields),
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
