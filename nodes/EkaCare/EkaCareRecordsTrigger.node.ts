import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { withoutSends } from '../shared/node/description';
import { poll } from '../shared/trigger/poll';
import { searchPatients } from './methods/patients';
import { PATIENT, records } from './triggers/records';

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
		description: 'Starts the workflow when a case or a document of a patient is new or has changed in Eka Care',
		eventTriggerDescription: 'Waiting for records of the patient',
		activationMessage: 'Eka Care will be asked for the records of the patient at the times you chose.',
		defaults: { name: 'Eka Care Records Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ekaCareApi', required: true }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Case Created or Updated',
						value: 'caseChanged',
						description: 'There is a new case, or one has changed',
					},
					{
						name: 'Document Uploaded or Updated',
						value: 'documentChanged',
						description: 'There is a new document, or its type, title, tags, date or cases have changed',
					},
				],
				default: 'caseChanged',
				description: 'What starts the workflow',
			},
			withoutSends(PATIENT),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				displayOptions: { show: { event: ['caseChanged'] } },
				options: [
					{
						displayName: 'Include Deleted',
						name: 'includeDeleted',
						type: 'boolean',
						default: false,
						description:
							'Whether to start the workflow for deleted cases too, which have the status D and no content',
					},
				],
			},
		],
	};

	methods = { listSearch: { searchPatients } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, records);
	}
}
