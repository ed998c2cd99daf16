import { ekaCare } from './seed.mts';
import { bodyOf, type Database, type Row } from '../../shared/db.mts';

export const PATIENT_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_patient (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		oid TEXT NOT NULL UNIQUE,
		partner_patient_id TEXT UNIQUE,
		username TEXT UNIQUE,
		phone TEXT,
		archived INTEGER NOT NULL DEFAULT 0,
		body TEXT NOT NULL
	);
	CREATE INDEX IF NOT EXISTS eka_patient_phone ON eka_patient (phone);`;

/** The details of a new patient in a booking. */
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

/** The fields that the profile calls accept. */
export interface ProfileDetails {
	fn?: string;
	mn?: string;
	ln?: string;
	fln?: string;
	gen?: string;
	dob?: string;
	s?: string;
	bloodgroup?: string;
	mobile?: string;
	email?: string;
	username?: string;
	abha?: string;
	extras?: Record<string, unknown>;
}

/** A profile in answers. */
export interface Profile extends Record<string, unknown> {
	oid: string;
	fln: string;
	c_ate: number;
	u_ate: number;
	arc: boolean;
}

export interface PatientIds {
	oid: string;
	partnerId: string | null;
}

const now = () => Math.floor(Date.now() / 1000);

export function seedPatients(db: Database): void {
	if (db.get('SELECT 1 FROM eka_patient')) return;
	for (const { oid, partnerId, firstName, lastName, gender, dob, mobile } of ekaCare.patients) {
		const details = { fn: firstName, ln: lastName, gen: gender, dob, mobile, username: partnerId };
		insertPatient(db, { oid, partnerId, details });
	}
}

/** One digit for North America, two for others: enough for made-up numbers. */
function phoneParts(mobile: string | undefined): { ccd?: string; mobile?: string } {
	const [, ccd, rest] = /^(\+1|\+[2-9]\d)(\d+)$/.exec(mobile ?? '') ?? [];
	return ccd === undefined || rest === undefined ? {} : { ccd, mobile: rest };
}

function lower(text: string | undefined): string | undefined {
	return text?.toLowerCase();
}

/** Splits a full name or joins its parts; names and email are stored in lower case. */
function nameParts({ fn, mn, ln, fln }: ProfileDetails): { fn?: string; mn?: string; ln?: string } {
	if (fln === undefined) {
		const given = { fn: lower(fn), mn: lower(mn), ln: lower(ln) };
		return Object.fromEntries(Object.entries(given).filter(([, name]) => name !== undefined));
	}
	const [first = '', ...rest] = fln.toLowerCase().trim().split(/\s+/);
	const last = rest.pop();
	return {
		fn: first,
		...(rest.length > 0 ? { mn: rest.join(' ') } : {}),
		...(last === undefined ? {} : { ln: last }),
	};
}

/** The stored details, under the field names of answers; requests use others. */
function kept(details: ProfileDetails): Record<string, unknown> {
	const {
		fn: _fn,
		mn: _mn,
		ln: _ln,
		fln: _fln,
		bloodgroup,
		mobile,
		email,
		username: _username,
		extras,
		...rest
	} = details;
	const shown = Object.entries(extras ?? {}).filter(([name]) => !name.startsWith('_'));
	return {
		...rest,
		...nameParts(details),
		...phoneParts(mobile),
		...(bloodgroup === undefined ? {} : { bg: bloodgroup }),
		...(email === undefined ? {} : { email: email.toLowerCase() }),
		...(extras === undefined ? {} : { extras: Object.fromEntries(shown) }),
	};
}

interface NewPatient {
	oid: string;
	partnerId: string | null;
	details: ProfileDetails;
	isAge?: boolean;
}

function insertPatient(db: Database, { oid, partnerId, details, isAge = false }: NewPatient): void {
	const body = { ...kept(details), is_age: isAge, c_ate: now(), u_ate: now() };
	db.run(
		'INSERT INTO eka_patient (oid, partner_patient_id, username, phone, body) VALUES (?, ?, ?, ?, ?)',
		...[oid, partnerId, details.username ?? null, details.mobile ?? null, JSON.stringify(body)],
	);
}

function newOid(db: Database): string {
	const last = Number(db.get('SELECT COALESCE(MAX(number), 0) AS last FROM eka_patient')?.last);
	return String(176_000_000_000_000 + last);
}

/** Finds a patient by Eka Care's id or by the partner's. */
export function findPatient(db: Database, by: 'oid' | 'partner_patient_id', id: string): PatientIds | undefined {
	const row = db.get(`SELECT oid, partner_patient_id FROM eka_patient WHERE ${by} = ?`, id);
	return row && { oid: String(row.oid), partnerId: row.partner_patient_id as string | null };
}

/** Adds the patient that a booking describes. */
export function addPatient(db: Database, details: PatientDetails, partnerId: string | null): PatientIds {
	const { first_name: fn, middle_name: mn, last_name: ln, gender: gen, dob, age, mobile } = details;
	const oid = newOid(db);
	const birth = dob ?? `${new Date().getUTCFullYear() - Number(age)}-01-01`;
	const profile = { gen, dob: birth, mobile, ...nameParts({ fn, mn, ln }) };
	insertPatient(db, { oid, partnerId, details: profile as ProfileDetails, isAge: dob === undefined });
	return { oid, partnerId };
}

export function addProfile(db: Database, details: ProfileDetails): string {
	const oid = newOid(db);
	insertPatient(db, { oid, partnerId: null, details });
	return oid;
}

export function updateProfile(db: Database, oid: string, details: ProfileDetails): void {
	const row = db.get('SELECT * FROM eka_patient WHERE oid = ?', oid);
	if (!row) return;
	const body = { ...bodyOf<object>(row), ...kept(details), u_ate: now() };
	db.run(
		'UPDATE eka_patient SET username = ?, phone = ?, body = ? WHERE oid = ?',
		...[details.username ?? row.username ?? null, details.mobile ?? row.phone ?? null, JSON.stringify(body), oid],
	);
}

/** The profiles that fit a condition, oldest first. */
export function profilesWhere(db: Database, where: string, ...values: Array<string | number>): Profile[] {
	return db.all(`SELECT * FROM eka_patient WHERE ${where} ORDER BY number`, ...values).map(profileOf);
}

function profileOf(row: Row): Profile {
	const body = bodyOf<{ fn?: string; mn?: string; ln?: string; c_ate: number; u_ate: number }>(row);
	const { fn, mn, ln } = body;
	return {
		...{ oid: String(row.oid), wid: ekaCare.workspaceId, ps: 'P', username: row.username },
		...body,
		fln: [fn, mn, ln].filter(Boolean).join(' '),
		arc: row.archived === 1,
	};
}
