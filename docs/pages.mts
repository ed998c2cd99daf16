/** The pages of the documentation that are made, wholly or in part, of the nodes themselves. */
import { messagesTable } from './messages.mts';
import { operationsTable, pageWith, referenceOf, retriesTable, VENDORS } from './reference.mts';

export interface MadePage {
	/** From the project's root. */
	path: string;
	/** The page as it should be, out of the page as it is. */
	make(page: string): string;
}

export function madePages(): MadePage[] {
	return [
		...VENDORS.map((vendor) => ({ path: `docs/${vendor.page}`, make: () => referenceOf(vendor) })),
		{ path: 'README.md', make: (page) => pageWith('operations', operationsTable(), page) },
		{ path: 'docs/retries.md', make: (page) => pageWith('retries', retriesTable(), page) },
		{ path: 'docs/troubleshooting.md', make: (page) => pageWith('messages', messagesTable(), page) },
	];
}
