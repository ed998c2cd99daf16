import type { IncomingMessage } from 'node:http';
import type { JWTPayload } from 'jose';
import type { Problem, SandboxSettings, VendorName } from '../types.mts';
import type { Calendar, View } from '../page/views.mts';
import type { Database } from './db.mts';
import type { Part } from './multipart.mts';
import type { TokenIssuer } from './tokens.mts';
import type { WebhookDesk } from './webhooks.mts';

/** What goes back over the wire. `body` is sent as JSON, `raw` as it is; with neither there is no body. */
export interface Answer {
	/** 0: no answer at all, the connection ends. */
	status: number;
	body?: unknown;
	raw?: { type: string; content: string | Buffer };
	headers?: Record<string, string>;
}

/** A request before anything is known about it but its bytes. */
export interface Arrival {
	request: IncomingMessage;
	method: string;
	/** As sent: percent-encoded, without the query. */
	path: string;
	/** As sent, without the question mark. */
	search: string;
	/** Lower-case names; a repeated header's values are joined. */
	headers: Record<string, string>;
	bytes: Buffer;
}

/** A request that found its operation; `params`, `query` and `body` fit the contract once a handler sees them. */
export interface Call {
	arrival: Arrival;
	operationId: string;
	headers: Record<string, string>;
	/** Claims of the token the vendor accepted. */
	claims: JWTPayload;
	params: Record<string, unknown>;
	query: Record<string, unknown>;
	body: unknown;
	parts: Part[];
}

export type Operation = (call: Call) => Answer | Promise<Answer>;

/** What a vendor gets to build its stand-in from. */
export interface House {
	db: Database;
	settings: SandboxSettings;
	/** Where files go that are sent to a signed address: an origin of its own, without a trailing slash. */
	storageUrl: string;
	/** Runs `work` after a while, unless the sandbox closes first. */
	later(milliseconds: number, work: () => void): void;
}

/** What a vendor's folder exports as `standIn`; the contract is contracts/<folder>.yaml. */
export interface StandIn {
	/** The vendor's own name, as people write it. */
	title: string;
	/** The lists of its records on the page. */
	views: View[];
	/** Absent when the vendor keeps no appointments. */
	calendar?: Calendar;
	create(house: House): VendorParts;
}

/** One vendor's stand-in at work. */
export interface Vendor extends VendorParts, Omit<StandIn, 'create'> {
	name: VendorName;
}

/** How one vendor behaves: its records, its operations and its wording of refusals. */
export interface VendorParts {
	tokens: TokenIssuer;
	/** Puts the seed data into the (empty) tables. */
	seed(): void;
	/** Claims for a token made through the control API. */
	mintClaims(): JWTPayload;
	/** Null lets the call in (and sets its claims); an answer turns it away. */
	authorise(call: Call): Promise<Answer | null>;
	/** How this vendor says that a request does not fit. */
	refuse(call: Call, problems: Problem[]): Answer;
	/** How this vendor speaks outside any operation: 404 unknown path, 405, 413 too large, 500. */
	outside(status: 404 | 405 | 413 | 500, arrival: Pick<Arrival, 'method' | 'path' | 'search'>): Answer;
	/** How an operation of this vendor (or the gateway in front) words a failure of this status; 200 too. */
	trouble(status: number, operationId: string, words: string): Answer;
	operations: Record<string, Operation>;
	/** Whether files go to signed addresses at an origin of their own, which this vendor then serves as well. */
	keepsFiles?: boolean;
	/** Whether an operation is not served at the origin that the request came to. */
	isElsewhere?(operationId: string, arrival: Arrival): boolean;
	/** Absent when this vendor tells nobody anything unasked. */
	webhooks?: WebhookDesk;
	/**
	 * What people do in the vendor's own app and no API call can do, by name. Each returns the changed record and
	 * throws a RangeError if it is not possible.
	 */
	acts?: Record<string, (input: Record<string, unknown>) => unknown>;
}

/** Say no more than that some alternative failed; the alternatives' own reasons come with them. */
const WRAPPERS = ['anyOf', 'oneOf', 'if'];

/** One readable sentence out of the reasons a contract gives. */
export function inWords(problems: Problem[], most = 3): string {
	const telling = problems.filter(({ keyword }) => !WRAPPERS.includes(keyword));
	const lines = telling.map(({ in: where, path, message }) => {
		const name = path.replace(/^\//, '').replace(/\//g, '.');
		return name ? `${where === 'body' ? '' : `${where} `}${name}: ${message}` : `${where} ${message}`;
	});
	return [...new Set(lines)].slice(0, most).join('; ');
}
