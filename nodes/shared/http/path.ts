import { inputRefusal } from '../failure';

/**
 * A path whose inserted parts each stay one segment, whatever an id contains:
 * path`/cases/${id}` with the id `../x?y` becomes `/cases/..%2Fx%3Fy`.
 */
export function path(literals: TemplateStringsArray, ...parts: unknown[]): string {
	return literals.reduce((whole, literal, index) => whole + encodeSegment(parts[index - 1]) + literal);
}

function encodeSegment(part: unknown): string {
	const segment = String(part ?? '');
	// Dots alone would climb: URL parsers resolve `.` and `..` even when the dots are encoded.
	// Half a surrogate pair cannot be encoded.
	if (/^\.{0,2}$|\p{Cs}/u.test(segment)) {
		throw inputRefusal('ID', 'is not a usable ID', 'Give the ID exactly as the vendor shows it.');
	}
	return encodeURIComponent(segment);
}

/** A header's value. Control characters would end the header and start another. */
export function headerValue(value: unknown, label: string): string {
	const header = String(value ?? '');
	if (/^[\x20-\x7e]+$/.test(header)) return header;
	throw inputRefusal(label, 'has characters that cannot be sent', 'Give the ID exactly as the vendor shows it.');
}
