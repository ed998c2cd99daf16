import { bodyOf, type Row } from '../../shared/db.mts';
import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import { caseError } from './errors.mts';
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

export function caseOperations({ db, settings }: House): Record<string, Operation> {
	/** Lets the operation run for a known patient only. */
	const ofPatient =
		(operation: (patientId: string, call: Call) => Answer): Operation =>
		(call) => {
			const patientId = call.headers['x-pt-id'] ?? '';
			if (findPatient(db, 'oid', patientId)) return operation(patientId, call);
			return caseError(400, 'BAD_REQUEST', `no patient ${patientId}`);
		};

	return {
		createCase: ofPatient((patientId, { body }) => {
			const { id, ...rest } = body as NewCase;
			// An id belongs to one case of one patient; another patient may have the same.
			const known = db.get('SELECT 1 FROM eka_case WHERE patient_id = ? AND id = ?', patientId, id);
			if (known) return { status: 409, body: { error: 'Case Already Exist' } };
			const now = Math.floor(Date.now() / 1000);
			const insert = 'INSERT INTO eka_case (patient_id, id, status, updated_at, body) VALUES (?, ?, ?, ?, ?)';
			db.run(insert, patientId, id, 'A', now, JSON.stringify({ ...rest, created_at: now }));
			return { status: 200, body: { id } };
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

function tokenAfter({ updated_at, number }: Row): string {
	return Buffer.from(`${updated_at}:${number}`).toString('base64url');
}

function readToken(token: unknown): [number, number] {
	const [time, number] = Buffer.from(String(token ?? ''), 'base64url')
		.toString()
		.split(':')
		.map(Number);
	return [time || 0, number || 0];
}
