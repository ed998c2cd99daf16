import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { failureOf, toNodeError } from '../failure';
import { openClient, type Client } from '../http/client';
import type { Vendor } from '../types';
import { isRecord } from '../values';

/** What a list search is asked for, and the client to answer it with. */
export interface ListQuery extends Client {
	/** What the person typed; empty when nothing. */
	filter: string;
	/** What the search gave as `paginationToken` with the entries before. */
	page?: string;
	/** Another parameter of the node; empty while it has no value. */
	parameter(name: string): string;
}

/** The editor's method for a From List locator. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Makes a list search of a vendor. What is refused is shown in the editor in our words.
 *
 * @param find gets the entries for what the person typed
 */
export function listSearch(vendor: Vendor, find: (query: ListQuery) => Promise<INodeListSearchResult>): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter, paginationToken) {
		try {
			const client = await openClient(this, vendor);
			return await find({
				...client,
				filter: filter?.trim() ?? '',
				page: paginationToken,
				parameter: (name) => {
					// n8n itself takes a value out of its locator only where the operation in use has the parameter.
					const given: unknown = this.getCurrentNodeParameter(name);
					const value = isRecord(given) ? given.value : given;
					return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
				},
			});
		} catch (error) {
			throw toNodeError(this, failureOf(error));
		}
	};
}
