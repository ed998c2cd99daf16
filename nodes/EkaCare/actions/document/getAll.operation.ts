import type { IDataObject } from 'n8n-workflow';

import { text } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn, readPages } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { ekaId, patientLocator } from '../../fields';
import { updatedAfterField } from '../updated-after';
import { typeField } from './document-fields';
import { documentReader, firstDocuments } from './document-list';

/** Eka Care's list has no filter but the time, so the others are applied here. */
function isWanted(document: IDataObject, { documentType, caseId, tag }: IDataObject): boolean {
	const metadata = isRecord(document.metadata) ? document.metadata : {};
	const has = (list: unknown, wanted: unknown) =>
		wanted === undefined || (Array.isArray(list) && list.some((one) => String(one) === wanted));
	const isOfType = documentType === undefined || document.document_type === documentType;
	return isOfType && has(document.cases, caseId) && has(metadata.tags, tag);
}

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many documents',
	description: 'Get the documents of a patient, the one changed longest ago first',
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	simplified: [
		'document_id',
		'document_type',
		'upload_date',
		'patient_id',
		'cases',
		'metadata.title',
		'metadata.document_date',
		'metadata.tags',
		'metadata.auto_tags',
		'metadata.abha.link_status',
	],
	fields: [
		patientLocator({ description: 'The patient whose documents to get' }),
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Case ID',
					name: 'caseId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
					description: 'Only documents that belong to this case',
					sends: ekaId(),
				},
				typeField('Only documents of this type'),
				{
					displayName: 'Tag',
					name: 'tag',
					type: 'string',
					default: '',
					placeholder: 'e.g. knee',
					description: 'Only documents with this tag',
					sends: text(),
				},
				updatedAfterField,
			],
		},
	],
	async steps({ params }, send) {
		const { patientId, updatedAfter } = params;
		const read = documentReader((documents) => documents.filter((document) => isWanted(document, params)));
		const documents = await readPages(send, firstDocuments(patientId, updatedAfter), read, limitIn(params));
		return documents.map((json) => ({ json }));
	},
};
