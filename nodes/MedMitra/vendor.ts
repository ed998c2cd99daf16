import { resolveBaseUrl } from '../shared/auth/base-url';
import { bareToken } from '../shared/auth/bearer';
import type { Failure, FailureKind, VendorRefusal } from '../shared/failure';
import type { Answer, Vendor } from '../shared/types';
import { isRecord } from '../shared/values';

/** How MedMitra begins its two reasons for HTTP 404 on a case. */
const NO_SUCH_CASE = 'Error retrieving case';
const NO_INSIGHTS = 'Error retrieving AI insights';

/** MedMitra's own words, and for HTTP 422 the names of the fields it complains about. */
function wordsOf(body: unknown): string {
	const detail = isRecord(body) ? body.detail : undefined;
	if (typeof detail === 'string') return detail;
	if (!Array.isArray(detail)) return '';
	return detail
		.filter(isRecord)
		.flatMap(({ loc }) => (Array.isArray(loc) ? loc : []))
		.join(' ');
}

function kindOf(status: number): FailureKind {
	// A redirect comes from another kind of server: the base URL is wrong.
	if (status < 400) return 'malformed';
	// MedMitra itself never answers 401, 403 or 429; a gateway in front of it may.
	if (status === 401) return 'credential';
	if (status === 403) return 'forbidden';
	if (status === 404) return 'notFound';
	if (status === 429) return 'rateLimited';
	if (status === 408 || status === 425 || status >= 500) return 'unavailable';
	return 'refused';
}

interface Words {
	status: number;
	begins: string;
	kind?: FailureKind;
	outcome?: Failure['outcome'];
	message: string;
	description: string;
}

/** Refusals that MedMitra words for itself, told apart by how its text begins; what follows is not to be relied on. */
const WORDS: Words[] = [
	{
		status: 400,
		begins: 'Error uploading file',
		// The row is inserted first, then the files are stored one by one; nothing takes the row away.
		outcome: 'partial',
		message: 'MedMitra could not store a file',
		description: 'The case was created all the same, without all of its files, and stays there.',
	},
	{
		status: 400,
		begins: 'Error creating case',
		// The same is answered when the database stored the row and its own answer was lost.
		outcome: 'unknown',
		message: 'MedMitra could not store the case',
		description:
			'Check the user ID of the credential: it must be the UUID of a MedMitra user. If it is right, the database of MedMitra may be down.',
	},
	{
		// IDs are checked before they are sent, so this is the database itself. It is a 400 all the same.
		status: 400,
		begins: 'Error retrieving',
		kind: 'unavailable',
		message: 'MedMitra could not read its database',
		description:
			'If this lasts longer than a few minutes, ask whoever runs the MedMitra server to check its database.',
	},
	{
		status: 404,
		begins: NO_SUCH_CASE,
		message: 'MedMitra knows no such case',
		description: 'Check the ID of the case: it is the UUID under case_id, not the number under id.',
	},
	{
		status: 404,
		begins: NO_INSIGHTS,
		message: 'MedMitra has no insights for this case',
		description:
			'The case exists. Its analysis is still running, or ended without a result; Case: Get Status tells which.',
	},
];

export function refusal({ status, body }: Answer): VendorRefusal | undefined {
	if (status >= 200 && status < 300) {
		// MedMitra complains under this name only; with HTTP 200 it is a server in between that passes it on.
		return isRecord(body) && 'detail' in body ? { kind: 'malformed' } : undefined;
	}
	const words = wordsOf(body);
	const known = WORDS.find((entry) => entry.status === status && words.startsWith(entry.begins));
	return {
		kind: known?.kind ?? kindOf(status),
		outcome: known?.outcome,
		message: known?.message,
		description: known?.description,
		words,
	};
}

/** Whether the answer says that a case exists and has no insights, or not yet: MedMitra then gives nothing of it. */
export function isWithoutInsights({ status, body }: Answer): boolean {
	return status === 404 && wordsOf(body).startsWith(NO_INSIGHTS);
}

export const medMitra: Vendor = {
	displayName: 'MedMitra',
	credential: () => ({
		type: 'medMitraApi',
		fixedToken: (credentials) => bareToken(credentials.jwt),
	}),
	baseUrl: (credentials) => resolveBaseUrl(credentials),
	account: (credentials) => ({ userId: String(credentials.userId ?? '').trim() }),
	refusal,
};
