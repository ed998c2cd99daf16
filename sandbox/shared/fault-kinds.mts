interface FaultDescription {
	kind: string;
	/** The heading on the page. */
	group: string;
	title: string;
	/** The vendor refuses with this HTTP status, in its own format. */
	status?: number;
	/** How a refusal says when to come back. */
	retryAfter?: 'seconds' | 'date';
	/** Whether the vendor carries the request out unless the fault says otherwise. */
	stored?: boolean;
}

const refusal = { group: 'The vendor refuses' };
const connection = { group: 'The connection breaks' };
const answer = { group: 'The answer is damaged' };
const done = { stored: true };

/** Every fault there is. */
export const FAULTS = [
	{ kind: '401', ...refusal, status: 401, title: '401 Not signed in' },
	{ kind: '403', ...refusal, status: 403, title: '403 Not allowed' },
	{ kind: '404', ...refusal, status: 404, title: '404 Not found' },
	{ kind: '408', ...refusal, status: 408, title: '408 Took too long' },
	{ kind: '409', ...refusal, status: 409, title: '409 Conflict' },
	{ kind: '422', ...refusal, status: 422, title: '422 Invalid data' },
	{ kind: '429', ...refusal, status: 429, retryAfter: 'seconds', title: '429 Too many requests, wait some seconds' },
	{
		kind: '429-date',
		...refusal,
		status: 429,
		retryAfter: 'date',
		title: '429 Too many requests, wait until a time',
	},
	{ kind: '429-bare', ...refusal, status: 429, title: '429 Too many requests' },
	{ kind: '500', ...refusal, status: 500, title: '500 Server error' },
	{ kind: '503', ...refusal, status: 503, retryAfter: 'seconds', title: '503 Not available, wait some seconds' },
	{ kind: '503-bare', ...refusal, status: 503, title: '503 Not available' },
	{ kind: 'error-envelope', ...refusal, status: 200, title: '200 with an error inside' },
	{ kind: 'reset-before', ...connection, title: 'Reset before the request is read' },
	{ kind: 'reset-after', ...connection, ...done, title: 'Carried out, then reset without an answer' },
	{ kind: 'stall', ...connection, title: 'No answer, the connection stays open' },
	{ kind: 'cut-off', ...connection, ...done, title: 'Carried out, then cut off in the middle of the answer' },
	{ kind: 'truncated', ...answer, ...done, title: 'Carried out, answered with half of the JSON' },
	{ kind: 'html', ...answer, title: '200 with a web page' },
	{ kind: 'empty', ...answer, title: '200 with no content' },
	{ kind: 'drip', ...answer, ...done, title: 'Carried out, answered one byte at a time' },
	{ kind: 'oversized', ...answer, ...done, title: 'Carried out, answered with more than 25 MB' },
] as const satisfies FaultDescription[];

/**
 * What can happen to a request. A number is the HTTP status of a refusal in the vendor's format; 429 and 503 send
 * `Retry-After` in seconds, `429-date` as a date, the `-bare` ones not at all.
 */
export type FaultKind = (typeof FAULTS)[number]['kind'];

const BY_KIND = new Map<string, FaultDescription>(FAULTS.map((fault) => [fault.kind, fault]));

export const isFaultKind = (value: unknown): value is FaultKind => BY_KIND.has(value as string);

export function describeFault(kind: FaultKind): FaultDescription {
	return BY_KIND.get(kind)!;
}
