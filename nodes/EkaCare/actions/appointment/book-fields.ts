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
	choice('chooseTimeBy', 'How it is known when the appointment starts', {
		as: false,
		options: {
			[FIRST_FREE]: {
				name: 'Book First Free Slot',
				description: "Ask for the doctor's slots and take the first that is free",
			},
			startTime: { name: 'Start Time', description: 'Book at the time that is given' },
		},
		default: 'startTime',
		isSwitch: true,
		noDataExpression: true,
	}),
	moment(
		'earliestTime',
		'Only slots that start then or later; left empty, from now on. Without an offset it is taken in the time zone of the workflow.',
		{ as: false, example: '2027-01-15T09:30', convert: toBookingTime, ...whenFirstFree },
	),
	text('service', 'Only slots of this service, by its name or its ID (conf_id); left empty, of any', {
		as: false,
		example: 'Consultation',
		...whenFirstFree,
	}),
	moment(
		'startTime',
		'When the appointment starts. Without an offset it is taken in the time zone of the workflow; Eka Care shows times in Asia/Kolkata.',
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
			'How to find out that an appointment has this ID already, as after a run that was broken off. To continue is the safe choice and takes one more request.',
			{
				as: false,
				label: 'If Partner Appointment ID Exists',
				options: {
					continue: {
						name: 'Continue',
						description:
							'Look before booking, and output the appointment that was booked with it for the same time',
					},
					book: {
						name: 'Leave to Eka Care',
						description: 'Book at once, and look only when Eka Care refuses it',
					},
				},
				default: 'book',
			},
		),
		integer('searchDays', 'How many days are searched for the first free slot, each with one request', {
			as: false,
			default: SEARCH_DAYS,
			min: 1,
			max: MOST_DAYS,
		}),
	),
];
