import { resolveBaseUrl } from '../shared/base-url';
import { bareToken } from '../shared/token';
import type { FailureKind, VendorRefusal } from '../shared/failure';
import type { Answer, Vendor } from '../shared/types';
import { isRecord } from '../shared/values';

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

/** Words for refusals that leave something behind, told apart by how MedMitra's text begins. */
const LEFTOVERS: Array<{ begins: string; message: string; description: string }> = [
	{
		begins: 'Error uploading file',
		message: 'MedMitra could not store a file',
		description:
			'The case was created all the same, without all of its files, and stays there. Look it up in MedMitra before running this item again.',
	},
	{
		begins: 'Error creating case',
		message: 'MedMitra could not store the case',
		description:
			'Check the user ID of the credential: it must be the UUID of a MedMitra user. If it is right, the database of MedMitra may be down; try again later.',
	},
];

export function refusal({ status, body }: Answer): VendorRefusal | undefined {
	if (status >= 200 && status < 300) return undefined;
	const words = wordsOf(body);
	const leftover = status === 400 ? LEFTOVERS.find(({ begins }) => words.startsWith(begins)) : undefined;
	return {
		kind: kindOf(status),
		message: leftover?.message,
		description: leftover?.description,
		words,
	};
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
