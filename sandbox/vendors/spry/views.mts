import { spry } from './seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';
import type { Appointment } from './appointments.mts';
import { openDoctors } from './doctors.mts';
import { patientOf } from './known.mts';
import type { Calendar, CalendarEntry, View } from '../../page/views.mts';

const of = (field: string, table?: string) => `json_extract(${table ? `${table}.` : ''}body, '$.${field}')`;
const clinicName = (id: unknown) => spry.clinics.find((clinic) => clinic.id === id)?.name ?? `Clinic ${String(id)}`;

/** SQL that turns an ID into the name from the sample data. */
function named(expression: string, names: ReadonlyArray<{ id: number; name: string }>): string {
	const cases = names.map(({ id, name }) => `WHEN ${id} THEN '${name.replace(/'/g, "''")}'`).join(' ');
	return `CASE ${expression} ${cases} ELSE ${expression} END`;
}

const patientName = (id: string) => `(SELECT ${of('name', 'p')} FROM spry_patient p WHERE p.patient_id = ${id})`;
const doctorName = (id: string) => `(SELECT ${of('name', 'd')} FROM spry_doctor d WHERE d.doctor_id = ${id})`;
const PATIENT = of('patient_id');
const isKnown = `${PATIENT} = ${spry.existingPatient.patient_id}`;

export const views: View[] = [
	{
		...{ kind: 'patients', title: 'Patients', one: 'patient', from: 'spry_patient', id: 'patient_id' },
		order: 'patient_id DESC',
		seeded: `patient_id = ${spry.existingPatient.patient_id}`,
		columns: [
			{ name: 'name', title: 'Name', sql: of('name') },
			{ name: 'id', title: 'Patient ID', kind: 'code', sql: 'patient_id' },
			{ name: 'born', title: 'Date of birth', sql: of('date_of_birth') },
			{ name: 'mobile', title: 'Mobile', sql: of('mobile') },
			{ name: 'clinic', title: 'Clinic', sql: named('clinic_id', spry.clinics) },
			{ name: 'status', title: 'Status', kind: 'status', sql: of('status') },
		],
		acts: ['ACTIVE', 'DISCHARGED'].map((status) => ({
			title: status === 'ACTIVE' ? 'Make active' : 'Discharge',
			...{ act: 'changePatient', key: 'patient_id', input: { status } },
		})),
	},
	{
		...{ kind: 'cases', title: 'Cases', one: 'case', from: 'spry_case', id: 'spry_case_id', order: 'rowid DESC' },
		columns: [
			{ name: 'title', title: 'Title', sql: 'case_title' },
			{ name: 'patient', title: 'Patient', sql: patientName('spry_case.patient_id') },
			{ name: 'specialization', title: 'Specialization', sql: of('specialization') },
			{ name: 'id', title: 'Case ID', kind: 'code', sql: 'spry_case_id' },
			{ name: 'created', title: 'Created', kind: 'time', sql: of('created_date') },
			{ name: 'status', title: 'Status', kind: 'status', sql: of('treatment_status') },
		],
	},
	{
		...{ kind: 'appointments', title: 'Appointments', one: 'appointment', from: 'spry_appointment' },
		...{ id: 'appointment_id', order: 'appointment_id DESC' },
		columns: [
			{ name: 'patient', title: 'Patient', sql: patientName(PATIENT) },
			{ name: 'start', title: 'Start', kind: 'time', sql: of('timestamp') },
			{ name: 'end', title: 'End', kind: 'time', sql: of('end_timestamp') },
			{ name: 'doctor', title: 'Doctor', sql: doctorName(of('doctor_id')) },
			{ name: 'clinic', title: 'Clinic', sql: named(of('clinic_id'), spry.clinics) },
			{ name: 'id', title: 'Appointment ID', kind: 'code', sql: 'appointment_id' },
			{ name: 'status', title: 'Status', kind: 'status', sql: of('status') },
		],
		acts: [
			{ title: 'Check in', act: 'checkInAppointment', key: 'appointment_id' },
			{ title: 'Send a cancellation event', act: 'cancelAppointment', key: 'appointment_id' },
		],
	},
	{
		...{
			kind: 'documents',
			title: 'Documents',
			one: 'document',
			from: 'spry_document',
			id: 'id',
			order: 'id DESC',
		},
		columns: [
			{ name: 'name', title: 'Name', sql: of('name') },
			{ name: 'patient', title: 'Patient', sql: patientName(PATIENT) },
			{ name: 'type', title: 'Type', sql: of('document_type') },
			{ name: 'category', title: 'Category', sql: of('document_category') },
			{ name: 'created', title: 'Created', kind: 'time', sql: `${of('created_at')} || 'Z'` },
		],
	},
	{
		...{ kind: 'authorizations', title: 'Authorizations', one: 'authorization', from: 'spry_authorization' },
		...{ id: 'authorization_id', order: 'rowid DESC' },
		columns: [
			{ name: 'number', title: 'Reference number', sql: of('authorization_reference_number') },
			{ name: 'patient', title: 'Patient', sql: of('patient_name') },
			{ name: 'start', title: 'From', sql: of('effective_start_date') },
			{ name: 'end', title: 'Until', sql: of('effective_end_date') },
			{ name: 'status', title: 'Status', kind: 'status', sql: of('authorization_status') },
		],
	},
	{
		...{ kind: 'notes', title: 'SOAP notes', one: 'SOAP note', from: 'spry_soap_note', id: 'context_id' },
		...{ order: 'rowid DESC', seeded: `${isKnown} AND ${of('billing_status')} IS NOT NULL` },
		columns: [
			{ name: 'type', title: 'Type', sql: of('type') },
			{ name: 'patient', title: 'Patient', sql: patientName(PATIENT) },
			{ name: 'served', title: 'Service', kind: 'time', sql: `${of('service_date_time')} || 'Z'` },
			{ name: 'status', title: 'Status', kind: 'status', sql: of('status') },
		],
	},
	{
		...{ kind: 'blocks', title: 'Block times', one: 'block time', from: 'spry_block' },
		...{ id: 'doctor_blocking_schedule_id', order: 'doctor_blocking_schedule_id DESC' },
		columns: [
			{ name: 'reason', title: 'Reason', sql: `COALESCE(${of('block_reason')}, 'Blocked')` },
			{ name: 'doctor', title: 'Doctor', sql: doctorName(of('doctor_id')) },
			{ name: 'day', title: 'Day', sql: of('block_date') },
			{ name: 'from', title: 'From (UTC)', sql: of('slot_start_time') },
			{ name: 'to', title: 'To (UTC)', sql: of('slot_end_time') },
			{ name: 'status', title: 'Status', kind: 'status', sql: of('block_status') },
		],
	},
	{
		...{ kind: 'subscriptions', title: 'Subscriptions', one: 'subscription', from: 'spry_subscription', id: 'id' },
		order: 'rowid DESC',
		columns: [
			{ name: 'name', title: 'Name', sql: of('name') },
			{ name: 'events', title: 'Events', sql: of('event_types') },
			{ name: 'url', title: 'Address', kind: 'code', sql: of('notification_url') },
			{
				name: 'status',
				title: 'Status',
				kind: 'status',
				sql: `CASE ${of('is_active')} WHEN 1 THEN 'active' ELSE 'off' END`,
			},
		],
	},
];

