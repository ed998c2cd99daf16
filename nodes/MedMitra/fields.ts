import { choice, integer, text } from '../shared/fields/convert';
import { locator } from '../shared/fields/locator';
import type { Field } from '../shared/types';
import { UUID } from './cases';

/** Braces would be read as places to fill in by MedMitra's prompt template, and the analysis would fail. */
function withoutBraces(value: string): string {
	return value.replace(/\{/g, '(').replace(/\}/g, ')');
}

export const patientNameField: Field = {
	displayName: 'Patient Name',
	name: 'patientName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Maria Lindqvist',
	description: "The patient's full name",
	sends: text('patient_name', { tidy: withoutBraces }),
};

export const patientAgeField: Field = {
	displayName: 'Patient Age',
	name: 'patientAge',
	type: 'string',
	default: '',
	placeholder: 'e.g. 42',
	description: 'Age in years, 0 to 150',
	sends: integer('patient_age', { min: 0, max: 150 }),
};

export const caseSummaryField: Field = {
	displayName: 'Case Summary',
	name: 'caseSummary',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Knee pain for three weeks after a fall, no fever',
	description: 'What the case is about. The analysis fails without it; curly braces become round ones.',
	sends: text('case_summary', { tidy: withoutBraces }),
};

/** MedMitra itself writes these three; the server takes any text. */
export function statusField(description: string, as?: string): Field {
	return {
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Completed', value: 'completed' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Processing', value: 'processing' },
		],
		default: 'completed',
		description: `${description}; another one can be given by an expression`,
		sends: choice(as, { open: true }),
	};
}

/** A case by the UUID under `case_id`; the number under `id` opens nothing. */
export function caseLocator(description: string): Field {
	return locator(
		{ displayName: 'Case', name: 'caseId', description, required: true },
		{
			list: 'searchCases',
			example: '0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11',
			pattern: UUID,
			says: 'The ID is a UUID, such as 0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11',
		},
		text(undefined, {
			tidy: (id) => id.toLowerCase(),
			pattern: new RegExp(`^${UUID}$`),
			expects: 'Give the UUID under case_id, such as 0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11.',
		}),
	);
}

/** A file by the number under `id`; the UUID under `file_id` opens nothing, and MedMitra lists no files. */
export function fileLocator(description: string): Field {
	const says = 'The ID is a whole number';
	return locator(
		{ displayName: 'File', name: 'fileId', description, required: true },
		{ example: '17', pattern: '[0-9]+', says },
		integer(undefined, { min: 1, max: 2_147_483_647 }),
	);
}

/** In seconds. */
export const STANDARD_WAIT_LIMIT = 600;

export const waitLimitField: Field = {
	displayName: 'Wait Limit',
	name: 'waitLimit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: STANDARD_WAIT_LIMIT,
	description:
		'How many seconds to wait for the analysis at most. After the first minute the execution is parked between looks.',
	sends: integer(undefined, { min: 1, max: 86_400 }),
};
