import { toWallTime } from '../../../shared/fields/convert';
import { moment, text, texts } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { toCaseId } from '../../fields';
import { toListOf, words } from '../../kinds';
import { CATEGORIES, SIGNATURE_STATES } from './document-fields';

export const filterFields = filters(
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
	words('documentCategory', 'Only documents in these categories. You can give others with an expression.', {
		as: 'document_category',
		label: 'Document Categories',
		options: CATEGORIES,
	}),
	text('documentName', 'Only documents whose name contains this text', { as: 'document_name', example: 'MRI' }),
	texts('documentType', 'Only documents of these types', {
		as: 'document_type',
		label: 'Document Types',
		button: 'Add Type',
		example: 'MRI report',
	}),
	words('signed', 'Only documents with these signature statuses', {
		as: 'signed',
		label: 'Signature Statuses',
		options: SIGNATURE_STATES,
	}),
);
