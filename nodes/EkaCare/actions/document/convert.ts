import { toJsonObject, toTexts } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import type { Place } from '../../../shared/types';
import { toEkaId } from '../../kinds';

const MOST_TAGS = 10;

/** A set: the same tag twice is sent once. Eka Care would drop without a word what is more than ten. */
export function toTags(value: unknown, place: Place): string[] {
	const set = [...new Set(toTexts(value, place))];
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
}

export function toCaseIds(value: unknown, place: Place): string[] {
	return toTexts(value, place).map((id) => toEkaId(id, place));
}

const toObject = toJsonObject();

/** Eka Care wants the FHIR bundle as text. */
export function toBundle(value: unknown, place: Place): string | undefined {
	const object = toObject(value, place);
	return object === undefined ? undefined : JSON.stringify(object);
}
