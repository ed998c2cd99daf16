import busboy from 'busboy';
import fc from 'fast-check';

import { encodeMultipart } from '../../../../nodes/shared/http/multipart.ts';
import type { Part } from '../../../../nodes/shared/types.ts';

interface Received {
	name: string;
	content: string;
	fileName?: string;
	mimeType?: string;
}

/** What a server's own parser makes of the body. */
async function received(parts: Part[]): Promise<Received[]> {
	const { body, contentType } = encodeMultipart(parts);
	const found: Received[] = [];
	const parser = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', preservePath: true });
	await new Promise<void>((resolve, reject) => {
		parser.on('field', (name, content) => found.push({ name, content }));
		parser.on('file', (name, stream, { filename, mimeType }) => {
			const chunks: Buffer[] = [];
			const entry: Received = { name, content: '', fileName: filename, mimeType };
			found.push(entry);
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => (entry.content = Buffer.concat(chunks).toString('base64')));
		});
		parser.on('close', resolve);
		parser.on('error', reject);
		parser.end(body);
	});
	return found;
}

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
/** Servers that read forms of browsers turn these back. */
const unescaped = (name: string) =>
	name.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%22', '"').replaceAll('%5C', '\\');

describe('a multipart body', () => {
	it('brings texts and files in order, several under one name', async () => {
		const parts: Part[] = [
			{ name: 'patient_name', content: 'Zoë Ó Made-Up' },
			{ name: 'lab_files', content: Buffer.from('%PDF-1.7'), fileName: 'a.pdf', mimeType: 'application/pdf' },
			{ name: 'lab_files', content: Buffer.from('b,c'), fileName: 'b.csv', mimeType: 'text/csv' },
		];
		expect(await received(parts)).toEqual([
			{ name: 'patient_name', content: 'Zoë Ó Made-Up' },
			{ name: 'lab_files', content: base64('%PDF-1.7'), fileName: 'a.pdf', mimeType: 'application/pdf' },
			{ name: 'lab_files', content: base64('b,c'), fileName: 'b.csv', mimeType: 'text/csv' },
		]);
	});

	it('is a buffer, so that it has a length and can be sent again', () => {
		const { body, contentType } = encodeMultipart([{ name: 'a', content: 'b' }]);
		expect(Buffer.isBuffer(body)).toBe(true);
		expect(contentType).toMatch(/^multipart\/form-data; boundary=\S+$/);
	});

	it('keeps empty texts, empty files and bytes as they are', async () => {
		const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 13, 10]);
		const parts: Part[] = [
			{ name: 'empty', content: '' },
			{ name: 'none', content: Buffer.alloc(0), fileName: 'none.pdf' },
			{ name: 'bytes', content: bytes, fileName: 'b.bin' },
		];
		expect(await received(parts)).toEqual([
			{ name: 'empty', content: '' },
			{ name: 'none', content: '', fileName: 'none.pdf', mimeType: 'application/octet-stream' },
			{ name: 'bytes', content: base64(bytes), fileName: 'b.bin', mimeType: 'application/octet-stream' },
		]);
	});

	it('uses a boundary of its own for every body', () => {
		const boundaries = [1, 2, 3].map(() => encodeMultipart([]).contentType);
		expect(new Set(boundaries).size).toBe(3);
	});

	it.each([
		'a"; name="user_id',
		'a\r\nContent-Type: text/html\r\n\r\nboo',
		'a\r\n--boundary--',
		'a;b=c',
		"it's.pdf",
		'100%.pdf',
		'lab report (1).pdf',
		'Müller–Befund.pdf',
		'आशा.pdf',
		'😀.pdf',
	])('does not let the file name %j become anything but a name', async (fileName) => {
		const [file, after, ...rest] = await received([
			{ name: 'file', content: 'x', fileName },
			{ name: 'user_id', content: 'mine' },
		]);
		expect(unescaped(file?.fileName ?? '')).toBe(fileName);
		expect([file?.name, file?.content]).toEqual(['file', base64('x')]);
		expect([after, rest]).toEqual([{ name: 'user_id', content: 'mine' }, []]);
	});

	it('does not let a backslash at the end of a file name hide what follows', async () => {
		const [file] = await received([{ name: 'file', content: 'x', fileName: 'report\\', mimeType: 'text/csv' }]);
		expect(file).toMatchObject({ name: 'file', mimeType: 'text/csv', content: base64('x') });
	});

	it('does not let a MIME type bring headers of its own', () => {
		const { body } = encodeMultipart([
			{ name: 'file', content: 'x', fileName: 'a', mimeType: 'text/csv\r\nX-Injected: yes' },
		]);
		expect(body.toString()).not.toContain('\r\nX-Injected');
	});

	it('brings back any texts and any files', async () => {
		const name = fc.stringMatching(/^[a-z_]{1,20}$/);
		const text = fc.record({ name, content: fc.string({ unit: 'grapheme' }) });
		const file = fc.record({
			name,
			content: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
			fileName: fc.string({ unit: 'grapheme', minLength: 1 }).filter((given) => !given.includes('\\')),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(fc.oneof(text, file), { maxLength: 5 }), async (parts: Part[]) => {
				const found = await received(parts);
				expect(
					found.map((part) => [
						part.name,
						part.content,
						part.fileName === undefined ? undefined : unescaped(part.fileName),
					]),
				).toEqual(
					parts.map((part) => [
						part.name,
						typeof part.content === 'string' ? part.content : base64(part.content),
						part.fileName,
					]),
				);
			}),
		);
	});
});
