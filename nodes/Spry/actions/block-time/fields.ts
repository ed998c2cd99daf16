import { inputRefusal } from '../../../shared/failure';
import type { Answer, Field, ItemInput, Sends } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { idLocator } from '../../fields';
import { count, line, paragraph, pickOpen, utcTime } from '../../inputs';
import { dataOf, listOf } from '../../vendor';

/** Frequencies for which the days of the week must be said. */
const REPEATING = ['WEEKLY', 'BIWEEKLY', 'MONTHLY'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Every place in which Spry's blocked times are UTC without saying so. */
export function startsAt(): Field {
	return {
		displayName: 'Start Time',
		name: 'startsAt',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-01-15T12:00',
		description: 'When the block starts; without an offset in the time zone of the workflow',
		sends: utcTime('starts_at'),
	};
}

export function endsAt(): Field {
	return {
		displayName: 'End Time',
		name: 'endsAt',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-01-15T13:00',
		description:
			'When the block, or the last one of a series, ends; without an offset in the time zone of the workflow',
		sends: utcTime('ends_at'),
	};
}

function slot(as: string, displayName: string, description: string, placeholder: string): Field {
	return line(
		as,
		{ displayName, placeholder, description },
		{
			tidy: (time) => (/^\d:/.test(time) ? `0${time}` : time),
			pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
			expects: 'Give a time of day as HH:mm, such as 12:30.',
		},
	);
}

/** Days of the week by their numbers, 1 for Monday, or by their names. */
function weekdays(as: string): Sends {
	return {
		as,
		convert(value, place) {
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
		},
	};
}

/** What a block has when it is created and when it is changed, besides its times. */
export function detailFields(): Field[] {
	return [
		pickOpen(
			'block_reason',
			{ displayName: 'Block Reason', description: 'Why the time is blocked' },
			{ LUNCH: 'Lunch', STAFF_MEETING: 'Staff Meeting' },
		),
		slot('slot_start_time', 'Slot Start Time', 'When the slot starts on each day, as HH:mm', 'e.g. 12:00'),
		slot('slot_end_time', 'Slot End Time', 'When the slot ends on each day, as HH:mm', 'e.g. 13:00'),
		paragraph('comments', {
			displayName: 'Comments',
			placeholder: 'e.g. Moved to the conference room',
			description: 'Remarks on the block',
		}),
		pickOpen(
			'recurrence_frequency',
			{ displayName: 'Recurrence Frequency', description: 'How often the block comes again' },
			{ BIWEEKLY: 'Biweekly', MONTHLY: 'Monthly', NON_RECURRENT: 'Non Recurrent', WEEKLY: 'Weekly' },
		),
		{
			displayName: 'Days of Occurrence',
			name: 'daysOfOccurrence',
			type: 'multiOptions',
			options: DAYS.map((name, index) => ({ name: `${index + 1} ${name}`, value: index + 1 })),
			default: [],
			description: 'On which days of the week; needed when the block is weekly, biweekly or monthly',
			sends: weekdays('days_of_occurrence'),
		},
		count(
			'interval_count',
			{
				displayName: 'Interval Count',
				placeholder: 'e.g. 2',
				description: 'How many weeks or months lie between two blocks, in steps of the frequency',
			},
			1,
		),
	];
}

export function blockLocator(description: string): Field {
	return idLocator({ displayName: 'Block Time', name: 'doctorBlockingScheduleId', description });
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
