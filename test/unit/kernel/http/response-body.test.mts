import { Readable } from 'node:stream';

import { readBody, requestIdOf } from '../../../../nodes/shared/http/response-body.ts';

const signal = new AbortController().signal;
const MB = 1024 * 1024;
const read = async (body: unknown, headers = {}) =>
	await readBody({ statusCode: 200, headers, body }, 'Vendor', signal);
const stream = (...chunks: Array<Buffer | string>) => Readable.from(chunks);

describe("a vendor's answer", () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['[1]', [1]],
		['null', null],
		['\uFEFF{"id":12345678901234567890}', { id: '12345678901234567890' }],
		['"text"', 'text'],
		['  {"a":"é"} \n', { a: 'é' }],
	])('is read as JSON: %s', async (text, body) => {
		expect(await read(stream(text))).toEqual({ answer: { status: 200, headers: {}, body } });
		expect(await read(text)).toEqual({ answer: { status: 200, headers: {}, body } });
		expect(await read(Buffer.from(text))).toEqual({ answer: { status: 200, headers: {}, body } });
	});

	it('is put together again where a character was cut in two', async () => {
		const bytes = Buffer.from('{"name":"Jürgen 😀"}');
		const chunks = Array.from(bytes, (byte) => Buffer.of(byte));
		expect(await read(stream(...chunks))).toMatchObject({ answer: { body: { name: 'Jürgen 😀' } } });
	});

	it.each([[''], ['   '], [undefined], [null]])('has no body when it is %p', async (body) => {
		expect(await read(body)).toEqual({ answer: { status: 200, headers: {}, body: undefined } });
	});

	it.each([['<html>'], ['{"a":'], ['{a:1}'], ['{}{}'], ['NaN']])('is unreadable when it is %s', async (text) => {
		const sent = await read(stream(text));
		expect(sent).toEqual({ answer: { status: 200, headers: {}, body: undefined, unreadable: true } });
	});

	it('is refused above 25 MB, without being read to its end', async () => {
		let given = 0;
		const endless = Readable.from(
			(function* () {
				for (; given < 100; given++) yield Buffer.alloc(MB, ' ');
			})(),
		);
		expect(await read(endless)).toEqual({
			failure: expect.objectContaining({ kind: 'malformed', outcome: 'unknown', isFinal: true }),
		});
		expect(given).toBeLessThan(40);
		expect(endless.destroyed).toBe(true);
	});

	it('may have exactly 25 MB', async () => {
		const text = Buffer.from(`"${'x'.repeat(25 * MB - 2)}"`);
		expect(await read(stream(text))).toMatchObject({ answer: { status: 200 } });
		expect(await read(stream(text, ' '))).toHaveProperty('failure');
	});

	it('is unreadable when nested deeper than a hundred levels, however deep', async () => {
		const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
		expect(await read(stream(nested(100)))).not.toHaveProperty('answer.unreadable');
		expect(await read(stream(nested(101)))).toHaveProperty('answer.unreadable', true);
		expect(await read(stream(nested(1_000_000)))).toHaveProperty('answer.unreadable', true);
	});

	it('ends with the signal, even when nothing more comes', async () => {
		const controller = new AbortController();
		const silent = new Readable({ read: () => undefined });
		silent.push('{"a":');
		const reading = readBody({ statusCode: 200, body: silent }, 'Vendor', controller.signal);
		setTimeout(() => controller.abort(), 20);
		await expect(reading).rejects.toThrow();
		expect(silent.destroyed).toBe(true);
	});

	it('ends, too, when the signal came before it', async () => {
		const silent = new Readable({ read: () => undefined });
		const reading = readBody({ statusCode: 200, body: silent }, 'Vendor', AbortSignal.abort()).catch(() => 'ended');
		const late = new Promise((resolve) => setTimeout(() => resolve('hangs'), 500));
		expect(await Promise.race([reading, late])).toBe('ended');
		silent.destroy();
	});
});

describe('the id of a request', () => {
	it.each([
		[{ 'x-request-id': 'abc-123' }, 'abc-123'],
		[{ 'x-amzn-requestid': 'a=b' }, 'a=b'],
		[{ 'x-request-id': 'Maria Lindqvist' }, undefined],
		[{ 'x-request-id': 'x'.repeat(101) }, undefined],
		[{ 'x-request-id': ['a', 'b'] }, undefined],
		[{}, undefined],
	])('is told only when it looks like one: %j', (headers, id) => expect(requestIdOf(headers)).toBe(id));
});
