export const SIMPLIFIED_AUTHORIZATION = [
	'authorization_id',
	'authorization_reference_number',
	'spry_case_id',
	'patient_id',
	'patient_name',
	'authorization_status',
	'effective_start_date',
	'effective_end_date',
	'authorized_visit_count',
	'current_visit_count',
];
