import fc from 'fast-check';

import { Refusal } from '../../../../nodes/shared/failure.ts';
import { headerValue, path } from '../../../../nodes/shared/http/path.ts';
import { refusalOf } from '../support.mts';

const urlOf = (id: unknown) => new URL(`https://api.example${path`/v1/cases/${id}/files`}`);

describe('a path', () => {
	it.each([
		['42', '/v1/cases/42/files'],
		[42, '/v1/cases/42/files'],
		['../x?y', '/v1/cases/..%2Fx%3Fy/files'],
		['a/b', '/v1/cases/a%2Fb/files'],
		['a\\..\\b', '/v1/cases/a%5C..%5Cb/files'],
		['%2e%2e', '/v1/cases/%252e%252e/files'],
		['#top', '/v1/cases/%23top/files'],
		['a b', '/v1/cases/a%20b/files'],
		['a\r\nHost: evil', '/v1/cases/a%0D%0AHost%3A%20evil/files'],
		['@evil.example', '/v1/cases/%40evil.example/files'],
		['...', '/v1/cases/.../files'],
		['आशा', '/v1/cases/%E0%A4%86%E0%A4%B6%E0%A4%BE/files'],
		['😀', '/v1/cases/%F0%9F%98%80/files'],
		['SPRY_CASE_65f0', '/v1/cases/SPRY_CASE_65f0/files'],
	])('keeps the id %j in its own segment', (id, wanted) => {
		expect(path`/v1/cases/${id}/files`).toBe(wanted);
		expect(urlOf(id).pathname).toBe(wanted);
	});

	it.each(['', '.', '..'])('refuses the id %j, which would climb or vanish', (id) => {
		expect(refusalOf(() => path`/v1/cases/${id}`)).toMatchObject({
			kind: 'input',
			message: '"ID" is not a usable ID',
		});
	});

	it.each([undefined, null])('refuses the id %j instead of asking for a record of that name', (id) => {
		expect(refusalOf(() => path`/v1/cases/${id}`).message).toBe('"ID" is not a usable ID');
	});

	it('refuses half a character, which no address can hold', () => {
		expect(refusalOf(() => path`/v1/cases/${'\ud800'}`).message).toBe('"ID" is not a usable ID');
	});

	it('takes several ids, and none', () => {
		expect(path`/a/${'1/2'}/b/${'?'}`).toBe('/a/1%2F2/b/%3F');
		expect(path`/a/b`).toBe('/a/b');
	});

	it('stays the same path with one segment more, whatever the id', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (id) => {
				let whole: string;
				try {
					whole = path`/v1/cases/${id}/files`;
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(Refusal);
					return;
				}
				const url = new URL(whole, 'https://api.example');
				const segments = url.pathname.split('/');
				expect(segments).toHaveLength(5);
				expect(decodeURIComponent(segments[3] ?? '')).toBe(id);
				expect([url.host, url.search, url.hash]).toEqual(['api.example', '', '']);
			}),
		);
	});
});

describe('a header value', () => {
	it.each(['175074536120088', 'PAT-1024', 'a b', 7])('may be %j', (value) => {
		expect(headerValue(value, 'Patient')).toBe(String(value));
	});

	it.each(['', 'a\r\nauth: x', 'a\nb', 'a\u0000', 'a\tb', 'é', 'आशा', '\u007f', '\u0085'])(
		'may not be %j',
		(value) => {
			expect(refusalOf(() => headerValue(value, 'Patient'))).toMatchObject({ kind: 'input', field: 'Patient' });
		},
	);

	it.each([undefined, null])('may not be %j', (value) => {
		expect(refusalOf(() => headerValue(value, 'Patient')).field).toBe('Patient');
	});
});
