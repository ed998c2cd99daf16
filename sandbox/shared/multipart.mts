import busboy from 'busboy';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RecordedPart } from '../types.mts';

/** One part of a multipart body. Text parts have no file name. */
export interface Part {
	name: string;
	/** '' = the sender gave a file name and it was empty. */
	filename: string | null;
	contentType: string;
	content: Buffer;
}

const LIMITS = { parts: 500, headerPairs: 50, fieldNameSize: 200, fieldSize: 5 * 1024 * 1024 };

/**
 * Parses a multipart body; the parts keep their order.
 * @throws Error when the body is not well formed, is cut off, or breaks a limit.
 */
export function parseMultipart(contentType: string, bytes: Buffer): Promise<Part[]> {
	return new Promise((resolve, reject) => {
		const parts: Part[] = [];
		const emptyNames = emptyFileNames(contentType, bytes);
		const parser = busboy({
			headers: { 'content-type': contentType },
			// A slash in a file name is kept: the storage makes a folder from it.
			preservePath: true,
			defParamCharset: 'utf8',
			limits: LIMITS,
		});
		parser.on('field', (name, value, info) => {
			if (info.nameTruncated || info.valueTruncated) reject(new Error('form field too long'));
			const filename = emptyNames[parts.length] ? '' : null;
			parts.push({ name, filename, contentType: info.mimeType, content: Buffer.from(value) });
		});
		parser.on('file', (name, stream, info) => {
			const filename = info.filename ?? (emptyNames[parts.length] ? '' : null);
			const part: Part = { name, filename, contentType: info.mimeType, content: Buffer.alloc(0) };
			parts.push(part);
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => (part.content = Buffer.concat(chunks)));
			stream.on('error', reject);
		});
		parser.on('partsLimit', () => reject(new Error('too many parts')));
		parser.on('error', reject);
		parser.on('close', () => resolve(parts));
		Readable.from([bytes]).pipe(parser);
	});
}

/**
 * Which parts carry an empty `filename`. The parser drops an empty name, yet a server treats it differently from an
 * absent one: the first is an empty file field of a browser form, the second is text.
 */
function emptyFileNames(contentType: string, bytes: Buffer): boolean[] {
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)?.slice(1).find(Boolean);
	if (!boundary) return [];
	const delimiter = Buffer.from(`--${boundary}\r\n`);
	const found: boolean[] = [];
	for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at + delimiter.length)) {
		const start = at + delimiter.length;
		const end = bytes.indexOf('\r\n\r\n', start);
		if (end < 0) break;
		const head = bytes.toString('latin1', start, Math.min(end, start + 4096));
		if (/^content-disposition:.*\bname=/im.test(head)) found.push(/;\s*filename=""\s*(;|$)/im.test(head));
	}
	return found;
}

/** What the control API tells about a part: never the bytes of a file. */
export function describePart({ name, filename, contentType, content }: Part): RecordedPart {
	const sha256 = createHash('sha256').update(content).digest('hex');
	const facts = { name, filename, contentType, size: content.length, sha256 };
	return filename === null ? { ...facts, text: content.toString('utf8') } : facts;
}
