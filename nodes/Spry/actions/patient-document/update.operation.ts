import { text } from '../../../shared/fields/build';
import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { changesIn, numbered } from '../../fields';
import { dataOf } from '../../vendor';
import { documentFields, SIMPLIFIED_DOCUMENT, webAddress } from './document-fields';

export const update = requestOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update patient document',
	description: 'Change the details of a document. Fields you leave out keep their value.',
	maps: true,
	// Sets given values: the same request again changes nothing more.
	resend: 'always',
	whenRefused:
		'Check the ID of the document, which is not the one of the patient, and that the case is of the same patient.',
	simplified: SIMPLIFIED_DOCUMENT,
	fields: [
		numbered('documentId', 'The document to change', { as: false, required: true }),
		updateFields(
			...documentFields,
			webAddress('documentUrl', "The web address of the document's file", {
				as: 'document_url',
				example: 'https://files.example.com/scan.pdf',
			}),
			text('name', 'The name of the document in Spry', { as: 'name', example: 'MRI of the left knee' }),
		),
	],
	request: ({ body, params }) => ({
		method: 'POST',
		// Under GET the ID in this path is the patient's, under POST the document's.
		path: path`/apis/v1/patient-document/${params.documentId}`,
		body: changesIn(body),
		isComplete: (answer) => dataOf(answer).id !== undefined,
	}),
	output: (answer) => dataOf(answer),
});
