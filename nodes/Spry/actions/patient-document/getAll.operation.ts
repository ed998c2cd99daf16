import { choice, text } from '../../../shared/fields/build';
import { collection } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { path } from '../../../shared/http/path';
import { patientLocator } from '../../fields';
import { readList } from '../../pages';
import { SIMPLIFIED_DOCUMENT } from './document-fields';
import { filterFields } from './filter-fields';

/** Spry gives 5 at once unless told otherwise. */
const PAGE = { size: 100, standard: 5 };
export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many patient documents',
	description: 'Get the documents of one patient',
	resend: 'always',
	whenRefused: 'Check the ID of the patient, and the filters.',
	simplified: SIMPLIFIED_DOCUMENT,
	fields: [
		patientLocator('The patient whose documents to get', { as: false, required: true }),
		...LIST_FIELDS,
		filterFields,
		collection(
			'sorting',
			'Add Sorting',
			[
				choice('sort', 'The order of the documents', {
					as: 'sort',
					label: 'Direction',
					options: { asc: 'Ascending', desc: 'Descending' },
					default: 'desc',
				}),
				text('sortBy', 'The field to sort by', { as: 'sort_by', example: 'createdAt', default: 'createdAt' }),
			],
			'Sort',
		),
	],
	async steps({ body, params }, request) {
		// Under GET the ID in this path is the patient's, under POST the document's.
		const list = {
			path: path`/apis/v1/patient-document/${params.patientId}`,
			query: body,
			name: 'documents',
			...PAGE,
		};
		const records = await readList(request, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
});
