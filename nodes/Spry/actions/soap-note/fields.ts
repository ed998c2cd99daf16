import { choice } from '../../../shared/fields/build';
import { collection } from '../../../shared/fields/nested';

/** Lists of notes are sorted by the time of service. */
export const sortField = collection('sort', 'Add Sort', [
	choice('sortDirection', 'Sort by time of service', {
		as: 'sort_direction',
		label: 'Direction',
		options: { DESC: 'Newest First', ASC: 'Oldest First' },
		default: 'DESC',
	}),
]);

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
