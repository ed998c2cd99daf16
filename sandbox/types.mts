/** The words the sandbox, its control API and its client share. */

export type VendorName = 'spry' | 'ekaCare' | 'medMitra';

/** Base addresses without a trailing slash, all on 127.0.0.1. */
export interface SandboxUrls {
	spry: string;
	ekaCare: string;
	medMitra: string;
	control: string;
}

export interface SandboxOptions {
	/** 0 or absent takes any free port. */
	spryPort?: number;
	ekaCarePort?: number;
	medMitraPort?: number;
	controlPort?: number;
	/** SQLite file; absent keeps everything in memory. */
	data?: string;
	/** Life of an access token in seconds; absent uses the vendor's own (Spry 3600, Eka Care 1800). */
	tokenLifetime?: number;
	/** Milliseconds every vendor request waits before it is handled. */
	latency?: number;
}

/** What `POST /settings` of the control API may change while the sandbox runs. */
export interface SandboxSettings {
	latencyMs: number;
	/** Seconds; null = the vendor's own life. */
	tokenLifetimeSeconds: number | null;
	/** How long a MedMitra analysis takes. */
	analysisMs: number;
	/** How a MedMitra analysis that begins from now on ends. */
	analysisOutcome: AnalysisOutcome;
	/** Between saving the insights and the new status: for so long a case has insights and is still processing. */
	statusLagMs: number;
	/** MedMitra answers nothing while it analyses, as it does with clients that block. */
	analysisBlocks: boolean;
	/** What MedMitra writes as the reading of a radiology picture. */
	readingStyle: ReadingStyle;
	/** MedMitra carries updates out, which the server of today cannot. */
	updateSupported: boolean;
	/** MedMitra takes an empty form field for one that is missing, as newer versions of its framework do. */
	emptyFieldsAreMissing: boolean;
	/** MedMitra's database cannot be reached. */
	databaseDown: boolean;
	/** No list of MedMitra's is longer; the database's own limit is 1000 rows. */
	maxListedCases: number;
	/** Start of the addresses of MedMitra's files, without a slash at its end; empty = where the request came to. */
	storageUrl: string;
	/** Bytes of the largest file MedMitra's storage takes. */
	storageLimitBytes: number;
	/** MedMitra reads no token itself; true puts a gateway in front that asks for a bearer JWT. */
	gatewayJwtRequired: boolean;
	/** MedMitra's storage refuses a file of this name, as it does when its quota is used up; empty for none. */
	refusedFileName: string;
	/** Spry's answers about subscriptions come without its envelope. */
	bareSubscriptions: boolean;
	/** Cases per page of Eka Care's list. */
	casePageSize: number;
	/** Documents per page of Eka Care's list. */
	documentPageSize: number;
	/** What an appointment booked at Eka Care is at first; `IN` for a follow-up that waits for its confirmation. */
	bookedStatus: string;
	/** The next so many bookings at Eka Care find that somebody else has just taken their time. */
	snatchedSlots: number;
	/** How long Eka Care takes to read a document. */
	parsingMs: number;
	/** Eka Care cannot read any document. */
	parsingFails: boolean;
	/** Eka Care's storage for documents is used up. */
	storageFull: boolean;
	/** How long Eka Care's signed addresses are good for; 0 or less: they have ended when they are given. */
	signedUrlSeconds: number;
	/**
	 * The shape in which Eka Care words the failures that faults ask for, by its letter, whatever the operation;
	 * empty = each operation in its own.
	 */
	errorShape: string;
	/** Each vendor lets no more requests pass in any second and answers the others with 429 and Retry-After; 0 = all. */
	requestsPerSecond: number;
}

/**
 * - `auto`: what the case deserves: without a summary or with braces it fails, on a DICOM file it gets stuck, else it
 *   is completed
 * - `failed`: as when the model cannot be reached; `stuck`: the case stays processing for ever
 * - `unsaved`: completed, but the insights could not be stored
 */
export const ANALYSIS_OUTCOMES = ['auto', 'failed', 'stuck', 'unsaved'] as const;
export type AnalysisOutcome = (typeof ANALYSIS_OUTCOMES)[number];

/** JSON, JSON in a code fence with words around it, or words only. */
export const READING_STYLES = ['json', 'fenced', 'words'] as const;
export type ReadingStyle = (typeof READING_STYLES)[number];

/**
 * What can befall a request. A number is the HTTP status of a refusal in the vendor's shape; 429 and 503 ask with
 * `Retry-After` to come back in `seconds`, `429-date` with a date, the `-bare` ones do not say.
 *
 * - `reset-before`: the connection is reset before the request is read
 * - `reset-after`: the vendor carries the request out and resets the connection without an answer
 * - `stall`: no answer, the connection stays
 * - `truncated`: a complete HTTP answer whose JSON ends in the middle; `cut-off`: the connection ends in the middle
 * - `html`: a web page with 200; `empty`: 200 and no body; `error-envelope`: a refusal in the vendor's shape with 200
 * - `drip`: the answer byte by byte, a tenth of `seconds` apart
 * - `oversized`: good JSON of more than 25 MB
 */
