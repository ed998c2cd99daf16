import { ekaCare } from '../../seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';
import type { Answer, Operation } from '../../shared/vendor.mts';
import { drError } from './errors.mts';
import { addPatient, findPatient, type PatientDetails, type PatientIds } from './patients.mts';

export const APPOINTMENT_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_appointment (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		appointment_id TEXT NOT NULL UNIQUE,
		partner_appointment_id TEXT UNIQUE,
		doctor_id TEXT NOT NULL,
		patient_id TEXT NOT NULL,
		start_time INTEGER NOT NULL,
		end_time INTEGER NOT NULL,
		body TEXT NOT NULL
	);
	CREATE INDEX IF NOT EXISTS eka_appointment_slot ON eka_appointment (doctor_id, start_time);`;

/** Length in seconds of an appointment that says no end. */
const USUAL_LENGTH = 15 * 60;

interface NewAppointment {
	clinic_id?: string;
	doctor_id?: string;
	patient_id?: string;
	partner_clinic_id?: string;
	partner_doctor_id?: string;
	partner_patient_id?: string;
	partner_appointment_id?: string;
	token?: number;
	appointment_details: {
		start_time: number;
		end_time?: number;
		mode?: string;
		custom_attributes?: object;
		video_connect?: object;
	};
	patient_details?: PatientDetails;
	partner_meta?: object;
	display_meta?: object;
	notes?: string;
}

const invalid = (message: string) => drError(400, 'INVALID_REQUEST_PARAMETERS', message);
const failed = (message: string) => drError(400, 'APPOINTMENT_BOOKING_FAILED', message);
const find = <T extends { id: string; partnerId: string }>(list: T[], id?: string, partnerId?: string) =>
	list.find((one) => (id === undefined ? one.partnerId === partnerId : one.id === id));

/** The patient of a booking: a known one, or the one its details bring along; otherwise the refusal. */
function patientOf(db: Database, given: NewAppointment): PatientIds | Answer {
	const { patient_id, partner_patient_id, patient_details: details } = given;
	if (patient_id !== undefined) return findPatient(db, 'oid', patient_id) ?? invalid(`no patient ${patient_id}`);
	const partnerId = partner_patient_id ?? details?.partner_patient_id ?? null;
	const known = partnerId === null ? undefined : findPatient(db, 'partner_patient_id', partnerId);
	if (known) return known;
	if (!details) return invalid(`no patient with partner id ${partnerId}`);
	if (!details.first_name || !details.gender || (details.dob === undefined && details.age === undefined)) {
		return invalid('a new patient needs first_name, gender and dob or age');
	}
	return addPatient(db, details, partnerId);
}

function book(db: Database, given: NewAppointment): Answer {
	const { appointment_details: details, partner_appointment_id: partnerId } = given;
	const { start_time, end_time = start_time + USUAL_LENGTH } = details;
	if (end_time <= start_time) return invalid('end_time must be after start_time');

	const clinic = find(ekaCare.clinics, given.clinic_id, given.partner_clinic_id);
	const doctor = find(ekaCare.doctors, given.doctor_id, given.partner_doctor_id);
	if (!clinic) return invalid(`no clinic ${given.clinic_id ?? given.partner_clinic_id}`);
	if (!doctor) return invalid(`no doctor ${given.doctor_id ?? given.partner_doctor_id}`);
	if (!doctor.clinicIds.includes(clinic.id)) return invalid('this doctor does not work at this clinic');

	const repeated = 'SELECT 1 FROM eka_appointment WHERE partner_appointment_id = ?';
	if (partnerId !== undefined && db.get(repeated, partnerId)) return failed('partner_appointment_id exists already');
	const overlapping = 'SELECT 1 FROM eka_appointment WHERE doctor_id = ? AND start_time < ? AND end_time > ?';
	if (db.get(overlapping, doctor.id, end_time, start_time)) return failed('the slot is not available');

	const patient = patientOf(db, given);
	if ('status' in patient) return patient;

	const next = Number(db.get('SELECT COUNT(*) AS count FROM eka_appointment')?.count) + 1;
	const stem = `api-${ekaCare.workspaceId}`;
	const appointment_id = partnerId === undefined ? `${stem}-${next}-${start_time}` : `${stem}-${partnerId}`;
	const record = {
		appointment_id,
		partner_appointment_id: partnerId ?? null,
		created_at: Math.floor(Date.now() / 1000),
		doctor_id: doctor.id,
		clinic_id: clinic.id,
		patient_id: patient.oid,
		partner_doctor_id: doctor.partnerId,
		partner_clinic_id: clinic.partnerId,
		partner_patient_id: patient.partnerId,
		channel: 'api',
		status: 'BK',
		// Booked in one set of words, read in another.
		mode: (details.mode ?? 'INCLINIC') === 'INCLINIC' ? 'in_clinic' : 'tele',
		start_time,
		end_time,
		token: given.token ?? null,
		payment: null,
		prescription_id: null,
		prescription_url: null,
		service: null,
		custom_attributes: details.custom_attributes ?? {},
		partner_meta: given.partner_meta ?? {},
		notes: given.notes ?? null,
	};
	db.run(
		`INSERT INTO eka_appointment
			(appointment_id, partner_appointment_id, doctor_id, patient_id, start_time, end_time, body)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
		...[appointment_id, partnerId ?? null, doctor.id, patient.oid, start_time, end_time, JSON.stringify(record)],
	);
	return { status: 201, body: { appointment_id } };
}

export function appointmentOperations(db: Database): Record<string, Operation> {
	return {
		bookAppointment: ({ body }) => db.atomically(() => book(db, body as NewAppointment)),

		getAppointment({ params, query }) {
			const column = Number(query.partner_id ?? 0) === 1 ? 'partner_appointment_id' : 'appointment_id';
			const row = db.get(`SELECT body FROM eka_appointment WHERE ${column} = ?`, String(params.appointment_id));
			return row ? { status: 200, body: bodyOf(row) } : drError(404, 'NOT_FOUND', 'appointment not found');
		},
	};
}
