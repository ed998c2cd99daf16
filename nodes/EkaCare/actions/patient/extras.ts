import { inputRefusal } from '../../../shared/failure';
import type { Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';

const MAX_KEY = 16;

/** What Eka Care would drop or refuse without saying which name it is. */
function assertKeys(values: Record<string, unknown>, place: Place): void {
	for (const key of Object.keys(values)) {
		if (key.length <= MAX_KEY && !key.startsWith('_')) continue;
		throw inputRefusal(
			place.label,
			'has a key that Eka Care does not keep',
			`Use keys of at most ${MAX_KEY} characters that do not begin with an underscore.`,
		);
	}
}

/** Values of one's own: one object may lie inside of another, lists hold plain values only. */
export function assertExtras(extras: Record<string, unknown>, place: Place): void {
	const isPlain = (value: unknown) => typeof value !== 'object' || value === null;
	const isFlat = (value: unknown) => isPlain(value) || (Array.isArray(value) && value.every(isPlain));
	assertKeys(extras, place);
	for (const value of Object.values(extras)) {
		if (isRecord(value)) assertKeys(value, place);
		if (isFlat(value) || (isRecord(value) && Object.values(value).every(isFlat))) continue;
		throw inputRefusal(
			place.label,
			'is nested too deeply',
			'Use objects one level deep, and lists of texts and numbers only.',
		);
	}
}
