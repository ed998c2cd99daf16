import { stepsOperation } from '../../../shared/operation';
import type { StepsOperation } from '../../../shared/types';
import { bookAt } from './book-at';
import { bookFields } from './book-fields';
import { earlierBooking, lookUpOf } from './booking';
import { assertConsistent, FIRST_FREE } from './booking-rules';
import { bookFirstFree } from './first-free';

export const book: StepsOperation = stepsOperation({
	displayName: 'Book',
	value: 'book',
	action: 'Book appointment',
	description:
		'Book an appointment with a doctor at a clinic. With a Partner Appointment ID the same appointment is never booked twice.',
	maps: true,
	// With an id of the caller's own a lost answer can be looked up; without one a repeat books again.
	resend: 'keyed',
	whenRefused:
		'Check the doctor, the clinic and the patient, that the doctor works at this clinic, and that the time is still free.',
	fields: bookFields,
	lookUp: ({ body }) => lookUpOf(body),
	howToCheck:
		"Look into the doctor's calendar before running this item again. With a Partner Appointment ID the node finds out by itself.",
	async steps(input, request) {
		assertConsistent(input);
		const isRepeatable = input.params.ifExists === 'continue';
		const earlier = isRepeatable ? await earlierBooking(input.body, request) : undefined;
		if (earlier) return [{ json: { ...earlier, alreadyExisted: true } }];
		if (input.params.chooseTimeBy === FIRST_FREE) return [{ json: await bookFirstFree(input, request) }];
		const booked = await bookAt(input, request, book);
		return [{ json: isRepeatable ? { alreadyExisted: false, ...booked } : booked }];
	},
});
