import type { FaultKind } from './shared/fault-kinds.mts';
import type { commonSettings, SettingsOf } from './shared/settings.mts';
import type { SETTINGS } from './vendors/settings.mts';

/** The types that the sandbox, its control API and its client share. */
export type { FaultKind };

/** The vendors that have a folder in sandbox/vendors. */
export type VendorName = keyof typeof SETTINGS;

/** Base addresses without a trailing slash, all on 127.0.0.1. */
export type SandboxUrls = Record<VendorName | 'control', string>;

/** One for each vendor and `controlPort`: 0 or absent takes any free port. */
type Ports = Partial<Record<`${VendorName | 'control'}Port`, number>>;

export interface SandboxOptions extends Ports {
	/** SQLite file; absent keeps everything in memory. */
	data?: string;
	/** Lifetime of an access token in seconds; absent uses the vendor's own. */
	tokenLifetime?: number;
	/** Milliseconds every vendor request waits before it is handled. */
	latency?: number;
}

type Merged<T> = (T extends unknown ? (part: T) => void : never) extends (all: infer A) => void ? A : never;

/** What `POST /settings` of the control API may change while the sandbox runs: see settings.mts of each vendor. */
export type SandboxSettings = SettingsOf<typeof commonSettings & Merged<(typeof SETTINGS)[VendorName]>>;

/** `POST /faults` of the control API: what happens to the next requests of a vendor. */
export interface Fault {
	vendor: VendorName;
	/** Operation as the contract names it, sign-in included; absent for any. */
	operationId?: string;
	kind: FaultKind;
	/** How many requests it affects; 1 when absent, 0 = all from now on. */
	times?: number;
	/** How many requests are not affected before the first that is. */
	after?: number;
	/** For `Retry-After` and `drip`; 1 when absent. */
	seconds?: number;
	/** Whether the vendor carries the request out. Absent: as shared/fault-kinds.mts says; `reset-before` never is. */
	stored?: boolean;
}

/** A fault that is switched on. */
export interface ActiveFault extends Fault {
	times: number;
	after: number;
	seconds: number;
	/** Requests that are still not affected; below 0 when it has begun. */
	passing: number;
	/** Requests it has affected. */
	met: number;
}

/** `POST /faults/random` of the control API: each kind affects a request with the same probability. */
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
	/** The fault that affected it. */
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
 * `POST /deliver` of the control API: sends a webhook now to everyone who has subscribed to its event. `event` makes a
 * new event; `eventId` sends an earlier one again under the same ID; with neither, the latest event is sent again.
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
