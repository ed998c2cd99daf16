import { jsonObject, textList, toEpochSeconds } from '../../../shared/convert';
import { inputRefusal } from '../../../shared/failure';
import { choice, json, moment, texts } from '../../../shared/fields/build';
import { path } from '../../../shared/path';
import type { Place, RequestSpec, Sends } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { ekaId, patientHeader, recordById } from '../../fields';
import { dataOf } from '../../vendor';

/** Picks a document by its id; which documents a patient has is told by Get Many. */
export const documentLocator = (description: string) =>
	recordById('documentId', description, {
		as: false,
		required: true,
		example: '2f6c9a52-4d1e-4f0b-9c1a-6a0d4b6f7e21',
	});

export const typeField = (description: string, as?: string) =>
	choice('documentType', description, {
		as,
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
	'When the document was made; without an offset in the time zone of the workflow',
	{ as: 'dd_e', example: '2027-01-15T09:30', convert: toEpochSeconds },
);

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

export const tagsField = (description: string) =>
	texts('tags', description, { as: 'tg', example: 'knee, follow up', convert: toTags });

function caseIds(as: string): Sends {
	const { convert } = textList();
	return {
		as,
		convert: (value, place) => (convert(value, place) as string[]).map((id) => ekaId().convert(id, place)),
	};
}

export const casesField = (description: string) =>
	texts('cases', description, {
		as: 'cases',
		label: 'Case IDs',
		example: '5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
		convert: toCaseIds,
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

export const metadataField = json('metadata', 'What the document says, as a FHIR bundle', {
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
