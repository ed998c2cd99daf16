import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultKind, RecordedRequest, SandboxSettings, VendorName } from '../../../sandbox/types.mts';
import type { launchSandbox } from '../../../sandbox/client.mts';
import type { Engine } from '../engine.mts';

export type Sandbox = Awaited<ReturnType<typeof launchSandbox>>;

/** One item of a test before it becomes an item of n8n. */
export interface Row {
	json: IDataObject;
	/** Files by the name of their input data field. */
	files?: Record<string, { content: Buffer; fileName: string; mimeType: string }>;
}

/** A way to send every field of an operation, or one of several that exclude each other. */
export interface CompleteRequest {
	name: string;
	parameters: INodeParameters;
	row: Row;
	/** Compares what reached the vendor with what the person gave. */
	expected: (request: RecordedRequest, engine: Engine) => void;
}

/** What the tests need to know of one operation to try it in every way. A new operation adds one of these. */
export interface OperationCase {
	vendor: VendorName;
	/** Folder of the vendor in the package. */
	folder: string;
	node: string;
	resource: string;
	operation: string;
	/** The request as the sandbox's contract names it; of several steps the one that matters most. */
	operationId: string;
	/** Other requests that belong to the operation, look-ups after a fault left out. */
	alsoCalls?: string[];
	/** What is sent is written by the person, so its shape is for the vendor to judge. */
	sendsAnything?: boolean;
	/** Parameters whose expressions take everything from the item. */
	parameters: INodeParameters;
	/** Brings the vendor, after each reset, into the state in which good rows are good. */
	prepare?(sandbox: Sandbox): Promise<void>;
	/** A good row, which gives one output item; each number gives another record. */
	good(number: number): Row;
	/** What the node must refuse before anything is sent; an operation that takes nothing has none. */
	unsendable?: { row(number: number): Row; message: RegExp; field: string };
	/** What the vendor must refuse; where it refuses nothing of what can be asked there is none. */
	refused?: {
		/** Puts the vendor into the state in which it refuses. */
		settings?: Partial<SandboxSettings>;
		row(number: number): Row;
		message: RegExp;
		description: RegExp;
		httpStatus: number;
		vendorCode?: string;
		/** Words of the vendor's answer, which must not be passed on. */
		vendorWords: RegExp;
	};
	/** The sandbox's table that holds what the operation makes; an operation that only reads or changes has none. */
	table?: string;
	/** Faults whose answer is as good as any, because the vendor promises nothing in it. */
	takenAsDone?: FaultKind[];
	/** The item for Map Automatically out of what reached the vendor, where that is more or less than the body. */
	mapsFrom?(body: IDataObject): IDataObject;
	/** The vendor words refusals of it with HTTP 200. */
	refusesWith200?: boolean;
	/** A lost answer of it can be looked up for every item, without a key that a person gives. */
	findsItself?: boolean;
	/** What the contract knows and the operation leaves out on purpose. */
	neverSends?: string[];
	/** Waits for something; a look that fails in passing is repeated until the limit for that. */
	waits?: boolean;
	/** Lists: an item may come out as no output item at all. */
	isList?: boolean;
	/**
	 * What the vendor says of a request that was carried out already: done by a status that tells it alone, or no such
	 * record, which is believed only when it can be read.
	 */
	saysOfRepeat?: 'done' | 'gone';
	/** What an output item must hold. */
	output(number: number): IDataObject;
	complete: CompleteRequest[];
}

/** A row that the node must refuse before anything is sent. */
export function unsendableRow({ folder, resource, operation, unsendable }: OperationCase): Row {
	if (!unsendable) throw new Error(`${folder} ${resource}: ${operation} refuses nothing`);
	return unsendable.row(0);
}
