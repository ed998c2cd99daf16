import { randomBytes } from 'node:crypto';
import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Answer, Call, Operation } from '../../shared/vendor.mts';
import { openAppointments } from './appointments.mts';
import { refused, success } from './envelope.mts';
import { caseOf, isClinic, patientOf, caseProblem } from './known.mts';
import { localNow, pageOf } from './paging.mts';
import { openTable, tableOf, type Table } from './table.mts';

export const NOTE_TABLES = tableOf('spry_soap_note', 'context_id', 'TEXT');
const PAGE_SIZE = 10;

/** The type that some sub-types are stored as. */
const STORED_AS: Record<string, string> = { RE_EVALUATION: 'INITIAL_SOAP', simpleDischargeNote: 'DISCHARGE_NOTE' };

interface NewNote {
	patient_id: number;
	type: string;
	/** 0 means none. */
	appointment_id?: number;
	category?: string;
	spry_case_id?: string;
	attributes?: { subType?: string } & Record<string, unknown>;
	parent?: string;
	soap_without_appointment?: boolean;
	data_carry_forward_from?: string;
}
interface Note extends Record<string, unknown> {
	context_id: string;
	patient_id: number;
	clinic_id: number | null;
	appointment_id: number | null;
	spry_case_id: string | null;
	category: string | null;
	payment_mode: string | null;
	/** Without a zone. */
	service_date_time: string;
	status: string;
	completed: boolean;
	tags: string[];
}

const openNotes = (db: Database): Table<string, Note> => openTable(db, 'spry_soap_note', 'context_id');

const BLANK = {
	organisation_id: spry.organisationId,
	clinic_id: null,
	spry_case_id: null,
	case_title: null,
	appointment_id: null,
	category: null,
	status: 'INCOMPLETED',
	completed: false,
	completed_at: null,
	rendering_signature_date: null,
	rendering_physician: null,
	supervising_physician: null,
	is_supervising_manually_changed: false,
	billing_provider_id: null,
	subjective_submission_id: null,
	objective_submission_id: null,
	assessment_submission_id: null,
	summary_submission_id: null,
	treatment_sheet_id: null,
	plan_of_care_id: null,
	submit_for_billing: false,
	sent_for_billing_at: null,
	billing_status: null,
	billing_claim_submitted_date: null,
	summary_doc_url: null,
	short_summary_url: null,
	is_soap_note_editable: true,
	is_fax_summary_sent: false,
	payment_mode: null,
	soap_without_appointment: false,
	soap_auto_completed_after: null,
	soap_auto_submit_for_billing_after: null,
	checked_in_at: null,
	tags: [],
	attributes: {},
	points_for_revision: [],
	errors: [],
	modification_rule_applied: null,
	is_patient_created: false,
	is_form_patching_completed: false,
};

/** Twelve finished notes of the sample patient: more than one page, because no call finishes a note. */
export function seedNotes(db: Database): void {
	const notes = openNotes(db);
	const { patient_id, clinic_id } = spry.existingPatient;
	spry.soapNotes.forEach(({ id, serviceTime, ...told }) => {
		const times = { service_date_time: serviceTime, entry_date_time: serviceTime, completed_at: serviceTime };
		// Keys in the storage, not addresses.
		const files = { summary_doc_url: `soap/${id}/summary.pdf`, short_summary_url: `soap/${id}/short.pdf` };
		const state = {
			status: 'COMPLETED',
			completed: true,
			is_soap_note_editable: false,
			soap_without_appointment: true,
		};
		notes.seed(id, { ...BLANK, context_id: id, patient_id, clinic_id, ...times, ...files, ...state, ...told });
	});
}

