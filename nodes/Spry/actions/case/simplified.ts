export const SIMPLIFIED_CASE = [
	'spry_case_id',
	'case_title',
	'patient_id',
	'specialization',
	'treatment_status',
	'treatment_start_date',
	'payment_mode',
	'auth_required_status',
	'created_at',
	'updated_at',
];
