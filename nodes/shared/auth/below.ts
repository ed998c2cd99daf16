import { configurationRefusal } from '../failure';
import { isSafeUrl } from './base-url';

/** A segment of a path that stands for this folder or the one above; some servers cut off what follows a semicolon. */
const DOTS = /(^|\/)(\.|%2e){1,2}(;[^/]*)?(\/|$)/i;
/** More than any server decodes one after the other. */
const MAX_DECODINGS = 5;

/** The path as a server may read it that decodes it before it looks for folders, or that is behind one that does. */
function decoded(pathname: string): string {
	let path = pathname;
	for (let left = MAX_DECODINGS; left > 0 && /%25/.test(path); left--) path = path.replace(/%25/g, '%');
	return path
		.replace(/%2f|%5c/gi, '/')
		.replace(/%2e/gi, '.')
		.replace(/;[^/]*/g, '')
		.replace(/\/{2,}/g, '/');
}

/**
 * Whether an address is the base URL itself or below it: the same protocol, host and port, and its path. What parsers
 * read in several ways is not: a user before the host, backslashes, blanks, dots for folders.
 *
 * @param baseUrl an address that `resolveBaseUrl` gave
 * @param url a whole address
 */
export function isBelow(baseUrl: string, url: string): boolean {
	const [address = ''] = url.split(/[?#]/, 1);
	if (!isSafeUrl(address) || /[\\\s\p{Cc}]/u.test(address) || DOTS.test(address)) return false;
	if (!URL.canParse(address) || !URL.canParse(baseUrl)) return false;
	const base = new URL(baseUrl);
	const wanted = new URL(address);
	if (wanted.origin !== base.origin || wanted.username !== '' || wanted.password !== '') return false;
	const root = base.pathname.replace(/(?<!\/)\/+$/, '');
	const climbed = new URL(base.origin + decoded(wanted.pathname)).pathname;
	return [wanted.pathname, climbed].every((path) => path === root || path.startsWith(`${root}/`));
}

/** Refuses an address that is not below the base URL, without a word of it: it may name a patient. */
export function assertBelow(baseUrl: string, url: string): void {
	if (isBelow(baseUrl, url)) return;
	throw configurationRefusal(
		'This credential is only for addresses below its base URL',
		'Nothing was sent. Give an address that starts with the base URL of the credential, without .. in its path, or choose the credential that belongs to the address.',
	);
}
