import { ekaCare } from '../../seed.mts';
import type { Database } from '../../shared/db.mts';

export const PATIENT_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_patient (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		oid TEXT NOT NULL UNIQUE,
		partner_patient_id TEXT UNIQUE,
		body TEXT NOT NULL
	);`;

/** What a booking may say about the person who comes. */
export interface PatientDetails {
	first_name?: string;
	middle_name?: string;
	last_name?: string;
	gender?: string;
	dob?: string;
	age?: number;
	mobile?: string;
	partner_patient_id?: string;
}

export interface PatientIds {
	oid: string;
	partnerId: string | null;
}

const INSERT = 'INSERT INTO eka_patient (oid, partner_patient_id, body) VALUES (?, ?, ?)';

export function seedPatients(db: Database): void {
	if (db.get('SELECT 1 FROM eka_patient')) return;
	for (const { oid, partnerId, firstName, lastName, gender, dob } of ekaCare.patients) {
		db.run(INSERT, oid, partnerId, profileText({ first_name: firstName, last_name: lastName, gender, dob }));
	}
}

/** Names are kept in lower case. */
function profileText({ first_name, middle_name, last_name, gender, dob, age, mobile }: PatientDetails): string {
	const [fn, mn, ln] = [first_name, middle_name, last_name].map((name) => name?.toLowerCase());
	return JSON.stringify({ fn, mn, ln, gen: gender, dob, age, mobile });
}

/** Finds a patient by Eka Care's id or by the partner's. */
export function findPatient(db: Database, by: 'oid' | 'partner_patient_id', id: string): PatientIds | undefined {
	const row = db.get(`SELECT oid, partner_patient_id FROM eka_patient WHERE ${by} = ?`, id);
	return row && { oid: String(row.oid), partnerId: row.partner_patient_id as string | null };
}

/** Adds the person a booking describes to the directory. */
export function addPatient(db: Database, details: PatientDetails, partnerId: string | null): PatientIds {
	const count = Number(db.get('SELECT COUNT(*) AS count FROM eka_patient')?.count);
	const oid = String(176_000_000_000_000 + count);
	db.run(INSERT, oid, partnerId, profileText(details));
	return { oid, partnerId };
}
