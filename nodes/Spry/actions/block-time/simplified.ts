export const SIMPLIFIED_BLOCK = [
	'doctor_blocking_schedule_id',
	'block_identifier',
	'doctor_id',
	'clinic_id',
	'block_reason',
	'starts_at',
	'ends_at',
	'recurrence_frequency',
	'block_status',
	'comments',
];
