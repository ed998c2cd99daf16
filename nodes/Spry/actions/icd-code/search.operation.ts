import { text } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { word } from '../../kinds';
import { icdCodesRequest } from '../../requests';
import { upTo } from '../../pages';
import { listOf } from '../../vendor';

export const search = requestOperation({
	displayName: 'Search',
	value: 'search',
	action: 'Search ICD codes',
	description: 'Find ICD codes by code or description, with the IDs that cases and authorizations need',
	resend: 'always',
	whenRefused: 'Check the search text and the filters.',
	fields: [
		text('q', 'A code, part of a code, or words of its description', {
			as: 'q',
			label: 'Search Text',
			required: true,
			example: 'M54.5 or low back pain',
		}),
		...LIST_FIELDS,
		filters(
			text('payerType', 'Only codes for this kind of payer', { as: 'payerType', example: 'COMMERCIAL' }),
			word(
				'rev',
				'Only codes of this revision. Cases need ICD-10. You can give another value with an expression.',
				{
					as: 'rev',
					label: 'Revision',
					options: { ICD10: 'ICD-10', ICD11: 'ICD-11' },
					default: 'ICD10',
				},
			),
			text('speciality', 'Only codes for this kind of treatment', {
				as: 'speciality',
				label: 'Specialization',
				example: 'MSK',
			}),
		),
	],
	request: ({ body }) => icdCodesRequest(body as { q: string }),
	// Spry tells pages here but takes no page number, so what the first answer holds is all there is.
	output: (answer, { params }) => upTo(listOf(answer, 'results'), limitIn(params)),
});
