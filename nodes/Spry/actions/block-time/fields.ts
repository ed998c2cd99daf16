import { choices, integer, kindOf, moment, text } from '../../../shared/fields/build';
import type { Answer } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { numbered } from '../../fields';
import { toUtcTime, word } from '../../kinds';
import { dataOf, listOf } from '../../vendor';
import { DAYS, toWeekdays } from './weekdays';

/** Every place in which Spry's blocked times are UTC without saying so. */
export function startsAt() {
	return moment('startsAt', "When the block starts. A time without an offset is in the workflow's time zone.", {
		as: 'starts_at',
		label: 'Start Time',
		example: '2027-01-15T12:00',
		convert: toUtcTime,
	});
}

export function endsAt() {
	return moment(
		'endsAt',
		"When the block or, in a series, the last block ends. A time without an offset is in the workflow's time zone.",
		{ as: 'ends_at', label: 'End Time', example: '2027-01-15T13:00', convert: toUtcTime },
	);
}

const timeOfDay = kindOf(text, {
	tidy: (time: string) => (/^\d:/.test(time) ? `0${time}` : time),
	pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
	expects: 'Give a time of day as HH:mm, such as 12:30.',
});

/** What a block has when it is created and when it is changed, besides its times. */
export function detailFields() {
	return [
		word('blockReason', 'Why the time is blocked. You can give another value with an expression.', {
			as: 'block_reason',
			options: { LUNCH: 'Lunch', STAFF_MEETING: 'Staff Meeting' },
			default: 'LUNCH',
		}),
		timeOfDay('slotStartTime', 'The time of day at which the slot starts, as HH:mm', {
			as: 'slot_start_time',
			example: '12:00',
		}),
		timeOfDay('slotEndTime', 'The time of day at which the slot ends, as HH:mm', {
			as: 'slot_end_time',
			example: '13:00',
		}),
		text('comments', 'Remarks on the block', { as: 'comments', example: 'Moved to the conference room', rows: 3 }),
		word('recurrenceFrequency', 'How often the block repeats. You can give another value with an expression.', {
			as: 'recurrence_frequency',
			options: { BIWEEKLY: 'Biweekly', MONTHLY: 'Monthly', NON_RECURRENT: 'Non Recurrent', WEEKLY: 'Weekly' },
			default: 'BIWEEKLY',
		}),
		choices('daysOfOccurrence', 'The days of the week. Required for weekly, biweekly and monthly blocks.', {
			as: 'days_of_occurrence',
			options: DAYS.map((name, index) => ({ name: `${index + 1} ${name}`, value: index + 1 })),
			convert: toWeekdays,
		}),
		integer(
			'intervalCount',
			'How many weeks or months to go from one block to the next, for example 2 for every second week',
			{
				as: 'interval_count',
				example: '2',
				default: 1,
				min: 1,
			},
		),
	];
}

export function blockLocator(description: string) {
	return numbered('doctorBlockingScheduleId', description, { as: false, label: 'Block Time', required: true });
}

/** One block, or a list of them where it became several. */
export function blocksIn(answer: Answer) {
	const { body } = answer;
	return isRecord(body) && Array.isArray(body.data) ? listOf(answer) : dataOf(answer);
}

export const BLOCK_PATH = '/v1/doctor-block';
