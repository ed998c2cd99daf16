import { inputRefusal } from '../../../shared/failure';
import { choices, integer, kindOf, moment, text } from '../../../shared/fields/build';
import type { Answer, ItemInput, Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { numbered } from '../../fields';
import { toUtcTime, word } from '../../kinds';
import { dataOf, listOf } from '../../vendor';

/** Frequencies for which the days of the week must be said. */
const REPEATING = ['WEEKLY', 'BIWEEKLY', 'MONTHLY'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Every place in which Spry's blocked times are UTC without saying so. */
export function startsAt() {
	return moment('startsAt', 'When the block starts; without an offset in the time zone of the workflow', {
		as: 'starts_at',
		label: 'Start Time',
		example: '2027-01-15T12:00',
		convert: toUtcTime,
	});
}

export function endsAt() {
	return moment(
		'endsAt',
		'When the block, or the last one of a series, ends; without an offset in the time zone of the workflow',
		{ as: 'ends_at', label: 'End Time', example: '2027-01-15T13:00', convert: toUtcTime },
	);
}

const timeOfDay = kindOf(text, {
	tidy: (time: string) => (/^\d:/.test(time) ? `0${time}` : time),
	pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
	expects: 'Give a time of day as HH:mm, such as 12:30.',
});

/** Days of the week by their numbers, 1 for Monday, or by their names. */
function toWeekdays(value: unknown, place: Place): number[] {
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

/** What a block has when it is created and when it is changed, besides its times. */
export function detailFields() {
	return [
		word('blockReason', 'Why the time is blocked. Another one can be given by an expression.', {
			as: 'block_reason',
			options: { LUNCH: 'Lunch', STAFF_MEETING: 'Staff Meeting' },
			default: 'LUNCH',
		}),
		timeOfDay('slotStartTime', 'When the slot starts on each day, as HH:mm', {
			as: 'slot_start_time',
			example: '12:00',
		}),
		timeOfDay('slotEndTime', 'When the slot ends on each day, as HH:mm', { as: 'slot_end_time', example: '13:00' }),
		text('comments', 'Remarks on the block', { as: 'comments', example: 'Moved to the conference room', rows: 3 }),
		word('recurrenceFrequency', 'How often the block comes again. Another one can be given by an expression.', {
			as: 'recurrence_frequency',
			options: { BIWEEKLY: 'Biweekly', MONTHLY: 'Monthly', NON_RECURRENT: 'Non Recurrent', WEEKLY: 'Weekly' },
			default: 'BIWEEKLY',
		}),
		choices('daysOfOccurrence', 'On which days of the week; needed when the block is weekly, biweekly or monthly', {
			as: 'days_of_occurrence',
			options: DAYS.map((name, index) => ({ name: `${index + 1} ${name}`, value: index + 1 })),
			convert: toWeekdays,
		}),
		integer('intervalCount', 'How many weeks or months lie between two blocks, in steps of the frequency', {
			as: 'interval_count',
			example: '2',
			default: 1,
			min: 1,
		}),
	];
}

export function blockLocator(description: string) {
	return numbered('doctorBlockingScheduleId', description, { as: false, label: 'Block Time', required: true });
}

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

/** One block, or a list of them where it became several. */
export function blocksIn(answer: Answer) {
	const { body } = answer;
	return isRecord(body) && Array.isArray(body.data) ? listOf(answer) : dataOf(answer);
}

export const SIMPLIFIED_BLOCK = [
	'doctor_blocking_schedule_id',
	'block_identifier',
	'doctor_id',
	'clinic_id',
	'block_reason',
	'starts_at',
	'ends_at',
	'recurrence_frequency',
	'block_status',
	'comments',
];

export const BLOCK_PATH = '/v1/doctor-block';
