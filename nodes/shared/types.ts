import type { IBinaryData, ICredentialDataDecryptedObject, IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Failure, VendorRefusal } from './failure';
import type { Field, NamesOf } from './fields/types';

export type * from './fields/types';

/** A file on an item, not yet read. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	/** The name of the input data field, to speak of the file in a message. */
	source: string;
	/** In bytes, where n8n knows it without reading. */
	size?: number;
	read(): Promise<Buffer>;
}

/** A file named by its input data field, or the file itself as an expression yields it. */
export type FileReference = string | IBinaryData;

/** The converted values of an operation's fields, of which any may be left out. */
export type Params<F extends Field> = { [Name in NamesOf<F>]?: IDataObject[string] };

/** Everything an operation may know about the item that it turns into a request. */
export interface ItemInput<F extends Field = Field> {
	/** All values that have a vendor's name, under that name, ready to send. */
	body: IDataObject;
	/** All converted values under the names of the parameters. */
	params: Params<F>;
	/** IANA name of the workflow's time zone. */
	timezone: string;
	/** The item's number in the input, from 0. */
	index: number;
	/** What earlier runs of the item's steps left for later ones; kept while the execution is suspended. */
	notes: IDataObject;
	/** What the vendor takes from the credential and is no secret (an account or user id). */
	account: IDataObject;
	files(references: FileReference[], label: string): InputFile[];
}

/** One part of a multipart body; with a file name it is a file. */
export interface Part {
	name: string;
	content: string | Buffer;
	fileName?: string;
	mimeType?: string;
}

/** One HTTP request, without host and without secrets: the transport and the credential add those. */
export type RequestSpec = VendorRequest | FileHostRequest;

export interface VendorRequest extends RequestFacts {
	/** Absolute path; build it with the tag `path`, so that parts are encoded. */
	path: string;
	url?: undefined;
}

/** To an address that the vendor handed out for one file: without the credential, and judged by the status alone. */
export interface FileHostRequest extends RequestFacts {
	url: string;
	path?: undefined;
}

/** A request, and what sending it needs to know. What an operation says of all its requests, a request need not say again. */
interface RequestFacts {
	method: IHttpRequestMethods;
	query?: IDataObject;
	headers?: IDataObject;
	body?: IDataObject;
	multipart?: Part[];
	/** The answer is a file, kept as bytes in `file`, not JSON. */
	isFile?: boolean;
	/** Milliseconds; the kernel's default when not given. */
	timeout?: number;
	/**
	 * Reads the same for all items of an execution, so it is asked for once; while items are waited for, once at each
	 * look. Only for requests that change nothing.
	 */
	isShared?: boolean;
	/**
	 * What the request has done when it succeeded, with the ID of what was made: a sentence, told when a later step of
	 * the item fails; undefined when it has done nothing. By default the IDs in the answer that are new.
	 */
	done?(answer: Answer): string | undefined;
	/** What a person should do after this request was carried out and the item has failed: sentences. */
	instead?: string;
	/** A later request about the same takes the place of this one in what is told as done. */
	about?: string;
	/**
	 * It holds a key that each run of the item makes anew. So it may be sent again in this run, but another run of the
	 * item asks for another record.
	 */
	isNewEachRun?: boolean;
	/** How to find out whether this request was carried out. */
	lookUp?(sentAt: number): LookUp | undefined;
	/** What a person should do when nobody knows whether the request was carried out. */
	howToCheck?: string;
	/** What a person should check when the vendor refuses this request. */
	whenRefused?: string;
	/** The fields of the operation; those that the vendor's refusal names are told to the person. */
	fields?: Field[];
	/** Answers which the vendor's `refusal` refuses and this request takes as a success. */
	accepts?: (answer: Answer) => boolean;
	/** Whether an answer that is no refusal holds what it promises; without it any does. */
	isComplete?: (answer: Answer) => boolean;
	/** For requests other than GET; `never` when not given. */
	resend?: Resend;
}

/** A vendor's answer, parsed. `body` is undefined when the answer had none. */
export interface Answer {
	status: number;
	headers: IDataObject;
	body: unknown;
	/** The bytes of the answer to a request for a file. */
	file?: Buffer;
	/** There was a body, but it is not JSON. */
	unreadable?: boolean;
	/** An earlier attempt may have been carried out, so what "already exists" may be our own. */
	afterUnknown?: boolean;
}

/**
 * Whether sending the same request twice is harmless by the vendor's documents: `always`, when the caller
 * gave a key by which it can be looked up (`keyed`), or not (`never`).
 */
