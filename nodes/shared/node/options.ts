import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { configurationRefusal } from '../failure';
import type { RequestLimits } from '../http/connection';
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
