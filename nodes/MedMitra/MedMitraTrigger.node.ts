import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { propertiesOf } from '../shared/node/description';
import { poll } from '../shared/trigger/poll';
import { cases } from './triggers/cases';
import { triggerFields } from './triggers/fields';

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

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, cases);
	}
}
