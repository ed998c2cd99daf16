/** Zones of every kind: summer time in either half of the year, half hours, both edges of the day. */
export const ZONES = [
	'UTC',
	'America/New_York',
	'Asia/Kolkata',
	'Europe/Berlin',
	'America/St_Johns',
	'America/Sao_Paulo',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
	'Africa/Casablanca',
	'Asia/Tehran',
];

export const NEW_YORK = 'America/New_York';
export const KOLKATA = 'Asia/Kolkata';
export const BERLIN = 'Europe/Berlin';
