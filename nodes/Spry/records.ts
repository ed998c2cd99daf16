import { text } from '../shared/fields/convert';
import { locator } from '../shared/fields/locator';
import type { Answer, Field } from '../shared/types';
import { isRecord } from '../shared/values';
import { idLocator } from './fields';

/** Whether an answer brings a record or several; where Spry's page does not say which fields it has. */
export function hasRecord({ body }: Answer): boolean {
	const data = isRecord(body) ? body.data : undefined;
	return typeof data === 'object' && data !== null && Object.keys(data).length > 0;
}

/** Whether `data` is a list, empty or not. */
export function hasList({ body }: Answer): boolean {
	return isRecord(body) && Array.isArray(body.data);
}

export function authorizationLocator(description: string): Field {
	return locator(
		{ displayName: 'Authorization', name: 'authorizationId', description, required: true },
		{ example: 'auth_65f0c0de', pattern: 'auth_[A-Za-z0-9_-]+', says: 'The ID starts with auth_' },
		text(undefined, {
			pattern: /^auth_[A-Za-z0-9_-]+$/,
			expects: 'Give the authorization_id, which starts with auth_, not the reference number.',
		}),
	);
}

export function patientLocator(description: string, as?: string): Field {
	return idLocator({ displayName: 'Patient', name: 'patientId', description }, as);
}

export function doctorLocator(description: string, as?: string): Field {
	return idLocator({ displayName: 'Doctor', name: 'doctorId', description }, as);
}

/** Notes are found by their `context_id`. */
export function noteLocator(description: string): Field {
	return locator(
		{ displayName: 'SOAP Note', name: 'contextId', description, required: true },
		{ example: '65f0c0de5a1b2c3d4e5f6a7b', pattern: '[A-Za-z0-9_-]+', says: 'The ID has letters and digits only' },
		text(undefined, { pattern: /^[A-Za-z0-9_-]+$/, expects: 'Give the context_id of the note.' }),
	);
}

/** What the blocks of a series share; one block has a number of its own besides. */
export function seriesLocator(description: string): Field {
	const uuid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
	return locator(
		{ displayName: 'Series', name: 'blockIdentifier', description, required: true },
		{
			example: '6f1c1f5e-0b7d-4a58-9a37-0d6f4f8c2b11',
			pattern: uuid,
			says: 'The ID is the block_identifier, a UUID',
		},
		text(undefined, {
			pattern: new RegExp(`^${uuid}$`),
			expects: 'Give the block_identifier that the blocks of the series share, not the number of one block.',
		}),
	);
}
