import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { type Look } from '../../shared/ask';

/** Those entries that have what was typed in their name, in the order of their names. */
export function matching(entries: INodeListSearchItems[], filter: string): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	const results = entries
		.filter(({ name, value }) => name.toLowerCase().includes(wanted) || String(value).includes(wanted))
		.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}

/** The words that are there, with a separator between. */
export function joined(...words: unknown[]): string {
	return words
		.filter((word) => (typeof word === 'string' && word !== '') || typeof word === 'number')
		.map(String)
		.join(', ');
}

/** A number that another field of the form holds; an expression has no value here. */
export function numberIn({ parameter }: Look, name: string): number | undefined {
	const number = Number(parameter(name));
	return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
