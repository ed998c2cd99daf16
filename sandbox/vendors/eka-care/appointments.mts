import { ekaCare } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import type { WebhookDesk } from '../../shared/webhooks.mts';
import { findAppointment, listAppointments, type Appointment } from './appointment-store.mts';
import { book, invalid } from './booking.mts';
import { startOfDay } from './days.mts';
import { findEntry } from './directory.mts';
import { drError, gatewayError } from './errors.mts';
import { announce } from './webhooks.mts';

/** The most days a list can cover, including the first and the last. */
const LONGEST = 7;
const DAY = 86_400;

/** The allowed combinations of filters, with the page size of each. */
const PAGE_SIZES: Record<string, number> = {
	patient_id: 20,
	dates: 30,
	'doctor_id+dates': 50,
	'clinic_id+dates': 50,
	'doctor_id+clinic_id+dates': 50,
};

/** The appointment of a call, by Eka Care's ID or, with `partner_id=1`, by the partner's. */
export function appointmentOf(db: Database, { params, query }: Call): Appointment | undefined {
	const by = Number(query.partner_id ?? 0) === 1 ? 'partner_appointment_id' : 'appointment_id';
	return findAppointment(db, by, String(params.appointment_id));
}

/** The answer for an unknown appointment: it may belong to another workspace. */
export function missing({ params }: Call, code = 'APPOINTMENT_NOT_FOUND'): Answer {
	if (params.appointment_id === ekaCare.elsewhere.appointmentId) {
		return drError(403, 'ACCESS_DENIED', 'this appointment belongs to another workspace');
	}
	return drError(404, code, 'appointment not found');
}

/** IDs that the workspace does not have: those of another workspace are forbidden, others are wrong. */
function filterProblem(db: Database, { doctor_id, clinic_id }: Record<string, unknown>): Answer | undefined {
	const { doctorId, clinicId } = ekaCare.elsewhere;
	if (doctor_id === doctorId || clinic_id === clinicId) return gatewayError(403, 'Forbidden');
	if (doctor_id !== undefined && !findEntry(db, 'doctor', 'id', String(doctor_id))) return invalid('no such doctor');
	if (clinic_id !== undefined && !findEntry(db, 'clinic', 'id', String(clinic_id))) return invalid('no such clinic');
	return undefined;
}

function list(db: Database, query: Record<string, unknown>): Answer {
	const { start_date, end_date, page_no = 0, ...filters } = query;
	if ((start_date === undefined) !== (end_date === undefined)) return invalid('start_date and end_date go together');
	const names = ['patient_id', 'doctor_id', 'clinic_id'].filter((name) => filters[name] !== undefined);
	const limit = PAGE_SIZES[[...names, ...(start_date === undefined ? [] : ['dates'])].join('+')];
	if (limit === undefined) return invalid('these filters cannot be combined');
	const problem = filterProblem(db, filters);
	if (problem) return problem;

	const clauses = names.map((name) => `${name} = ?`);
	const values: Array<string | number> = names.map((name) => String(filters[name]));
	if (start_date !== undefined) {
		const [from, to] = [startOfDay(String(start_date)), startOfDay(String(end_date))];
		if (from === undefined || to === undefined) return invalid('there is no such day');
		if (to < from) return invalid('end_date must not be before start_date');
		if (to - from > (LONGEST - 1) * DAY) return invalid(`at most ${LONGEST} days`);
		clauses.push('start_time >= ? AND start_time < ?');
		values.push(from, to + DAY);
	}
	const page = { where: clauses.join(' AND '), values, limit, offset: Number(page_no) * limit };
	return { status: 200, body: { appointments: listAppointments(db, page) } };
}

export function appointmentOperations(house: House, webhooks: WebhookDesk): Record<string, Operation> {
	const { db } = house;
	return {
		bookAppointment({ body }) {
			const booked = db.atomically(() => book(house, body as Parameters<typeof book>[1]));
			if ('appointment_id' in booked) {
				announce(webhooks, 'appointment.created', booked, 'created');
				return { status: 201, body: { appointment_id: booked.appointment_id } };
			}
			return booked;
		},

		getAppointment(call) {
			const found = appointmentOf(db, call);
			return found ? { status: 200, body: found } : missing(call, 'NOT_FOUND');
		},

		listAppointments: ({ query }) => list(db, query),
	};
}
