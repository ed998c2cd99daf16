import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { propertiesOf } from '../shared/node/description';
import { poll } from '../shared/trigger/poll';
import { searchPatients } from './lists/patients';
import { records } from './triggers/records';
import { triggerFields } from './triggers/records-fields';

/**
 * Apart from the Eka Care Trigger, because n8n tests a node that can poll by polling it, also with a webhook in
 * hand: the test of an event would come out empty, and that of a poll would wait for a webhook.
 */
export class EkaCareRecordsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Eka Care Records Trigger',
		name: 'ekaCareRecordsTrigger',
		icon: { light: 'file:../../icons/ekaCare.svg', dark: 'file:../../icons/ekaCare.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description: "Starts the workflow when a patient's case or document is new or changed in Eka Care",
		eventTriggerDescription: "Waiting for the patient's records",
		activationMessage: "n8n now checks Eka Care for the patient's records at the times you chose.",
		defaults: { name: 'Eka Care Records Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ekaCareApi', required: true }],
		properties: propertiesOf(...triggerFields),
	};

	methods = { listSearch: { searchPatients } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, records);
	}
}
