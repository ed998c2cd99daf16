import { choice } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';

/** Lists of notes are sorted by the time of service. */
export const sortField: Field = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort',
	default: {},
	options: [
		{
			displayName: 'Direction',
			name: 'sortDirection',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'DESC' },
				{ name: 'Oldest First', value: 'ASC' },
			],
			default: 'DESC',
			description: 'In which order of the time of service',
			sends: choice('sort_direction'),
		},
	],
};

export const SIMPLIFIED_NOTE = [
	'context_id',
	'patient_id',
	'spry_case_id',
	'case_title',
	'appointment_id',
	'type',
	'status',
	'service_date_time',
	'completed',
	'billing_status',
];

/** Both lists come in pages of the same form. */
export const NOTE_PAGES = { name: 'contexts', size: 100, standard: 10 };
