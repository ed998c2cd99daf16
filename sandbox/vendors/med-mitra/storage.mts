import { createHash, randomUUID } from 'node:crypto';
import type { Row } from '../../shared/db.mts';
import type { Part } from '../../shared/multipart.mts';
import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import { timestamp } from './errors.mts';

/** The same content is stored once, so that sending one file ten thousand times needs little memory. */
export const STORAGE_TABLES = `
	CREATE TABLE IF NOT EXISTS med_mitra_file (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		file_id TEXT NOT NULL,
		case_id TEXT NOT NULL,
		file_name TEXT NOT NULL,
		file_type TEXT NOT NULL,
		file_size INTEGER NOT NULL,
		storage_key TEXT NOT NULL UNIQUE,
		sha256 TEXT NOT NULL,
		file_category TEXT NOT NULL,
		upload_date TEXT NOT NULL,
		text_data TEXT,
		ai_summary TEXT
	);
	CREATE INDEX IF NOT EXISTS med_mitra_file_case ON med_mitra_file (case_id);
	CREATE TABLE IF NOT EXISTS med_mitra_bytes (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL);`;

export type Category = 'lab' | 'radiology';

/** Operations of the storage, a separate service behind MedMitra. */
const STORAGE_OPERATIONS = ['getStoredFile', 'getStoredFileInFolder'];
const PUBLIC_PATH = '/storage/v1/object/public/labdocs';
/** The characters that the storage allows in a file's key; a slash makes a folder. */
const STORABLE = /^[\w/!.*'() &$=@;:+,?-]+$/;

export interface Storage {
	/** Stores one file; returns the text of the refusal if the storage refuses it. */
	put(caseId: string, category: Category, part: Part): string | undefined;
	/** The files of a case as MedMitra's answers show them. */
	list(caseId: string, call: Call): Row[];
	/** One file by its number. */
	find(id: number, call: Call): Row | undefined;
	/** The first bytes of a file. */
	beginning(file: Row): Buffer;
}

export const isStorageOperation = (operationId: string) => STORAGE_OPERATIONS.includes(operationId);

/** A refusal of the storage itself: the real status is in the body. */
export function storageRefusal(httpStatus: number, statusCode: number, error: string, message: string): Answer {
	return { status: httpStatus, body: { statusCode: String(statusCode), error, message } };
}

export function openStorage({ db, settings }: House): Storage {
	function told({ storage_key, sha256: _, ...row }: Row, { headers }: Call): Row {
		// Public, never expires, ends with a question mark and is not percent-encoded.
		const base = settings.storageUrl || `http://${headers.host}`;
		return { ...row, file_url: `${base}${PUBLIC_PATH}/${storage_key}?` };
	}

	function refusalOf(key: string, name: string, size: number): string | undefined {
		if (!STORABLE.test(name)) return `{'statusCode': 400, 'error': InvalidKey, 'message': Invalid key: ${key}}`;
		if (size > settings.storageLimitBytes) {
			const reason = 'The object exceeded the maximum allowed size';
			return `{'statusCode': 413, 'error': Payload too large, 'message': ${reason}}`;
		}
		if (name === settings.refusedFileName)
			return "{'statusCode': 413, 'error': Payload too large, 'message': quota}";
		if (db.get('SELECT 1 FROM med_mitra_file WHERE storage_key = ?', key)) {
			return "{'statusCode': 409, 'error': Duplicate, 'message': The resource already exists}";
		}
		return undefined;
	}

	return {
		put(caseId, category, { filename, contentType, content }) {
			const name = filename ?? '';
			const key = `${category}_files/${caseId}/${name}`;
			const refusal = refusalOf(key, name, content.length);
			if (refusal) return refusal;
			const sha256 = createHash('sha256').update(content).digest('hex');
			db.run('INSERT OR IGNORE INTO med_mitra_bytes (sha256, content) VALUES (?, ?)', sha256, content);
			db.run(
				`INSERT INTO med_mitra_file
					(file_id, case_id, file_name, file_type, file_size, storage_key, sha256, file_category, upload_date)
					VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				...[randomUUID(), caseId, name, contentType, content.length, key, sha256, category, timestamp()],
			);
			return undefined;
		},
		list: (caseId, call) =>
			db.all('SELECT * FROM med_mitra_file WHERE case_id = ? ORDER BY id', caseId).map((row) => told(row, call)),
		find(id, call) {
			const row = db.get('SELECT * FROM med_mitra_file WHERE id = ?', id);
			return row && told(row, call);
		},
		beginning({ sha256 }) {
			const sql = 'SELECT substr(content, 1, 1024) AS content FROM med_mitra_bytes WHERE sha256 = ?';
			return contentIn(db.get(sql, sha256 ?? null)) ?? Buffer.alloc(0);
		},
	};
}

function contentIn(row: Row | undefined): Buffer | undefined {
	// SQLite returns null for a part of an empty blob.
	return row && Buffer.from((row.content as Uint8Array | null) ?? []);
}

export function storageOperations({ db }: House): Record<string, Operation> {
	/** Open to everybody who has the address. Files are served without their own media type. */
	function getStoredFile({ params }: Call): Answer {
		const { category, case_id, folder, name } = params;
		const key = [category, case_id, folder, name].filter((step) => step !== undefined).join('/');
		const sql = `SELECT content FROM med_mitra_bytes JOIN med_mitra_file USING (sha256) WHERE storage_key = ?`;
		const content = contentIn(db.get(sql, key));
		// Only the body says 404.
		if (!content) return storageRefusal(400, 404, 'not_found', 'Object not found');
		return { status: 200, raw: { type: 'text/plain;charset=UTF-8', content } };
	}

	return { getStoredFile, getStoredFileInFolder: getStoredFile };
}
