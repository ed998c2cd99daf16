import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { configurationRefusal } from '../failure';
import type { RequestLimits } from '../http/connection';
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

/** The switches of an execution, read once from the node's options. */
export interface Limits extends RequestLimits {
	/** Requests at once. */
	concurrency: number;
	/** Milliseconds for all attempts and waits of one item. */
	totalBudget: number;
}

const BOUNDS: Record<keyof Limits, { label: string; min: number; max: number; standard?: number }> = {
	concurrency: { label: 'Concurrency', min: 1, max: 50, standard: 10 },
	requestsPerSecond: { label: 'Requests per Second', min: 0.01, max: 1000 },
	timeout: { label: 'Timeout', min: 1, max: 3_600_000 },
	maxAttempts: { label: 'Max Attempts', min: 1, max: 20, standard: 4 },
	totalBudget: { label: 'Total Budget', min: 1, max: 86_400_000, standard: 300_000 },
};

function limitOf(options: IDataObject, name: keyof Limits): number | undefined {
	const { label, min, max, standard } = BOUNDS[name];
	const given = options[name];
	if (given === undefined || given === '' || given === null) return standard;
	const number = Number(given);
	if (number >= min && number <= max) return number;
	throw configurationRefusal(
		`The option "${label}" is out of range`,
		`Open Options > ${label} and give a number from ${min} to ${max}, or remove the option.`,
	);
}

/**
 * Reads the limits; they cannot vary by item, so an expression is resolved for the first one.
 *
 * @throws Refusal when one of them is out of range
 */
export function readLimits(context: IExecuteFunctions): Limits {
	const options = optionsOf(context);
	const timeout = limitOf(options, 'timeout');
	return {
		concurrency: Math.floor(limitOf(options, 'concurrency') ?? 1),
		requestsPerSecond: limitOf(options, 'requestsPerSecond'),
		// Node's timers of requests take whole numbers only.
		timeout: timeout && Math.ceil(timeout),
		maxAttempts: Math.floor(limitOf(options, 'maxAttempts') ?? 1),
		totalBudget: Math.ceil(limitOf(options, 'totalBudget') ?? Infinity),
	};
}

function optionsOf(context: IExecuteFunctions): IDataObject {
	try {
		return (context.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
	} catch {
		// n8n throws errors of many kinds here, some of which quote data.
		throw configurationRefusal(
			'"Options" has an expression that n8n cannot resolve',
			'Open Options and look at its expressions. They are resolved for the first item only.',
		);
	}
}
