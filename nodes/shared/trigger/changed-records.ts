import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../values';
import type { Comparison, PollMemory } from './poll';

/** What is remembered of a list whose records have an ID and a time of their last change. */
interface Memory extends PollMemory {
	/** The latest time in the records, in Unix seconds; 0 before there is one. */
	latest: number;
	/** A print of each record and its id, the one listed last at the end. A list, since an id may be any text. */
	seen: string[];
}

/** A record as far as telling it from its earlier states goes. */
export interface Listed {
	id: string;
	/** Unix seconds: no later than the record's last change. Undefined when the record says none. */
	time?: number;
	/** What makes it another state of the record. */
	content: unknown;
	record: IDataObject;
}

/** How many records are remembered besides those of the list at hand. */
const REMEMBERED = 1000;
const PRINT_LENGTH = 16;

/**
 * How far before the latest time is asked again, in seconds: times are whole seconds, so that several changes bear
 * the same one, and a record may appear in the list some time after the change whose time it bears. An hour costs
 * little in the list of one patient.
 */
const OVERLAP = 3600;

/** The print of a state, whatever the order of its fields; nothing of the patient can be read from it. */
function printOf(content: unknown): string {
	const sorted = JSON.stringify(content, (_name, value: unknown) =>
		isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
	);
	return createHash('sha256').update(sorted).digest('hex').slice(0, PRINT_LENGTH);
}

function isMemory(memory: PollMemory): memory is Memory {
	return Array.isArray(memory.seen);
}

/** The moment after which to ask for changes, in Unix seconds; undefined for all records. */
export function askedSince(memory: PollMemory | undefined): number | undefined {
	const since = memory && isMemory(memory) ? memory.latest - OVERLAP : 0;
	return since > 0 ? since : undefined;
}

/**
 * Compares a list with what is known.
 *
 * @param before undefined for taking stock: everything becomes known and nothing is a change
 * @param listed the list in its order; of a record that is in it twice the last one counts
 * @param now when the list was asked for, in milliseconds by our clock: a time that lies ahead of it would hide
 * changes until then
 * @returns the records that are new or not as they were, in the order of the list, and what is to be remembered
 */
function compare(
	before: Memory | undefined,
	listed: Listed[],
	{ owner, now }: { owner: string; now: number },
): { changes: IDataObject[]; memory: Memory } {
	const known = new Map((before?.seen ?? []).map((line) => [line.slice(PRINT_LENGTH), line.slice(0, PRINT_LENGTH)]));
	const current = new Map<string, Listed>();
	for (const one of listed) {
		current.delete(one.id);
		current.set(one.id, one);
	}
	const changes: IDataObject[] = [];
	const seen: string[] = [];
	for (const { id, content, record } of current.values()) {
		const print = printOf(content);
		if (before && known.get(id) !== print) changes.push(record);
		seen.push(print + id);
	}
	const others = (before?.seen ?? []).filter((line) => !current.has(line.slice(PRINT_LENGTH)));
	const latest = listed.reduce((most, { time = 0 }) => Math.max(most, time), before?.latest ?? 0);
	const memory = {
		owner,
		latest: Math.min(latest, Math.floor(now / 1000)),
		seen: [...others.slice(-REMEMBERED), ...seen],
	};
	return { changes, memory };
}

/** Finds the records of a list that are new or not as they were. */
export const changedRecords: Comparison<Listed, IDataObject> = {
	compare: (before, listed, place) => compare(before && isMemory(before) ? before : undefined, listed, place),
};
