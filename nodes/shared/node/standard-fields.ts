import { choice, flag, integer, text } from '../fields/build';
import { editorOnly } from '../fields/vary';
import type { Field, Simplified } from '../types';

const STANDARD_SIMPLIFIED = 'The most used fields, without nesting';

/** What to show of each record; on every operation whose records have more than ten fields. */
export function outputFields(simplified: string[] | Simplified): Field[] {
	const description = Array.isArray(simplified) ? STANDARD_SIMPLIFIED : simplified.description;
	return [
		editorOnly(
			choice('output', 'How much of each record to return', {
				as: false,
				options: {
					raw: { name: 'Raw', description: "The vendor's full response" },
					selectedFields: { name: 'Selected Fields', description: 'Only the fields you choose' },
					simplified: { name: 'Simplified', description },
				},
				default: 'simplified',
				isSwitch: true,
				noDataExpression: true,
			}),
		),
		OUTPUT_NAMES,
	];
}

const OUTPUT_NAMES = editorOnly(
	text('outputFields', 'Vendor names of the fields to return, separated by commas. Use dots for nested fields.', {
		as: false,
		label: 'Fields to Output',
		example: 'status, address.city',
		isSwitch: true,
		show: { output: ['selectedFields'] },
	}),
);

/** How much of a list to get; on every operation that lists. */
export const LIST_FIELDS = [
	flag('returnAll', 'Whether to return all results or only up to a given limit', { as: false }),
	integer('limit', 'Max number of results to return', {
		as: false,
		min: 1,
		default: 50,
		show: { returnAll: [false] },
	}),
];

/** Where an operation that gets files puts them; read as `outputField`. */
export const OUTPUT_FILE_FIELD = text('outputField', 'The name of the output field to put the file in', {
	as: false,
	label: 'Put Output File in Field',
	default: 'data',
	required: true,
	example: 'data',
	hint: 'The name of the output field to put the file in',
	pattern: /^(?!(__proto__|constructor|prototype)$)[\w-]{1,64}$/,
	expects: 'Give a name of letters, digits, hyphens and underscores.',
});
