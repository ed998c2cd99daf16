import { choices, integer } from '../../shared/fields/build';
import { STANDARD_STUCK_MINUTES } from './cases';
import { EVENTS } from './events';

/** What a person sets on the MedMitra Trigger. */
export const triggerFields = [
	choices('events', "The events that start the workflow, for the cases of the credential's user", {
		as: false,
		label: 'Trigger On',
		required: true,
		options: [...EVENTS],
		default: ['analysisCompleted'],
	}),
	integer(
		'stuckAfter',
		'After how many minutes of processing a case counts as stuck. Most analyses take less than two minutes. MedMitra itself does not report stuck cases.',
		{
			as: false,
			label: 'Stuck After (Minutes)',
			min: 1,
			default: STANDARD_STUCK_MINUTES,
			show: { events: ['analysisStuck'] },
		},
	),
];
