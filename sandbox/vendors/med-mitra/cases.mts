import { randomUUID } from 'node:crypto';
import { medMitra } from './seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';
import type { Answer, House, Operation } from '../../shared/vendor.mts';
import type { AnalysisQueue } from './analysis.mts';
import { failed, isUuid, noUuid, timestamp } from './errors.mts';
import type { Storage } from './storage.mts';

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

const CATEGORIES = ['lab', 'radiology'] as const;

export interface Desks {
	storage: Storage;
	analyses: AnalysisQueue;
}

export function caseOperations({ db, settings }: House, { storage, analyses }: Desks): Record<string, Operation> {
	return {
		createCase(call): Answer {
			const given = call.body as NewCase;
			if (!isUuid(given.user_id)) return failed(400, `Error creating case: ${noUuid(given.user_id)}`);
			if (!medMitra.doctors.some(({ id }) => id === given.user_id.toLowerCase())) {
				const reason = 'insert or update on table "cases" violates foreign key constraint';
				return failed(400, `Error creating case: {'code': '23503', 'message': '${reason}'}`);
			}
			const reason = refusedByDatabase(given);
			if (reason) return failed(400, `Error creating case: ${reason}`);
			const isGone = settings.emptyFieldsAreMissing && given.case_summary === '';
			const caseId = insertCase(db, isGone ? { ...given, case_summary: undefined } : given);
			if (settings.lostInsertAnswers > 0) {
				settings.lostInsertAnswers--;
				return failed(400, 'Error creating case: Server disconnected without sending a response.');
			}
			if (settings.interruptedCreates > 0) {
				settings.interruptedCreates--;
				return { status: 0 };
			}
			for (const category of CATEGORIES) {
				const files = call.parts.filter(({ name, filename }) => name === `${category}_files` && filename);
				for (const file of files) {
					const reason = storage.put(caseId, category, file);
					// The case and the files before this one stay stored; the analysis never starts.
					if (reason) return failed(400, `Error uploading file: ${reason}`);
				}
			}
			const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', caseId);
			analyses.start(caseId);
			const uploaded_files = storage.list(caseId, call);
			return { status: 201, body: { message: 'Case created successfully', case: row, uploaded_files } };
		},

		/** All cases up to the database's own limit; the rest is left out silently. */
		listCases({ query }) {
			const userId = String(query.user_id);
			if (!isUuid(userId)) return failed(400, `Error retrieving cases: ${noUuid(userId)}`);
			const sql = 'SELECT * FROM med_mitra_case WHERE doctor_id = ? ORDER BY created_at DESC, id DESC LIMIT ?';
			return { status: 200, body: { cases: db.all(sql, userId.toLowerCase(), settings.maxListedCases) } };
		},

		/** 404 while there are no insights, whatever the reason. */
		getCase(call) {
			const caseId = String(call.params.case_id);
			if (!isUuid(caseId)) return failed(400, `Error retrieving case: ${noUuid(caseId)}`);
			const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', caseId.toLowerCase());
			if (!row) return failed(404, `Error retrieving case: Case with ID ${caseId} not found`);
			const insight = db.get('SELECT * FROM med_mitra_insight WHERE case_id = ?', caseId.toLowerCase());
			if (!insight) return failed(404, `Error retrieving AI insights: AI insights for case ${caseId} not found`);
			const { id, case_id, generated_at } = insight;
			const ai_insights = { id, case_id, generated_at, ...bodyOf<object>(insight) };
			return { status: 200, body: { case: row, files: storage.list(caseId.toLowerCase(), call), ai_insights } };
		},

		getFile(call) {
			const file = storage.find(Number(call.params.file_id), call);
			if (file) return { status: 200, body: { file } };
			return failed(404, `Error retrieving file: File with ID ${call.params.file_id} not found`);
		},
	};
}

const LARGEST_INTEGER = 2 ** 31 - 1;

/** What the database cannot hold, in its own words. */
function refusedByDatabase({ patient_age, ...texts }: NewCase): string | undefined {
	if (Object.values(texts).some((text) => text?.includes('\0'))) {
		return "{'code': '22P05', 'message': 'unsupported Unicode escape sequence'}";
	}
	if (Math.abs(patient_age) <= LARGEST_INTEGER) return undefined;
	return `{'code': '22003', 'message': 'value "${patient_age}" is out of range for type integer'}`;
}

function insertCase(db: Database, given: NewCase): string {
	const caseId = randomUUID();
	const now = timestamp();
	const { user_id, patient_name, patient_age, patient_gender, case_summary = null } = given;
	db.run(
		`INSERT INTO med_mitra_case
			(case_id, doctor_id, patient_name, patient_age, patient_gender, case_summary, status, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, 'processing', ?, ?)`,
		...[caseId, user_id.toLowerCase(), patient_name, patient_age, patient_gender, case_summary, now, now],
	);
	return caseId;
}
