import { toText } from '../shared/fields/convert';
import { recordOf } from '../shared/fields/nested';
import type { Answer } from '../shared/types';
import { isRecord } from '../shared/values';

/** Whether an answer brings a record or several; where Spry's page does not say which fields it has. */
export function hasRecord({ body }: Answer): boolean {
	const data = isRecord(body) ? body.data : undefined;
	return typeof data === 'object' && data !== null && Object.keys(data).length > 0;
}

/** Whether `data` is a list, empty or not. */
export function hasList({ body }: Answer): boolean {
	return isRecord(body) && Array.isArray(body.data);
}

export const authorizationLocator = recordOf('authorizationId', {
	example: 'auth_65f0c0de',
	idPattern: 'auth_[A-Za-z0-9_-]+',
	says: 'The ID starts with auth_',
	convert: toText({
		pattern: /^auth_[A-Za-z0-9_-]+$/,
		expects: 'Give the authorization_id, which starts with auth_, not the reference number.',
	}),
});

/** Notes are found by their `context_id`. */
export const noteLocator = recordOf('contextId', {
	label: 'SOAP Note',
	example: '65f0c0de5a1b2c3d4e5f6a7b',
	idPattern: '[A-Za-z0-9_-]+',
	says: 'The ID has letters and digits only',
	convert: toText({ pattern: /^[A-Za-z0-9_-]+$/, expects: 'Give the context_id of the note.' }),
});

const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** What the blocks of a series share; one block has a number of its own besides. */
export const seriesLocator = recordOf('blockIdentifier', {
	label: 'Series',
	example: '6f1c1f5e-0b7d-4a58-9a37-0d6f4f8c2b11',
	idPattern: UUID,
	says: 'The ID is the block_identifier, a UUID',
	convert: toText({
		pattern: new RegExp(`^${UUID}$`),
		expects: 'Give the block_identifier that the blocks of the series share, not the number of one block.',
	}),
});
