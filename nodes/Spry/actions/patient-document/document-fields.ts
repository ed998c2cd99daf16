import { toWallTime } from '../../../shared/fields/convert';
import { integer, kindOf, moment, text } from '../../../shared/fields/build';
import { caseLocator } from '../../fields';
import { word } from '../../kinds';

/** Seen on Spry's pages; its list of all is not known. */
export const CATEGORIES = {
	INSURANCE: 'Insurance',
	INSURANCE_CARD: 'Insurance Card',
	MEDICAL_HISTORY: 'Medical History',
};

/** Those by which the list of documents is filtered; whether there are others is not known. */
export const SIGNATURE_STATES = {
	COMPLETED: 'Completed',
	COSIGN: 'Cosign',
	INCOMPLETED: 'Incompleted',
	REVISION: 'Revision',
};

export const webAddress = kindOf(text, {
	pattern: /^https?:\/\/[^\s/]+\S*$/i,
	expects: 'Give a web address, such as https://files.example.com/scan.pdf.',
});

/** What may be said of a document besides its name and file, in alphabetical order. */
export const documentFields = [
	caseLocator('The case that the document belongs to', { as: 'spry_case_id' }),
	word(
		'documentCategory',
		'The category to file the document under. You can give another value with an expression.',
		{
			as: 'document_category',
			options: CATEGORIES,
			default: 'MEDICAL_HISTORY',
		},
	),
	moment('documentExpirationDate', 'The last day on which the document is valid', {
		as: 'document_expiration_date',
		example: '2027-12-31T00:00',
		convert: toWallTime,
	}),
	text('documentType', 'The document type, in your own words', {
		as: 'document_type',
		example: 'MRI report',
	}),
	integer('eligibleVisitCount', 'How many visits an authorization document covers', {
		as: 'eligible_visit_count',
		example: '12',
		default: 0,
		min: 0,
	}),
	text('notes', 'Notes on the document', { as: 'notes', example: 'Second page is missing', rows: 3 }),
	moment('receiptDate', 'When the document was received', {
		as: 'receipt_date',
		example: '2027-01-15T09:30',
		convert: toWallTime,
	}),
	word('signatureStatus', 'The signature status. You can give another value with an expression.', {
		as: 'signature_status',
		options: SIGNATURE_STATES,
		default: 'INCOMPLETED',
	}),
	moment('signedAt', 'When the document was signed', {
		as: 'signed_at',
		example: '2027-01-15T09:30',
		convert: toWallTime,
	}),
	text('signedBy', 'Who signed the document', { as: 'signed_by', example: 'Henrik Osei' }),
	webAddress('thumbnailUrl', 'The web address of a thumbnail of the document', {
		as: 'thumbnail_url',
		example: 'https://files.example.com/scan-small.png',
	}),
];

export const SIMPLIFIED_DOCUMENT = [
	'id',
	'name',
	'patient_id',
	'document_type',
	'document_category',
	'document_url',
	'signature_status',
	'spry_case_id',
	'receipt_date',
	'created_at',
];
