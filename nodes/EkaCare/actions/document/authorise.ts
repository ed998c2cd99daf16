import type { IDataObject } from 'n8n-workflow';

import type { Answer, Part, RequestSpec } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { patientHeader } from '../../fields';
import { entriesIn, isNo, madeBy, refused } from './authorise-refusal';
import type { LoadedFile } from './upload-files';

/** A document with the files it consists of. */
export interface NewDocument {
	id: string;
	files: LoadedFile[];
}

/** Where to send one file: an address of the storage and the fields that it wants before the file. */
interface Form {
	url: string;
	fields: Record<string, unknown>;
}

function isForm(value: unknown): value is Form {
	return isRecord(value) && typeof value.url === 'string' && isRecord(value.fields);
}

function hasAllForms(answer: Answer, documents: NewDocument[]): boolean {
	return documents.every(({ id, files }) => {
		const entry = entriesIn(answer).find(({ document_id }) => document_id === id);
		const forms = Array.isArray(entry?.forms) ? entry.forms : [];
		return forms.length === files.length && forms.every(isForm);
	});
}

/** What another run does to documents that have no id of the person's. */
const AGAIN_DOUBLES =
	"Look through the patient's documents before running this item again: what is there would be stored a second time. A document whose files are missing can be removed with Document: Delete.";

/** Asks for the forms of up to five documents. */
export function authorising(
	documents: NewDocument[],
	details: IDataObject,
	{ patientId, documentId }: IDataObject,
): RequestSpec {
	const batch_request = documents.map(({ id, files }) => ({
		...details,
		document_id: id,
		files: files.map(({ contentType, content }) => ({ contentType, file_size: content.length })),
	}));
	return {
		method: 'POST',
		path: '/mr/api/v1/docs',
		headers: patientHeader(patientId),
		body: { batch_request },
		isComplete: (answer) => isNo(answer) || hasAllForms(answer, documents),
		// Without an id of the person's the documents get new ids in each run.
		isNewEachRun: documentId === undefined,
		done: (answer) => madeBy(answer, documents),
		instead: documentId === undefined ? AGAIN_DOUBLES : undefined,
	};
}

/**
 * The forms of a document, in the order of its files.
 *
 * @throws Refusal when Eka Care refuses one of the documents that were asked for together
 */
export function formsOf(answer: Answer, document: NewDocument): Form[] {
	if (isNo(answer)) throw refused(answer);
	const entry = entriesIn(answer).find(({ document_id }) => document_id === document.id);
	return Array.isArray(entry?.forms) ? entry.forms.filter(isForm) : [];
}

/**
 * Sends a file to the storage, which wants it behind all fields of the form.
 *
 * @param done says how many files are stored with this one
 */
export function storing({ url, fields }: Form, file: LoadedFile, done: string): RequestSpec {
	const { name, contentType, content } = file;
	const parts = Object.entries(fields).map(([field, value]): Part => ({ name: field, content: String(value) }));
	return {
		method: 'POST',
		url,
		multipart: [...parts, { name: 'file', content, fileName: name, mimeType: contentType }],
		// The same form puts the same file in the same place.
		resend: 'always',
		done: () => done,
		about: 'files',
	};
}
