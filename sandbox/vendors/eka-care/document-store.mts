import { bodyOf, type Database, type Row } from '../../shared/db.mts';

export const DOCUMENT_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_document (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		document_id TEXT NOT NULL UNIQUE,
		patient_id TEXT,
		deleted INTEGER NOT NULL DEFAULT 0,
		updated_at INTEGER NOT NULL,
		parsing_since INTEGER,
		body TEXT NOT NULL
	);
	CREATE TABLE IF NOT EXISTS eka_file (
		storage_key TEXT PRIMARY KEY,
		document_id TEXT NOT NULL,
		position INTEGER NOT NULL,
		content_type TEXT NOT NULL,
		size INTEGER NOT NULL,
		stored INTEGER NOT NULL DEFAULT 0
	);
	CREATE INDEX IF NOT EXISTS eka_file_document ON eka_file (document_id);`;

/** The bytes of stored files by their key. They live as long as the process: the database keeps no files. */
export type Files = Map<string, Buffer>;

/** The details of a document, under the field names of requests. */
export interface DocumentDetails {
	dt: string;
	dd_e?: number;
	tg?: string[];
	title?: string;
	cases?: string[];
	metadata?: string;
	ndhm?: boolean;
	uploaded_at: number;
	tasks?: string[];
}

export interface Document {
	number: number;
	id: string;
	patientId: string | null;
	isDeleted: boolean;
	/** Epoch milliseconds; null for a document that nobody asked to be read. */
	parsingSince: number | null;
	details: DocumentDetails;
}

export interface StoredFile {
	key: string;
	documentId: string;
	contentType: string;
	/** Bytes, as announced. */
	size: number;
	isStored: boolean;
}

export const now = () => Math.floor(Date.now() / 1000);

/** Each tag once; more than ten are dropped. */
export function tagSet(tags: string[]): string[] {
	return [...new Set(tags)].slice(0, 10);
}

export function documentOf(row: Row): Document {
	return {
		number: Number(row.number),
		id: String(row.document_id),
		patientId: row.patient_id as string | null,
		isDeleted: row.deleted === 1,
		parsingSince: row.parsing_since as number | null,
		details: bodyOf(row),
	};
}

export function findDocument(db: Database, id: string): Document | undefined {
	const row = db.get('SELECT * FROM eka_document WHERE document_id = ?', id);
	return row && documentOf(row);
}

/** Adds a document or replaces its details. */
export function saveDocument(
	db: Database,
	{ id, patientId, parsingSince = null, details }: Pick<Document, 'id' | 'patientId' | 'details'> & Partial<Document>,
): void {
	db.run(
		`INSERT INTO eka_document (document_id, patient_id, updated_at, parsing_since, body) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (document_id) DO UPDATE SET
			patient_id = excluded.patient_id, updated_at = excluded.updated_at, deleted = 0, body = excluded.body`,
		...[id, patientId, now(), parsingSince, JSON.stringify(details)],
	);
}

/** Deletes a document for good, with its files. */
export function deleteDocument(db: Database, files: Files, id: string): void {
	for (const { key } of filesOf(db, id)) files.delete(key);
	db.run('DELETE FROM eka_file WHERE document_id = ?', id);
	db.run('UPDATE eka_document SET deleted = 1, updated_at = ? WHERE document_id = ?', now(), id);
}

export function filesOf(db: Database, documentId: string): StoredFile[] {
	return db.all('SELECT * FROM eka_file WHERE document_id = ? ORDER BY position', documentId).map(fileOf);
}

export function findFile(db: Database, key: string): StoredFile | undefined {
	const row = db.get('SELECT * FROM eka_file WHERE storage_key = ?', key);
	return row && fileOf(row);
}

function fileOf(row: Row): StoredFile {
	return {
		key: String(row.storage_key),
		documentId: String(row.document_id),
		contentType: String(row.content_type),
		size: Number(row.size),
		isStored: row.stored === 1,
	};
}

/** Announces a file; if its bytes are given, it is stored at once. */
export function addFile(
	db: Database,
	files: Files,
	{ key, documentId, position, contentType, size }: Omit<StoredFile, 'isStored'> & { position: number },
	content?: Buffer,
): void {
	const insert =
		'INSERT INTO eka_file (storage_key, document_id, position, content_type, size) VALUES (?, ?, ?, ?, ?)';
	db.run(insert, key, documentId, position, contentType, size);
	if (content) storeContent(db, files, key, content);
}

export function storeContent(db: Database, files: Files, key: string, content: Buffer): void {
	files.set(key, content);
	db.run('UPDATE eka_file SET stored = 1, size = ? WHERE storage_key = ?', content.length, key);
	const touch = `UPDATE eka_document SET updated_at = ?
		WHERE document_id = (SELECT document_id FROM eka_file WHERE storage_key = ?)`;
	db.run(touch, now(), key);
}

/** Removes a deleted case from the documents of its patient. */
export function unlinkCase(db: Database, patientId: string, caseId: string): void {
	for (const row of db.all('SELECT * FROM eka_document WHERE patient_id = ? AND deleted = 0', patientId)) {
		const document = documentOf(row);
		const cases = document.details.cases?.filter((id) => id !== caseId);
		if (cases?.length === document.details.cases?.length) continue;
		saveDocument(db, { ...document, details: { ...document.details, cases } as DocumentDetails });
	}
}
