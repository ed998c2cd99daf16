import { ekaCare } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Answer, House } from '../../shared/vendor.mts';
import {
	findAppointment,
	insertAppointment,
	isTaken,
	newAppointmentId,
	now,
	USUAL_LENGTH,
	type Appointment,
} from './appointment-store.mts';
import { findEntry, worksAt, type Kind } from './directory.mts';
import { drError } from './errors.mts';
import { addPatient, findPatient, type PatientDetails, type PatientIds } from './patients.mts';

/** The ids of a booking: Eka Care's or the partner's. */
export interface GivenIds {
	clinic_id?: string;
	doctor_id?: string;
	patient_id?: string;
	partner_clinic_id?: string;
	partner_doctor_id?: string;
	partner_patient_id?: string;
}

interface NewAppointment extends GivenIds {
	partner_appointment_id?: string;
	token?: number;
	appointment_details: {
		start_time: number;
		end_time?: number;
		mode?: string;
		custom_attributes?: Record<string, unknown>;
		video_connect?: object;
	};
	patient_details?: PatientDetails;
	partner_meta?: object;
	display_meta?: object;
	notes?: string;
}

export const invalid = (message: string) => drError(400, 'INVALID_REQUEST_PARAMETERS', message);
const failed = (message: string) => drError(400, 'APPOINTMENT_BOOKING_FAILED', message);

function find<K extends Kind>(db: Database, kind: K, id: string | undefined, partnerId: string | undefined) {
	return id === undefined ? findEntry(db, kind, 'partner_id', partnerId ?? '') : findEntry(db, kind, 'id', id);
}

/** The patient of a booking: a known one or a new one from the details; otherwise the refusal. */
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

/** The mode has other names in answers than in bookings. */
export const modeRead = (mode = 'INCLINIC') => (mode === 'INCLINIC' ? 'in_clinic' : 'tele');

/** Somebody else's appointment that takes the slot just before a booking arrives. */
function snatch(db: Database, record: Appointment): void {
	const rival = ekaCare.patients.at(-1)!;
	const appointment_id = newAppointmentId(db, undefined, record.start_time);
	const ids = {
		appointment_id,
		partner_appointment_id: null,
		patient_id: rival.oid,
		partner_patient_id: rival.partnerId,
	};
	insertAppointment(db, { ...record, ...ids });
}

/** Books, or says why not. If it is refused, only a new patient of the booking stays stored. */
export function book({ db, settings }: House, given: NewAppointment): Answer | Appointment {
	const { appointment_details: details, partner_appointment_id: partnerId } = given;
	const { start_time, end_time = start_time + USUAL_LENGTH } = details;
	if (end_time <= start_time) return invalid('end_time must be after start_time');

	const clinic = find(db, 'clinic', given.clinic_id, given.partner_clinic_id);
	const doctor = find(db, 'doctor', given.doctor_id, given.partner_doctor_id);
	if (!clinic) return invalid(`no clinic ${given.clinic_id ?? given.partner_clinic_id}`);
	if (!doctor) return invalid(`no doctor ${given.doctor_id ?? given.partner_doctor_id}`);
	if (!worksAt(db, doctor.id, clinic.id)) return invalid('this doctor does not work at this clinic');

	const isRepeated = partnerId !== undefined && findAppointment(db, 'partner_appointment_id', partnerId);
	if (isRepeated) return failed('partner_appointment_id exists already');
	const time = { doctorId: doctor.id, start: start_time, end: end_time };
	if (isTaken(db, time)) return failed('the slot is not available');

	const patient = patientOf(db, given);
	if ('status' in patient) return patient;

	const record: Appointment = {
		appointment_id: newAppointmentId(db, partnerId, start_time),
		partner_appointment_id: partnerId ?? null,
		created_at: now(),
		modified_at: now(),
		doctor_id: doctor.id,
		clinic_id: clinic.id,
		patient_id: patient.oid,
		partner_doctor_id: doctor.partnerId,
		partner_clinic_id: clinic.partnerId,
		partner_patient_id: patient.partnerId,
		channel: 'api',
		status: settings.bookedStatus,
		mode: modeRead(details.mode),
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
	if (settings.snatchedSlots > 0) {
		settings.snatchedSlots--;
		snatch(db, record);
		return failed('the slot is not available');
	}
	insertAppointment(db, record);
	return record;
}
