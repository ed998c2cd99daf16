import type { IDataObject } from 'n8n-workflow';

import { requestOperation } from '../../../shared/operation';
import { patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { documentLocator, documentRequest } from './document-fields';

/** The type stands under one of two names; here always under the longer one. */
function asDocument({ dt, ...document }: IDataObject): IDataObject {
	return dt === undefined ? document : { document_type: dt, ...document };
}

export const get = requestOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get document',
	description: "Get a document's details, with links to its files that expire soon",
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the document.',
	fields: [
		patientLocator('The patient whose document to get', { as: false, required: true }),
		documentLocator('The document to get'),
	],
	request: ({ params }) => documentRequest(params.patientId, params.documentId),
	output: (answer, { params }) => ({ document_id: params.documentId, ...asDocument(dataOf(answer)) }),
});
