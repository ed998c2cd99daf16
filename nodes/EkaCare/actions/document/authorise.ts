import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import type { Answer, Part, RequestSpec } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { patientHeader } from '../../fields';
import { refusal } from '../../vendor';
import { recordsIn } from '../patient-records';
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

function entriesIn({ body }: Answer): IDataObject[] {
	return isRecord(body) ? recordsIn(body.batch_response) : [];
}

function isRefused(entry: IDataObject): boolean {
	return isRecord(entry.error_details);
}

function hasAllForms(answer: Answer, documents: NewDocument[]): boolean {
	return documents.every(({ id, files }) => {
		const entry = entriesIn(answer).find(({ document_id }) => document_id === id);
		const forms = Array.isArray(entry?.forms) ? entry.forms : [];
		return forms.length === files.length && forms.every(isForm);
	});
}

/** Says no with HTTP 200: as a whole, or of one document in its entry. */
function isNo(answer: Answer): boolean {
	return (isRecord(answer.body) && answer.body.error === true) || entriesIn(answer).some(isRefused);
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

function refused(answer: Answer): Refusal {
	const entry = entriesIn(answer).find(isRefused);
	const words = isRecord(entry?.error_details) ? entry.error_details : {};
	// The same reading of codes as for every other refusal.
	const { vendorCode } = refusal({ status: 400, headers: {}, body: { error: words } }) ?? {};
	const isFull = vendorCode === 'STORAGE_LIMIT_EXCEEDED';
	const advice = isFull
		? 'Delete documents that are no longer needed, or ask Eka Care for more storage.'
		: 'Check the files, their types and sizes, and the fields of the document.';
	return new Refusal({
		kind: 'refused',
		message: `${isFull ? "Eka Care's storage is full" : 'Eka Care refused the upload'} (HTTP ${answer.status}${vendorCode ? `, code ${vendorCode}` : ''})`,
		description: advice,
		httpStatus: answer.status,
		vendorCode,
		outcome: 'none',
	});
}

/** The documents that Eka Care made; of several some may have been refused. */
function madeBy(answer: Answer, documents: NewDocument[]): string | undefined {
	const isMade = ({ id }: NewDocument) =>
		!(isRecord(answer.body) && answer.body.error === true) &&
		!entriesIn(answer).some((entry) => isRefused(entry) && (entry.document_id ?? id) === id);
	const ids = documents.filter(isMade).map(({ id }) => id);
	if (ids.length === 0) return undefined;
	return `Eka Care made the ${ids.length === 1 ? 'document' : 'documents'} ${ids.join(', ')}.`;
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
