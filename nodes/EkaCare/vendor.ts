import type { IDataObject } from 'n8n-workflow';

import { resolveBaseUrl } from '../shared/auth/base-url';
import type { FailureKind, VendorRefusal } from '../shared/failure';
import type { Answer, Vendor } from '../shared/types';
import { isRecord } from '../shared/values';
import { CODES, FORBIDDEN, isAbdm } from './codes';
import { ENVIRONMENTS } from './environments';

const BAD_REQUEST = 400;
const NOT_FOUND = 404;

type Body = Record<string, unknown>;

/** Where Eka Care's services put the complaint inside of the body, besides the body itself. */
function complaintsIn(body: Body): Body[] {
	const error: unknown = Array.isArray(body.error) ? body.error[0] : body.error;
	const [batch] = Array.isArray(body.batch_response) ? (body.batch_response as unknown[]) : [];
	const details = isRecord(batch) ? batch.error_details : undefined;
	// ABDM's own code says more than the number beside it.
	return [body.source_error, error, body.err, details].filter(isRecord);
}

/** Eka Care's services word their refusals in some fifteen shapes; these are the places of a text. */
function wordsOf(body: Body): string {
	const texts = [
		...complaintsIn(body).flatMap((place) => [place.message, place.display_message]),
		...Object.keys(body),
		...Object.values(body).flat(),
	];
	return texts.filter((words) => typeof words === 'string').join(' ');
}

/** The same for codes: a word in capitals, a number, or one of the few in small letters. */
function codeOf(body: Body): string | undefined {
	const codes = [...complaintsIn(body), body].flatMap(({ code, error_code }) => [code, error_code]);
	return codes
		.map((code) => String(code ?? ''))
		.find((code) => /^([A-Z][A-Z0-9_-]{2,60}|\d{1,6})$/.test(code) || Object.hasOwn(CODES, code));
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

/**
 * The status that is meant: some services refuse with HTTP 200 and say so in the body. Undefined for a success; the
 * status itself, which makes no sense then, for a complaint without a word on success.
 */
function meantStatus(status: number, body: Body): number | undefined {
	if (status < 200 || status >= 300) return status;
	const isRefusal = body.error === true || body.success === false || body.success === 'false';
	if (!isRefusal) return isRecord(body.error) ? status : undefined;
	const told = Number(body.status_code);
	return told >= 400 && told < 600 ? told : BAD_REQUEST;
}

/** The answer's status says whether it is a success, but for bodies that say they are none; codes overrule both. */
export function refusal({ status, body }: Answer): VendorRefusal | undefined {
	const record = isRecord(body) ? body : {};
	const meant = meantStatus(status, record);
	if (meant === undefined) return undefined;
	const vendorCode = codeOf(record);
	const byStatus = kindOf(meant);
	// A login that has run out is renewed, whatever code comes with it.
	if (byStatus === 'credential') return { kind: byStatus, vendorCode, words: wordsOf(record) };
	const known = vendorCode === undefined ? undefined : CODES[vendorCode];
	const kind = vendorCode !== undefined && isAbdm(vendorCode) && meant >= 500 ? 'refused' : byStatus;
	const general = kind === 'forbidden' ? FORBIDDEN : undefined;
	return { kind, ...(known ?? general), vendorCode, words: wordsOf(record) };
}

/** The answer as an object; some services wrap it in `data`, some do not. */
export function dataOf({ body }: Answer): IDataObject {
	if (!isRecord(body)) return {};
	return (isRecord(body.data) ? body.data : body) as IDataObject;
}

/**
 * The list in an answer: the body itself, or under one of the names, in `data` or not. Where Eka Care's documents
 * promise one object and its own libraries expect a list (or the other way round), both come out as a list.
 *
 * @param names what the list may be called; without any the answer itself is the one record
 */
export function listIn(answer: Answer, ...names: string[]): IDataObject[] {
	const { body } = answer;
	const data = dataOf(answer);
	const inside = names.map((name) => data[name]).find((value) => value !== undefined && value !== null);
	const alone = names.length === 0 && Object.keys(data).length > 0 ? data : [];
	const found = [body, isRecord(body) ? body.data : undefined].find(Array.isArray) ?? inside ?? alone;
	return [found].flat().filter(isRecord) as IDataObject[];
}

/** Whether what was to be removed is gone after an attempt whose answer was lost: then it was that attempt. */
export function isGone({ status, afterUnknown }: Answer): boolean {
	return status === NOT_FOUND && afterUnknown === true;
}

/** Whether a service that answers with nothing but a message says with it that it has done what was asked. */
export function isDone({ body }: Answer): boolean {
	return isRecord(body) && typeof body.message === 'string' && body.error === undefined && body.status !== 'error';
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
	unixTimes: [
		'start_time',
		'end_time',
		'created_at',
		'updated_at',
		'occurred_at',
		'document_date',
		'document_date_epoch',
		'upload_date',
		'c_ate',
		'u_ate',
	],
	freeObjects: ['custom_attributes', 'display_meta', 'partner_meta'],
};
