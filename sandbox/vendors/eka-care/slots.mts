import { ekaCare } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Answer, Operation } from '../../shared/vendor.mts';
import { isTaken } from './appointment-store.mts';
import { dayOf, indianTime, startOfDay } from './days.mts';
import { findEntry, worksAt, type Doctor, type Service } from './directory.mts';
import { slotError } from './errors.mts';

const DAY = 86_400;
const HOUR = 3600;
/** Working hours in India. Nobody works on Sundays. */
const HOURS = [
	[10, 13],
	[17, 19],
] as const;
const SUNDAY = 0;

/** A range in epoch seconds, without the last second. */
type Range = readonly [from: number, to: number];

/** A date means the whole day; an ISO time means that moment. */
function rangeOf(start: string, end: string): Range | undefined {
	const from = momentOf(start);
	const to = momentOf(end);
	if (from === undefined || to === undefined) return undefined;
	return [from, isDay(end) ? to + DAY : to + 1];
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

function momentOf(text: string): number | undefined {
	if (isDay(text)) return startOfDay(text);
	const seconds = Math.floor(Date.parse(text) / 1000);
	return Number.isFinite(seconds) ? seconds : undefined;
}

/** Every slot of a service that begins within the range. */
function gridOf({ minutes }: Service, [from, to]: Range): Range[] {
	const slots: Range[] = [];
	for (let day = startOfDay(dayOf(from))!; day < to; day += DAY) {
		if (new Date(`${dayOf(day)}T00:00:00Z`).getUTCDay() === SUNDAY) continue;
		for (const [opening, closing] of HOURS) {
			for (
				let start = day + opening * HOUR;
				start + minutes * 60 <= day + closing * HOUR;
				start += minutes * 60
			) {
				if (start >= from && start < to) slots.push([start, start + minutes * 60]);
			}
		}
	}
	return slots;
}

function groupOf(db: Database, doctor: Doctor, service: Service, range: Range): object {
	const now = Date.now() / 1000;
	const slots = gridOf(service, range).map(([start, end]) => ({
		available: start > now && !isTaken(db, { doctorId: doctor.id, start, end }),
		conf_id: service.confId,
		s: indianTime(start),
		e: indianTime(end),
	}));
	return { service_type: service.type, slots };
}

function serviceRead({ name, type, price }: Service): object {
	return {
		...{ service_name: name, appointment_type: type, mode: ['in-clinic', 'tele'], price, currency: 'INR' },
		...{ pre_pay: false, post_pay: true, allow_patient_booking: true, owner_id: ekaCare.workspaceId },
	};
}

export function slotOperations(db: Database): Record<string, Operation> {
	return {
		listSlots({ params, query }): Answer {
			const [doctorId, clinicId] = [String(params.doctor_id), String(params.clinic_id)];
			if (doctorId === ekaCare.elsewhere.doctorId || clinicId === ekaCare.elsewhere.clinicId) {
				return slotError(403, 'this belongs to another workspace');
			}
			const doctor = findEntry(db, 'doctor', 'id', doctorId);
			if (!doctor) return slotError(404, `no doctor ${doctorId}`);
			if (!findEntry(db, 'clinic', 'id', clinicId)) return slotError(404, `no clinic ${clinicId}`);
			if (!worksAt(db, doctorId, clinicId)) return slotError(400, 'this doctor does not work at this clinic');
			const range = rangeOf(String(query.start_date), String(query.end_date));
			if (!range) return slotError(400, 'start_date and end_date must be days or times');
			const [from, to] = range;
			if (to <= from) return slotError(400, 'end_date must not be before start_date');
			// One day and the next: no more than two whole days.
			if (to - from > 2 * DAY) return slotError(400, 'end_date must be at most one day after start_date');
			const services = doctor.details.services ?? [];
			const groups = services.map((service) => groupOf(db, doctor, service, range));
			return {
				status: 200,
				body: {
					success: 'true',
					status_code: 200,
					data: {
						schedule: { [clinicId]: groups },
						services: Object.fromEntries(services.map((service) => [service.confId, serviceRead(service)])),
					},
				},
			};
		},
	};
}
