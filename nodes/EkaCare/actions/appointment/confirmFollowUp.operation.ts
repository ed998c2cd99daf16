import { inputRefusal } from '../../../shared/failure';
import { epochSeconds } from '../../../shared/fields/convert';
import { statusChange } from './status-change';
import { assertEndAfterStart } from './times';

export const confirmFollowUp = statusChange({
	displayName: 'Confirm Follow-Up',
	value: 'confirmFollowUp',
	action: 'Confirm follow up appointment',
	description: 'Turn a follow-up that was only suggested into a booked appointment',
	whenRefused: 'Check the ID of the appointment, and that it is a follow-up that waits for its confirmation.',
	method: 'PUT',
	call: 'follow-up/confirm',
	fields: [
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'End Time',
					name: 'endTime',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-01-15T10:00',
					description: 'When the appointment ends; without an offset in the time zone of the workflow',
					sends: epochSeconds('end_time'),
				},
				{
					displayName: 'Start Time',
					name: 'startTime',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-01-15T09:30',
					description: 'When the appointment starts; left empty, at the suggested time',
					sends: epochSeconds('start_time'),
				},
			],
		},
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
