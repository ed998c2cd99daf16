import { choice, integer } from '../fields/build';
import { editorOnly } from '../fields/vary';
import type { EditorField } from '../types';

/** A number that the kernel itself goes by. */
function limit(name: string, description: string, rules: { min: number; max?: number; default: number }): EditorField {
	return editorOnly(integer(name, description, { as: false, ...rules }));
}

/** The switches that every operation has. */
export const RUN_TIME_OPTIONS: EditorField[] = [
	limit('concurrency', 'How many items to process at the same time, from 1 to 50', { min: 1, max: 50, default: 10 }),
	limit('maxAttempts', 'How often to send a request at most if the vendor cannot answer and sending again is safe', {
		min: 1,
		max: 20,
		default: 4,
	}),
	limit('requestsPerSecond', 'How many requests to send per second at most. Without this option there is no limit.', {
		min: 0,
		default: 5,
	}),
	limit('timeout', 'How many milliseconds to wait for each response', { min: 1, default: 30_000 }),
	limit('totalBudget', 'How many milliseconds one item may take in total, including retries and waits', {
		min: 1,
		default: 300_000,
	}),
];

/** Where the values come from; on everything that creates or changes a record. */
export const MAPPING_MODE = editorOnly(
	choice('mappingMode', 'How to fill in the fields. Choose Map Automatically to load a spreadsheet.', {
		as: false,
		options: {
			autoMapInputData: {
				name: 'Map Automatically',
				description: "Take the values from the input item, by the vendor's field names or their camelCase form",
			},
			defineBelow: { name: 'Map Each Field Below', description: 'Set each field here' },
		},
		default: 'defineBelow',
		noDataExpression: true,
	}),
);

/** Only with Map Automatically. */
export const UNKNOWN_FIELDS = editorOnly(
	choice('unknownFields', 'What to do with input fields that this operation does not know', {
		as: false,
		options: {
			ignore: { name: 'Ignore', description: 'Ignore unknown fields' },
			refuse: { name: 'Refuse', description: 'Fail items that have unknown fields, and name the fields' },
		},
		default: 'ignore',
		show: { '/mappingMode': ['autoMapInputData'] },
	}),
);
