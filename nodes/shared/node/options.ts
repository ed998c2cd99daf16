import type { Field } from '../types';

/** The switches that every operation has. */
export const RUN_TIME_OPTIONS: Field[] = [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 10,
		description: 'How many items are worked on at once, 1 to 50',
	},
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: 4,
		description: 'How often a request is sent at most when the vendor cannot answer and sending again is safe',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'How many requests are sent per second at most; without this option there is no limit',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30000,
		description: 'How many milliseconds to wait for the answer to one request',
	},
	{
		displayName: 'Total Budget',
		name: 'totalBudget',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 300000,
		description: 'How many milliseconds one item may take in all, attempts and waits included',
	},
];

/** Where the values come from; on everything that creates or changes a record. */
export const MAPPING_MODE: Field = {
	displayName: 'Mapping Mode',
	name: 'mappingMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Map Automatically',
			value: 'autoMapInputData',
			description: "The fields come from the item itself, under the vendor's names or their camelCase",
		},
		{ name: 'Map Each Field Below', value: 'defineBelow', description: 'Set each field here' },
	],
	default: 'defineBelow',
	description: 'Where the values of the fields come from; choose Map Automatically to load a spreadsheet',
};

/** Only with Map Automatically. */
export const UNKNOWN_FIELDS: Field = {
	displayName: 'Unknown Fields',
	name: 'unknownFields',
	type: 'options',
	displayOptions: { show: { '/mappingMode': ['autoMapInputData'] } },
	options: [
		{ name: 'Ignore', value: 'ignore', description: 'Leave out what the operation does not know' },
		{ name: 'Refuse', value: 'refuse', description: 'Refuse an item that has such fields, and name them' },
	],
	default: 'ignore',
	description: 'What to do with fields of the item that this operation does not know',
};
