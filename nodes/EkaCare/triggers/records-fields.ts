import { choice, flag } from '../../shared/fields/build';
import { options } from '../../shared/fields/nested';
import { shownWhen } from '../../shared/fields/vary';
import { patientLocator } from '../fields';

export const patientField = patientLocator('The patient whose records to watch', { as: false, required: true });

/** What a person sets on the Eka Care Records Trigger. */
export const triggerFields = [
	choice('event', 'What starts the workflow', {
		as: false,
		label: 'Trigger On',
		options: {
			caseChanged: {
				name: 'Case Created or Updated',
				description: 'A case is new or has changed',
			},
			documentChanged: {
				name: 'Document Uploaded or Updated',
				description: 'A document is new, or its type, title, tags, date or cases have changed',
			},
		},
		default: 'caseChanged',
		noDataExpression: true,
	}),
	patientField,
	shownWhen(
		{ show: { event: ['caseChanged'] } },
		options(
			flag(
				'includeDeleted',
				'Whether to start the workflow for deleted cases too. They have the status D and no content.',
				{ as: false },
			),
		),
	),
];
