import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RecordedRequest, SandboxSettings, VendorName } from '../../../sandbox/types.mts';
import type { Engine } from '../engine.mts';

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
	/** The request as the sandbox's contract names it. */
	operationId: string;
	/** Parameters whose expressions take everything from the item. */
	parameters: INodeParameters;
	/** A good row; each number gives another record. */
	good(number: number): Row;
	/** What the node must refuse before anything is sent. */
	unsendable: { row(number: number): Row; message: RegExp; field: string };
	/** What the vendor must refuse. */
	refused: {
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
	/** The sandbox's table that holds what the operation makes. */
	table: string;
	/** What an output item must hold. */
	output(number: number): IDataObject;
	complete: CompleteRequest[];
}
