import type { VendorRefusal } from '../shared/failure';

const WORKSPACE: Partial<VendorRefusal> = {
	kind: 'forbidden',
	// Eka Care says "forbidden" also of an id that belongs to nobody, or to another workspace.
	message: "Eka Care does not find this in the credential's workspace, or does not let it be seen",
	description:
		'Check the IDs first: one from another workspace or another environment is refused like this. If they are right, ask the owner of the workspace what this API client may use.',
};

const TOO_LATE = 'Get the appointment and look at its status before running this item again.';

/** Codes of Eka Care that say more than the status they come with; what they leave out, the status says. */
export const CODES: Record<string, Partial<VendorRefusal>> = {
	ACCESS_DENIED: WORKSPACE,
	APPOINTMENT_BOOKING_FAILED: { message: 'Eka Care could not book the appointment' },
	APPOINTMENT_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such appointment' },
	BUSINESS_NOT_FOUND: { kind: 'notFound', message: 'Eka Care does not know the workspace of the credential' },
	CANCEL_NOT_ALLOWED: {
		kind: 'refused',
		message: 'Eka Care does not let this appointment be cancelled any more',
		description: TOO_LATE,
	},
	CASE_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such case' },
	CLINIC_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such clinic' },
	COMPLETE_NOT_ALLOWED: {
		kind: 'refused',
		message: 'Eka Care does not let this appointment be completed or parked in its present status',
		description: TOO_LATE,
	},
	// An id that does not exist comes with HTTP 500 here, so nothing is gained by sending it again.
	INVALID_DATA: { kind: 'refused', message: 'Eka Care finds nothing for this ID, or refused the data' },
	NOT_ALLOWED: WORKSPACE,
	NOT_FOUND: { kind: 'notFound' },
	PATIENTS_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such patient' },
	PATIENT_ALREADY_EXISTS: { kind: 'alreadyExists', message: 'Eka Care already has this patient' },
	RESCHEDULE_NOT_ALLOWED: {
		kind: 'refused',
		message: 'Eka Care does not let this appointment be moved any more',
		description: TOO_LATE,
	},
	STORAGE_LIMIT_EXCEEDED: {
		kind: 'refused',
		message: 'Eka Care has no storage left for this patient',
		description: 'Delete documents that are no longer needed, or ask Eka Care for more storage.',
	},
	UNAUTHORIZED_ACCESS: WORKSPACE,
	UNAUTHORIZED_ENTITY: WORKSPACE,
	profile_not_found: { kind: 'notFound', message: 'Eka Care knows no such patient' },
	invalid_request: { kind: 'refused' },
	// ABDM reports also what the caller did wrong as HTTP 500.
	'ABDM-1022': { kind: 'rateLimited' },
	'ABDM-1027': {
		kind: 'forbidden',
		message: 'Eka Care passes on that ABDM has blocked this for 24 hours',
		description: 'Wait for a day. Trying again before only lengthens the block.',
	},
};

/** What is said of HTTP 403 without a code. */
export const FORBIDDEN = WORKSPACE;

/** Whether the code is one of ABDM's, of which nearly all stand for what the caller did. */
export function isAbdm(code: string): boolean {
	return /^ABDM-\d+$/.test(code);
}
