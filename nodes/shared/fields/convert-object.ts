import { inputRefusal } from '../failure';
import type { FileReference, Place, Sends } from '../types';
import { isRecord } from '../values';

/** A JSON object, given as an object or as its text; an empty one is left out. `check` refuses what the vendor's limits forbid. */
export function jsonObject(as?: string, check?: (object: Record<string, unknown>, place: Place) => void): Sends {
	return {
		as,
		convert(value, place) {
			const parsed = asJson(value);
			if (!isRecord(parsed)) {
				throw inputRefusal(
					place.label,
					'is not a JSON object',
					'Give an object in braces with quoted keys, such as {"key": "value"}, or an expression that yields one.',
				);
			}
			check?.(parsed, place);
			// The editor starts a JSON field with an empty object; nothing was given then.
			return Object.keys(parsed).length === 0 ? undefined : parsed;
		},
	};
}

/** The value as it will travel: a date would become a text, and a circle cannot be written at all. */
function asJson(value: unknown): unknown {
	try {
		return JSON.parse(typeof value === 'string' ? value : JSON.stringify(value)) as unknown;
	} catch {
		return undefined;
	}
}

/** Names of input data fields (commas between several), or the files themselves. */
export function files(): Sends {
	return {
		convert(value, place) {
			const entries: unknown[] = Array.isArray(value) ? value : [value];
			return entries.flatMap((entry): FileReference[] => {
				if (typeof entry === 'string') {
					return entry
						.split(',')
						.map((name) => name.trim())
						.filter((name) => name !== '');
				}
				if (isRecord(entry) && typeof entry.mimeType === 'string') {
					return [entry as unknown as Exclude<FileReference, string>];
				}
				throw inputRefusal(
					place.label,
					'is not a file',
					"Give the name of an input data field, or an expression that yields a file, such as {{ $('Webhook').item.binary.report }}.",
				);
			});
		},
	};
}

/** A fixed collection that holds one nested object of the vendor. */
export function group(as?: string, check?: (object: Record<string, unknown>, place: Place) => unknown): Sends {
	return { as, convert: (value, place) => (check && isRecord(value) ? check(value, place) : value) };
}
