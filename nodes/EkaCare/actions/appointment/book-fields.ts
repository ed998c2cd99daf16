import { toBookingTime } from '../../../shared/fields/convert';
import { choice, integer, moment, text } from '../../../shared/fields/build';
import { additionalFields, options } from '../../../shared/fields/nested';
import { MOST_DAYS } from '../slot/slots';
import { bookingFields } from './booking-fields';
import { FIRST_FREE } from './booking-rules';
import { SEARCH_DAYS } from './first-free';
import { whoFields } from './who-fields';

const whenFirstFree = { show: { chooseTimeBy: [FIRST_FREE] } };
export const bookFields = [
	...whoFields,
	choice('chooseTimeBy', 'How to choose the start time', {
		label: 'Time',
		as: false,
		options: {
			[FIRST_FREE]: {
				name: 'First Free Slot',
				description: "Look up the doctor's slots and book the first free one",
			},
			startTime: { name: 'Specific Time', description: 'Book at the time you give' },
		},
		default: 'startTime',
		isSwitch: true,
		noDataExpression: true,
	}),
	moment(
		'earliestTime',
		"Book only slots that start at or after this time. If empty, from now on. A time without an offset is in the workflow's time zone.",
		{ as: false, example: '2027-01-15T09:30', convert: toBookingTime, ...whenFirstFree },
	),
	text('service', 'Book only slots of this service, by its name or ID (conf_id). If empty, any service.', {
		as: false,
		example: 'Consultation',
		...whenFirstFree,
	}),
	moment(
		'startTime',
		"When the appointment starts. A time without an offset is in the workflow's time zone. Eka Care shows times in Asia/Kolkata.",
		{
			as: 'appointment_details.start_time',
			required: true,
			example: '2027-01-15T09:30',
			convert: toBookingTime,
			hide: { chooseTimeBy: [FIRST_FREE] },
		},
	),
	additionalFields(...bookingFields),
	options(
		choice(
			'ifExists',
			'What to do if an appointment already has this ID, for example after an interrupted run. Continue is the safe choice and needs one more request.',
			{
				as: false,
				label: 'If Partner Appointment ID Exists',
				options: {
					continue: {
						name: 'Continue',
						description:
							'Check before booking, and output the appointment that already has this ID and time',
					},
					book: {
						name: 'Leave to Eka Care',
						description: 'Book right away, and check only if Eka Care refuses',
					},
				},
				default: 'book',
			},
		),
		integer('searchDays', 'How many days to search for the first free slot. Each day takes one request.', {
			as: false,
			default: SEARCH_DAYS,
			min: 1,
			max: MOST_DAYS,
		}),
	),
];
