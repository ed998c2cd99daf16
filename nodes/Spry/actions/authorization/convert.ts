import { inputRefusal } from '../../../shared/failure';
import type { Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';

/** Spry does not document the fields of an entry, so they go through as they are. */
export function toObjectList(value: unknown, place: Place): object[] {
	const list = parsed(value);
	if (Array.isArray(list) && list.every(isRecord)) return list;
	throw notAList(place);
}

function parsed(value: unknown): unknown {
	try {
		return JSON.parse(typeof value === 'string' ? value : JSON.stringify(value)) as unknown;
	} catch {
		return undefined;
	}
}

function notAList(place: Place) {
	return inputRefusal(
		place.label,
		'is not a JSON list of objects',
		'Give a list in square brackets, such as [{"key": "value"}], or an expression that yields one.',
	);
}
