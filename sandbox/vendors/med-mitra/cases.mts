import { randomUUID } from 'node:crypto';
import { medMitra } from '../../seed.mts';
import type { Part } from '../../shared/multipart.mts';
import type { Answer, House, Operation } from '../../shared/vendor.mts';
import { analyse } from './analysis.mts';
import { failed } from './errors.mts';

export const CASE_TABLES = `
	CREATE TABLE IF NOT EXISTS med_mitra_case (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		case_id TEXT NOT NULL UNIQUE,
		doctor_id TEXT NOT NULL,
		patient_name TEXT NOT NULL,
		patient_age INTEGER NOT NULL,
		patient_gender TEXT NOT NULL,
		case_summary TEXT,
		status TEXT NOT NULL,
		created_at TEXT NOT NULL,
		updated_at TEXT NOT NULL
	);
	CREATE INDEX IF NOT EXISTS med_mitra_case_doctor ON med_mitra_case (doctor_id);
	CREATE TABLE IF NOT EXISTS med_mitra_file (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		file_id TEXT NOT NULL,
		case_id TEXT NOT NULL,
		file_name TEXT NOT NULL,
		file_type TEXT NOT NULL,
		file_size INTEGER NOT NULL,
		file_url TEXT NOT NULL UNIQUE,
		file_category TEXT NOT NULL,
		upload_date TEXT NOT NULL,
		text_data TEXT,
		ai_summary TEXT
	);
	CREATE INDEX IF NOT EXISTS med_mitra_file_case ON med_mitra_file (case_id);
	CREATE TABLE IF NOT EXISTS med_mitra_insight (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		case_id TEXT NOT NULL UNIQUE,
		generated_at TEXT NOT NULL,
		body TEXT NOT NULL
	);`;

export interface NewCase {
	user_id: string;
	patient_name: string;
	patient_age: number;
	patient_gender: string;
	case_summary?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Characters the storage takes in a file's key; a slash makes a folder. */
const STORABLE = /^[\w/!.*'() &$=@;:+,?-]+$/;
const CATEGORIES = ['lab', 'radiology'] as const;

/** Time as the database writes it. */
export const timestamp = () => new Date().toISOString().replace('Z', '+00:00');
export const isUuid = (text: string) => UUID.test(text);

export function caseOperations(house: House): Record<string, Operation> {
	const { db, settings } = house;

	function insertCase(given: NewCase): string {
		const caseId = randomUUID();
		const now = timestamp();
		const { user_id, patient_name, patient_age, patient_gender, case_summary = null } = given;
		db.run(
			`INSERT INTO med_mitra_case
				(case_id, doctor_id, patient_name, patient_age, patient_gender, case_summary, status, created_at, updated_at)
				VALUES (?, ?, ?, ?, ?, ?, 'processing', ?, ?)`,
			...[caseId, user_id, patient_name, patient_age, patient_gender, case_summary, now, now],
		);
		return caseId;
	}

	/** Puts one file into storage; the text of the refusal when storage will not have it. */
	function store(caseId: string, category: 'lab' | 'radiology', part: Part): string | undefined {
		const name = part.filename ?? '';
		const key = `${category}_files/${caseId}/${name}`;
		if (!STORABLE.test(name)) return `{'statusCode': 400, 'error': InvalidKey, 'message': Invalid key: ${key}}`;
		if (name === settings.refusedFileName) return "{'statusCode': 413, 'error': Payload too large, 'message': quota}";
		// Public, with a question mark at its end, and not percent-encoded.
		const url = `${medMitra.storageUrl}/storage/v1/object/public/labdocs/${key}?`;
		if (db.get('SELECT 1 FROM med_mitra_file WHERE file_url = ?', url)) {
			return "{'statusCode': 409, 'error': Duplicate, 'message': The resource already exists}";
		}
		db.run(
			`INSERT INTO med_mitra_file
				(file_id, case_id, file_name, file_type, file_size, file_url, file_category, upload_date)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			...[randomUUID(), caseId, name, part.contentType, part.content.length, url, category, timestamp()],
		);
		return undefined;
	}

	return {
		createCase({ body, parts }): Answer {
			const given = body as NewCase;
			if (!isUuid(given.user_id)) {
				const reason = `invalid input syntax for type uuid: "${given.user_id}"`;
				return failed(400, `Error creating case: {'code': '22P02', 'message': '${reason}'}`);
			}
			if (!medMitra.doctors.some(({ id }) => id === given.user_id.toLowerCase())) {
				const reason = 'insert or update on table "cases" violates foreign key constraint';
				return failed(400, `Error creating case: {'code': '23503', 'message': '${reason}'}`);
			}
			const caseId = insertCase(given);
			for (const category of CATEGORIES) {
				const files = parts.filter(({ name, filename }) => name === `${category}_files` && filename);
				for (const file of files) {
					const reason = store(caseId, category, file);
					// The case and the files before this one stay behind, and the analysis never starts.
					if (reason) return failed(400, `Error uploading file: ${reason}`);
				}
			}
			const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', caseId);
			const uploaded_files = db.all('SELECT * FROM med_mitra_file WHERE case_id = ? ORDER BY id', caseId);
			house.later(settings.analysisMs, () => analyse(db, caseId));
			return { status: 201, body: { message: 'Case created successfully', case: row, uploaded_files } };
		},
	};
}
