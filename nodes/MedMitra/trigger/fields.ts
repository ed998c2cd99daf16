import { choices, integer } from '../../shared/fields/build';
import { STANDARD_STUCK_MINUTES } from './poll';

/** What a person sets on the MedMitra Trigger. */
export const triggerFields = [
	choices('events', "The events that start the workflow, for the cases of the credential's user", {
		as: false,
		label: 'Trigger On',
		required: true,
		options: {
			analysisCompleted: { name: 'Analysis Completed', description: 'The insights of a case are ready' },
			analysisFailed: {
				name: 'Analysis Failed',
				description: 'The analysis of a case ended without insights',
			},
			analysisStuck: {
				name: 'Analysis Stuck',
				description: 'A case is still processing after the time you set',
			},
			caseCreated: { name: 'Case Created', description: 'A case is new' },
		},
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
