import { randomUUID } from 'node:crypto';
import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import {
	addFile,
	findDocument,
	filesOf,
	now,
	saveDocument,
	tagSet,
	type DocumentDetails,
	type Files,
} from './document-store.mts';
import { parserError, uploadError } from './errors.mts';
import { findPatient } from './patients.mts';
import { signedForm } from './storage.mts';

const MOST_FILES = 10;
const MEGABYTE = 1024 * 1024;
const IMAGES = ['image/jpeg', 'image/jpg', 'image/png'];
const PDF = 'application/pdf';
const LARGEST_PARSED = 10 * MEGABYTE;

interface Announced {
	contentType: string;
	file_size: number;
}
interface NewDocument extends Partial<DocumentDetails> {
	document_id?: string;
	files: Announced[];
}
interface Trouble {
	code: string;
	message: string;
}

export function uploadOperations(house: House, files: Files): Record<string, Operation> {
	const { db, settings } = house;

	/** Why one document of a batch is refused; the others are not affected. */
	function troubleOf(
		patientId: string,
		{ files: announced, document_id, cases = [] }: NewDocument,
	): Trouble | undefined {
		const invalid = (message: string) => ({ code: 'INVALID_REQUEST', message });
		const [first] = announced;
		if (announced.length > MOST_FILES) return invalid(`at most ${MOST_FILES} files`);
		if (announced.some(({ contentType }) => contentType !== first?.contentType))
			return invalid('one content type only');
		const type = first?.contentType ?? '';
		if (type !== PDF && !IMAGES.includes(type)) return invalid(`content type ${type} is not supported`);
		const most = (type === PDF ? 25 : 10) * MEGABYTE;
		if (announced.some(({ file_size }) => file_size > most)) return invalid(`a file is larger than ${most} bytes`);
		if (settings.storageFull) return { code: 'STORAGE_LIMIT_EXCEEDED', message: 'the storage is used up' };
		const known = document_id === undefined ? undefined : findDocument(db, document_id);
		if (known && (known.patientId !== patientId || known.isDeleted)) return invalid('this document id is taken');
		const hasCase = "SELECT 1 FROM eka_case WHERE patient_id = ? AND id = ? AND status = 'A'";
		const problem = cases.find((id) => !db.get(hasCase, patientId, id));
		return problem === undefined ? undefined : invalid(`no case ${problem}`);
	}

	/** The same ID again gives new forms for the same document. */
	function authorised(patientId: string, given: NewDocument): object {
		const { document_id: id = randomUUID(), files: announced, ...details } = given;
		const trouble = troubleOf(patientId, given);
		if (trouble) return { document_id: id, forms: [], error_details: trouble };
		const tags = details.tg === undefined ? {} : { tg: tagSet(details.tg) };
		saveDocument(db, { id, patientId, details: { dt: 'ot', ...details, ...tags, uploaded_at: now() } });
		db.run('DELETE FROM eka_file WHERE document_id = ?', id);
		for (const [position, { contentType, file_size: size }] of announced.entries()) {
			addFile(db, files, { key: randomUUID(), documentId: id, position, contentType, size });
		}
		return { document_id: id, forms: filesOf(db, id).map((file) => signedForm(house, file)) };
	}

	function parse({ headers, query, parts }: Call): Answer {
		const file = parts.find(({ name }) => name === 'file')!;
		if (file.content.length === 0) return parserError(400, 'file is empty');
		if (file.content.length > LARGEST_PARSED)
			return parserError(400, `file is larger than ${LARGEST_PARSED} bytes`);
		if (file.contentType !== PDF && !IMAGES.includes(file.contentType)) {
			return parserError(400, `content type ${file.contentType} is not supported`);
		}
		const patientId = headers['x-pt-id'] ?? null;
		if (patientId !== null && !findPatient(db, 'oid', patientId))
			return parserError(403, `no patient ${patientId}`);
		const id = randomUUID();
		const details = { dt: String(query.dt), uploaded_at: now(), tasks: query.task as string[] };
		saveDocument(db, { id, patientId, parsingSince: Date.now(), details });
		const stored = { key: randomUUID(), documentId: id, position: 0, contentType: file.contentType };
		addFile(db, files, { ...stored, size: file.content.length }, file.content);
		return { status: 200, body: { document_id: id } };
	}

	return {
		authoriseUpload({ headers, body }) {
			const patientId = headers['x-pt-id'] ?? '';
			if (!findPatient(db, 'oid', patientId)) return uploadError(400, `no patient ${patientId}`);
			const { batch_request } = body as { batch_request: NewDocument[] };
			const batch_response = db.atomically(() => batch_request.map((given) => authorised(patientId, given)));
			const error = batch_response.every((one) => 'error_details' in one);
			const message = error ? 'No document was authorised' : 'Documents were authorised';
			return { status: 200, body: { error, message, batch_response } };
		},

		parseDocument: (call) => db.atomically(() => parse(call)),
	};
}
