import { ekaCare } from './seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';
import { findDocument, filesOf } from './document-store.mts';
import { GIVEN_UP, type Appointment } from './appointment-store.mts';
import { allEntries, doctorName, findEntry } from './directory.mts';
import type { Calendar, View } from '../../page/views.mts';

/** What the codes mean. */
const STATUSES: Record<string, string> = {
	...{ BK: 'booked', CK: 'checked in', RV: 'reserved', IN: 'initiated', PA: 'parked', OG: 'ongoing' },
	...{ CM: 'completed', CMNP: 'completed', AB: 'aborted', NS: 'no-show', NSD: 'no-show', NSS: 'no-show' },
	...{ CN: 'cancelled', CND: 'cancelled', CNS: 'cancelled', PC: 'cancelled', PNR: 'not paid' },
	...{ RE: 'rescheduled', RES: 'rescheduled', RED: 'rescheduled' },
};

const of = (field: string, table?: string) => `json_extract(${table ? `${table}.` : ''}body, '$.${field}')`;
const fullName = (table: string) =>
	`TRIM(${['fn', 'mn', 'ln'].map((field) => `COALESCE(${of(field, table)} || ' ', '')`).join(' || ')})`;
const patientName = (id: string) => `(SELECT ${fullName('p')} FROM eka_patient p WHERE p.oid = ${id})`;
const STATUS_WORD = `CASE status ${Object.entries(STATUSES)
	.map(([code, word]) => `WHEN '${code}' THEN '${word}'`)
	.join(' ')} ELSE status END`;
const FILES = `(SELECT COUNT(*) FROM eka_file f WHERE f.document_id = eka_document.document_id AND f.stored = 1)`;

export const views: View[] = [
	{
		...{ kind: 'patients', title: 'Patients', one: 'patient', from: 'eka_patient', id: 'oid' },
		...{ order: 'number DESC', seeded: `number <= ${ekaCare.patients.length}` },
		columns: [
			{ name: 'name', title: 'Name', sql: fullName('eka_patient') },
			{ name: 'id', title: 'Patient ID', kind: 'code', sql: 'oid' },
			{ name: 'partner', title: 'Partner ID', kind: 'code', sql: 'partner_patient_id' },
			{ name: 'born', title: 'Date of birth', sql: of('dob') },
			{ name: 'mobile', title: 'Mobile', sql: 'phone' },
			{
				name: 'status',
				title: 'Status',
				kind: 'status',
				sql: "CASE archived WHEN 1 THEN 'archived' ELSE 'active' END",
			},
		],
	},
	{
		...{ kind: 'cases', title: 'Cases', one: 'case', from: 'eka_case', id: 'number', order: 'number DESC' },
		columns: [
			{ name: 'title', title: 'Name', sql: `COALESCE(${of('display_name')}, id)` },
			{ name: 'patient', title: 'Patient', sql: patientName('eka_case.patient_id') },
			{ name: 'type', title: 'Type', sql: of('type') },
			{ name: 'id', title: 'Case ID', kind: 'code', sql: 'id' },
			{ name: 'updated', title: 'Updated', kind: 'time', sql: 'updated_at' },
			{
				name: 'status',
				title: 'Status',
				kind: 'status',
				sql: "CASE status WHEN 'D' THEN 'deleted' ELSE 'active' END",
			},
		],
	},
	{
		...{ kind: 'appointments', title: 'Appointments', one: 'appointment', from: 'eka_appointment' },
		...{ id: 'appointment_id', order: 'number DESC' },
		columns: [
			{ name: 'patient', title: 'Patient', sql: patientName('eka_appointment.patient_id') },
			{ name: 'start', title: 'Start', kind: 'time', sql: 'start_time' },
			{ name: 'end', title: 'End', kind: 'time', sql: 'end_time' },
			{
				name: 'doctor',
				title: 'Doctor',
				sql: `(SELECT 'Dr. ' || ${of('firstname', 'd')} || ' ' || ${of('lastname', 'd')} FROM eka_doctor d
					WHERE d.id = eka_appointment.doctor_id)`,
			},
			{ name: 'id', title: 'Appointment ID', kind: 'code', sql: 'appointment_id' },
			{ name: 'status', title: 'Status', kind: 'status', sql: STATUS_WORD },
		],
	},
	{
		...{ kind: 'documents', title: 'Documents', one: 'document', from: 'eka_document', id: 'document_id' },
		order: 'number DESC',
		columns: [
			{ name: 'title', title: 'Title', sql: `COALESCE(${of('title')}, 'Untitled')` },
			{ name: 'patient', title: 'Patient', sql: patientName('eka_document.patient_id') },
			{ name: 'type', title: 'Type', sql: of('dt') },
			{ name: 'files', title: 'Files', kind: 'number', sql: FILES },
			{ name: 'id', title: 'Document ID', kind: 'code', sql: 'document_id' },
			{ name: 'updated', title: 'Updated', kind: 'time', sql: 'updated_at' },
			{
				name: 'status',
				title: 'Status',
				kind: 'status',
				sql: "CASE deleted WHEN 1 THEN 'deleted' ELSE 'stored' END",
			},
		],
		record(db, id) {
			const document = findDocument(db, id);
			if (!document) throw new RangeError(`no document ${id}`);
			return { ...document, files: filesOf(db, id) };
		},
	},
	{
		...{ kind: 'subscriptions', title: 'Subscriptions', one: 'subscription', from: 'eka_webhook', id: 'number' },
		order: 'number DESC',
		columns: [
			{ name: 'url', title: 'Address', kind: 'code', sql: 'endpoint' },
			{ name: 'events', title: 'Events', sql: of('event_names') },
			{ name: 'signed', title: 'Signature', sql: "CASE WHEN signing_key IS NULL THEN 'none' ELSE 'signed' END" },
		],
	},
];

function nameOf(db: Database, oid: string): string {
	const row = db.get(`SELECT ${fullName('eka_patient')} AS name FROM eka_patient WHERE oid = ?`, oid);
	return String(row?.name ?? `Patient ${oid}`);
}

export const calendar: Calendar = {
	doctors: (db) => allEntries(db, 'doctor').map((doctor) => ({ id: doctor.id, name: doctorName(doctor) })),
	between(db, from, to) {
		const rows = db.all('SELECT body FROM eka_appointment WHERE start_time < ? AND end_time > ?', to, from);
		return rows.map((row) => {
			const one = bodyOf<Appointment>(row);
			const clinic = findEntry(db, 'clinic', 'id', one.clinic_id)?.details.name ?? one.clinic_id;
			return {
				...{ id: one.appointment_id, doctorId: one.doctor_id, start: one.start_time, end: one.end_time },
				title: nameOf(db, one.patient_id),
				note: `${clinic}, ${STATUSES[one.status] ?? one.status}`,
				state: GIVEN_UP.includes(one.status) ? 'off' : 'on',
			};
		});
	},
	starts: 'SELECT start_time AS start FROM eka_appointment',
};
