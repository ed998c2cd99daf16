import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { Answer, Send } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { dayAfter, dayInIndia } from '../days';

/** Most days of one search: each is a request of its own. */
export const MOST_DAYS = 31;

/** Whose slots; Eka Care's own ids, since it takes no others here. */
export interface Place {
	doctorId: unknown;
	clinicId: unknown;
}

/** A slot as Eka Care gives it (`s` and `e` are ISO times with an offset), with its service joined to it. */
export type Slot = IDataObject & { s: string };

function dataIn({ body }: Answer): Record<string, unknown> {
	return isRecord(body) && isRecord(body.data) ? body.data : {};
}

/** The groups of slots; a list in Eka Care's sample, an object of objects in its schema. */
function groupsIn(schedule: unknown): Array<Record<string, unknown>> {
	if (Array.isArray(schedule)) return schedule.flatMap(groupsIn);
	if (!isRecord(schedule)) return [];
	return Array.isArray(schedule.slots) ? [schedule] : Object.values(schedule).flatMap(groupsIn);
}

function isSlot(value: unknown): value is Slot {
	return isRecord(value) && typeof value.s === 'string' && !Number.isNaN(Date.parse(value.s));
}

/** All slots of an answer, in the order of their times. */
function slotsIn(answer: Answer, { doctorId, clinicId }: Place): Slot[] {
	const { schedule, services } = dataIn(answer);
	const ofClinic = isRecord(schedule) ? (schedule[String(clinicId)] ?? schedule) : [];
	const slots = groupsIn(ofClinic).flatMap((group) => {
		const list = Array.isArray(group.slots) ? group.slots.filter(isSlot) : [];
		return list.map((slot) => ({ service_type: group.service_type, ...slot }) as Slot);
	});
	const joined = slots.map((slot): Slot => {
		const service = isRecord(services) ? services[String(slot.conf_id)] : undefined;
		const ids = { doctor_id: String(doctorId), clinic_id: String(clinicId) };
		return { ...slot, ...ids, ...(isRecord(service) && { service: service as IDataObject }) };
	});
	return joined.sort((one, other) => Date.parse(one.s) - Date.parse(other.s));
}

/**
 * The slots of one day in India. Eka Care answers for a day and the next at most, and does not say whether the end
 * belongs to them, so both are asked for and only the slots of the one are kept.
 *
 * @param day `YYYY-MM-DD`
 */
export async function slotsOf(send: Send, place: Place, day: string): Promise<Slot[]> {
	const answer = await send({
		method: 'GET',
		path: path`/dr/v1/doctor/${place.doctorId}/clinic/${place.clinicId}/appointment/slot`,
		query: { start_date: day, end_date: dayAfter(day) },
		isComplete: (given) => isRecord(dataIn(given).schedule),
	});
	return slotsIn(answer, place).filter(({ s }) => dayInIndia(Date.parse(s)) === day);
}

interface Wishes {
	onlyAvailable?: unknown;
	/** Name of a service, or its `conf_id`. */
	service?: unknown;
}

/** Whether a slot is what is looked for; any is when nothing is said. */
export function isWanted(slot: Slot, { onlyAvailable, service }: Wishes): boolean {
	if (onlyAvailable === true && slot.available !== true) return false;
	if (service === undefined) return true;
	const name = isRecord(slot.service) ? slot.service.service_name : undefined;
	return [slot.conf_id, name].some((one) => String(one ?? '').toLowerCase() === String(service).toLowerCase());
}
