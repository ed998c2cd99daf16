import fc from 'fast-check';
import type { ServerResponse } from 'node:http';

import { json } from './random-values.mts';

/** Stands in every answer, and must stand in no error. */
export const MARK = 'words-of-the-vendor';
/** Where a redirect leads; nobody may go there. */
export const STOLEN = 'stolen';

const markedValue = fc.jsonValue({ maxDepth: 5 }).map((value): unknown => ({ value, note: MARK }));
const shaped = fc
	.record(
		{
			code: fc.oneof(fc.constantFrom(2000, 2301, 4000, 4004, '2000', MARK), json),
			data: fc.oneof(markedValue, json),
			message: fc.constant(MARK),
			error: fc.oneof(fc.constant({ code: 'SOME_CODE', message: MARK }), markedValue, json),
			detail: fc.oneof(fc.constant([{ loc: ['body', MARK], msg: MARK }]), json),
			case: json,
			cases: fc.array(json, { maxLength: 3 }),
			id: json,
		},
		{ requiredKeys: [] },
	)
	.map((value): unknown => value);
const deep = fc
	.integer({ min: 90, max: 20_000 })
	.map((depth) => `${'[{"a":'.repeat(depth)}"${MARK}"${'}]'.repeat(depth)}`);
const bodies: fc.Arbitrary<string | Buffer> = fc.oneof(
	shaped.map((value) => JSON.stringify(value)),
	markedValue.map((value) => JSON.stringify(value)),
	deep,
	fc.string().map((some) => some + MARK),
	fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
	fc.constantFrom(
		'',
		' ',
		'null',
		'true',
		'0',
		'""',
		'[]',
		'{}',
		'{',
		'{"__proto__":{"code":2000}}',
		`<html>${MARK}</html>`,
		'\ufeff{}',
	),
);
const STATUSES = [
	200, 200, 200, 201, 202, 204, 206, 301, 302, 307, 308, 304, 400, 401, 402, 403, 404, 405, 406, 408, 409,
];
const MORE_STATUSES = [
	410, 413, 415, 418, 422, 423, 425, 429, 431, 451, 499, 500, 501, 502, 503, 504, 507, 511, 520, 599,
];
const headers = fc.record(
	{
		'content-type': fc.constantFrom('application/json', 'text/html', 'text/plain; charset=latin1', 'nonsense', ''),
		'retry-after': fc.constantFrom(
			'0',
			'1',
			'-1',
			'1e9',
			'soon',
			'99999999999999',
			new Date(0).toUTCString(),
			'Fri, 32 Foo',
		),
		location: fc.constantFrom(`/${STOLEN}`, `http://127.0.0.1:1/${STOLEN}`, '://', ''),
		'x-request-id': fc.constantFrom('req-1', MARK.repeat(30), '<b>'),
		'content-encoding': fc.constantFrom('identity', 'gzip', 'br', 'unknown'),
		'set-cookie': fc.constant(`session=${MARK}`),
		'www-authenticate': fc.constantFrom('Bearer', 'Basic realm="x"', 'Digest'),
		link: fc.constant(`<http://127.0.0.1:1/${STOLEN}>; rel="next"`),
	},
	{ requiredKeys: [] },
);

type Answering = (response: ServerResponse) => void;

const whole: fc.Arbitrary<Answering> = fc
	.record({ status: fc.constantFrom(...STATUSES, ...MORE_STATUSES), headers, body: bodies })
	.map(({ status, headers: given, body }) => (response) => {
		response.writeHead(status, given);
		response.end([204, 304].includes(status) ? undefined : body);
	});
const broken: fc.Arbitrary<Answering> = fc.constantFrom<Answering>(
	(response) => response.req.socket.destroy(),
	(response) => response.req.socket.resetAndDestroy(),
	(response) => void response.req.socket.end('nonsense\r\n\r\n'),
	(response) => void response.req.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"code":2000'),
	(response) => void response.req.socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
	(response) => void response.req.socket.end(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(100_000)}\r\n\r\n{}`),
	(response) => void response.writeHead(200, { 'content-length': '40' }).write('{"code":'),
);
/** What a vendor may answer to a few requests in a row: anything that HTTP allows, and some that it does not. */
export const answers = fc.array(fc.oneof({ weight: 5, arbitrary: whole }, { weight: 1, arbitrary: broken }), {
	minLength: 1,
	maxLength: 4,
});
