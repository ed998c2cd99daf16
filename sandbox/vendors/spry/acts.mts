import type { Database } from '../../shared/db.mts';
import type { Vendor } from '../../shared/vendor.mts';
import { appointmentNews, openAppointments, type Appointment } from './appointments.mts';
import { patientOf } from './known.mts';
import { patientNews, PATIENT_STATUSES } from './patients.mts';
import type { Tell } from './webhooks.mts';

/**
 * What the front desk does in Spry's own app: no documented call changes a patient or an appointment, but webhooks
 * report such changes.
 */
export function frontDesk(db: Database, tell: Tell): NonNullable<Vendor['acts']> {
	const appointments = openAppointments(db);

	function change(input: Record<string, unknown>, changes: Partial<Appointment>, event: 'updated' | 'cancelled') {
		const known = appointments.get(Number(input.appointment_id));
		if (!known) throw new RangeError(`no appointment ${String(input.appointment_id)}`);
		const changed = appointments.put(known.appointment_id, { ...known, ...changes });
		tell(`appointment.${event}`, appointmentNews(changed));
		return changed;
	}

	return {
		changePatient({ patient_id, status }) {
			const known = patientOf(db, Number(patient_id));
			if (!known) throw new RangeError(`no patient ${String(patient_id)}`);
			if (!PATIENT_STATUSES.includes(String(status))) throw new RangeError(`no status ${String(status)}`);
			const { patient_id: id, ...record } = { ...known.record, status: String(status) } as Record<
				string,
				unknown
			>;
			db.run('UPDATE spry_patient SET body = ? WHERE patient_id = ?', JSON.stringify(record), Number(id));
			tell('patient.updated', patientNews(Number(id), String(status)));
			return record;
		},

		checkInAppointment: (input) => {
			const check_in_time = Math.floor(Date.now() / 1000);
			return change(input, { status: 'PATIENT_CHECKIN', check_in_time }, 'updated');
		},

		moveAppointment(input) {
			const [timestamp, end_timestamp] = [Number(input.timestamp), Number(input.end_timestamp)];
			if (!(end_timestamp > timestamp)) throw new RangeError('end_timestamp must be after timestamp');
			return change(input, { timestamp, end_timestamp }, 'updated');
		},

		cancelAppointment: (input) => change(input, {}, 'cancelled'),
	};
}
