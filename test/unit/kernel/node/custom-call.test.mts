import { customResource } from '../../../../nodes/shared/node/custom-call.ts';
import { readFields } from '../../../../nodes/shared/fields/read.ts';
import type { RequestOperation } from '../../../../nodes/shared/types.ts';
import { refusalOf } from '../support.mts';

const resource = customResource('Toy', '/v1/things');
const operation = resource.operations[0] as RequestOperation;

function requestOf(parameters: Record<string, unknown>) {
	const { body, params } = readFields(
		operation.fields,
		({ name, default: initial }) => parameters[name] ?? initial,
		'UTC',
	);
	return operation.request({ body, params, account: {}, timezone: 'UTC', index: 0, notes: {}, files: () => [] });
}

const answer = (body: unknown) => operation.output({ status: 200, headers: {}, body }, {} as never);

describe('a custom API call', () => {
	it('sends the method, path, query, headers and body as given', () => {
		expect(
			requestOf({
				method: 'POST',
				path: '/v1/things/7',
				queryParameters: {
					entries: [
						{ name: 'page', value: '2' },
						{ name: 'tag', value: 'a' },
						{ name: 'tag', value: 'b' },
						{ name: 'empty' },
					],
				},
				headers: { entries: [{ name: 'X-Pt-Id', value: '42' }] },
				body: '{"name":"x"}',
			}),
		).toEqual({
			method: 'POST',
			path: '/v1/things/7',
			query: { page: '2', tag: ['a', 'b'], empty: '' },
			headers: { 'X-Pt-Id': '42' },
			body: { name: 'x' },
		});
	});

	it('sends no body when it reads', () => {
		expect(requestOf({ method: 'GET', path: '/v1', body: '{"a":1}' })).toMatchObject({ body: undefined });
	});

	it.each([
		['/v1/a b', undefined],
		['/v1/ä', '/v1/%C3%A4'],
		['/v1/a%20b', '/v1/a%20b'],
		['/v1/a:b,c;d=e@f', '/v1/a:b,c;d=e@f'],
	])('sends the path %j as %j', (path, sent) => {
		if (sent === undefined) return expect(refusalOf(() => requestOf({ method: 'GET', path })).field).toBe('Path');
		return expect(requestOf({ method: 'GET', path })).toMatchObject({ path: sent });
	});

	it.each([
		'v1/things',
		'//evil.example/x',
		'https://evil.example',
		'/v1/../../admin',
		'/v1/%2e%2E/admin',
		'/..',
		'/v1\\..\\x',
		'/v1?x=1',
		'/v1#x',
		'/v1\u0000',
		'/v1\r\nHost: evil',
		'@evil.example',
	])('refuses the path %j', (path) => {
		expect(refusalOf(() => requestOf({ method: 'GET', path }))).toMatchObject({ kind: 'input', field: 'Path' });
	});

	it.each(['Authorization', 'authorization', 'AUTH', 'client-id', 'Host', 'Cookie', 'Content-Length', 'a b', 'x:y'])(
		'refuses to set the header %j',
		(name) => {
			const call = () => requestOf({ method: 'GET', path: '/v1', headers: { entries: [{ name, value: 'x' }] } });
			expect(refusalOf(call)).toMatchObject({ kind: 'input', field: 'Headers' });
		},
	);

	it('refuses a header whose value would start another', () => {
		const entries = [{ name: 'X-Pt-Id', value: '1\r\nAuthorization: x' }];
		expect(refusalOf(() => requestOf({ method: 'GET', path: '/v1', headers: { entries } })).field).toBe('Headers');
	});

	it.each([
		[{ a: 1 }, { a: 1 }],
		[
			[{ a: 1 }, 2],
			[{ a: 1 }, { value: 2 }],
		],
		[undefined, { success: true }],
		['text', { value: 'text' }],
		[[], []],
	])('turns the answer %j into %j', (body, output) => expect(answer(body)).toEqual(output));

	it('is never sent again by itself unless it reads', () => {
		expect(operation.resend).toBe('never');
		expect(requestOf({ method: 'GET', path: '/v1' })).not.toHaveProperty('resend');
	});
});
