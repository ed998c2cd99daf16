import { bodyOf } from '../../shared/db.mts';
import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import { unlinkCase } from './document-store.mts';
import { caseError } from './errors.mts';
import { readToken, tokenAfter } from './paging.mts';
import { findPatient } from './patients.mts';

export const CASE_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_case (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		patient_id TEXT NOT NULL,
		id TEXT NOT NULL,
		status TEXT NOT NULL,
		updated_at INTEGER NOT NULL,
		body TEXT NOT NULL,
		UNIQUE (patient_id, id)
	);`;

interface NewCase extends Record<string, unknown> {
	id: string;
}

const now = () => Math.floor(Date.now() / 1000);

export function caseOperations({ db, settings }: House): Record<string, Operation> {
	/** Runs the operation only for a known patient. */
	const ofPatient =
		(operation: (patientId: string, call: Call) => Answer): Operation =>
		(call) => {
			const patientId = call.headers['x-pt-id'] ?? '';
			if (findPatient(db, 'oid', patientId)) return operation(patientId, call);
			return caseError(400, 'BAD_REQUEST', `no patient ${patientId}`);
		};

	const living = (patientId: string, id: unknown) =>
		db.get("SELECT * FROM eka_case WHERE patient_id = ? AND id = ? AND status = 'A'", patientId, String(id));

	return {
		createCase: ofPatient((patientId, { body }) => {
			const { id, ...rest } = body as NewCase;
			// An ID is unique for one patient; another patient can have a case with the same ID.
			const known = db.get('SELECT 1 FROM eka_case WHERE patient_id = ? AND id = ?', patientId, id);
			if (known) return { status: 409, body: { error: 'Case Already Exist' } };
			const created_at = now();
			const insert = 'INSERT INTO eka_case (patient_id, id, status, updated_at, body) VALUES (?, ?, ?, ?, ?)';
			db.run(insert, patientId, id, 'A', created_at, JSON.stringify({ ...rest, created_at }));
			return { status: 200, body: { id } };
		}),

		/** Times are whole seconds, so several changes can have the same time. */
		updateCase: ofPatient((patientId, { params, body }) => {
			const row = living(patientId, params.id);
			if (!row) return caseError(404, 'CASE_NOT_FOUND', 'Case not found');
			const update = 'UPDATE eka_case SET body = ?, updated_at = ? WHERE number = ?';
			db.run(update, JSON.stringify({ ...bodyOf<object>(row), ...(body as object) }), now(), row.number ?? null);
			return { status: 204 };
		}),

		/** It stays in the list, marked as deleted. Its ID stays taken; its documents only lose the link. */
		deleteCase: ofPatient((patientId, { params }) => {
			const row = living(patientId, params.id);
			if (!row) return caseError(404, 'NOT_FOUND', 'Case not found');
			db.run("UPDATE eka_case SET status = 'D', updated_at = ? WHERE number = ?", now(), row.number ?? null);
			unlinkCase(db, patientId, String(row.id));
			return { status: 204 };
		}),

		listCases: ofPatient((patientId, { query }) => {
			const [afterTime, afterNumber] = readToken(query.offset);
			const rows = db.all(
				`SELECT * FROM eka_case WHERE patient_id = ? AND updated_at > ? AND (updated_at, number) > (?, ?)
					ORDER BY updated_at, number LIMIT ?`,
				...[patientId, Number(query.u_at__gt ?? -1), afterTime, afterNumber, settings.casePageSize + 1],
			);
			const page = rows.slice(0, settings.casePageSize);
			const next_token = rows.length > page.length ? tokenAfter(page.at(-1)!) : null;
			const cases = page.map((row) => ({
				id: row.id,
				status: row.status,
				updated_at: row.updated_at,
				...(row.status === 'A' ? { item: bodyOf<object>(row) } : {}),
			}));
			return { status: 200, body: { cases, next_token } };
		}),
	};
}
