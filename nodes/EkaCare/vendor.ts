import type { IDataObject } from 'n8n-workflow';

import { resolveBaseUrl } from '../shared/base-url';
import type { FailureKind, VendorRefusal } from '../shared/failure';
import type { Answer, Vendor } from '../shared/types';
import { isRecord } from '../shared/values';
import { ENVIRONMENTS } from './environments';

/** Codes of Eka Care that say more than the status they come with. */
const CODES: Record<string, Omit<VendorRefusal, 'vendorCode' | 'words'>> = {
	APPOINTMENT_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such appointment' },
	CLINIC_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such clinic' },
	CASE_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such case' },
	PATIENTS_NOT_FOUND: { kind: 'notFound', message: 'Eka Care knows no such patient' },
	NOT_FOUND: { kind: 'notFound' },
	PATIENT_ALREADY_EXISTS: { kind: 'alreadyExists', message: 'Eka Care already has this patient' },
	UNAUTHORIZED_ACCESS: { kind: 'forbidden' },
	UNAUTHORIZED_ENTITY: { kind: 'forbidden' },
	ACCESS_DENIED: { kind: 'forbidden' },
	// A doctor id that does not exist comes with HTTP 500, so nothing is gained by sending it again.
	INVALID_DATA: { kind: 'refused' },
};

/** Eka Care's services word their refusals in some fifteen shapes; these are the places of a text. */
function wordsOf(body: Record<string, unknown>): string {
	const error = Array.isArray(body.error) ? body.error[0] : body.error;
	const places = [error, body.err].filter(isRecord);
	const texts = [
		...places.flatMap((place) => [place.message, place.display_message]),
		error,
		...Object.keys(body),
		...Object.values(body).flat(),
	];
	return texts.filter((words) => typeof words === 'string').join(' ');
}

/** The same for codes: a word in capitals or a number. */
function codeOf(body: Record<string, unknown>): string | undefined {
	const error = Array.isArray(body.error) ? body.error[0] : body.error;
	const inside = [error, body.err].filter(isRecord);
	const codes = [...inside.flatMap((place) => [place.code, place.error_code]), body.code, body.error_code];
	return codes.map((code) => String(code ?? '')).find((code) => /^([A-Z][A-Z0-9_-]{2,60}|\d{1,6})$/.test(code));
}

function kindOf(status: number): FailureKind {
	// A redirect comes from another kind of server: the base URL is wrong.
	if (status < 400) return 'malformed';
	if (status === 401) return 'credential';
	if (status === 403) return 'forbidden';
	if (status === 404) return 'notFound';
	if (status === 409) return 'alreadyExists';
	if (status === 429) return 'rateLimited';
	if (status === 408 || status === 425 || status >= 500) return 'unavailable';
	return 'refused';
}

/** Any status below 300 is a success; the body says what the others mean. */
export function refusal({ status, body }: Answer): VendorRefusal | undefined {
	if (status >= 200 && status < 300) return undefined;
	const record = isRecord(body) ? body : {};
	const vendorCode = codeOf(record);
	const known = vendorCode === undefined ? undefined : CODES[vendorCode];
	return { kind: kindOf(status), ...known, vendorCode, words: wordsOf(record) };
}

/** The answer as an object; some services wrap it in `data`, some do not. */
export function dataOf({ body }: Answer): IDataObject {
	if (!isRecord(body)) return {};
	return (isRecord(body.data) ? body.data : body) as IDataObject;
}

export const ekaCare: Vendor = {
	displayName: 'Eka Care',
	credential: () => ({
		type: 'ekaCareApi',
		fixedToken: (credentials) => (credentials.authentication === 'jwt' ? String(credentials.jwt ?? '') : ''),
		renewable: 'sessionToken',
	}),
	baseUrl: (credentials) => resolveBaseUrl(credentials, ENVIRONMENTS),
	refusal,
};
