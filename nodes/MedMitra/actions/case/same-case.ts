import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../../shared/types';
import { casesIn } from '../../requests';

const COMPARED = ['patient_name', 'patient_age', 'patient_gender', 'case_summary'];

/** So long after its creation a case in processing is taken for dead: an analysis takes two minutes at most. */
export const DEAD_AFTER_MS = 15 * 60_000;

/** The cases that say the same, the newest first: there is no key by which to be sure. */
export function sameCases(list: Answer, wanted: IDataObject): IDataObject[] {
	return casesIn(list).filter((entry) => COMPARED.every((key) => entry[key] === wanted[key]));
}

/** When a case was created, in milliseconds of the server's clock. Times without an offset are UTC there. */
export function createdAt({ created_at }: IDataObject): number {
	const text = String(created_at);
	return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
}

/** How far the server's clock is ahead of this one, in milliseconds; up to a second less, for its header has no parts of one. */
export function clockAhead({ headers }: Answer): number {
	const server = Date.parse(String(headers.date ?? ''));
	return Number.isNaN(server) ? 0 : server - Date.now();
}

/**
 * One that was made since the request was sent, by the server's clock. Older ones are another report's.
 *
 * @param since when the request was sent, by this machine's clock
 * @returns its ID and status; of several the IDs of all, because nobody can tell which of them is ours
 */
export function caseSince(list: Answer, wanted: IDataObject, since: number): IDataObject | undefined {
	const earliest = since + clockAhead(list);
	const found = sameCases(list, wanted).filter((row) => createdAt(row) >= earliest);
	const [newest] = found;
	if (!newest) return undefined;
	return { id: found.map(({ case_id }) => String(case_id)).join(', '), status: newest.status, count: found.length };
}

/** What to say of a case that was found after a lost answer. */
export function tellOfCase({ id, status, count }: IDataObject): string | undefined {
	if (Number(count) > 1) {
		return `Cases that say the same were made meanwhile, with the IDs ${String(id)}. Which of them is this item's is not known. Look at them in MedMitra before running this item again.`;
	}
	// An analysis begins only after all files are stored.
	if (status === 'completed') return undefined;
	if (status === 'failed') {
		return `A case was made with the ID ${String(id)}, and its analysis failed. Check the case summary and the files before running this item again.`;
	}
	return `A case was made with the ID ${String(id)}; whether its files are there is not known. If it stays in processing for 15 minutes, it has none. Look at it with Case: Get Status before running this item again.`;
}
