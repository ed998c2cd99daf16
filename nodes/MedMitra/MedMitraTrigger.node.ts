import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { poll } from '../shared/trigger/poll';
import { cases, STANDARD_STUCK_MINUTES } from './triggers/cases';
import { EVENTS } from './triggers/events';

export class MedMitraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MedMitra Trigger',
		name: 'medMitraTrigger',
		icon: { light: 'file:../../icons/medMitra.svg', dark: 'file:../../icons/medMitra.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a case of MedMitra is created, or its analysis ends or gets stuck',
		eventTriggerDescription: 'Waiting for cases of MedMitra',
		activationMessage: 'MedMitra will be asked for its cases at the times you chose.',
		defaults: { name: 'MedMitra Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'medMitraApi', required: true }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [...EVENTS],
				default: ['analysisCompleted'],
				description: "What starts the workflow, of the cases of the credential's user",
			},
			{
				displayName: 'Stuck After (Minutes)',
				name: 'stuckAfter',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: STANDARD_STUCK_MINUTES,
				displayOptions: { show: { events: ['analysisStuck'] } },
				description:
					'For how many minutes a case may be in processing; most analyses take less than two. MedMitra itself never says that one got stuck.',
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, cases);
	}
}
