import { choices, flag } from '../../shared/fields/build';
import { options } from '../../shared/fields/nested';
import { EVENTS } from './events';

/** What a person sets on the Spry Trigger besides the credential. */
export const triggerFields = [
	choices('events', 'The events that start the workflow', {
		as: false,
		label: 'Trigger On',
		required: true,
		options: EVENTS,
	}),
	options(
		flag(
			'fetchRecord',
			'Whether to add the patient or, for a case event, the case. The event itself holds only IDs and a status.',
			{ as: false },
		),
	),
];
