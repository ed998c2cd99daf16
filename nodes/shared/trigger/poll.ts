import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { failureOf, toNodeError } from '../failure';
import { withIsoTimes } from '../fields/iso-times';
import type { Vendor } from '../types';
import { isRecord } from '../values';
import { openClient, type Client } from '../http/client';
import { readMemory, writeMemory } from './poll-memory';

/** What a trigger keeps from poll to poll. */
export interface PollMemory extends IDataObject {
	/** Whose records these are: those of another account, patient or server are no news. */
	owner: string;
}

/** How a list is compared with what is known of it. */
export interface Comparison<R, C> {
	/**
	 * @param before undefined at the first look: everything becomes known and nothing is a change
	 * @param now when the list was asked for, in milliseconds by our clock
	 * @returns the changes, and what is to be remembered
	 */
	compare(
		before: PollMemory | undefined,
		records: R[],
		place: { owner: string; now: number },
	): { changes: C[]; memory: PollMemory };
}

/** What is peculiar to a vendor's polled list: W is what the person wants, R a record of the list, C a change. */
export interface PollTrigger<W, R, C> {
	vendor: Vendor;
	/** What the parameters ask for; throws a `Refusal` before anything is sent. */
	wanted(context: IPollFunctions): W;
	/** Whose records these are, besides the address of the server. */
	owner(wanted: W, credentials: ICredentialDataDecryptedObject): string;
	/** Reads the list; with what the last poll remembered, from there on if the vendor can. */
	list(client: Client, wanted: W, before?: PollMemory): Promise<R[]>;
	comparison(wanted: W): Comparison<R, C>;
	/** Whether a change starts the workflow. */
	isWanted(change: C, wanted: W): boolean;
	/** One change as it would come, for building a workflow: of a real record where there is one. */
	sample(records: R[], wanted: W): C;
	item(change: C, wanted: W): IDataObject;
}

/** The memory of the last poll; undefined before the first one, and when it belongs to others. */
function memoryFor(owner: string, stored: unknown): PollMemory | undefined {
	return isRecord(stored) && stored.owner === owner ? (stored as PollMemory) : undefined;
}

async function changesOf<W, R, C>(context: IPollFunctions, trigger: PollTrigger<W, R, C>): Promise<IDataObject[]> {
	const { vendor } = trigger;
	const wanted = trigger.wanted(context);
	const client = await openClient(context, vendor);
	const write = withIsoTimes(vendor, context.getTimezone());
	const itemOf = (change: C) => write(trigger.item(change, wanted));
	if (context.getMode() === 'manual') return [itemOf(trigger.sample(await trigger.list(client, wanted), wanted))];

	const owner = `${vendor.baseUrl(client.credentials)} ${trigger.owner(wanted, client.credentials)}`;
	const held = readMemory(context).memory;
	const before = memoryFor(owner, held);
	const now = Date.now();
	const records = await trigger.list(client, wanted, before);
	// Another poll was faster, so this list may be older than what is known; the next poll tells what is left.
	if (readMemory(context).memory !== held) return [];
	const { changes, memory } = trigger.comparison(wanted).compare(before, records, { owner, now });
	// The items come first: what goes wrong while they are made happens again at the next poll, and nothing is lost.
	const items = changes.filter((change) => trigger.isWanted(change, wanted)).map(itemOf);
	if (JSON.stringify(memory) !== JSON.stringify(before)) writeMemory(context, memory);
	return items;
}

/**
 * One poll of a trigger. The first one takes stock and gives nothing; while a workflow is being built each gives a
 * sample, and nothing is remembered.
 */
export async function poll<W, R, C>(
	context: IPollFunctions,
	trigger: PollTrigger<W, R, C>,
): Promise<INodeExecutionData[][] | null> {
	try {
		const items = await changesOf(context, trigger);
		return items.length > 0 ? [items.map((json) => ({ json }))] : null;
	} catch (error) {
		throw toNodeError(context, failureOf(error));
	}
}
