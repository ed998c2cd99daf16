import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import type { WebhookDesk } from '../../shared/webhooks.mts';
import {
	findAppointment,
	isOpen,
	isTaken,
	moveAppointment,
	saveAppointment,
	type Appointment,
} from './appointment-store.mts';
import { appointmentOf, missing } from './appointments.mts';
import { invalid, modeRead, type GivenIds } from './booking.mts';
import { drError, gatewayError } from './errors.mts';
import { announce } from './webhooks.mts';

interface Times {
	start_time?: number;
	end_time?: number;
}
interface Details extends Times {
	mode?: string;
	custom_attributes?: Record<string, unknown>;
	video_connect?: object;
}
interface Changes extends Details, GivenIds {
	token?: number;
	partner_meta?: object;
	appointment_details?: Details;
}

const NO_CONTENT: Answer = { status: 204 };
const IDS = [
	'clinic_id',
	'doctor_id',
	'patient_id',
	'partner_clinic_id',
	'partner_doctor_id',
	'partner_patient_id',
] as const;

/** In which statuses a change is allowed, and the code of the refusal otherwise. */
const STEPS = {
	completeAppointment: { to: 'CMNP', code: 'COMPLETE_NOT_ALLOWED' },
	parkAppointment: { to: 'PA', code: 'NOT_ALLOWED' },
	cancelAppointment: { to: 'CN', code: 'CANCEL_NOT_ALLOWED' },
} as const;

export function appointmentChanges({ db }: House, webhooks: WebhookDesk): Record<string, Operation> {
	/** Runs a change in one transaction, if the appointment exists. */
	const changing =
		(change: (found: Appointment, call: Call) => Answer): Operation =>
		(call) =>
			db.atomically(() => {
				const found = appointmentOf(db, call);
				return found ? change(found, call) : missing(call);
			});

	function saved(record: Appointment, action = 'modified'): Answer {
		saveAppointment(db, record);
		announce(webhooks, 'appointment.updated', record, action);
		return NO_CONTENT;
	}

	/** New times replace the appointment with a new one; the answer does not give its ID. */
	function moved(record: Appointment, { start_time, end_time }: Times): Answer {
		const length = record.end_time - record.start_time;
		const start = start_time ?? record.start_time;
		const end = end_time ?? start + length;
		if (end <= start) return invalid('end_time must be after start_time');
		if (!isOpen(record)) return drError(403, 'RESCHEDULE_NOT_ALLOWED', `not in status ${record.status}`);
		const time = { doctorId: record.doctor_id, start, end };
		if (isTaken(db, time, record.appointment_id)) return invalid('the slot is not available');
		announce(webhooks, 'appointment.created', moveAppointment(db, record, { start, end }), 'created');
		return NO_CONTENT;
	}

	/** Attributes are merged, the partner's own data is replaced as a whole. */
	function update(found: Appointment, { token, partner_meta, ...details }: Changes): Answer {
		const { custom_attributes, mode, video_connect, start_time, end_time } = details;
		const changed = {
			...found,
			custom_attributes: { ...found.custom_attributes, ...custom_attributes },
			...(token === undefined ? {} : { token }),
			...(partner_meta === undefined ? {} : { partner_meta }),
			...(mode === undefined && video_connect === undefined ? {} : { mode: modeRead(mode ?? 'VIDEO') }),
		};
		const isMoved =
			(start_time ?? found.start_time) !== found.start_time || (end_time ?? found.end_time) !== found.end_time;
		return isMoved ? moved(changed, { start_time, end_time }) : saved(changed);
	}

	const step = (operation: keyof typeof STEPS) =>
		changing((found) => {
			const { to, code } = STEPS[operation];
			if (!isOpen(found) || found.status === to) return drError(403, code, `not in status ${found.status}`);
			return saved({ ...found, status: to }, to === 'CMNP' ? 'completed' : 'modified');
		});

	return {
		completeAppointment: step('completeAppointment'),
		parkAppointment: step('parkAppointment'),
		cancelAppointment: step('cancelAppointment'),

		updateAppointment: changing((found, { body }) => update(found, body as Changes)),

		updateAppointmentWithIds: changing((found, { body }) => {
			const { appointment_details, ...given } = body as Changes;
			const problem = IDS.find((name) => given[name] !== undefined && given[name] !== found[name]);
			if (problem) return invalid(`${problem} is not the one of this appointment`);
			return update(found, { ...given, ...appointment_details });
		}),

		setCustomAttributes: changing((found, { body }) =>
			saved({ ...found, custom_attributes: { ...found.custom_attributes, ...(body as object) } }),
		),

		changeAppointmentStatus(call) {
			const found = appointmentOf(db, call);
			// Every refusal here is a 400, also for an unknown appointment.
			if (!found) return drError(400, 'APPOINTMENT_NOT_FOUND', 'appointment not found');
			if (!isOpen(found)) return drError(400, 'INVALID_REQUEST', `not in status ${found.status}`);
			const { status } = call.body as { status: string };
			const changed = { ...found, status };
			saveAppointment(db, changed);
			announce(webhooks, 'appointment.statuschange', changed);
			return { status: 200, body: {} };
		},

		confirmFollowUp: changing((found, { body }) => {
			if (found.status !== 'IN') return drError(400, 'INVALID_REQUEST', `not in status ${found.status}`);
			const { start_time, end_time } = (body ?? {}) as Times;
			if (start_time !== undefined || end_time !== undefined) return moved(found, { start_time, end_time });
			return saved({ ...found, status: 'BK' });
		}),

		/** With a partner id for the new appointment, the path holds the partner id of the old one. */
		rescheduleAppointment: ({ params, body }) =>
			db.atomically(() => {
				const given = body as { start_time: number; end_time: number; partner_appointment_id?: string };
				const { start_time: start, end_time: end, partner_appointment_id: partnerId } = given;
				const by = partnerId === undefined ? 'appointment_id' : 'partner_appointment_id';
				const found = findAppointment(db, by, String(params.appointment_id));
				if (!found) return gatewayError(404, 'appointment not found');
				if (end <= start) return gatewayError(400, 'end_time must be after start_time');
				if (partnerId !== undefined && findAppointment(db, 'partner_appointment_id', partnerId)) {
					return gatewayError(409, 'an appointment with this partner_appointment_id exists already');
				}
				if (!isOpen(found)) return gatewayError(400, `cannot be rescheduled in status ${found.status}`);
				if (isTaken(db, { doctorId: found.doctor_id, start, end }, found.appointment_id)) {
					return gatewayError(400, 'the slot is not available');
				}
				const fresh = moveAppointment(db, found, {
					start,
					end,
					...(partnerId === undefined ? {} : { partnerId }),
				});
				announce(webhooks, 'appointment.created', fresh, 'created');
				// This answer writes the mode in a third way.
				const mode = fresh.mode === 'in_clinic' ? 'IN_CLINIC' : 'TELE';
				return { status: 200, body: { ...fresh, mode } };
			}),
	};
}
