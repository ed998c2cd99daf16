import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { propertiesOf } from '../shared/node/description';
import { triggerFields } from './trigger/fields';
import { poll } from './trigger/poll';

export class MedMitraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MedMitra Trigger',
		name: 'medMitraTrigger',
		icon: { light: 'file:../../icons/medMitra.svg', dark: 'file:../../icons/medMitra.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a MedMitra case is created, or its analysis ends or gets stuck',
		eventTriggerDescription: 'Waiting for MedMitra cases',
		activationMessage: 'n8n now checks MedMitra for cases at the times you chose.',
		defaults: { name: 'MedMitra Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'medMitraApi', required: true }],
		properties: propertiesOf(...triggerFields),
	};

	poll = poll;
}
