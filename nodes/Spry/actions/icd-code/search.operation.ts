import { text } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { RequestOperation } from '../../../shared/types';
import { word } from '../../inputs';
import { icdCodesRequest } from '../../lists';
import { upTo } from '../../pages';
import { listOf } from '../../vendor';

export const search: RequestOperation = {
	displayName: 'Search',
	value: 'search',
	action: 'Search ICD codes',
	description: 'Find ICD codes by code or wording, with the IDs that cases and authorizations need',
	resend: 'always',
	whenRefused: 'Check the search text and the filters.',
	fields: [
		{
			displayName: 'Search Text',
			name: 'q',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. M54.5 or low back pain',
			description: 'A code, a part of one, or words of its description',
			sends: text('q'),
		},
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Payer Type',
					name: 'payerType',
					type: 'string',
					default: '',
					placeholder: 'e.g. COMMERCIAL',
					description: 'Only codes for this kind of payer',
					sends: text('payerType'),
				},
				{
					displayName: 'Revision',
					name: 'rev',
					type: 'options',
					options: [
						{ name: 'ICD-10', value: 'ICD10' },
						{ name: 'ICD-11', value: 'ICD11' },
					],
					default: 'ICD10',
					description:
						'Only codes of this revision; cases take ICD-10. Another one can be given by an expression.',
					sends: word('rev'),
				},
				{
					displayName: 'Specialization',
					name: 'speciality',
					type: 'string',
					default: '',
					placeholder: 'e.g. MSK',
					description: 'Only codes for this kind of treatment',
					sends: text('speciality'),
				},
			],
		},
	],
	request: ({ body }) => icdCodesRequest(body as { q: string }),
	// Spry tells pages here but takes no page number, so what the first answer holds is all there is.
	output: (answer, { params }) => upTo(listOf(answer, 'results'), limitIn(params)),
};
