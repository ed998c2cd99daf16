import { choice, integer } from '../fields/build';
import { editorOnly } from '../fields/vary';
import type { EditorField } from '../types';

/** A number that the kernel itself goes by. */
function limit(name: string, description: string, rules: { min: number; max?: number; default: number }): EditorField {
	return editorOnly(integer(name, description, { as: false, ...rules }));
}

/** The switches that every operation has. */
export const RUN_TIME_OPTIONS: EditorField[] = [
	limit('concurrency', 'How many items are worked on at once, 1 to 50', { min: 1, max: 50, default: 10 }),
	limit(
		'maxAttempts',
		'How often a request is sent at most when the vendor cannot answer and sending again is safe',
		{ min: 1, max: 20, default: 4 },
	),
	limit('requestsPerSecond', 'How many requests are sent per second at most; without this option there is no limit', {
		min: 0,
		default: 5,
	}),
	limit('timeout', 'How many milliseconds to wait for the answer to one request', { min: 1, default: 30_000 }),
	limit('totalBudget', 'How many milliseconds one item may take in all, attempts and waits included', {
		min: 1,
		default: 300_000,
	}),
];

/** Where the values come from; on everything that creates or changes a record. */
export const MAPPING_MODE = editorOnly(
	choice('mappingMode', 'Where the values of the fields come from; choose Map Automatically to load a spreadsheet', {
		as: false,
		options: {
			autoMapInputData: {
				name: 'Map Automatically',
				description: "The fields come from the item itself, under the vendor's names or their camelCase",
			},
			defineBelow: { name: 'Map Each Field Below', description: 'Set each field here' },
		},
		default: 'defineBelow',
		noDataExpression: true,
	}),
);

/** Only with Map Automatically. */
export const UNKNOWN_FIELDS = editorOnly(
	choice('unknownFields', 'What to do with fields of the item that this operation does not know', {
		as: false,
		options: {
			ignore: { name: 'Ignore', description: 'Leave out what the operation does not know' },
			refuse: { name: 'Refuse', description: 'Refuse an item that has such fields, and name them' },
		},
		default: 'ignore',
		show: { '/mappingMode': ['autoMapInputData'] },
	}),
);
