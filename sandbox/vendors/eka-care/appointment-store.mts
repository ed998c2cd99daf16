import { ekaCare } from './seed.mts';
import { bodyOf, type Database, type Row } from '../../shared/db.mts';

export const APPOINTMENT_TABLES = `
	CREATE TABLE IF NOT EXISTS eka_appointment (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		appointment_id TEXT NOT NULL UNIQUE,
		partner_appointment_id TEXT UNIQUE,
		doctor_id TEXT NOT NULL,
		clinic_id TEXT NOT NULL,
		patient_id TEXT NOT NULL,
		status TEXT NOT NULL,
		start_time INTEGER NOT NULL,
		end_time INTEGER NOT NULL,
		body TEXT NOT NULL
	);
	CREATE INDEX IF NOT EXISTS eka_appointment_slot ON eka_appointment (doctor_id, start_time);
	CREATE INDEX IF NOT EXISTS eka_appointment_patient ON eka_appointment (patient_id, start_time);`;

/** An appointment as it is read; times are epoch seconds. */
export interface Appointment extends Record<string, unknown> {
	appointment_id: string;
	partner_appointment_id: string | null;
	doctor_id: string;
	clinic_id: string;
	patient_id: string;
	partner_doctor_id: string | null;
	partner_clinic_id: string | null;
	partner_patient_id: string | null;
	created_at: number;
	modified_at: number;
	status: string;
	start_time: number;
	end_time: number;
	custom_attributes: Record<string, unknown>;
	prev_aids?: string[];
	next_aid?: string;
}

/** Length in seconds of an appointment without an end. */
export const USUAL_LENGTH = 15 * 60;

/** Statuses in which an appointment is over; its time is free again. */
export const GIVEN_UP = ['CN', 'CND', 'CNS', 'PC', 'RE', 'RES', 'RED', 'NS', 'NSD', 'NSS', 'AB', 'PNR'];
const COMPLETED = ['CM', 'CMNP'];

export const now = () => Math.floor(Date.now() / 1000);
export const isOpen = ({ status }: Appointment) => !GIVEN_UP.includes(status) && !COMPLETED.includes(status);

const QUOTED = GIVEN_UP.map((status) => `'${status}'`).join(', ');

/** Whether a doctor is busy between `start` and `end`; one appointment can be ignored. */
export function isTaken(
	db: Database,
	{ doctorId, start, end }: { doctorId: string; start: number; end: number },
	except = '',
): boolean {
	const overlapping = `SELECT 1 FROM eka_appointment WHERE doctor_id = ? AND start_time < ? AND end_time > ?
		AND appointment_id <> ? AND status NOT IN (${QUOTED})`;
	return db.get(overlapping, doctorId, end, start, except) !== undefined;
}

export function findAppointment(
	db: Database,
	by: 'appointment_id' | 'partner_appointment_id',
	id: string,
): Appointment | undefined {
	const row = db.get(`SELECT body FROM eka_appointment WHERE ${by} = ?`, id);
	return row && bodyOf<Appointment>(row);
}

export function newAppointmentId(db: Database, partnerId: string | undefined, start: number): string {
	const stem = `api-${ekaCare.workspaceId}`;
	if (partnerId !== undefined) return `${stem}-${partnerId}`;
	const next = Number(db.get('SELECT COALESCE(MAX(number), 0) AS last FROM eka_appointment')?.last) + 1;
	return `${stem}-${next}-${start}`;
}

export function insertAppointment(db: Database, record: Appointment): void {
	db.run(
		`INSERT INTO eka_appointment
			(appointment_id, partner_appointment_id, doctor_id, clinic_id, patient_id, status, start_time, end_time, body)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		...[
			record.appointment_id,
			record.partner_appointment_id,
			record.doctor_id,
			record.clinic_id,
			record.patient_id,
		],
		...[record.status, record.start_time, record.end_time, JSON.stringify(record)],
	);
}

/** Saves the fields that can change. */
export function saveAppointment(db: Database, record: Appointment): void {
	const changed = { ...record, modified_at: now() };
	const update = 'UPDATE eka_appointment SET status = ?, body = ? WHERE appointment_id = ?';
	db.run(update, changed.status, JSON.stringify(changed), changed.appointment_id);
}

/** Replaces an appointment with a new one; each has the ID of the other. */
export function moveAppointment(
	db: Database,
	old: Appointment,
	{ start, end, partnerId }: { start: number; end: number; partnerId?: string },
): Appointment {
	const { next_aid: _, prev_aids = [], ...rest } = old;
	const moved: Appointment = {
		...rest,
		appointment_id: newAppointmentId(db, partnerId, start),
		partner_appointment_id: partnerId ?? null,
		created_at: now(),
		modified_at: now(),
		status: 'BK',
		start_time: start,
		end_time: end,
		prev_aids: [...prev_aids, old.appointment_id],
	};
	insertAppointment(db, moved);
	saveAppointment(db, { ...old, status: 'RE', next_aid: moved.appointment_id });
	return moved;
}

/** One page of a list. */
export function listAppointments(
	db: Database,
	{ where, values, limit, offset }: { where: string; values: Array<string | number>; limit: number; offset: number },
): Appointment[] {
	const select = `SELECT body FROM eka_appointment WHERE ${where} ORDER BY start_time, number LIMIT ? OFFSET ?`;
	return db.all(select, ...values, limit, offset).map((row: Row) => bodyOf<Appointment>(row));
}
