import { spry } from './seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';
import type { Operation } from '../../shared/vendor.mts';
import { envelope, refused, success } from './envelope.mts';
import type { Tell } from './webhooks.mts';

export const PATIENT_TABLES = `
	CREATE TABLE IF NOT EXISTS spry_patient (
		patient_id INTEGER PRIMARY KEY AUTOINCREMENT,
		identity TEXT NOT NULL UNIQUE,
		clinic_id INTEGER NOT NULL,
		body TEXT NOT NULL
	);`;

interface NewPatient {
	first_name: string;
	middle_name?: string;
	last_name: string;
	alias?: string;
	date_of_birth: string;
	sex: string;
	clinic_id: number;
	mobile?: string;
	secondary_contact?: string;
	email_address?: string;
	address?: NewAddress;
	status?: string;
}

interface NewAddress {
	line1?: string;
	line2?: string;
	city?: string;
	state?: string;
	postal_code?: number | string;
}

interface Patient extends Record<string, unknown> {
	first_name: string;
	last_name: string;
	status: string;
	organisation_id: number;
}

/** Spry does not say how it recognises the same person; here by name, birth date, sex and clinic. */
function identityOf({ first_name, last_name, date_of_birth, sex, clinic_id }: NewPatient): string {
	const name = `${first_name} ${last_name}`.trim().toLowerCase().replace(/\s+/g, ' ');
	return [name, date_of_birth, sex, clinic_id].join('|');
}

/** Fields that are still empty. */
const UNKNOWN_PATIENT = {
	middle_name: null,
	suffix: null,
	alias: null,
	mobile: null,
	secondary_contact: null,
	photo_url: null,
	email_address: null,
	height: null,
	weight: null,
	relation: null,
	poc_status: null,
	comorbidities: [],
	external_ref_id: null,
	speciality_list: [],
	preferred_language: 'ENGLISH',
	legacy_patient: null,
	total_visits: 0,
	payment_mode: null,
	emergency_contacts: [],
	last_appointment_id: null,
	source_system: null,
};
const UNKNOWN_ADDRESS = {
	line1: null,
	line2: null,
	landmark: null,
	city: null,
	state: null,
	postal_code: null,
	latitude: null,
	longitude: null,
	gps_link: null,
	country: 'US',
	plus_code: null,
	place_id: null,
};
const NO_LOGIN = { user_id: spry.userId, username: null, name: null, email: null, mobile: null };

/** The stored record: everything that answers show except the ID. */
function recordOf({ clinic_id: _, address, ...given }: NewPatient): Patient {
	return {
		...UNKNOWN_PATIENT,
		...given,
		// Spry calls this the full name, but the middle name is not in it.
		name: `${given.first_name} ${given.last_name}`,
		address: address ? addressRead(address) : null,
		user: { ...NO_LOGIN, organisation_id: spry.organisationId },
		status: given.status ?? 'CREATED',
		organisation_id: spry.organisationId,
	};
}

/** The postal code is a number in the request and text in the record: a lost leading zero stays lost. */
function addressRead({ postal_code, ...given }: NewAddress): Record<string, unknown> {
	const code = postal_code === undefined ? null : String(postal_code);
	return { ...UNKNOWN_ADDRESS, ...given, postal_code: code };
}

export function seedPatient(db: Database): void {
	const { patient_id, address, ...rest } = spry.existingPatient;
	const { line1, line2, city, state, postal_code } = address;
	const given = { ...rest, middle_name: undefined, address: { line1, line2, city, state, postal_code } };
	const insert = 'INSERT OR IGNORE INTO spry_patient VALUES (?, ?, ?, ?)';
	db.run(insert, patient_id, identityOf(given), given.clinic_id, JSON.stringify(recordOf(given)));
}

export const PATIENT_STATUSES = ['CREATED', 'ACTIVE', 'INACTIVE', 'DELETED', 'LEAD', 'DISCHARGED'];

/** The data of webhooks about a patient. They have three statuses and records have six; the mapping is a guess. */
export function patientNews(patient_id: number, status: string): Record<string, unknown> {
	const told =
		status === 'DELETED' ? 'ARCHIVED' : ['INACTIVE', 'DISCHARGED'].includes(status) ? 'INACTIVE' : 'ACTIVE';
	return { organisation_id: spry.organisationId, patient_id, status: told };
}

export function patientOperations(db: Database, tell: Tell): Record<string, Operation> {
	return {
		createPatient({ body }) {
			const given = body as NewPatient;
			if (!spry.clinics.some(({ id }) => id === given.clinic_id)) {
				return envelope(200, 4000, null, `clinic_id: no clinic ${given.clinic_id}`);
			}
			const identity = identityOf(given);
			const known = db.get('SELECT patient_id, body FROM spry_patient WHERE identity = ?', identity);
			if (known) {
				const { first_name, last_name, status, organisation_id } = bodyOf<Patient>(known);
				const short = { patient_id: known.patient_id, first_name, last_name, status, organisation_id };
				return envelope(200, 2301, short, 'Patient already exists');
			}
			const record = recordOf(given);
			const insert = 'INSERT INTO spry_patient (identity, clinic_id, body) VALUES (?, ?, ?)';
			const patient_id = db.run(insert, identity, given.clinic_id, JSON.stringify(record));
			tell('patient.created', patientNews(patient_id, record.status));
			return success({ patient_id, ...record });
		},

		getPatient({ params }) {
			const row = db.get('SELECT patient_id, body FROM spry_patient WHERE patient_id = ?', Number(params.id));
			return row
				? success({ patient_id: row.patient_id, ...bodyOf<Patient>(row) })
				: refused('Patient not found');
		},

		getInsuranceCards({ query }) {
			const patientId = Number(query.patient_id);
			const known = db.get('SELECT 1 FROM spry_patient WHERE patient_id = ?', patientId);
			return known ? success(cardsOf(patientId)) : refused('Patient not found');
		},
	};
}

/** Insurance cards of a patient. */
export function cardsOf(patientId: number): typeof spry.insuranceCards {
	return patientId === spry.existingPatient.patient_id ? spry.insuranceCards : [];
}
