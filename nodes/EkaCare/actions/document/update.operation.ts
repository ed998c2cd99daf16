import type { IDataObject } from 'n8n-workflow';

import { flag } from '../../../shared/fields/build';
import { updateFields } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import type { SendRequest } from '../../../shared/types';
import { patientHeader, patientLocator } from '../../fields';
import { ekaId } from '../../kinds';
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
async function withType(
	body: IDataObject,
	{ patientId, documentId }: IDataObject,
	request: SendRequest,
): Promise<IDataObject> {
	if (LEADING.some((name) => body[name] !== undefined)) return body;
	const { document_type, dt = document_type } = dataOf(await request(documentRequest(patientId, documentId)));
	return typeof dt === 'string' && dt !== '' ? { ...body, dt } : body;
}

export const update = stepsOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update document',
	description: 'Change the details of a document',
	maps: true,
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the document, and the changed fields.',
	fields: [
		patientLocator('The patient whose document is changed', { as: false, required: true }),
		documentLocator('The document to change'),
		updateFields(
			casesField(
				'IDs of the cases to link the document to, separated by commas. They replace the existing links.',
			),
			documentDateField,
			typeField('documentType', 'The kind of document', { as: 'dt' }),
			metadataField,
			flag('ndhm', "Whether to link the document to the patient's ABHA health account", {
				as: 'ndhm',
				label: 'Link to ABHA',
				default: true,
			}),
			ekaId('newPatientId', 'The patient to move the document to', {
				as: 'oid',
				example: '175074536120088',
			}),
			tagsField('At most ten tags, separated by commas. They replace the existing tags.'),
		),
	],
	async steps({ body, params }, request) {
		assertChanges(body);
		await request({
			method: 'PATCH',
			path: path`/mr/api/v1/docs/${params.documentId}`,
			headers: patientHeader(params.patientId),
			body: await withType(body, params, request),
			isComplete: isDone,
		});
		return [{ json: { success: true, document_id: params.documentId } }];
	},
});
