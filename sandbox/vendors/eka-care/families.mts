import { inWords, type Answer } from '../../shared/vendor.mts';
import type { Problem } from '../../types.mts';
import * as errors from './errors.mts';

/** Groups of operations that need the same headers and report errors in the same format. */
const FAMILIES = {
	signIn: ['login', 'refreshToken'],
	cdrCreate: ['createDoctor', 'createClinic'],
	cdr: [
		...['getBusinessInfo', 'listDoctors', 'getDoctor', 'updateDoctor', 'deleteDoctor'],
		...['listClinics', 'getClinic', 'updateClinic', 'deleteClinic'],
	],
	entities: ['getEntities'],
	clinicDetails: ['getClinicDetails'],
	slots: ['listSlots'],
	reschedule: ['rescheduleAppointment'],
	profiles: [
		...['createPatient', 'getPatient', 'updatePatient', 'archivePatient', 'listPatients', 'searchPatients'],
		...['getPatientsByMobile', 'getPatientsByUsername'],
	],
	cases: ['createCase', 'listCases', 'updateCase', 'deleteCase'],
	documents: ['listDocuments', 'getDocument', 'updateDocument', 'deleteDocument', 'getParsingResult'],
	uploads: ['authoriseUpload'],
	parser: ['parseDocument'],
	webhooks: ['registerWebhook', 'listWebhooks', 'deleteWebhook'],
	storage: ['storeFile', 'fetchFile'],
} as const;

/** `dr` is all the rest. */
export type Family = keyof typeof FAMILIES | 'dr';

const byOperation = new Map<string, Family>(
	Object.entries(FAMILIES).flatMap(([family, operations]) =>
		operations.map((one) => [one, family as Family] as const),
	),
);

export function familyOf(operationId: string): Family {
	return byOperation.get(operationId) ?? 'dr';
}

/** These are documented with the bare token in `auth` and need it as well as the bearer token. */
const WITH_RAW_TOKEN: Family[] = ['cdrCreate', 'cdr', 'entities', 'clinicDetails', 'slots', 'reschedule', 'dr'];

export function wantsRawToken(family: Family): boolean {
	return WITH_RAW_TOKEN.includes(family);
}

/** An error in the format of a family. */
export function failure(family: Family, status: number, code: string, message: string): Answer {
	switch (family) {
		case 'signIn':
			return errors.signInError(status, message);
		case 'cdrCreate':
		case 'cdr':
			return errors.cdrError(status, message);
		case 'entities':
			return errors.wrappedError(status, code, message);
		case 'clinicDetails':
			return errors.clinicError(status, code, message);
		case 'slots':
			return errors.slotError(status, message);
		case 'reschedule':
			return errors.gatewayError(status, message);
		case 'profiles':
			return status === 404 ? errors.profileError(status, code, message) : errors.drError(status, code, message);
		case 'cases':
			return errors.caseError(status, code, message);
		// Errors of the server have no body.
		case 'documents':
			return status >= 500 ? { status } : errors.caseError(status, code, message);
		case 'uploads':
			return status >= 500 ? { status } : errors.uploadError(status, message);
		case 'parser':
			return status >= 500 ? { status } : errors.parserError(status, message);
		case 'storage':
			return errors.storageError(status, code, message);
		default:
			return errors.drError(status, code, message);
	}
}

const REFUSAL_CODES: Partial<Record<Family, string>> = {
	profiles: 'invalid_request',
	cases: 'BAD_REQUEST',
	documents: 'BAD_REQUEST',
	webhooks: 'INVALID_REQUEST',
	storage: 'InvalidArgument',
};

/** A family's answer to a request that does not fit the contract. */
export function refusal(family: Family, problems: Problem[]): Answer {
	if (family === 'cdrCreate') return errors.fieldsError(byField(problems));
	return failure(family, 400, REFUSAL_CODES[family] ?? 'INVALID_REQUEST_PARAMETERS', inWords(problems));
}

function byField(problems: Problem[]): Record<string, string[]> {
	const fields = new Map<string, string[]>();
	for (const problem of problems) {
		const text = inWords([problem]);
		const name = problem.path.split('/')[1] || 'non_field_errors';
		if (text) fields.set(name, [...(fields.get(name) ?? []), text]);
	}
	return Object.fromEntries(fields);
}

/** The answer of a family, or of the gateway in front of it, to a request without a valid token. */
export function unauthorised(family: Family): Answer {
	if (family === 'signIn') return errors.signInError(401, 'Unauthorized');
	if (family === 'cases') return errors.caseError(401, 'UNAUTHORIZED', 'Unauthorized');
	if (family === 'profiles' || family === 'webhooks') {
		return errors.drError(401, 'UNAUTHORIZED_ACCESS', 'Unauthorized');
	}
	return errors.gatewayError(401, 'Unauthorized');
}
