import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { Answer, LookUp, RequestSpec, Send } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { dataOf } from '../../vendor';

const NOT_FOUND = 404;

/** Looks for the appointment under an id of ours; an older one may have it, so `isWanted` decides. */
export function byPartnerId(key: string, isWanted: (found: IDataObject) => boolean): LookUp {
	const isOurs = (answer: Answer) => dataOf(answer).appointment_id !== undefined && isWanted(dataOf(answer));
	return {
		request: {
			method: 'GET',
			path: path`/dr/v1/appointment/${key}`,
			query: { partner_id: 1 },
			// A page of a server in between says nothing of the appointment.
			accepts: ({ status, unreadable }) => status === NOT_FOUND && !unreadable,
			isComplete: (answer) => answer.status === NOT_FOUND || isOurs(answer),
		},
		find: (answer) => (answer.status === NOT_FOUND ? undefined : dataOf(answer)),
	};
}

/** Whether an appointment that was found holds its time, and starts at this one if that is known of both. */
export function isBookedAt(found: IDataObject, start: unknown): boolean {
	const isSameTime = start === undefined || found.start_time === undefined || Number(found.start_time) === start;
	return isSameTime && !/^(CN|PC)/.test(String(found.status ?? ''));
}

/** When a booking is to start, in Unix seconds; undefined when it does not say. */
function startOf({ appointment_details: details }: IDataObject): unknown {
	return isRecord(details) ? details.start_time : undefined;
}

/** Whom and where an appointment joins, by Eka Care's ids and by the caller's own. */
const JOINED = ['doctor', 'clinic', 'patient'].flatMap((name) => [`${name}_id`, `partner_${name}_id`]);

/** Whether an appointment that is there is the one that is asked for. */
function isSame(found: IDataObject, body: IDataObject): boolean {
	const differs = (name: string) => {
		const [wanted, there] = [body[name] ?? '', found[name] ?? ''];
		return wanted !== '' && there !== '' && String(wanted) !== String(there);
	};
	return isBookedAt(found, startOf(body)) && !JOINED.some(differs);
}

/** How to find out whether a booking was carried out; only by an id of ours. */
export function lookUpOf(body: IDataObject): LookUp | undefined {
	const { partner_appointment_id: key } = body;
	return key === undefined ? undefined : byPartnerId(String(key), (found) => isBookedAt(found, startOf(body)));
}

/**
 * The appointment that an earlier booking with the same id of ours has made, for the same people at the same time.
 *
 * @returns undefined without such an id, when there is none, and when its time was given up or it is another one
 */
export async function earlierBooking(body: IDataObject, send: Send): Promise<IDataObject | undefined> {
	const { partner_appointment_id: key } = body;
	if (key === undefined) return undefined;
	const { request, find } = byPartnerId(String(key), () => true);
	const found = find(await send(request));
	return found && isSame(found, body) ? found : undefined;
}

/** Books; safe to send again when the body has an id of ours. */
export function bookingOf(body: IDataObject): RequestSpec {
	return {
		method: 'POST',
		path: '/dr/v1/appointment',
		body,
		isComplete: (answer) => dataOf(answer).appointment_id !== undefined,
	};
}
