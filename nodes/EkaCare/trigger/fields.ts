import { choices, integer } from '../../shared/fields/build';
import { options } from '../../shared/fields/nested';
import { DETAIL_OPTIONS } from './details';
import { EVENT_OPTIONS } from './events';
import { USUAL_TOLERANCE } from './tolerance';

/** What a person sets on the Eka Care Trigger. */
export const triggerFields = [
	choices('events', 'The events that start the workflow', {
		as: false,
		label: 'Trigger On',
		required: true,
		options: EVENT_OPTIONS,
		noDataExpression: true,
	}),
	choices(
		'fetchDetails',
		'The records to fetch and add under details; events hold little more than IDs. Only what the event names is fetched.',
		{ as: false, label: 'Fetch Full Details', options: DETAIL_OPTIONS },
	),
	options(
		integer(
			'signatureTolerance',
			'How many seconds the time in the signature may be from now; older deliveries are refused',
			{ as: false, min: 1, default: USUAL_TOLERANCE },
		),
	),
];
