import { flag, integer, text } from '../fields/convert';
import type { Field, Simplified } from '../types';

const STANDARD_SIMPLIFIED = 'The most used fields, in one level';

/** What to show of each record; on every operation whose records have more than ten fields. */
export function outputFields(simplified: string[] | Simplified): Field[] {
	return [
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			noDataExpression: true,
			isSwitch: true,
			options: [
				{ name: 'Raw', value: 'raw', description: 'Everything the vendor answers' },
				{ name: 'Selected Fields', value: 'selectedFields', description: 'Only the fields you name' },
				{
					name: 'Simplified',
					value: 'simplified',
					description: Array.isArray(simplified) ? STANDARD_SIMPLIFIED : simplified.description,
				},
			],
			default: 'simplified',
			description: 'How much of each record to output',
		},
		OUTPUT_NAMES,
	];
}

const OUTPUT_NAMES: Field = {
	displayName: 'Fields to Output',
	name: 'outputFields',
	type: 'string',
	isSwitch: true,
	default: '',
	placeholder: 'e.g. status, address.city',
	description: "The vendor's names of the fields to output, separated by commas; dots for fields inside of others",
	displayOptions: { show: { output: ['selectedFields'] } },
};

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