export const FAULT_KINDS = [
	...(['401', '403', '404', '408', '409', '422', '429', '429-date', '429-bare', '500', '503', '503-bare'] as const),
	...(['reset-before', 'reset-after', 'stall', 'truncated', 'cut-off'] as const),
	...(['html', 'empty', 'error-envelope', 'drip', 'oversized'] as const),
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** `POST /faults` of the control API: what happens to the next requests of a vendor. */
export interface Fault {
	vendor: VendorName;
	/** Operation as the contract names it, sign-in included; absent for any. */
	operationId?: string;
	kind: FaultKind;
	/** How many requests it befalls; 1 when absent, 0 = all from now on. */
	times?: number;
	/** How many requests pass before the first. */
	after?: number;
	/** For `Retry-After` and `drip`; 1 when absent. */
	seconds?: number;
	/**
	 * Whether the vendor carries the request out all the same. Absent: yes for `reset-after`, `truncated`, `cut-off`,
	 * `drip` and `oversized`, no for all others; `reset-before` never is.
	 */
	stored?: boolean;
}

/** A fault that waits for requests. */
export interface ActiveFault extends Fault {
	times: number;
	after: number;
	seconds: number;
	/** Requests that still pass; below 0 when it has begun. */
	passing: number;
	/** Requests it has befallen. */
	met: number;
}

/** `POST /faults/random` of the control API: each request meets each kind with the same probability. */
export interface RandomFaults {
	vendor?: VendorName;
	operationIds?: string[];
	kinds: FaultKind[];
	/** Of each kind; all kinds together at most 1. */
	probability: number;
	/** The same seed gives the same faults to the same requests in the same order. */
	seed: number;
	seconds?: number;
}

/** One reason why a request does not fit its contract. */
export interface Problem {
	in: 'body' | 'query' | 'path' | 'header';
	/** JSON pointer inside that part, with the missing or unknown name at its end: `/address/postal_code`. */
	path: string;
	/** JSON Schema keyword that failed, or `contentType`, `parse`. */
	keyword: string;
	message: string;
}

/** One part of a recorded multipart body. */
export interface RecordedPart {
	name: string;
	filename: string | null;
	contentType: string;
	/** Bytes. */
	size: number;
	sha256: string;
	/** Present for parts without a file name. */
	text?: string;
}

/** A request as the control API lists it: enough for assertions, never a token or a secret. */
export interface RecordedRequest {
	id: number;
	vendor: VendorName;
	/** ISO time of arrival. */
	at: string;
	method: string;
	/** Path as sent, without the query. */
	path: string;
	query: Record<string, unknown>;
	operationId: string | null;
	/** HTTP status answered; 0 when the connection ended without an answer. */
	status: number;
	/** The fault that befell it. */
	fault: FaultKind | null;
	headerNames: string[];
	/** Values of content-type, client-id and x-pt-id only. */
	headers: Partial<Record<'content-type' | 'client-id' | 'x-pt-id', string>>;
	hasAuthorization: boolean;
	hasAuth: boolean;
	/** Parsed JSON or form body (secrets masked), or null. */
	body: unknown;
	/** Parts of a multipart body, or null. */
	parts: RecordedPart[] | null;
	/** Why the request was refused by the contract. */
	problems: Problem[];
	/** Form fields the vendor drops without a word. */
	ignored: string[];
	/** Where the sandbox's own answer leaves its contract; always empty unless the sandbox has a defect. */
	answerProblems: string[];
}

/** Rows of every table, by table name. JSON columns are parsed. */
export type SandboxState = Record<string, Array<Record<string, unknown>>>;

export interface MintedToken {
	token: string;
	/** Epoch seconds. */
	expiresAt: number;
}

/**
 * `POST /deliver` of the control API: sends a webhook now to all who subscribed to its event. With `event` something
 * new happens; with `eventId` an earlier event is sent again, under the same id; with neither, the latest one is.
 */
export interface DeliveryOrder {
	vendor: VendorName;
	event?: string;
	/** What the new event tells; absent: a sample of the vendor's. */
	data?: Record<string, unknown>;
	eventId?: string;
	/** Only to this one of those who subscribed. */
	subscriptionId?: string;
	/** `bad`: well formed, made with another key; `none`: no signature at all. `good` when absent. */
	signature?: 'good' | 'bad' | 'none';
	/** How old the signed time is; 0 when absent, below 0 = it lies ahead. */
	ageSeconds?: number;
}

/** One attempt to deliver a webhook. */
export interface Delivery {
	/** Another one for each attempt. */
	id: string;
	vendor: VendorName;
	eventId: string;
	event: string;
	subscriptionId: string;
	url: string;
	/** ISO time. */
	at: string;
	/** 1 for the first. */
	attempt: number;
	/** What the subscriber answered; 0 = nothing. */
	status: number;
	/** Why there was no answer. */
	error: string | null;
}
