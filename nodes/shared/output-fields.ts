import { flag, integer, text } from './convert';
import type { Field } from './types';

/** What to show of each record; on every operation whose records have more than ten fields. */
export const OUTPUT_FIELDS: Field[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		isSwitch: true,
		options: [
			{ name: 'Raw', value: 'raw', description: 'Everything the vendor answers' },
			{ name: 'Selected Fields', value: 'selectedFields', description: 'Only the fields you name' },
			{ name: 'Simplified', value: 'simplified', description: 'The most used fields, in one level' },
		],
		default: 'simplified',
		description: 'How much of each record to output',
	},
	{
		displayName: 'Fields to Output',
		name: 'outputFields',
		type: 'string',
		isSwitch: true,
		default: '',
		placeholder: 'e.g. status, address.city',
		description:
			"The vendor's names of the fields to output, separated by commas; dots for fields inside of others",
		displayOptions: { show: { output: ['selectedFields'] } },
	},
];

/** How much of a list to get; on every operation that lists. */
export const LIST_FIELDS: Field[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		sends: flag(),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
		sends: integer(undefined, { min: 1 }),
	},
];

/** Where an operation that gets files puts them; read as `outputField`. */
export const OUTPUT_FILE_FIELD: Field = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output field to put the file in',
	description: 'The name of the output field to put the file in',
	sends: text(undefined, {
		pattern: /^[\w-]{1,64}$/,
		expects: 'Give a name of letters, digits, hyphens and underscores.',
	}),
};
