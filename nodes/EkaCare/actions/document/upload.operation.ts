import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { choice, files, text } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import type { FileReference, InputFile, StepsOperation } from '../../../shared/types';
import { ekaId, patientLocator } from '../../fields';
import { authorising, formsOf, storing, type NewDocument } from './authorise';
import { casesField, documentDateField, metadataField, tagsField, typeField } from './document-fields';
import { FILES_LABEL, load } from './upload-files';

/** Documents that are authorised together, and files of one document. */
const BATCH = 5;
const MOST_FILES = 10;

/** The files of each document: all in one, or each a document of its own. */
function groupsOf(given: InputFile[], { filesAre, documentId }: IDataObject): InputFile[][] {
	if (filesAre === 'pages') {
		if (given.length <= MOST_FILES) return [given];
		throw inputRefusal(
			FILES_LABEL,
			`names more than ${MOST_FILES} files`,
			`A document has at most ${MOST_FILES} files. Set Files Are to Separate Documents.`,
		);
	}
	if (documentId === undefined || given.length === 1) return given.map((file) => [file]);
	throw inputRefusal('Document ID', 'is one ID for several documents', 'Remove it, so that each gets its own.');
}

async function documentOf(group: InputFile[], id: unknown): Promise<NewDocument> {
	const loaded = [];
	for (const file of group) loaded.push(await load(file));
	if (new Set(loaded.map(({ contentType }) => contentType)).size > 1) {
		throw inputRefusal(
			FILES_LABEL,
			'names files of different types',
			'All files of one document have the same type. Set Files Are to Separate Documents.',
		);
	}
	return { id: id === undefined ? randomUUID() : String(id), files: loaded };
}

function reportOf({ id, files: stored }: NewDocument): IDataObject {
	return {
		success: true,
		document_id: id,
		files: stored.map(({ name, contentType, content }) => ({
			file_name: name,
			content_type: contentType,
			file_size: content.length,
		})),
	};
}

export const upload: StepsOperation = {
	displayName: 'Upload',
	value: 'upload',
	action: 'Upload document',
	description: 'Store files as documents of a patient, one output item for each document',
	// Each document has an id that is sent along, so the same request again is about the same document.
	resend: 'always',
	timeout: 120_000,
	whenRefused: 'Check the ID of the patient, the files and the fields of the document.',
	fields: [
		patientLocator({ description: 'The patient whose document it is' }),
		{
			displayName: FILES_LABEL,
			name: 'files',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			hint: 'The names of the input fields with the files, separated by commas',
			description: 'PDF files of at most 25 MB, JPEG or PNG files of at most 10 MB',
			sends: files(),
		},
		{
			displayName: 'Files Are',
			name: 'filesAre',
			isSwitch: true,
			type: 'options',
			options: [
				{ name: 'Pages of One Document', value: 'pages', description: 'At most ten files of the same type' },
				{ name: 'Separate Documents', value: 'documents', description: 'Each file a document of its own' },
			],
			default: 'documents',
			description: 'What several files make together',
			sends: choice(),
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				casesField('The cases the document belongs to, separated by commas'),
				documentDateField,
				{
					displayName: 'Document ID',
					name: 'documentId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2f6c9a52-4d1e-4f0b-9c1a-6a0d4b6f7e21',
					description:
						'Your own ID for the document, with which running the item again is safe; left empty, a new one is made',
					sends: ekaId(),
				},
				typeField('The kind of document', 'dt'),
				metadataField,
				tagsField('At most ten tags of 2 to 20 characters, separated by commas'),
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. MRI of the left knee',
					description: 'What the document is called, in at most 256 characters',
					sends: text('title', { max: 256 }),
				},
			],
		},
	],
	async steps({ body, params, files: filesOf }, send) {
		const given = filesOf(params.files as FileReference[], FILES_LABEL);
		const groups = groupsOf(given, params);
		let stored = 0;
		const done = () => (stored > 0 ? `${stored} of ${given.length} files were stored.` : undefined);
		const reports: IDataObject[] = [];
		for (let start = 0; start < groups.length; start += BATCH) {
			const documents = [];
			for (const group of groups.slice(start, start + BATCH)) {
				documents.push(await documentOf(group, params.documentId));
			}
			const answer = await send({ ...authorising(documents, body, params.patientId), alreadyDone: done() });
			for (const document of documents) {
				for (const [index, form] of formsOf(answer, document, done()).entries()) {
					const file = document.files[index];
					if (file) await send(storing(form, file, done()));
					stored++;
				}
				reports.push(reportOf(document));
			}
		}
		return reports.map((json) => ({ json }));
	},
};
