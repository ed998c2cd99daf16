import { integer, text, wallTime } from '../../../shared/fields/convert';
import type { Field, Sends } from '../../../shared/types';
import { caseLocator, optional } from '../../fields';
import { word } from '../../inputs';

/** Seen on Spry's pages; its list of all is not known. */
export const CATEGORIES = [
	{ name: 'Insurance', value: 'INSURANCE' },
	{ name: 'Insurance Card', value: 'INSURANCE_CARD' },
	{ name: 'Medical History', value: 'MEDICAL_HISTORY' },
];

/** Those by which the list of documents is filtered; whether there are others is not known. */
export const SIGNATURE_STATES = [
	{ name: 'Completed', value: 'COMPLETED' },
	{ name: 'Cosign', value: 'COSIGN' },
	{ name: 'Incompleted', value: 'INCOMPLETED' },
	{ name: 'Revision', value: 'REVISION' },
];

export function webAddress(as: string): Sends {
	return text(as, {
		pattern: /^https?:\/\/[^\s/]+\S*$/i,
		expects: 'Give a web address, such as https://files.example.com/scan.pdf.',
	});
}

/** What may be said of a document besides its name and file, in alphabetical order. */
export const documentFields: Field[] = [
	optional(caseLocator('The case that the document belongs to', 'spry_case_id')),
	{
		displayName: 'Document Category',
		name: 'documentCategory',
		type: 'options',
		options: CATEGORIES,
		default: 'MEDICAL_HISTORY',
		description: 'Where Spry files the document. Another one can be given by an expression.',
		sends: word('document_category'),
	},
	{
		displayName: 'Document Expiration Date',
		name: 'documentExpirationDate',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-12-31T00:00',
		description: 'Until when the document is valid',
		sends: wallTime('document_expiration_date'),
	},
	{
		displayName: 'Document Type',
		name: 'documentType',
		type: 'string',
		default: '',
		placeholder: 'e.g. MRI report',
		description: 'What kind of document it is, in your own words',
		sends: text('document_type'),
	},
	{
		displayName: 'Eligible Visit Count',
		name: 'eligibleVisitCount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		placeholder: 'e.g. 12',
		description: 'How many visits an authorization document allows',
		sends: integer('eligible_visit_count', { min: 0 }),
	},
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Second page is missing',
		description: 'Notes on the document',
		sends: text('notes'),
	},
	{
		displayName: 'Receipt Date',
		name: 'receiptDate',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-01-15T09:30',
		description: 'When the document was received',
		sends: wallTime('receipt_date'),
	},
	{
		displayName: 'Signature Status',
		name: 'signatureStatus',
		type: 'options',
		options: SIGNATURE_STATES,
		default: 'INCOMPLETED',
		description: 'How far the signing has come. Another one can be given by an expression.',
		sends: word('signature_status'),
	},
	{
		displayName: 'Signed At',
		name: 'signedAt',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-01-15T09:30',
		description: 'When the document was signed',
		sends: wallTime('signed_at'),
	},
	{
		displayName: 'Signed By',
		name: 'signedBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. Henrik Osei',
		description: 'Who signed the document',
		sends: text('signed_by'),
	},
	{
		displayName: 'Thumbnail URL',
		name: 'thumbnailUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://files.example.com/scan-small.png',
		description: 'Where a small picture of the document lies',
		sends: webAddress('thumbnail_url'),
	},
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
