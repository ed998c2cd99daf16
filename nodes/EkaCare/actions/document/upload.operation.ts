import type { IDataObject } from 'n8n-workflow';

import { choice, files, text } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import type { FileReference } from '../../../shared/types';
import { patientLocator } from '../../fields';
import { ekaId } from '../../kinds';
import { authorising, formsOf, storing } from './authorise';
import { casesField, documentDateField, metadataField, tagsField, typeField } from './document-fields';
import { documentOf, groupsOf, reportOf } from './new-documents';
import { FILES_LABEL } from './upload-files';

/** Documents that are authorised together, and files of one document. */
const BATCH = 5;
export const upload = stepsOperation({
	displayName: 'Upload',
	value: 'upload',
	action: 'Upload document',
	description: 'Store files as documents of a patient, one output item per document',
	// Each document has an id that is sent along, so the same request again is about the same document.
	resend: 'always',
	timeout: 120_000,
	howToCheck:
		"Look through the patient's documents before running this item again. With a Document ID of your own nothing is stored twice.",
	whenRefused: 'Check the ID of the patient, the files and the fields of the document.',
	fields: [
		patientLocator('The patient whose document it is', { as: false, required: true }),
		files('files', 'PDF files of at most 25 MB, JPEG or PNG files of at most 10 MB', {
			as: false,
			label: FILES_LABEL,
			required: true,
			example: 'data',
			default: 'data',
			hint: 'The names of the input fields that hold the files, separated by commas',
		}),
		choice('filesAre', 'How to store several files', {
			label: 'Multiple Files',
			as: false,
			options: {
				pages: { name: 'Pages of One Document', description: 'At most ten files of the same type' },
				documents: { name: 'Separate Documents', description: 'Store each file as its own document' },
			},
			default: 'documents',
			isSwitch: true,
		}),
		additionalFields(
			casesField('IDs of the cases to link the document to, separated by commas'),
			documentDateField,
			ekaId(
				'documentId',
				'Your own ID for the document. With it, running the item again is safe. If empty, a new ID is created.',
				{ as: false, example: '2f6c9a52-4d1e-4f0b-9c1a-6a0d4b6f7e21' },
			),
			typeField('documentType', 'The kind of document', { as: 'dt' }),
			metadataField,
			tagsField('At most ten tags of 2 to 20 characters, separated by commas'),
			text('title', 'The title of the document, at most 256 characters', {
				as: 'title',
				example: 'MRI of the left knee',
				max: 256,
			}),
		),
	],
	async steps({ body, params, files: filesOf }, request) {
		const given = filesOf(params.files as FileReference[], FILES_LABEL);
		const groups = groupsOf(given, params);
		// A file that cannot be sent is noticed before the first one is stored; it is not kept, for there may be many.
		for (const group of groups.slice(BATCH)) await documentOf(group, params.documentId);
		let stored = 0;
		const reports: IDataObject[] = [];
		for (let start = 0; start < groups.length; start += BATCH) {
			const documents = [];
			for (const group of groups.slice(start, start + BATCH)) {
				documents.push(await documentOf(group, params.documentId));
			}
			const answer = await request(authorising(documents, body, params));
			for (const document of documents) {
				for (const [index, form] of formsOf(answer, document).entries()) {
					const file = document.files[index];
					stored++;
					const done = `${stored} of ${given.length} ${given.length === 1 ? 'file was' : 'files were'} stored.`;
					if (file) await request(storing(form, file, done));
				}
				reports.push(reportOf(document));
			}
		}
		return reports.map((json) => ({ json }));
	},
});
