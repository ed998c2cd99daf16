import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { House, Operation } from '../../shared/vendor.mts';
import type { Doctor } from './doctors.mts';
import { envelope, refused, success } from './envelope.mts';
import { caseOf, isClinic, patientOf, caseProblem } from './known.mts';
import { pageOf } from './paging.mts';
import { openNumberedTable, openTable, tableOf, type NumberedTable } from './table.mts';
import type { Tell } from './webhooks.mts';

export const APPOINTMENT_TABLES = tableOf('spry_appointment', 'appointment_id', 'INTEGER');
const PAGE_SIZE = 300;

interface NewAppointment {
	doctor_id: number;
	patient_id: number;
	clinic_id: number;
	appointment_category: number[];
	/** Unix seconds. */
	timestamp: number;
	end_timestamp: number;
	payment_mode: string;
	spry_case_id?: string;
	comments?: string;
}
export interface Appointment extends NewAppointment {
	appointment_id: number;
	/** Null at first: the status of a new appointment is not documented. */
	status: string | null;
	check_in_time: number | null;
}

export const openAppointments = (db: Database): NumberedTable<Appointment> =>
	openNumberedTable(db, 'spry_appointment', 'appointment_id');

/** The data of webhooks about an appointment. */
export function appointmentNews({ appointment_id, patient_id, spry_case_id = '', clinic_id, status }: Appointment) {
	return {
		organisation_id: spry.organisationId,
		appointment_id,
		patient_id,
		spry_case_id: spry_case_id || null,
		clinic_id,
		status,
	};
}

/** As the calendar shows it: seconds are numbers in requests and text in answers. */
function eventOf(db: Database, given: Appointment): Record<string, unknown> {
	const seconds = (value: number | null) => (value === null ? null : String(value).padStart(10, '0'));
	return {
		appointment_id: given.appointment_id,
		case_title: (given.spry_case_id && caseOf(db, given.spry_case_id)?.case_title) || null,
		category_id: given.appointment_category[0],
		check_in_time: seconds(given.check_in_time),
		in_progress_at: null,
		check_out_time: null,
		comments: given.comments ?? null,
		date_time: seconds(given.timestamp),
		end_date_time: seconds(given.end_timestamp),
		doctor_id: given.doctor_id,
		clinic_id: given.clinic_id,
		patient: patientOf(db, given.patient_id)?.record,
	};
}

type Category = (typeof spry.appointmentCategories)[number];

/** As in the example on Spry's page: the clinic's name is the category's name. */
function withoutClinicName({ appointment_category_conf: conf, ...category }: Category): Category {
	const appointmentCategory = { name: category.name, clinicName: category.name };
	return { ...category, appointment_category_conf: { ...conf, appointmentCategory } };
}

export function appointmentOperations({ db, settings }: House, tell: Tell): Record<string, Operation> {
	const appointments = openAppointments(db);
	const doctors = openTable<number, Doctor>(db, 'spry_doctor', 'doctor_id');

	/** What is wrong with the doctor or the clinic. */
	function placeProblem(doctorId: number, clinicId: number): string | undefined {
		if (!isClinic(clinicId)) return `clinic_id: no clinic ${clinicId}`;
		const doctor = doctors.get(doctorId);
		if (!doctor) return `doctor_id: no doctor ${doctorId}`;
		if (doctor.clinics.some(({ clinic_id }) => clinic_id === clinicId)) return undefined;
		return `doctor_id: doctor ${doctorId} does not work at clinic ${clinicId}`;
	}

	return {
		createAppointment({ body }) {
			const given = body as NewAppointment;
			const { doctor_id, clinic_id, patient_id, appointment_category, spry_case_id } = given;
			if (!patientOf(db, patient_id)) return refused(`patient_id: no patient ${patient_id}`);
			const wrong = placeProblem(doctor_id, clinic_id) ?? caseProblem(db, spry_case_id, patient_id);
			if (wrong) return refused(wrong);
			if (given.end_timestamp < given.timestamp) return refused('end_timestamp: must not be before timestamp');
			const isOffered = (id: number) =>
				spry.appointmentCategories.some((one) => one.category_id === id && one.clinic_id === clinic_id);
			// Spry's overview shows this code but not its HTTP status.
			if (!appointment_category.every(isOffered)) return envelope(200, 2999, null, 'Invalid appointment type');
			const made = appointments.add((id) => ({
				...given,
				appointment_id: id,
				status: null,
				check_in_time: null,
			}));
			tell('appointment.created', appointmentNews(made));
			return success(eventOf(db, made));
		},

		listAppointments({ query }) {
			const wrong = placeProblem(Number(query.doctor_id), Number(query.clinic_id));
			if (wrong) return refused(wrong);
			const from = Date.parse(String(query.start_date)) / 1000;
			const to = Date.parse(String(query.end_date)) / 1000;
			if (to < from) return refused('end_date: must not be before start_date');
			const found = appointments
				.list()
				.filter((one) => one.doctor_id === query.doctor_id && one.clinic_id === query.clinic_id)
				.filter(({ timestamp }) => timestamp >= from && timestamp <= to)
				.sort((one, other) => one.timestamp - other.timestamp || one.appointment_id - other.appointment_id);
			const { records, ...page } = pageOf(found, query, PAGE_SIZE);
			return success({ ...page, is_paged: true, content: records.map((one) => eventOf(db, one)) });
		},

		listAppointmentCategories({ query }) {
			if (!isClinic(Number(query.clinic_id))) return refused(`clinic_id: no clinic ${String(query.clinic_id)}`);
			const offered = spry.appointmentCategories.filter(({ clinic_id }) => clinic_id === query.clinic_id);
			return success(settings.clinicNamedAfterCategory ? offered.map(withoutClinicName) : offered);
		},
	};
}