interface Block {
	doctor_blocking_schedule_id: number;
	doctor_id: number;
	clinic_id: number;
	block_date: string;
	slot_start_time: string;
	slot_end_time: string;
	block_reason: string | null;
}

const epoch = (day: string, time: string) => Date.parse(`${day}T${time.slice(0, 5)}:00Z`) / 1000;

/** A block whose end is not after its start ends on the next day. */
function blockEntry(block: Block): CalendarEntry {
	const { block_date, slot_start_time, slot_end_time } = block;
	const start = epoch(block_date, slot_start_time);
	const end = epoch(block_date, slot_end_time);
	return {
		...{ id: String(block.doctor_blocking_schedule_id), doctorId: String(block.doctor_id), start },
		...{ end: end > start ? end : end + 86_400, title: block.block_reason ?? 'Blocked' },
		...{ note: clinicName(block.clinic_id), state: 'blocked' },
	};
}

function appointmentEntry(db: Database, one: Appointment): CalendarEntry {
	return {
		...{ id: String(one.appointment_id), doctorId: String(one.doctor_id) },
		...{ start: one.timestamp, end: one.end_timestamp, state: 'on' },
		title: patientOf(db, one.patient_id)?.record.name ?? `Patient ${one.patient_id}`,
		note: [clinicName(one.clinic_id), one.status === 'PATIENT_CHECKIN' ? 'checked in' : 'booked'].join(', '),
	};
}

export const calendar: Calendar = {
	doctors: (db) =>
		openDoctors(db)
			.list()
			.map(({ doctor_id, name }) => ({ id: String(doctor_id), name })),
	between(db, from, to) {
		const appointments = db.all(
			`SELECT body FROM spry_appointment WHERE ${of('timestamp')} < ? AND ${of('end_timestamp')} > ?`,
			...[to, from],
		);
		const days = [from - 86_400, to].map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 10));
		const blocks = db.all(
			`SELECT body FROM spry_block WHERE ${of('block_status')} = 'ACTIVE' AND ${of('block_date')} BETWEEN ? AND ?`,
			...days,
		);
		return [
			...appointments.map((row) => appointmentEntry(db, bodyOf(row))),
			...blocks.map((row) => blockEntry(bodyOf(row))).filter(({ start, end }) => start < to && end > from),
		];
	},
	starts: `SELECT ${of('timestamp')} AS start FROM spry_appointment`,
};
