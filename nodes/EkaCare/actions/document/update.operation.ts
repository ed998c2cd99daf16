import type { IDataObject } from 'n8n-workflow';

import { flag } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { Send, StepsOperation } from '../../../shared/types';
import { ekaId, patientHeader, patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { assertChanges, isDone } from '../changes';
import {
	casesField,
	documentDateField,
	documentLocator,
	documentRequest,
	metadataField,
	tagsField,
	typeField,
} from './document-fields';

/** Of these Eka Care wants at least one, whatever else is changed. */
const LEADING = ['dt', 'ndhm', 'oid', 'dd_e', 'tg'];

/** Where only the links or the metadata change, the type goes along as it is. */
async function withType(body: IDataObject, { patientId, documentId }: IDataObject, send: Send): Promise<IDataObject> {
	if (LEADING.some((name) => body[name] !== undefined)) return body;
	const { document_type, dt = document_type } = dataOf(await send(documentRequest(patientId, documentId)));
	return typeof dt === 'string' && dt !== '' ? { ...body, dt } : body;
}

export const update: StepsOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update document',
	description: 'Change what is known of a document',
	maps: true,
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the document, and the changed fields.',
	fields: [
		patientLocator({ description: 'The patient whose document is changed' }),
		documentLocator('The document to change'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				casesField('The cases the document belongs to, separated by commas; the old links are replaced'),
				documentDateField,
				typeField('The kind of document', 'dt'),
				metadataField,
				{
					displayName: 'Link to ABHA',
					name: 'ndhm',
					type: 'boolean',
					default: true,
					description: "Whether to link the document to the patient's ABHA health account",
					sends: flag('ndhm'),
				},
				{
					displayName: 'New Patient ID',
					name: 'newPatientId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 175074536120088',
					description: 'The patient to whom the document is moved',
					sends: ekaId('oid'),
				},
				tagsField('At most ten tags, separated by commas; the old ones are replaced'),
			],
		},
	],
	async steps({ body, params }, send) {
		assertChanges(body);
		await send({
			method: 'PATCH',
			path: path`/mr/api/v1/docs/${params.documentId}`,
			headers: patientHeader(params.patientId),
			body: await withType(body, params, send),
			isComplete: isDone,
		});
		return [{ json: { success: true, document_id: params.documentId } }];
	},
};
