import { inputRefusal } from '../../../shared/failure';
import type { Place } from '../../../shared/types';

const MAX_KEY = 30;
const MAX_VALUE = 50;

/**
 * What Eka Care shows on the appointment card: keys of at most 30 characters, values that are a text or a
 * number of at most 50.
 */
export function assertDisplayable(metadata: Record<string, unknown>, place: Place): void {
	for (const [key, value] of Object.entries(metadata)) {
		if (key.length > MAX_KEY) {
			throw inputRefusal(place.label, `has a key longer than ${MAX_KEY} characters`, 'Shorten it.');
		}
		const isShowable = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
		if (!isShowable) {
			throw inputRefusal(
				place.label,
				'has a value that is neither text nor number',
				'Use only texts and numbers as values.',
			);
		}
		if (String(value).length > MAX_VALUE) {
			throw inputRefusal(
				place.label,
				`has a value longer than ${MAX_VALUE} characters`,
				`Shorten the value to ${MAX_VALUE} characters.`,
			);
		}
	}
}
