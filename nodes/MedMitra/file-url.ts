/**
 * The address of a stored file as it can be fetched. MedMitra gives it with a question mark at its end and does not
 * encode it, though spaces and question marks may stand in the name of a file.
 *
 * @returns an empty text when there is no address
 */
export function encodedUrl(given: unknown): string {
	// Half a surrogate pair cannot be encoded.
	if (typeof given !== 'string' || /\p{Cs}/u.test(given)) return '';
	const [, origin, rest] = /^(https?:\/\/[^/]+)(\/[^]*?)\??$/i.exec(given.trim()) ?? [];
	if (origin === undefined || rest === undefined) return given.trim();
	// A percent sign cannot stand in such a name, so one that does belongs to an address that is encoded already.
	return origin + rest.replace(/[^/]+/g, encodedStep);
}

function encodedStep(step: string): string {
	return encodeURIComponent(step).replace(/%25([0-9a-f]{2})/gi, '%$1');
}
