import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../shared/http/paging';
import type { Answer, RequestSpec } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { patientHeader } from '../fields';

/** The records of a list; entries that are no objects are left out. */
export function recordsIn(list: unknown): IDataObject[] {
	return Array.isArray(list) ? (list.filter(isRecord) as IDataObject[]) : [];
}

/** A list of a patient's cases or documents: where it is, and the name under which a page has its entries. */
interface PatientList {
	path: string;
	entries: string;
	patientId: unknown;
	/** Only what changed after this moment, in Unix seconds. */
	updatedAfter?: unknown;
}

/** The first page of a list. */
export function firstPage({ path, entries, patientId, updatedAfter }: PatientList): RequestSpec {
	return {
		method: 'GET',
		path,
		headers: patientHeader(patientId),
		query: updatedAfter === undefined ? {} : { u_at__gt: updatedAfter },
		isComplete: ({ body }) => isRecord(body) && Array.isArray(body[entries]),
	};
}

/**
 * Reads a page of such a list, which ends where a page names no token for the next.
 *
 * @param select turns the entries of a page into the records that are wanted
 */
export function pageReader(
	entries: string,
	select: (entries: IDataObject[]) => IDataObject[],
): (answer: Answer, spec: RequestSpec) => Page {
	return ({ body }, spec) => {
		const page = isRecord(body) ? body : {};
		const records = select(recordsIn(page[entries]));
		const token = page.next_token;
		const isLast = typeof token !== 'string' || token === '';
		return { records, next: isLast ? undefined : { ...spec, query: { ...spec.query, offset: token } } };
	};
}
