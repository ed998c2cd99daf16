import type { IDataObject } from 'n8n-workflow';

import { isRecord, ownValue, setOwn } from '../values';
import type { Comparison, PollMemory } from './poll';

/** What is remembered of a record. */
export interface State extends IDataObject {
	/** Epoch milliseconds by the vendor's clock; 0 when it does not say. */
	created: number;
}

/** How the records of a list that does not say what has changed are told apart, by their states. */
export interface States<S extends State, E extends string> {
	/** The name under which the states are kept in the memory. */
	name: string;
	/** The ID of a record; undefined when it is none. */
	idOf(record: IDataObject): string | undefined;
	/** The state of a record now; `known` is what is remembered of it. */
	next(record: IDataObject, known: S | undefined, now: number): S;
	/** What happened between two states. */
	eventsOf(known: S | undefined, next: S): E[];
}

/** Something that happened to a record. */
export interface Change<E extends string> {
	event: E;
	record: IDataObject;
}

/** Twice as many as a list has at most, so that a record that is missing from it for a while is not taken for new. */
const REMEMBERED = 2000;

function statesIn<S>(memory: PollMemory | undefined, name: string): Record<string, S> | undefined {
	const states = memory?.[name];
	return isRecord(states) ? (states as Record<string, S>) : undefined;
}

/** The oldest record of a list may be the last one that fits into it. */
function oldestOf(states: Record<string, State>): number {
	const times = Object.values(states).flatMap(({ created }) => (created > 0 ? [created] : []));
	return times.length > 0 ? Math.min(...times) : 0;
}

/** The newest states, and up to which time others may have been seen and forgotten. */
function bounded<S extends State>(
	states: Record<string, S>,
	knownBefore: number,
): { kept: Record<string, S>; knownBefore: number } {
	const entries = Object.entries(states);
	if (entries.length <= REMEMBERED) return { kept: states, knownBefore };
	entries.sort(([, one], [, other]) => other.created - one.created);
	const forgotten = entries.slice(REMEMBERED).map(([, { created }]) => created);
	return {
		kept: Object.fromEntries(entries.slice(0, REMEMBERED)),
		// Also those that were created in the same millisecond as the youngest of them.
		knownBefore: Math.max(knownBefore, ...forgotten.map((created) => created + 1)),
	};
}

/**
 * Finds what happened to the records of a list, by comparing their states with those that are known. The list begins
 * with the newest record; the changes begin with the oldest.
 */
export function changedStates<S extends State, E extends string>({
	name,
	idOf,
	next,
	eventsOf,
}: States<S, E>): Comparison<IDataObject, Change<E>> {
	return {
		compare(before, records, { owner, now }) {
			const known = statesIn<S>(before, name);
			// A record from before this time has come back into the list: it is not new.
			const knownBefore = known ? Number(before?.knownBefore ?? 0) : undefined;
			const states: Record<string, S> = { ...known };
			const changes: Array<Change<E>> = [];
			for (const record of [...records].reverse()) {
				const id = idOf(record);
				if (id === undefined) continue;
				const former = ownValue(states, id);
				const state = next(record, former, now);
				const isBack = former === undefined && state.created > 0 && state.created < (knownBefore ?? 0);
				if (known && !isBack) changes.push(...eventsOf(former, state).map((event) => ({ event, record })));
				setOwn(states, id, state);
			}
			const { kept, knownBefore: until } = bounded(states, knownBefore ?? oldestOf(states));
			return { changes, memory: { owner, [name]: kept, knownBefore: until } };
		},
	};
}
