import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { Answer, ItemInput, SendRequest } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { dataOf } from '../../vendor';
import { dayAfter, dayInIndia } from '../days';
import { isStillFree, isWanted, type Place, type Slot, slotsOf } from '../slot/slots';
import { bookingOf, byPartnerId, isBookedAt, lookUpOf } from './booking';
import { allTaken, nothingFree } from './no-slot';

/** Free slots that are tried, the first included. */
const MOST_TRIES = 5;
/** Days that are searched when nothing else is said. */
export const SEARCH_DAYS = 7;
const REFUSED = 400;

/** What became of trying one slot. */
type Tried = { booked: IDataObject } | 'taken';

const secondsOf = (time: unknown) => Math.floor(Date.parse(String(time)) / 1000);

/**
 * Books the first free slot from a time on and, when somebody else was quicker, the next, at most five in all.
 *
 * All attempts carry the same id of ours, so that Eka Care itself can be asked what became of an attempt without an
 * answer, and no two of them can both be booked. With an id given by the person also a second run books nothing twice.
 *
 * @throws Refusal when nothing is free, or the booking is refused for another reason
 */
export async function bookFirstFree({ body, params }: ItemInput, request: SendRequest): Promise<IDataObject> {
	const given = params.partnerAppointmentId;
	const key = given === undefined ? randomUUID() : String(given);
	const earlier = given === undefined ? undefined : await bookedBefore(request, key);
	if (earlier) return { ...earlier, alreadyExisted: true };

	// A slot of this morning is of no use in the afternoon, whatever is said of it.
	const earliest = Math.max(Number(params.earliestTime ?? 0), Date.now() / 1000);
	const days = Number(params.searchDays ?? SEARCH_DAYS);
	let tries = 0;
	for (let ahead = 0; ahead < days; ahead++) {
		const day = dayAfter(dayInIndia(earliest * 1000), ahead);
		const slots = await slotsOf(request, params as unknown as Place, day);
		const wishes = { onlyAvailable: true, service: params.service };
		for (const slot of slots.filter((one) => isWanted(one, wishes) && secondsOf(one.s) >= earliest)) {
			if (++tries > MOST_TRIES) throw allTaken();
			const booked = { ...body, partner_appointment_id: key };
			const tried = await tryOne(request, slot, booked, given === undefined);
			if (tried !== 'taken') return { ...tried.booked, slot };
		}
	}
	throw tries > 0 ? allTaken() : nothingFree(days);
}

/** The appointment that an earlier run booked under the same id. */
async function bookedBefore(request: SendRequest, key: string): Promise<IDataObject | undefined> {
	const lookUp = byPartnerId(key, () => true);
	const found = lookUp.find(await request(lookUp.request));
	return found && isBookedAt(found, undefined) ? found : undefined;
}

async function tryOne(request: SendRequest, slot: Slot, given: IDataObject, isNewEachRun: boolean): Promise<Tried> {
	const details = isRecord(given.appointment_details) ? given.appointment_details : {};
	const times = { start_time: secondsOf(slot.s), ...(slot.e !== undefined && { end_time: secondsOf(slot.e) }) };
	const body = { ...given, appointment_details: { ...details, ...times } };
	// With an id of the node's own another run of the item would book another appointment.
	const booking = { ...bookingOf(body), lookUp: () => lookUpOf(body), isNewEachRun };
	const { isComplete } = booking;
	const isRefused = ({ status }: Answer) => status === REFUSED;
	const answer = await request({
		...booking,
		accepts: isRefused,
		isComplete: (one) => isRefused(one) || isComplete?.(one) === true,
	});
	if (!isRefused(answer)) return { booked: dataOf(answer) };

	// Eka Care does not say why it refuses. An attempt before this one may have booked the slot after all.
	const own = answer.afterUnknown ? await ownBooking(request, body) : undefined;
	if (own) return { booked: own };
	if (!(await isStillFree(request, slot))) return 'taken';
	// The slot is free, so something else is wrong: asked once more for the refusal in the words for it.
	return { booked: dataOf(await request(booking)) };
}

async function ownBooking(request: SendRequest, body: IDataObject): Promise<IDataObject | undefined> {
	const lookUp = lookUpOf(body);
	return lookUp?.find(await request(lookUp.request));
}
