import { toInteger, toText } from '../shared/fields/convert';
import { choice, integer, kindOf, text } from '../shared/fields/build';
import { recordOf } from '../shared/fields/nested';
import { UUID } from './requests';

/** Braces would be read as places to fill in by MedMitra's prompt template, and the analysis would fail. */
function withoutBraces(value: string): string {
	return value.replace(/\{/g, '(').replace(/\}/g, ')');
}

export const patientNameField = text('patientName', "The patient's full name", {
	as: 'patient_name',
	example: 'Maria Lindqvist',
	tidy: withoutBraces,
});

export const patientAgeField = integer('patientAge', 'Age in years, 0 to 150', {
	as: 'patient_age',
	example: '42',
	min: 0,
	max: 150,
});

export const caseSummaryField = text(
	'caseSummary',
	'What the case is about. The analysis fails without it. Curly braces are replaced by round brackets.',
	{
		as: 'case_summary',
		example: 'Knee pain for three weeks after a fall, no fever',
		rows: 4,
		tidy: withoutBraces,
	},
);

/** MedMitra itself writes these three; the server takes any text. */
export const statusField = kindOf(choice, {
	options: { completed: 'Completed', failed: 'Failed', processing: 'Processing' },
	default: 'completed',
	open: true,
});

/** A case by the UUID under `case_id`; the number under `id` opens nothing. */
export const caseLocator = recordOf('caseId', {
	list: 'searchCases',
	example: '0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11',
	idPattern: UUID,
	says: 'The ID is a UUID, such as 0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11',
	convert: toText({
		tidy: (id) => id.toLowerCase(),
		pattern: new RegExp(`^${UUID}$`),
		expects: 'Give the UUID under case_id, such as 0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11.',
	}),
});

/** A file by the number under `id`; the UUID under `file_id` opens nothing, and MedMitra lists no files. */
export const fileLocator = recordOf('fileId', {
	example: '17',
	idPattern: '[0-9]+',
	says: 'The ID is a whole number',
	convert: toInteger({ min: 1, max: 2_147_483_647 }),
});

/** In seconds. */
export const STANDARD_WAIT_LIMIT = 600;

export const waitLimitField = integer(
	'waitLimit',
	'How many seconds to wait for the analysis at most. After the first minute n8n suspends the execution between checks.',
	{
		as: false,
		label: 'Wait Limit (Seconds)',
		min: 1,
		max: 86_400,
		default: STANDARD_WAIT_LIMIT,
		typeOptions: { minValue: 1 },
	},
);
