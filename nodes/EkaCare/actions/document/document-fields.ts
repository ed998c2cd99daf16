import { toEpochSeconds } from '../../../shared/fields/convert';
import { choice, json, kindOf, moment, texts } from '../../../shared/fields/build';
import { path } from '../../../shared/http/path';
import type { RequestSpec } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { patientHeader } from '../../fields';
import { recordById } from '../../kinds';
import { dataOf } from '../../vendor';
import { toBundle, toCaseIds, toTags } from './convert';

/** Picks a document by its id; which documents a patient has is told by Get Many. */
export const documentLocator = (description: string) =>
	recordById('documentId', description, {
		as: false,
		required: true,
		example: '2f6c9a52-4d1e-4f0b-9c1a-6a0d4b6f7e21',
	});

export const typeField = kindOf(choice, {
	options: {
		// Eka Care's libraries disagree about the code of this one; both are in use.
		ds: 'Discharge Summary',
		dc: 'Discharge Summary (Newer Code)',
		in: 'Insurance',
		iv: 'Invoice',
		lr: 'Lab Report',
		ot: 'Other',
		ps: 'Prescription',
		sc: 'Scan',
		vc: 'Vaccine Certificate',
	},
	default: 'ot',
});

export const documentDateField = moment(
	'documentDate',
	"When the document was created. A time without an offset is in the workflow's time zone.",
	{ as: 'dd_e', example: '2027-01-15T09:30', convert: toEpochSeconds },
);

export const tagsField = (description: string) =>
	texts('tags', description, { as: 'tg', example: 'knee, follow up', convert: toTags });

export const casesField = (description: string) =>
	texts('cases', description, {
		as: 'cases',
		label: 'Case IDs',
		example: '5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
		convert: toCaseIds,
	});

export const metadataField = json('metadata', 'The content of the document as a FHIR bundle', {
	as: 'metadata',
	label: 'FHIR Metadata',
	example: '{"resourceType": "Bundle", "type": "document", "entry": []}',
	convert: toBundle,
});

/** Reads a document; its files stand in it as signed addresses that soon end. */
export function documentRequest(patientId: unknown, documentId: unknown): RequestSpec {
	return {
		method: 'GET',
		path: path`/mr/api/v1/docs/${documentId}`,
		headers: patientHeader(patientId),
		isComplete: (answer) => isRecord(answer.body) && Array.isArray(dataOf(answer).files),
	};
}
