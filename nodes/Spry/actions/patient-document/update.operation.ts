import { text } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { Field, RequestOperation } from '../../../shared/types';
import { changesIn, idLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { documentFields, SIMPLIFIED_DOCUMENT, webAddress } from './document-fields';

const updateFields: Field[] = [
	...documentFields,
	{
		displayName: 'Document URL',
		name: 'documentUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://files.example.com/scan.pdf',
		description: 'Where the file of the document lies',
		sends: webAddress('document_url'),
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. MRI of the left knee',
		description: 'What the document is called in Spry',
		sends: text('name'),
	},
];

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update patient document',
	description: 'Change what is said of a document; fields that are not given keep their value',
	maps: true,
	// Sets given values: the same request again changes nothing more.
	resend: 'always',
	whenRefused:
		'Check the ID of the document, which is not the one of the patient, and that the case is of the same patient.',
	simplified: SIMPLIFIED_DOCUMENT,
	fields: [
		idLocator({ displayName: 'Document', name: 'documentId', description: 'The document to change' }),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: updateFields.sort((one, other) => one.displayName.localeCompare(other.displayName)),
		},
	],
	request: ({ body, params }) => ({
		method: 'POST',
		// Under GET the ID in this path is the patient's, under POST the document's.
		path: path`/apis/v1/patient-document/${params.documentId}`,
		body: changesIn(body),
		isComplete: (answer) => dataOf(answer).id !== undefined,
	}),
	output: (answer) => dataOf(answer),
};
