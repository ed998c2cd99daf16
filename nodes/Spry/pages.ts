import type { IDataObject } from 'n8n-workflow';

import { readPages, type Page } from '../shared/http/paging';
import type { Answer, RequestSpec, Send } from '../shared/types';
import { dataOf, listOf } from './vendor';

interface PagedList {
	path: string;
	query?: IDataObject;
	/** Name of the records inside of `data`. */
	name: string;
	/** Records to ask for at once; Spry documents no maximum. */
	size: number;
	/** Records that Spry gives at once when it is not told how many. */
	standard: number;
}

/**
 * A list of Spry's that comes in pages, counted from 1.
 *
 * @param limit most records; all when undefined
 */
export async function readList(
	send: Send,
	{ path, query, name, size, standard }: PagedList,
	limit: number | undefined,
): Promise<IDataObject[]> {
	const first: RequestSpec = {
		method: 'GET',
		path,
		query: { ...query, page: 1, size: Math.min(size, limit ?? size) },
		isComplete: (answer) => Array.isArray(dataOf(answer)[name]),
	};
	const read = (answer: Answer, spec: RequestSpec, number: number): Page => {
		const records = listOf(answer, name);
		const { pages } = dataOf(answer);
		// Not every list tells its pages, and a page may be smaller than asked for: then only one below the
		// standard size is the last for sure.
		const isLast = typeof pages === 'number' ? number >= pages : records.length < standard;
		if (isLast || records.length === 0) return { records };
		return { records, next: { ...spec, query: { ...spec.query, page: number + 1 } } as RequestSpec };
	};
	return await readPages(send, first, read, limit);
}

/** As many records as a person wants of a list that Spry gives as a whole. */
export function upTo(records: IDataObject[], limit: number | undefined): IDataObject[] {
	return records.slice(0, limit);
}