export function noteOperations(db: Database): Record<string, Operation> {
	const notes = openNotes(db);
	const appointments = openAppointments(db);

	function noteProblem(field: string, id: string | undefined, patientId: number): string | undefined {
		if (id === undefined || notes.get(id)?.patient_id === patientId) return undefined;
		return `${field}: no note ${id} of patient ${patientId}`;
	}

	function listed(query: Call['query'], fits: (note: Note) => boolean): Answer {
		const sign = query.sort_direction === 'ASC' ? 1 : -1;
		const found = notes
			.list()
			.filter(fits)
			.sort((one, other) => sign * one.service_date_time.localeCompare(other.service_date_time));
		const { records, ...page } = pageOf(found, query, PAGE_SIZE);
		return success({ ...page, contexts: records });
	}

	return {
		createSoapNote({ body }) {
			const given = body as NewNote;
			const { patient_id, parent, data_carry_forward_from, attributes = {} } = given;
			const patient = patientOf(db, patient_id);
			if (!patient) return refused(`patient_id: no patient ${patient_id}`);
			const appointment = given.appointment_id ? appointments.get(given.appointment_id) : undefined;
			if (given.appointment_id && appointment?.patient_id !== patient_id) {
				return refused(`appointment_id: no appointment ${given.appointment_id} of patient ${patient_id}`);
			}
			const caseId = given.spry_case_id ?? appointment?.spry_case_id;
			const wrong =
				caseProblem(db, given.spry_case_id, patient_id) ??
				noteProblem('parent', parent, patient_id) ??
				noteProblem('data_carry_forward_from', data_carry_forward_from, patient_id);
			if (wrong) return refused(wrong);
			const now = localNow();
			const context_id = randomBytes(12).toString('hex');
			const note: Note = {
				...BLANK,
				context_id,
				patient_id,
				clinic_id: appointment?.clinic_id ?? patient.clinicId,
				spry_case_id: caseId ?? null,
				case_title: caseId === undefined ? null : (caseOf(db, caseId)?.case_title ?? null),
				appointment_id: appointment?.appointment_id ?? null,
				type: STORED_AS[attributes.subType ?? ''] ?? given.type,
				category: given.category ?? null,
				service_date_time: appointment
					? new Date(appointment.timestamp * 1000).toISOString().slice(0, 19)
					: now,
				entry_date_time: now,
				payment_mode: appointment?.payment_mode ?? null,
				soap_without_appointment: given.soap_without_appointment ?? false,
				attributes,
			};
			return success(notes.put(context_id, note));
		},

		getSoapNote({ params }) {
			const known = notes.get(String(params.context_id));
			return known ? success(known) : refused('SOAP note not found');
		},

		listSoapNotes({ query }) {
			if (!patientOf(db, Number(query.patient_id))) return refused('Patient not found');
			return listed(query, ({ patient_id }) => patient_id === query.patient_id);
		},

		searchSoapNotes({ query }) {
			const { patient_id, organisation_id = spry.organisationId, clinic_id, spry_case_id } = query;
			if (organisation_id !== spry.organisationId) return refused('organisation_id: unknown');
			if (clinic_id !== undefined && !isClinic(Number(clinic_id))) return refused('clinic_id: unknown');
			if (patient_id !== undefined && !patientOf(db, Number(patient_id))) return refused('patient_id: unknown');
			if (spry_case_id !== undefined && !caseOf(db, String(spry_case_id)))
				return refused('spry_case_id: unknown');
			return listed(query, (note) => fits(note, query));
		},
	};
}

const EQUAL = ['patient_id', 'clinic_id', 'appointment_id', 'spry_case_id', 'status', 'completed'];

const listIn = (value: unknown) =>
	String(value ?? '')
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);

function fits(note: Note, query: Call['query']): boolean {
	const isAmong = (name: 'payment_mode' | 'category') => {
		const wanted = listIn(query[name]);
		return wanted.length === 0 || wanted.includes(note[name] ?? '');
	};
	return (
		EQUAL.every((name) => query[name] === undefined || query[name] === note[name]) &&
		isAmong('payment_mode') &&
		isAmong('category') &&
		note.service_date_time >= String(query.start_date_time ?? '') &&
		(query.end_date_time === undefined || note.service_date_time <= String(query.end_date_time)) &&
		listIn(query.tags).every((tag) => note.tags.includes(tag))
	);
}
