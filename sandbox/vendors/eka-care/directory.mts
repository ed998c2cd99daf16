import { ekaCare } from './seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';

/** Doctors, clinics, and who works where. Deleted ones stay, marked as deleted. */
export const DIRECTORY_TABLES = ['eka_doctor', 'eka_clinic']
	.map(
		(table) => `
	CREATE TABLE IF NOT EXISTS ${table} (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		id TEXT NOT NULL UNIQUE,
		partner_id TEXT UNIQUE,
		deleted INTEGER NOT NULL DEFAULT 0,
		body TEXT NOT NULL
	);`,
	)
	.concat(
		`
	CREATE TABLE IF NOT EXISTS eka_practice (
		doctor_id TEXT NOT NULL,
		clinic_id TEXT NOT NULL,
		PRIMARY KEY (doctor_id, clinic_id)
	);`,
	)
	.join('');

export type Kind = 'doctor' | 'clinic';

export interface Service {
	confId: string;
	name: string;
	type: string;
	minutes: number;
	price: number | null;
}

/** A doctor as onboarding writes one. */
export interface DoctorDetails extends Record<string, unknown> {
	firstname?: string;
	lastname?: string;
	gender?: string;
	mobile?: string;
	email?: string;
	services?: Service[];
}

/** A clinic as onboarding writes one. */
export interface ClinicDetails extends Record<string, unknown> {
	name?: string;
	address?: string;
	pincode?: string;
	city?: string;
	state?: string;
}

export interface Entry<D> {
	id: string;
	partnerId: string | null;
	details: D;
}
export type Doctor = Entry<DoctorDetails>;
export type Clinic = Entry<ClinicDetails>;
interface DetailsOf {
	doctor: DoctorDetails;
	clinic: ClinicDetails;
}

const LIVING = 'deleted = 0';

export function seedDirectory(db: Database): void {
	if (db.get('SELECT 1 FROM eka_clinic')) return;
	for (const { id, partnerId, name, address } of ekaCare.clinics) {
		const { line1, city, state, pincode } = address;
		insertEntry(db, 'clinic', { id, partnerId, details: { name, address: line1, city, state, pincode } });
	}
	for (const { id, partnerId, name, gender, clinicIds, services } of ekaCare.doctors) {
		const [, firstname = '', lastname = ''] = name.split(' ');
		insertEntry(db, 'doctor', { id, partnerId, details: { firstname, lastname, gender, services } });
		for (const clinicId of clinicIds) addPractice(db, id, clinicId);
	}
}

export function insertEntry(db: Database, kind: Kind, { id, partnerId, details }: Entry<object>): void {
	const insert = `INSERT INTO eka_${kind} (id, partner_id, body) VALUES (?, ?, ?)`;
	db.run(insert, id, partnerId, JSON.stringify(details));
}

export function updateEntry(db: Database, kind: Kind, { id, partnerId, details }: Entry<object>): void {
	const update = `UPDATE eka_${kind} SET partner_id = ?, body = ? WHERE id = ?`;
	db.run(update, partnerId, JSON.stringify(details), id);
}

/** Afterwards the partner's ID can be used again. */
export function deleteEntry(db: Database, kind: Kind, id: string): void {
	db.run(`UPDATE eka_${kind} SET deleted = 1, partner_id = NULL WHERE id = ?`, id);
}

/** Finds one that is not deleted, by Eka Care's id or by the partner's. */
export function findEntry<K extends Kind>(
	db: Database,
	kind: K,
	by: 'id' | 'partner_id',
	id: string,
): Entry<DetailsOf[K]> | undefined {
	const row = db.get(`SELECT * FROM eka_${kind} WHERE ${by} = ? AND ${LIVING}`, id);
	return row && { id: String(row.id), partnerId: row.partner_id as string | null, details: bodyOf(row) };
}

export function allEntries<K extends Kind>(db: Database, kind: K): Array<Entry<DetailsOf[K]>> {
	return db
		.all(`SELECT * FROM eka_${kind} WHERE ${LIVING} ORDER BY number`)
		.map((row) => ({ id: String(row.id), partnerId: row.partner_id as string | null, details: bodyOf(row) }));
}

export function addPractice(db: Database, doctorId: string, clinicId: string): void {
	db.run('INSERT OR IGNORE INTO eka_practice VALUES (?, ?)', doctorId, clinicId);
}

export function worksAt(db: Database, doctorId: string, clinicId: string): boolean {
	return db.get('SELECT 1 FROM eka_practice WHERE doctor_id = ? AND clinic_id = ?', doctorId, clinicId) !== undefined;
}

export function clinicsOf(db: Database, doctorId: string): Clinic[] {
	return allEntries(db, 'clinic').filter(({ id }) => worksAt(db, doctorId, id));
}

export function doctorsOf(db: Database, clinicId: string): Doctor[] {
	return allEntries(db, 'doctor').filter(({ id }) => worksAt(db, id, clinicId));
}

export function doctorName({ details: { firstname, lastname } }: Doctor): string {
	return `Dr. ${firstname} ${lastname}`;
}
