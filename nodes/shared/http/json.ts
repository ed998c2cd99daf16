/** Deeper than any answer of a vendor, far less than what exhausts the stack of whoever reads it. */
const MAX_DEPTH = 100;
/** The shortest whole number that may be too large to be held exactly has so many digits. */
const SAFE_DIGITS = 15;

/**
 * Reads JSON text as vendors send it: a byte order mark before it does no harm, and a whole number that JavaScript
 * cannot hold exactly (beyond 2^53, as some IDs are) becomes a text with all of its digits.
 *
 * @returns undefined when it is no JSON, or nested deeper than is safe
 */
export function readJson(text: string): { value: unknown } | undefined {
	const exact = withExactNumbers(text.startsWith('\uFEFF') ? text.slice(1) : text);
	if (exact === undefined) return undefined;
	try {
		return { value: JSON.parse(exact) as unknown };
	} catch {
		return undefined;
	}
}

/** The text with quotes around its large whole numbers, read once from start to end; undefined when it is too deep. */
function withExactNumbers(text: string): string | undefined {
	const pieces: string[] = [];
	let kept = 0;
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (character === '"') at = endOfString(text, at);
		else if (character === '{' || character === '[') {
			if (++depth > MAX_DEPTH) return undefined;
		} else if (character === '}' || character === ']') depth--;
		else if (isOfNumber(text.charCodeAt(at))) {
			const start = at;
			while (isOfNumber(text.charCodeAt(at + 1))) at++;
			const number = text.slice(start, at + 1);
			if (!isLarge(number)) continue;
			pieces.push(text.slice(kept, start), `"${number}"`);
			kept = at + 1;
		}
	}
	return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
}

/** The place of the quote that ends the text which begins at this place. */
function endOfString(text: string, start: number): number {
	for (let at = start + 1; at < text.length; at++) {
		if (text[at] === '\\') at++;
		else if (text[at] === '"') return at;
	}
	return text.length;
}

/** Whether a character is one of those of numbers: digits, signs, the point and the letter of the exponent. */
function isOfNumber(code: number): boolean {
	return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46 || code === 69 || code === 101;
}

function isLarge(number: string): boolean {
	return number.length > SAFE_DIGITS && /^-?[1-9][0-9]*$/.test(number) && !Number.isSafeInteger(Number(number));
}
