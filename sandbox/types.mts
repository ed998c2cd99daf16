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
	/** MedMitra reads no token itself; true puts a gateway in front that asks for a bearer JWT. */
	gatewayJwtRequired: boolean;
	/** MedMitra's storage refuses a file of this name, as it does when its quota is used up; empty for none. */
	refusedFileName: string;
	/** Cases per page of Eka Care's list. */
	casePageSize: number;
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