export type Resend = 'always' | 'keyed' | 'never';

/** A request that changes nothing, and the record that it shows to exist, as output. */
export interface LookUp {
	request: RequestSpec;
	find(answer: Answer): IDataObject | undefined;
	/** What to say of a record that is perhaps not the whole one, or perhaps another's: sentences. */
	tell?(record: IDataObject): string | undefined;
}

/** What came of sending a request once: an answer, perhaps with what the vendor refuses in it, or why there is none. */
export type Sent =
	| { answer: Answer; failure?: undefined }
	| { answer: Answer; failure: Failure }
	| { answer?: undefined; failure: Failure };

/** Sends one request, again where that is safe; throws a `Refusal` when it is refused. */
export type SendRequest = (spec: RequestSpec) => Promise<Answer>;

/** A file that an operation puts on an output item. */
export interface ProducedFile {
	content: Buffer;
	fileName: string;
	mimeType?: string;
}

/** An output item; its files by the name of the output field they go to. */
export interface OutputItem {
	json: IDataObject;
	files?: Record<string, ProducedFile>;
}

/** One thing a person can do with a vendor, in one request or in several steps. */
export type Operation = RequestOperation | StepsOperation;

/** Data, one request, and how the answer becomes output. */
export interface RequestOperation<F extends Field = Field> extends OperationFacts<F> {
	request(input: ItemInput<F>): RequestSpec | Promise<RequestSpec>;
	output(answer: Answer, input: ItemInput<F>): IDataObject | IDataObject[];
	/** What a person should know of an output that is right as far as it goes: a sentence. */
	hint?(answer: Answer, input: ItemInput<F>): string | undefined;
}

/** For what takes several requests (pages, upload and save): plain awaited steps. */
export interface StepsOperation<F extends Field = Field> extends OperationFacts<F> {
	steps(input: ItemInput<F>, request: SendRequest): Promise<OutputItem[] | Later>;
}

/** The item is not through yet: its steps are run again after so many milliseconds, with what `notes` hold. */
export interface Later {
	lookAgainIn: number;
}

interface OperationFacts<F extends Field> extends Pick<RequestFacts, 'timeout' | 'howToCheck'> {
	displayName: string;
	value: string;
	action: string;
	description: string;
	fields: F[];
	/** Offers Map Automatically: for everything that creates or changes a record. */
	maps?: boolean;
	/** For requests other than GET. */
	resend: Resend;
	/**
	 * How to find out, after a request whose outcome is unknown, whether it was carried out. Undefined for an
	 * item that gives nothing to look for.
	 */
	lookUp?(input: ItemInput<F>, sentAt: number): LookUp | undefined;
	/** What a person should check when the vendor refuses this operation's data. */
	whenRefused: string;
	/**
	 * Offers Simplified, Raw and Selected Fields. Simplified is at most ten of the record's names, dots for what lies
	 * inside of an object (`address.city` comes out as `address_city`); or, for records that need more than picking, a
	 * function and what to say of it.
	 */
	simplified?: string[] | Simplified;
	/** Gives the vendor's answer as it is and nothing else. */
	isVerbatim?: boolean;
}

export interface Simplified {
	/** What it gives, for the person: a sentence without a full stop. */
	description: string;
	of(json: IDataObject): IDataObject;
}

export interface Resource {
	displayName: string;
	value: string;
	operations: Operation[];
}

/** A credential as the kernel uses it: the name of its type and where its bearer token stands. */
export interface CredentialUse {
	type: string;
	/** A bearer token that n8n cannot renew: reported as expired before anything is sent. */
	fixedToken?: (credentials: ICredentialDataDecryptedObject) => string;
	/** Where the token of a login that n8n renews is stored, bare or as n8n's OAuth2 token data. */
	renewable?: string;
}

/** All that is peculiar to one vendor. */
export interface Vendor {
	displayName: string;
	/** Chooses by the value of the node's `authentication` parameter, empty where there is no choice. */
	credential(authentication: string): CredentialUse;
	baseUrl(credentials: ICredentialDataDecryptedObject): string;
	account?(credentials: ICredentialDataDecryptedObject): IDataObject;
	/** Names under which its records hold Unix times; output has ISO 8601 beside them. */
	unixTimes?: readonly string[];
	/** Names of what the clinic put in itself, in which the names of `unixTimes` mean nothing. */
	freeObjects?: readonly string[];
	/** Undefined when the answer is a success. */
	refusal(answer: Answer): VendorRefusal | undefined;
}
