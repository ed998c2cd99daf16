import type { IDataObject, IExecuteFunctions, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isTool } from './values';

export type FailureKind =
	| 'input'
	| 'configuration'
	| 'credential'
	| 'forbidden'
	| 'notFound'
	| 'alreadyExists'
	| 'refused'
	| 'rateLimited'
	| 'unavailable'
	| 'unreachable'
	| 'timeout'
	| 'malformed'
	| 'cancelled'
	| 'defect';

/** What one request of an item has done at the vendor. */
export interface DoneStep {
	/** What was done, with the ID of what was made: a sentence. */
	says: string;
	/** Another run of the item asks for the same under the same key, so that nothing is done twice. */
	isRepeatable: boolean;
	/** What to do, in place of the general words on another run of the item: sentences. */
	instead?: string;
	/** A later step about the same takes the place of this one. */
	about?: string;
}

/** The record that a look after a lost answer has shown. */
export interface FoundRecord {
	id?: string;
	/** What is known of it and what to do, where it is not surely the whole record: sentences. */
	says?: string;
}

/** What is known of a failed item besides the failure itself; its advice is made of this. */
export interface OutcomeFacts {
	/** What its earlier requests have done. */
	earlier?: DoneStep[];
	/** Another run of the item sends the failed request under the same key, so that nothing is done twice. */
	isRepeatable?: boolean;
	/** How a person finds out whether the request was carried out. */
	howToCheck?: string;
	/** What the node's own look has shown. */
	finding?: FoundRecord | 'absent';
	/** The description already says whether to run the item again. */
	isTold?: boolean;
}

/**
 * The one value in which anything that went wrong travels. It holds only texts of this package, codes
 * and numbers: never the vendor's answer, a header, a token or what was sent.
 */
export interface Failure {
	kind: FailureKind;
	/** What happened. */
	message: string;
	/** What to check or to change. Whether to run the item again is said by `advised` out of the facts. */
	description: string;
	/** Display name of the field concerned. */
	field?: string;
	httpStatus?: number;
	vendorCode?: string;
	requestId?: string;
	/** Whether the vendor may have carried the request out: surely not, nobody knows, in part, or it surely has. */
	outcome?: 'none' | 'unknown' | 'partial' | 'done';
	/** What else is known, until `advised` has put it into the description. */
	facts?: OutcomeFacts;
	/** Milliseconds that the vendor asked to wait. */
	retryAfter?: number;
	/** Sending again would end the same way. */
	isFinal?: boolean;
}

/** How a vendor says no, before it is put into words. */
export interface VendorRefusal {
	kind: FailureKind;
	vendorCode?: string;
	/** Overrides the general words for this kind where the vendor's code says something else. */
	message?: string;
	description?: string;
	/** What is known of the outcome, where the vendor's status alone would mislead. */
	outcome?: Failure['outcome'];
	/** The vendor's own words. Never shown: they may name a patient. Only searched for field names. */
	words?: string;
}

/** Carries a failure up to the item it belongs to. */
export class Refusal extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.message);
		this.name = 'Refusal';
		this.failure = failure;
	}
}

/** A value the person gave cannot be sent. */
export function inputRefusal(field: string, says: string, advice: string): Refusal {
	return new Refusal({ kind: 'input', message: `"${field}" ${says}`, description: advice, field });
}

/** The credential or the node's settings must change before anything can be sent. */
export function configurationRefusal(message: string, description: string): Refusal {
	return new Refusal({ kind: 'configuration', message, description });
}

/** What becomes of an item that a stopped execution did not come to. @param before what it was stopped before */
export function notBegun(before: string): Failure {
	return {
		kind: 'cancelled',
		message: `The execution was stopped before ${before}`,
		description: '',
		outcome: 'none',
		facts: {},
	};
}

/** The failure inside anything thrown. What is not a `Refusal` is a defect of this package. */
export function failureOf(thrown: unknown): Failure {
	if (thrown instanceof Refusal) return thrown.failure;
	return {
		kind: 'defect',
		message: 'The node could not handle this item',
		// The text of an unforeseen error may quote data, so only its type is told.
		description: `This is a fault in the node itself (${thrown instanceof Error ? thrown.name : typeof thrown}). Please report it with the operation you used.`,
	};
}

const CAUSES = {
	credential: 'credential-invalid',
	configuration: 'configuration-invalid',
	rateLimited: 'rate-limited',
	unavailable: 'temporarily-unavailable',
	unreachable: 'temporarily-unavailable',
	timeout: 'temporarily-unavailable',
	malformed: 'configuration-invalid',
	defect: 'node-defect',
} as const;

function declaredCause(kind: FailureKind) {
	if (!(kind in CAUSES)) return undefined;
	return { cause: CAUSES[kind as keyof typeof CAUSES] };
}

function withItem({ message }: Failure, itemIndex?: number): string {
	return itemIndex === undefined ? message : `${message} [Item ${itemIndex}]`;
}

/** Of an error n8n tells an agent's model the message alone, so what to do stands there too. A call has one item only. */
function toldModel({ message, description }: Failure): string {
	return `${message}. ${description}`;
}

/** The error n8n shows. The only place that makes one. */
export function toNodeError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	failure: Failure,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const node = context.getNode();
	const { description } = failure;
	const message = isTool(node) ? toldModel(failure) : withItem(failure, itemIndex);
	const declared = declaredCause(failure.kind);
	if (failure.kind === 'input' || failure.kind === 'configuration') {
		return new NodeOperationError(node, message, { description, itemIndex, failure: declared });
	}
	// Of the error given first n8n keeps what it finds, so it holds nothing but our own message.
	return new NodeApiError(node, { message } as JsonObject, {
		message,
		description,
		httpCode: failure.httpStatus?.toString(),
		itemIndex,
		failure: declared,
	});
}

function withoutUndefined(details: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** The item that stands for a failed one when the person chose to continue. */
export function toErrorItem(
	context: Pick<IExecuteFunctions, 'getNode'>,
	failure: Failure,
	itemIndex: number,
): INodeExecutionData {
	const { message, description, kind, field, httpStatus, vendorCode, requestId, outcome } = failure;
	const details = { kind, field, httpStatus, vendorCode, requestId, outcome };
	// n8n moves an item to the error output only when its keys are error, message and details.
	const item = {
		json: { error: message, message: description, details: { ...withoutUndefined(details), itemIndex } },
		pairedItem: { item: itemIndex },
	};
	return context.getNode().onError === 'continueErrorOutput' ? markedAsFailed(context, item, failure) : item;
}

/**
 * Early versions of n8n do not take an item with details for failed, but one with an error. An error that stays with
 * the item takes the place of all that it says, so this one is not carried over when n8n copies the item to the error
 * output.
 */
function markedAsFailed(
	context: Pick<IExecuteFunctions, 'getNode'>,
	item: INodeExecutionData,
	failure: Failure,
): INodeExecutionData {
	return Object.defineProperty(item, 'error', { value: toNodeError(context, failure), enumerable: false });
}
