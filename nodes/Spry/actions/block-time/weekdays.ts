import { inputRefusal } from '../../../shared/failure';
import type { Place } from '../../../shared/types';

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Days of the week by their numbers, 1 for Monday, or by their names. */
export function toWeekdays(value: unknown, place: Place): number[] {
	const given: unknown[] = Array.isArray(value) ? value : String(value).split(',');
	const days = given.map((entry) => {
		const day = String(entry).trim().toLowerCase();
		const named = DAYS.findIndex((name) => name.toLowerCase() === day) + 1;
		return named > 0 ? named : /^[1-7]$/.test(day) ? Number(day) : 0;
	});
	if (!days.includes(0)) return [...new Set(days)];
	throw inputRefusal(
		place.label,
		'is not a list of days of the week',
		'Give numbers from 1 for Monday to 7 for Sunday, or the names of the days.',
	);
}
