import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../shared/values';
import { isUuid } from '../requests';

/** What a case can start a workflow by. */
export const EVENTS = ['analysisCompleted', 'analysisFailed', 'analysisStuck', 'caseCreated'] as const;
export type CaseEvent = (typeof EVENTS)[number];

/** What is remembered of a case. Never `updated_at`: a new status does not move it. */
interface Known extends IDataObject {
	status: string;
	/** Epoch milliseconds by MedMitra's clock; 0 when it does not say. */
	created: number;
	/** Epoch milliseconds since when it has been seen in processing. */
	since?: number;
	/** That it is stuck was noticed. */
	stuck?: boolean;
}

/** What the trigger keeps from poll to poll. */
export interface Memory extends IDataObject {
	/** Whose cases these are: those of another server or user are no news. */
	owner: string;
	cases: Record<string, Known>;
	/** Epoch milliseconds: cases from before may have been seen and forgotten, so they are no news either. */
	knownBefore: number;
}

export interface Change {
	event: CaseEvent;
	row: IDataObject;
}

/** Twice as many as the list has at most, so that a case that is missing from it for a while is not taken for new. */
const MOST_CASES = 2000;

function createdOf({ created_at }: IDataObject): number {
	const created = Date.parse(String(created_at));
	return Number.isNaN(created) ? 0 : created;
}

/** The memory in what n8n stores for the node; undefined before the first poll, and when it belongs to others. */
export function memoryIn(stored: IDataObject, owner: string): Memory | undefined {
	const memory = stored.memory;
	return isRecord(memory) && memory.owner === owner && isRecord(memory.cases) ? (memory as Memory) : undefined;
}

/**
 * Compares the list of cases with what is known of them.
 *
 * @param before undefined for taking stock: everything becomes known and nothing is a change
 * @param rows the list as MedMitra gives it, newest first
 * @param stuckAfter milliseconds that an analysis may take
 * @returns the changes, oldest case first, and what is to be remembered
 */
export function compare(
	before: Memory | undefined,
	rows: IDataObject[],
	{ owner, stuckAfter, now }: { owner: string; stuckAfter: number; now: number },
): { changes: Change[]; memory: Memory } {
	const cases = { ...before?.cases };
	const changes: Change[] = [];
	for (const row of [...rows].reverse()) {
		if (!isUuid(row.case_id)) continue;
		const known = cases[row.case_id];
		const created = createdOf(row);
		// A case from before the memory has come back into the list.
		const isForgotten = !known && created > 0 && created < (before?.knownBefore ?? 0);
		const next = nextOf(row, known, { created, stuckAfter, now });
		cases[row.case_id] = next;
		if (!before || isForgotten) continue;
		changes.push(...eventsOf(known, next).map((event) => ({ event, row })));
	}
	return { changes, memory: bounded({ owner, cases, knownBefore: before?.knownBefore ?? oldest(rows) }) };
}

function nextOf(
	row: IDataObject,
	known: Known | undefined,
	{ created, stuckAfter, now }: { created: number; stuckAfter: number; now: number },
): Known {
	const status = String(row.status ?? '');
	if (status !== 'processing') return { status, created };
	// The analysis starts when the case is created. A clock that is ahead of ours says nothing.
	const start = created > 0 && created <= now ? created : now;
	const since = known?.since ?? start;
	return { status, created, since, ...(now - since > stuckAfter && { stuck: true }) };
}

function eventsOf(known: Known | undefined, next: Known): CaseEvent[] {
	const events: CaseEvent[] = known ? [] : ['caseCreated'];
	if (next.status === 'completed' && known?.status !== 'completed') events.push('analysisCompleted');
	if (next.status === 'failed' && known?.status !== 'failed') events.push('analysisFailed');
	if (next.stuck && !known?.stuck) events.push('analysisStuck');
	return events;
}

/** The oldest case of a list may be the last one that fits into it. */
function oldest(rows: IDataObject[]): number {
	const times = rows.map(createdOf).filter((created) => created > 0);
	return times.length > 0 ? Math.min(...times) : 0;
}

/** Forgets the oldest cases when there are too many, and remembers how far that goes. */
function bounded(memory: Memory): Memory {
	const entries = Object.entries(memory.cases);
	if (entries.length <= MOST_CASES) return memory;
	entries.sort(([, one], [, other]) => other.created - one.created);
	const forgotten = entries.slice(MOST_CASES).map(([, { created }]) => created);
	return {
		...memory,
		cases: Object.fromEntries(entries.slice(0, MOST_CASES)),
		// Also those that were created in the same millisecond as the youngest of them.
		knownBefore: Math.max(memory.knownBefore, ...forgotten.map((created) => created + 1)),
	};
}
