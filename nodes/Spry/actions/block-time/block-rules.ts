import { inputRefusal } from '../../../shared/failure';
import type { ItemInput } from '../../../shared/types';

/** Frequencies for which the days of the week must be said. */
const REPEATING = ['WEEKLY', 'BIWEEKLY', 'MONTHLY'];

export function assertDays({ body }: ItemInput): void {
	if (!REPEATING.includes(String(body.recurrence_frequency)) || body.days_of_occurrence !== undefined) return;
	throw inputRefusal(
		'Days of Occurrence',
		'is empty',
		'Choose at least one day of the week: Spry wants it for a block that comes again.',
	);
}

export function assertOrder({ body }: ItemInput): void {
	const { starts_at, ends_at } = body;
	if (starts_at === undefined || ends_at === undefined || String(ends_at) > String(starts_at)) return;
	throw inputRefusal('End Time', 'is not after Start Time', 'Give an end that is later than the start.');
}
