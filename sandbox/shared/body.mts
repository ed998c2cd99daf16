import type { Problem } from '../types.mts';
import { parseMultipart, type Part } from './multipart.mts';

/** A body taken apart by its media type. `value` is undefined when there is none or it cannot be read. */
export interface ParsedBody {
	mediaType: string;
	value: unknown;
	parts: Part[];
	problems: Problem[];
}

const DEEPEST = 100;

/** JSON without the guesses: UTF-8 only, no byte order mark, the media type said. */
export async function parseBody(
	contentType: string | undefined,
	bytes: Buffer,
	accepted: string[],
): Promise<ParsedBody> {
	const mediaType = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
	const parsed: ParsedBody = { mediaType, value: undefined, parts: [], problems: [] };
	if (bytes.length === 0) return parsed;
	if (!accepted.includes(mediaType)) {
		const message = `must be ${accepted.join(' or ')}, got ${mediaType || 'none'}`;
		return { ...parsed, problems: [{ in: 'header', path: '/content-type', keyword: 'contentType', message }] };
	}
	try {
		if (mediaType === 'multipart/form-data') return { ...parsed, ...(await readMultipart(contentType!, bytes)) };
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		if (mediaType === 'application/x-www-form-urlencoded')
			return { ...parsed, value: grouped([...new URLSearchParams(text)]) };
		const value: unknown = JSON.parse(text);
		if (isDeep(value)) throw new Error(`nested deeper than ${DEEPEST} levels`);
		return { ...parsed, value };
	} catch (error) {
		const message = error instanceof Error ? error.message : 'cannot be read';
		return { ...parsed, problems: [{ in: 'body', path: '', keyword: 'parse', message }] };
	}
}

/** Walked level by level: recursion is what a deep body wants to exhaust. */
function isDeep(value: unknown): boolean {
	let level = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
	}
	return false;
}

async function readMultipart(contentType: string, bytes: Buffer): Promise<Pick<ParsedBody, 'value' | 'parts'>> {
	const parts = await parseMultipart(contentType, bytes);
	// An empty file field of a form does not count as a part.
	const present = parts.filter((part) => part.filename !== '');
	const texts = present.map(({ name, filename, content }) => [name, filename ?? content.toString('utf8')] as const);
	return { parts, value: grouped(texts) };
}

/** Name-value pairs as an object; a repeated name becomes a list, so that a single-valued field refuses it. */
function grouped(pairs: Array<readonly [string, string]>): Record<string, string | string[]> {
	const lists = new Map<string, string[]>();
	for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value]);
	return Object.fromEntries([...lists].map(([name, values]) => [name, values.length > 1 ? values : values[0]!]));
}
