import { choices, integer } from '../../shared/fields/build';
import { STANDARD_STUCK_MINUTES } from './poll';

/** What a person sets on the MedMitra Trigger. */
export const triggerFields = [
	choices('events', "What starts the workflow, of the cases of the credential's user", {
		as: false,
		label: 'Trigger On',
		required: true,
		options: {
			analysisCompleted: { name: 'Analysis Completed', description: 'The insights of a case are there' },
			analysisFailed: {
				name: 'Analysis Failed',
				description: 'The analysis of a case ended without insights',
			},
			analysisStuck: {
				name: 'Analysis Stuck',
				description: 'A case has been in processing for longer than it should',
			},
			caseCreated: { name: 'Case Created', description: 'There is a new case' },
		},
		default: ['analysisCompleted'],
	}),
	integer(
		'stuckAfter',
		'For how many minutes a case may be in processing; most analyses take less than two. MedMitra itself never says that one got stuck.',
		{
			as: false,
			label: 'Stuck After (Minutes)',
			min: 1,
			default: STANDARD_STUCK_MINUTES,
			show: { events: ['analysisStuck'] },
		},
	),
];
