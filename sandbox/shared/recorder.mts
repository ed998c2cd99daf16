import type { RecordedRequest, VendorName } from '../types.mts';
import { describePart } from './multipart.mts';
import type { Arrival, Call } from './vendor.mts';

const KEEP = 50_000;
const SHOWN_HEADERS = ['content-type', 'client-id', 'x-pt-id'] as const;
const SECRETS = [
	...['client_secret', 'access_token', 'refresh_token', 'sharing_key'],
	...['api_key', 'signing_key', 'password'],
];

/** Remembers the newest 50,000 requests for the control API. */
export interface Recorder {
	open(vendor: VendorName, arrival: Arrival): RecordedRequest;
	/** The request has been answered with this HTTP status; 0 for none. */
	close(entry: RecordedRequest, status: number): void;
	list(): RecordedRequest[];
	clear(): void;
	/** Another number after each of these. */
	version(): number;
}

export function createRecorder(): Recorder {
	let entries: RecordedRequest[] = [];
	let count = 0;
	let version = 0;

	return {
		open(vendor, { method, path, search, headers }) {
			const entry: RecordedRequest = {
				id: ++count,
				vendor,
				at: new Date().toISOString(),
				method,
				path,
				query: masked(queryOf(search)),
				operationId: null,
				status: 0,
				fault: null,
				headerNames: Object.keys(headers).sort(),
				headers: Object.fromEntries(
					SHOWN_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])),
				),
				hasAuthorization: headers.authorization !== undefined,
				hasAuth: headers.auth !== undefined,
				body: null,
				parts: null,
				problems: [],
				ignored: [],
				answerProblems: [],
			};
			entries.push(entry);
			if (entries.length > KEEP) entries = entries.slice(-KEEP / 2);
			version++;
			return entry;
		},
		close(entry, status) {
			entry.status = status;
			version++;
		},
		list: () => entries,
		clear() {
			entries = [];
			version++;
		},
		version: () => version,
	};
}

/** Adds what was found in the body; secrets are masked on the way. */
export function recordBody(entry: RecordedRequest, call: Pick<Call, 'body' | 'parts'>): void {
	if (call.parts.length > 0) entry.parts = call.parts.map(describePart);
	else entry.body = call.body === undefined ? null : masked(call.body);
}

function masked<T>(value: T): T {
	if (Array.isArray(value)) return value.map(masked) as T;
	if (typeof value !== 'object' || value === null) return value;
	const shown = ([name, field]: [string, unknown]) => [name, SECRETS.includes(name) ? '[hidden]' : masked(field)];
	return Object.fromEntries(Object.entries(value).map(shown)) as T;
}

/** The query as it was sent; a name that came several times has a list. */
function queryOf(search: string): Record<string, string | string[]> {
	const sent = new URLSearchParams(search);
	return Object.fromEntries(
		[...new Set(sent.keys())].map((name) => {
			const values = sent.getAll(name);
			return [name, values.length > 1 ? values : (values[0] ?? '')];
		}),
	);
}
