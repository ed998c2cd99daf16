/** The pages of the documentation that are written, fully or in part, from the nodes themselves. */
import { messagesTable } from './messages.mts';
import { operationsTable, pageWith, referenceOf, retriesTable, VENDORS } from './reference.mts';

export interface MadePage {
	/** From the project's root. */
	path: string;
	/** Returns the page as it should be, from the page as it is. */
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
