import { choice, choices, integer } from '../../shared/fields/build';
import { options } from '../../shared/fields/nested';
import { BY_HAND } from './by-hand';
import { DETAIL_OPTIONS } from './details';
import { EVENT_OPTIONS } from './events';
import { USUAL_TOLERANCE } from './tolerance';

/** What a person sets on the Eka Care Trigger. */
export const triggerFields = [
	choice('registration', 'How Eka Care learns the webhook URL of this node', {
		as: false,
		options: {
			automatic: {
				name: 'Automatic',
				description: 'The node registers its webhook URL with Eka Care when the workflow is published',
			},
			[BY_HAND]: {
				name: 'By Hand',
				description:
					'For ABHA and UHI events. Give Eka Care the production webhook URL shown above, and enter the signing key in the credential.',
			},
		},
		default: 'automatic',
		noDataExpression: true,
	}),
	choices('events', 'The events that start the workflow', {
		as: false,
		label: 'Trigger On',
		required: true,
		options: EVENT_OPTIONS,
		noDataExpression: true,
	}),
	choices(
		'fetchDetails',
		'The records to fetch and add under details. Events hold little more than IDs. Only records that the event refers to are fetched.',
		{ as: false, label: 'Fetch Full Details', options: DETAIL_OPTIONS },
	),
	options(
		integer(
			'signatureTolerance',
			'How old the signature of an event may be, in seconds. Older events are refused.',
			{ as: false, min: 1, default: USUAL_TOLERANCE },
		),
	),
];
