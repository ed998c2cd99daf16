import { choice, text, textList, wallTime } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { path } from '../../../shared/http/path';
import type { StepsOperation } from '../../../shared/types';
import { caseId, idLocator } from '../../fields';
import { listOf, wordList } from '../../inputs';
import { readList } from '../../pages';
import { CATEGORIES, SIGNATURE_STATES, SIMPLIFIED_DOCUMENT } from './document-fields';

/** Spry gives 5 at once unless told otherwise. */
const PAGE = { size: 100, standard: 5 };

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many patient documents',
	description: 'Get the documents of one patient',
	resend: 'always',
	whenRefused: 'Check the ID of the patient, and the filters.',
	simplified: SIMPLIFIED_DOCUMENT,
	fields: [
		idLocator({ displayName: 'Patient', name: 'patientId', description: 'The patient whose documents to get' }),
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Case IDs',
					name: 'caseTitle',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Case' },
					default: [],
					placeholder: 'e.g. SPRY_CASE_65f0c0de',
					description: 'Only documents of these cases',
					// Takes the ID of a case in spite of its name.
					sends: listOf('case_title', caseId()),
				},
				{
					displayName: 'Created After',
					name: 'start',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-01-01T00:00',
					description: 'Only documents created at this time or later',
					sends: wallTime('start'),
				},
				{
					displayName: 'Created Before',
					name: 'end',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-02-01T00:00',
					description: 'Only documents created at this time or earlier',
					sends: wallTime('end'),
				},
				{
					displayName: 'Document Categories',
					name: 'documentCategory',
					type: 'multiOptions',
					options: CATEGORIES,
					default: [],
					description: 'Only documents of these categories. Others can be given by an expression.',
					sends: wordList('document_category'),
				},
				{
					displayName: 'Document Name',
					name: 'documentName',
					type: 'string',
					default: '',
					placeholder: 'e.g. MRI',
					description: 'Only documents with this in their name',
					sends: text('document_name'),
				},
				{
					displayName: 'Document Types',
					name: 'documentType',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Type' },
					default: [],
					placeholder: 'e.g. MRI report',
					description: 'Only documents of these types',
					sends: textList('document_type'),
				},
				{
					displayName: 'Signature Statuses',
					name: 'signed',
					type: 'multiOptions',
					options: SIGNATURE_STATES,
					default: [],
					description: 'Only documents whose signing has come this far',
					sends: wordList('signed'),
				},
			],
		},
		{
			displayName: 'Sort',
			name: 'sorting',
			type: 'collection',
			placeholder: 'Add Sorting',
			default: {},
			options: [
				{
					displayName: 'Direction',
					name: 'sort',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'desc',
					description: 'Which documents come first',
					sends: choice('sort'),
				},
				{
					displayName: 'Sort By',
					name: 'sortBy',
					type: 'string',
					default: 'createdAt',
					placeholder: 'e.g. createdAt',
					description: 'The field to sort by',
					sends: text('sort_by'),
				},
			],
		},
	],
	async steps({ body, params }, send) {
		// Under GET the ID in this path is the patient's, under POST the document's.
		const list = {
			path: path`/apis/v1/patient-document/${params.patientId}`,
			query: body,
			name: 'documents',
			...PAGE,
		};
		const records = await readList(send, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
};
