import { choice, epochSeconds, jsonObject, textList } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import { path } from '../../../shared/http/path';
import type { Field, Place, RequestSpec, Sends } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { ekaId, idLocator, patientHeader } from '../../fields';
import { dataOf } from '../../vendor';

/** Picks a document by its id; which documents a patient has is told by Get Many. */
export const documentLocator = (description: string): Field =>
	idLocator(
		{ displayName: 'Document', name: 'documentId', description, required: true },
		'2f6c9a52-4d1e-4f0b-9c1a-6a0d4b6f7e21',
	);

export const typeField = (description: string, as?: string): Field => ({
	displayName: 'Document Type',
	name: 'documentType',
	type: 'options',
	options: [
		// Eka Care's libraries disagree about the code of this one; both are in use.
		{ name: 'Discharge Summary', value: 'ds' },
		{ name: 'Discharge Summary (Newer Code)', value: 'dc' },
		{ name: 'Insurance', value: 'in' },
		{ name: 'Invoice', value: 'iv' },
		{ name: 'Lab Report', value: 'lr' },
		{ name: 'Other', value: 'ot' },
		{ name: 'Prescription', value: 'ps' },
		{ name: 'Scan', value: 'sc' },
		{ name: 'Vaccine Certificate', value: 'vc' },
	],
	default: 'ot',
	description,
	sends: choice(as),
});

export const documentDateField: Field = {
	displayName: 'Document Date',
	name: 'documentDate',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2027-01-15T09:30',
	description: 'When the document was made; without an offset in the time zone of the workflow',
	sends: epochSeconds('dd_e'),
};

const MOST_TAGS = 10;

/** A set: the same tag twice is sent once. Eka Care would drop without a word what is more than ten. */
function tags(as: string): Sends {
	const { convert } = textList();
	return {
		as,
		convert(value: unknown, place: Place) {
			const set = [...new Set(convert(value, place) as string[])];
			if (set.length > MOST_TAGS) {
				throw inputRefusal(place.label, `has more than ${MOST_TAGS} tags`, `Give at most ${MOST_TAGS}.`);
			}
			if (set.some((tag) => tag.length < 2 || tag.length > 20)) {
				throw inputRefusal(
					place.label,
					'has a tag of the wrong length',
					'Give tags of 2 to 20 characters, separated by commas.',
				);
			}
			return set;
		},
	};
}

export const tagsField = (description: string): Field => ({
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. knee, follow up',
	description,
	sends: tags('tg'),
});

function caseIds(as: string): Sends {
	const { convert } = textList();
	return {
		as,
		convert: (value, place) => (convert(value, place) as string[]).map((id) => ekaId().convert(id, place)),
	};
}

export const casesField = (description: string): Field => ({
	displayName: 'Case IDs',
	name: 'cases',
	type: 'string',
	default: '',
	placeholder: 'e.g. 5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
	description,
	sends: caseIds('cases'),
});

/** Eka Care wants the FHIR bundle as text. */
function bundle(as: string): Sends {
	const { convert } = jsonObject();
	return {
		as,
		convert(value, place) {
			const object = convert(value, place);
			return object === undefined ? undefined : JSON.stringify(object);
		},
	};
}

export const metadataField: Field = {
	displayName: 'FHIR Metadata',
	name: 'metadata',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"resourceType": "Bundle", "type": "document", "entry": []}',
	description: 'What the document says, as a FHIR bundle',
	sends: bundle('metadata'),
};

/** Reads a document; its files stand in it as signed addresses that soon end. */
export function documentRequest(patientId: unknown, documentId: unknown): RequestSpec {
	return {
		method: 'GET',
		path: path`/mr/api/v1/docs/${documentId}`,
		headers: patientHeader(patientId),
		isComplete: (answer) => isRecord(answer.body) && Array.isArray(dataOf(answer).files),
	};
}
