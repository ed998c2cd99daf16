import type { IntakeResult } from '../../demo/intake.mts';
import type { SandboxState } from '../../sandbox/types.mts';

/** What one intake leaves at the vendors, by table of the sandbox. */
export const RECORDS = [
	...['spry_patient', 'spry_case', 'eka_appointment', 'eka_case'],
	...['med_mitra_case', 'med_mitra_file'],
];

/** Where `madeUpIntakes` and `fillForms` put the row number. */
const MARKER = /intake-(\d{5})@|\[(\d{5})\]|person (\d{5})|lab-report-(\d+)\.pdf/;

/** How many records each intake has in a table, by row number of the intake. */
export function recordsByRow(state: SandboxState, table: string): Map<number, number> {
	const counts = new Map<number, number>();
	for (const record of state[table] ?? []) {
		const found = MARKER.exec(JSON.stringify(record))?.slice(1).find(Boolean);
		if (found === undefined) continue;
		counts.set(Number(found), (counts.get(Number(found)) ?? 0) + 1);
	}
	return counts;
}

/** How an intake ended, as its caller sees it. */
export type Ending =
	/** 200 with the ids of all records */
	| 'done'
	/** 422 with the step that refused and why */
	| 'refused'
	/** 500 `Error in workflow`: n8n lost the worker that had the intake */
	| 'worker lost'
	/** no answer, or 200 with nothing in it: it was on its way when Redis restarted; n8n's execution tells the outcome */
	| 'answer lost'
	/** anything else */
	| 'unnamed';

export function endingOf({ outcome, status, refusedBy, reason, spryPatientId }: IntakeResult): Ending {
	if (outcome === 'done') return 'done';
	if (status === 422 && refusedBy !== null && reason !== null) return 'refused';
	if (status === 500) return 'worker lost';
	const isEmpty = status === 200 && spryPatientId === null;
	return status === 0 || isEmpty ? 'answer lost' : 'unnamed';
}

/** How often each value occurs, as text, most frequent first. */
export function tally(values: string[]): string {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	const sorted = [...counts].sort(([, left], [, right]) => right - left);
	return sorted.map(([value, count]) => `${count} ${value}`).join(', ');
}
