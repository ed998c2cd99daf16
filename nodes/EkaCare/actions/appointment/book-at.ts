import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import type { Answer, ItemInput, Operation, Send } from '../../../shared/types';
import { failureIn } from '../../../shared/http/classify';
import { dataOf, ekaCare } from '../../vendor';
import { bookingOf, earlierBooking } from './booking';

/** With what Eka Care refuses a booking; it does not document which of its reasons is the one. */
const REFUSED = 400;

/**
 * Books at the time that is given.
 *
 * With an id of the caller's a second run books nothing twice: of a refusal it is looked whether the appointment that
 * is asked for is there under this id already, and if so that one is given back as `alreadyExisted`.
 *
 * @throws Refusal when the booking is refused, also because the id belongs to another appointment
 */
export async function bookAt({ body }: ItemInput, send: Send, operation: Operation): Promise<IDataObject> {
	const booking = bookingOf(body);
	if (body.partner_appointment_id === undefined) return dataOf(await send(booking));

	const isRefused = ({ status }: Answer) => status === REFUSED;
	const isComplete = (answer: Answer) => isRefused(answer) || booking.isComplete?.(answer) === true;
	const answer = await send({ ...booking, accepts: isRefused, isComplete });
	if (!isRefused(answer)) return dataOf(answer);

	const found = await earlierBooking(body, send);
	if (found) return answer.afterUnknown ? found : { ...found, alreadyExisted: true };
	const failure = failureIn(answer, ekaCare, operation, booking);
	if (failure) throw new Refusal(failure);
	return dataOf(answer);
}
