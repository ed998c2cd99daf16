import type { RecordedRequest, VendorName } from '../types.mts';
import { describePart } from './multipart.mts';
import type { Arrival, Call } from './vendor.mts';

const KEEP = 50_000;
const SHOWN_HEADERS = ['content-type', 'client-id', 'x-pt-id'] as const;
const SECRETS = ['client_secret', 'access_token', 'refresh_token', 'sharing_key', 'api_key', 'signing_key'];

/** Remembers the newest 50,000 requests for the control API. */
export interface Recorder {
	open(vendor: VendorName, arrival: Arrival): RecordedRequest;
	list(): RecordedRequest[];
	clear(): void;
}

export function createRecorder(): Recorder {
	let entries: RecordedRequest[] = [];
	let count = 0;

	return {
		open(vendor, { method, path, search, headers }) {
			const entry: RecordedRequest = {
				id: ++count,
				vendor,
				at: new Date().toISOString(),
				method,
				path,
				query: masked(Object.fromEntries(new URLSearchParams(search))),
				operationId: null,
				status: 0,
				fault: null,
				headerNames: Object.keys(headers).sort(),
				headers: Object.fromEntries(SHOWN_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
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
			return entry;
		},
		list: () => entries,
		clear() {
			entries = [];
		},
	};
}

/** Adds what was found in the body; secrets are masked on the way. */
export function recordBody(entry: RecordedRequest, call: Pick<Call, 'body' | 'parts'>): void {
	if (call.parts.length > 0) entry.parts = call.parts.map(describePart);
	else entry.body = call.body === undefined ? null : masked(call.body);
}

function masked<T>(value: T): T {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const entries = Object.entries(value).map(([name, field]) => [name, SECRETS.includes(name) ? '[hidden]' : field]);
	return Object.fromEntries(entries) as T;
}
