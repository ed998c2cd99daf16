import { randomUUID } from 'node:crypto';

import type { Part } from '../types';

/** As browsers do: what would end the quoted name early is written with a percent sign. */
function quoted(name: string): string {
	return `"${name.replace(/[\r\n"\\]/g, (character) => encodeURIComponent(character))}"`;
}

function head(part: Part): string {
	const lines = [`Content-Disposition: form-data; name=${quoted(part.name)}`];
	if (part.fileName !== undefined) {
		lines[0] += `; filename=${quoted(part.fileName)}`;
		lines.push(`Content-Type: ${(part.mimeType ?? 'application/octet-stream').replace(/[\r\n]/g, '')}`);
	}
	return `${lines.join('\r\n')}\r\n\r\n`;
}

/**
 * A multipart body as one buffer: unlike a stream it has a known length and can be sent again after
 * the token was renewed.
 */
export function encodeMultipart(parts: Part[]): { body: Buffer; contentType: string } {
	const boundary = `----carechain-${randomUUID()}`;
	const chunks = parts.flatMap((part) => [
		Buffer.from(`--${boundary}\r\n${head(part)}`),
		typeof part.content === 'string' ? Buffer.from(part.content) : part.content,
		Buffer.from('\r\n'),
	]);
	const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
	return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}
