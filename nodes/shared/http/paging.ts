import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../failure';
import type { Answer, RequestSpec, SendRequest } from '../types';

/** One page of a list. */
export interface Page {
	records: IDataObject[];
	/** The request for the page after it; undefined at the end of the list. */
	next?: RequestSpec;
}

/** More pages than any list of a clinic has. */
const MOST_PAGES = 10_000;

/** How many records a person wants; all of them when undefined. */
export function limitIn({ returnAll, limit }: IDataObject): number | undefined {
	return returnAll === true ? undefined : Number(limit ?? 50);
}

/**
 * Gets a list page by page until it ends or the limit is reached.
 *
 * @param first the request for the first page
 * @param read what a page holds; `number` counts the pages from 1
 * @param limit most records; all when undefined
 * @throws Refusal when a page comes a second time, or there is no end
 */
export async function readPages(
	request: SendRequest,
	first: RequestSpec,
	read: (answer: Answer, spec: RequestSpec, number: number) => Page,
	limit?: number,
): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	const asked = new Set<string>();
	let before = '';
	for (let spec: RequestSpec | undefined = first, number = 1; spec; number++) {
		// Asking for the same again, or being given the same again, would never end.
		const key = JSON.stringify([spec.path ?? spec.url, spec.query, spec.body]);
		if (asked.has(key) || number > MOST_PAGES) throw endless();
		asked.add(key);
		const page: Page = read(await request(spec), spec, number);
		const content = JSON.stringify(page.records);
		if (page.records.length > 0 && content === before) throw endless();
		before = content;
		for (const record of page.records) {
			if (limit !== undefined && records.length >= limit) return records;
			records.push(record);
		}
		spec = limit !== undefined && records.length >= limit ? undefined : page.next;
	}
	return records;
}

function endless(): Refusal {
	return new Refusal({
		kind: 'malformed',
		message: 'The list does not come to an end: the vendor gave the same page again',
		description: 'Turn off Return All and set a Limit, or narrow the list down with a filter.',
		outcome: 'none',
	});
}
