export const SIMPLIFIED_PATIENT = [
	'patient_id',
	'name',
	'first_name',
	'last_name',
	'date_of_birth',
	'sex',
	'mobile',
	'email_address',
	'status',
	'organisation_id',
];
