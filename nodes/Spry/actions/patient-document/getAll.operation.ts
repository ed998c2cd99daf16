import { toWallTime } from '../../../shared/convert';
import { choice, moment, text, texts } from '../../../shared/fields/build';
import { collection, filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/output-fields';
import { limitIn } from '../../../shared/paging';
import { path } from '../../../shared/path';
import { patientLocator, toCaseId } from '../../fields';
import { toListOf, words } from '../../kinds';
import { readList } from '../../pages';
import { CATEGORIES, SIGNATURE_STATES, SIMPLIFIED_DOCUMENT } from './document-fields';

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
		filters(
			texts('caseTitle', 'Only documents of these cases', {
				// Takes the ID of a case in spite of its name.
				as: 'case_title',
				label: 'Case IDs',
				button: 'Add Case',
				example: 'SPRY_CASE_65f0c0de',
				convert: toListOf(toCaseId),
			}),
			moment('start', 'Only documents created at this time or later', {
				as: 'start',
				label: 'Created After',
				example: '2027-01-01T00:00',
				convert: toWallTime,
			}),
			moment('end', 'Only documents created at this time or earlier', {
				as: 'end',
				label: 'Created Before',
				example: '2027-02-01T00:00',
				convert: toWallTime,
			}),
			words('documentCategory', 'Only documents of these categories. Others can be given by an expression.', {
				as: 'document_category',
				label: 'Document Categories',
				options: CATEGORIES,
			}),
			text('documentName', 'Only documents with this in their name', { as: 'document_name', example: 'MRI' }),
			texts('documentType', 'Only documents of these types', {
				as: 'document_type',
				label: 'Document Types',
				button: 'Add Type',
				example: 'MRI report',
			}),
			words('signed', 'Only documents whose signing has come this far', {
				as: 'signed',
				label: 'Signature Statuses',
				options: SIGNATURE_STATES,
			}),
		),
		collection(
			'sorting',
			'Add Sorting',
			[
				choice('sort', 'Which documents come first', {
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
});
