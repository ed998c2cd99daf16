import { toBookingTime } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import { moment } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { statusChange } from './status-change';
import { assertEndAfterStart } from './times';

export const confirmFollowUp = statusChange({
	displayName: 'Confirm Follow-Up',
	value: 'confirmFollowUp',
	action: 'Confirm follow up appointment',
	description: 'Turn a suggested follow-up into a booked appointment',
	whenRefused: 'Check the ID of the appointment, and that it is a follow-up that waits for its confirmation.',
	method: 'PUT',
	call: 'follow-up/confirm',
	fields: [
		additionalFields(
			moment('endTime', "When the appointment ends. A time without an offset is in the workflow's time zone.", {
				as: 'end_time',
				example: '2027-01-15T10:00',
				convert: toBookingTime,
			}),
			moment('startTime', 'When the appointment starts. If empty, the suggested time.', {
				as: 'start_time',
				example: '2027-01-15T09:30',
				convert: toBookingTime,
			}),
		),
	],
	body(given) {
		if (given.end_time !== undefined && given.start_time === undefined) {
			throw inputRefusal('Start Time', 'is empty', 'Give the start with the end, or leave both empty.');
		}
		assertEndAfterStart(given.start_time, given.end_time);
		return Object.keys(given).length > 0 ? given : undefined;
	},
	// With times of its own another appointment takes its place.
	reached: /^(BK|RE)/,
});
