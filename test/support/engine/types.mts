import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodeType,
	IRun,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialUse } from './credential-use.mts';
import type { BinaryDataMode, LogEntry } from './host.mts';

/** The node under test: its type with the package's name in front, and what a person would set in the editor. */
export interface TestNode
	extends Partial<
		Pick<
			INode,
			| 'typeVersion'
			| 'onError'
			| 'retryOnFail'
			| 'maxTries'
			| 'waitBetweenTries'
			| 'alwaysOutputData'
			| 'executeOnce'
		>
	> {
	type: string;
	parameters: INodeParameters;
	/** By credential type: the data of a new credential, or a credential that `addCredential` stored before. */
	credentials?: Record<string, ICredentialDataDecryptedObject | StoredCredential>;
}

/** A credential that outlives one execution, as one in n8n does: renewed tokens stay in it. */
export interface StoredCredential {
	type: string;
	details: INodeCredentialsDetails;
	/** What is stored now, as n8n would find it in its database. */
	read(): Promise<ICredentialDataDecryptedObject>;
}

export interface RunOptions {
	node: TestNode;
	/** What reaches the node; one empty item when left out. */
	items?: INodeExecutionData[];
	/** A node before the one under test hands over the items without their files. */
	losesFiles?: boolean;
	/** IANA name of the workflow's time zone; UTC when left out. */
	timezone?: string;
	mode?: WorkflowExecuteMode;
	staticData?: IDataObject;
	/**
	 * When the execution is parked it is saved, read again and woken this many times at most, as n8n does it, whatever
	 * the time it was parked until.
	 */
	wakes?: number;
	/** Called before each wake with the time until which the execution was parked. */
	onParked?: (until: Date) => Promise<void> | void;
	/** Cancels the execution this many milliseconds after its start, as the stop button does. */
	cancelAfterMs?: number;
}

/** What the editor asks when somebody opens a locator's list. */
export interface SearchOptions {
	node: TestNode;
	/** The name of the node's list search. */
	method: string;
	/** What the person typed. */
	filter?: string;
	paginationToken?: string;
	/** IANA name of the workflow's time zone; UTC when left out. */
	timezone?: string;
}

/** What n8n asks a polling trigger with. */
export interface PollOptions {
	node: TestNode;
	/** Static data of the workflow, which is changed as n8n would store it. */
	staticData?: IDataObject;
	/** `manual` while the workflow is being built; `trigger` when left out. */
	mode?: 'manual' | 'trigger';
	/** ID of the node, which stays when it gets another name; another one for each poll when left out. */
	id?: string;
	name?: string;
	/** IANA name of the workflow's time zone; that of the server when left out. */
	timezone?: string;
}

/** An error as n8n saves it with the execution. */
export interface SavedError {
	name: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	level?: string;
	context?: IDataObject;
	[key: string]: unknown;
}

export interface RunResult {
	status: IRun['status'];
	/** The first output of the node; with `continueErrorOutput` the items that went well. */
	items: INodeExecutionData[];
	/** The second output of the node: the error branch with `continueErrorOutput`. */
	errorItems: INodeExecutionData[];
	/** What stopped the node, or what stopped the execution before the node ran. */
	error: SavedError | undefined;
	hints: NodeExecutionHint[];
	/** How often a credential was decrypted during this execution. */
	decryptions: number;
	/** The credentials as they are stored after the execution. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	logs: LogEntry[];
	/** All that n8n would save of this execution, and all that was logged, as one text: search it for secrets. */
	serialised: string;
	staticData: IDataObject;
	durationMs: number;
}

export interface Engine {
	run(options: RunOptions): Promise<RunResult>;
	/** The entries of a locator's list, as the editor gets them. */
	search(options: SearchOptions): Promise<INodeListSearchResult>;
	/** What a polling trigger gives at one poll; empty when nothing. */
	poll(options: PollOptions): Promise<INodeExecutionData[]>;
	addCredential(type: string, data: ICredentialDataDecryptedObject): Promise<StoredCredential>;
	/** What uses a credential besides the nodes of the package. */
	use: CredentialUse;
	/** A node class of the package, as n8n loaded it. */
	nodeType(type: string): INodeType;
	/** A credential class of the package, as n8n loaded it. */
	credentialType(type: string): ICredentialType;
	/** The types of all nodes of the package, with its name in front. */
	nodeTypeNames(): string[];
	/** Puts a file where this engine keeps files and gives what an item's `binary` refers to it by. */
	prepareBinary(content: Buffer, file: { fileName: string; mimeType: string }): Promise<IBinaryData>;
	readBinary(data: IBinaryData): Promise<Buffer>;
	/** Removes the engine's folder; to be called when the tests of a file are done. */
	close(): void;
}

export interface EngineOptions {
	/** The root of a built package; this project when left out. */
	packageFolder?: string;
	binaryDataMode?: BinaryDataMode;
}
