import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { configurationRefusal } from '../failure';

/** The switches of an execution, read once from the node's options. */
export interface Limits {
	/** Requests at once. */
	concurrency: number;
	/** Undefined for no limit. */
	requestsPerSecond?: number;
	/** Milliseconds for one request; undefined for what the request itself says. */
	timeout?: number;
	/** How often one request is sent at most. */
	maxAttempts: number;
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
