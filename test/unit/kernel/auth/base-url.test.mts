import fc from 'fast-check';

import { assertSafeUrl, baseUrlExpression, isSafeUrl, resolveBaseUrl } from '../../../../nodes/shared/auth/base-url.ts';
import { targetOf, withBearer } from '../../../../nodes/shared/auth/bearer.ts';
import { Refusal } from '../../../../nodes/shared/failure.ts';
import { refusalOf } from '../support.mts';

const ENVIRONMENTS = { production: 'https://api.toy.example', sandbox: 'https://api.dev.toy.example' };

const SAFE = [
	'https://api.example',
	'HTTPS://API.EXAMPLE',
	'https://api.example:8443',
	'https://api.example/gateway/v1',
	'https://[2001:db8::1]:8443/x',
	'https://10.0.0.5',
	'http://localhost',
	'http://LOCALHOST:8080',
	'http://localhost/api',
	'http://127.0.0.1',
	'http://127.0.0.1:8000/cases',
	'http://127.1.2.3:1',
	'http://[::1]',
	'http://[::1]:8000/x',
];

const UNSAFE = [
	'',
	'http://api.example',
	'http://localhost.evil.com',
	'http://localhostevil.com',
	'http://127.0.0.1.evil.com',
	'http://127.0.0.1@evil.com',
	'http://localhost@evil.com',
	'http://localhost:80@evil.com',
	'http://localhost:pw@evil.com/',
	'http://localhost:80\\@evil.com',
	'http://localhost\\.evil.com',
	'http://localhost#@evil.com',
	'http://localhost?x=@evil.com',
	'http://[::1]@evil.com',
	'http://[::1].evil.com',
	'http://0.0.0.0',
	'http://127.1',
	'http://2130706433',
	'http://128.0.0.1',
	'http://evil.com/localhost',
	'http:localhost',
	'http:/localhost',
	'https:api.example',
	'https:/api.example',
	'https://',
	'https:///evil.com',
	'https:\\\\evil.com',
	'https://user:pw@host.example',
	'https://user@host.example',
	'https://good.example@evil.com',
	'https://host.example?x=1',
	'https://host.example#x',
	'https://host .example',
	'https://host\t.example',
	'https://\nhost.example',
	'ht\ntps://host.example',
	'javascript:alert(1)',
	'javascript://localhost',
	'file:///etc/passwd',
	'ftp://localhost',
	'//api.example',
	'api.example',
	'localhost:8000',
	'=https://api.example',
	'httpss://api.example',
	'xhttps://api.example',
	'http://ｌocalhost',
];

/** What n8n would make of the expression, with the credential as `$credentials`. */
function evaluated(credentials: Record<string, unknown>, environments: Record<string, string> = {}): string {
	const evaluate = new Function('$credentials', `return (${baseUrlExpression(environments)});`);
	return String(evaluate(credentials));
}

/** The verdict of the code, in the form of the expression's. */
function resolved(credentials: Record<string, string>, environments: Record<string, string> = {}): string {
	try {
		return resolveBaseUrl(credentials, environments);
	} catch (thrown) {
		if (thrown instanceof Refusal) return 'https://base-url-must-start-with-https.invalid';
		throw thrown;
	}
}

describe('the address a token may travel to', () => {
	it.each(SAFE)('may be %s', (url) => {
		expect(isSafeUrl(url)).toBe(true);
		expect(() => assertSafeUrl(url)).not.toThrow();
		expect(resolveBaseUrl({ environment: 'custom', baseUrl: url }, ENVIRONMENTS)).toBe(url);
	});

	it.each(UNSAFE)('may not be %j', (url) => {
		expect(isSafeUrl(url)).toBe(false);
		expect(refusalOf(() => resolveBaseUrl({ baseUrl: url }))).toMatchObject({ kind: 'configuration' });
	});

	it('never is one that the URL standard reads as another host in clear text', () => {
		const pieces = fc.constantFrom(
			'http://',
			'https://',
			'localhost',
			'127.0.0.1',
			'[::1]',
			'evil.com',
			'@',
			':',
			':80',
			'\\',
			'/',
			'?',
			'#',
			'.',
			' ',
			'\t',
			'\n',
			'%2F',
			'%40',
			'user:pw@',
			'。',
			'／',
		);
		fc.assert(
			fc.property(
				fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
				(url) => {
					if (!isSafeUrl(url) || !URL.canParse(url)) return;
					const { protocol, hostname, username, password } = new URL(url);
					expect([username, password]).toEqual(['', '']);
					const isLoopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
					expect(protocol === 'https:' || isLoopback).toBe(true);
				},
			),
			{ numRuns: 5000 },
		);
	});

	it('is told without the address itself, which may hold a password', () => {
		const failure = refusalOf(() => resolveBaseUrl({ baseUrl: 'https://me:made-up-password@host.example' }));
		expect(JSON.stringify(failure)).not.toMatch(/made-up-password|host\.example/);
	});
});

describe('the base URL of a credential', () => {
	it('is the known host of the environment, whatever else stands in the credential', () => {
		const credentials = { environment: 'sandbox', baseUrl: 'http://evil.example' };
		expect(resolveBaseUrl(credentials, ENVIRONMENTS)).toBe('https://api.dev.toy.example');
		expect(evaluated(credentials, ENVIRONMENTS)).toBe('https://api.dev.toy.example');
	});

	it.each([
		['  https://own.example/  ', 'https://own.example'],
		['https://own.example///', 'https://own.example'],
		['https://own.example/v1/', 'https://own.example/v1'],
		['\thttp://localhost:8000/\n', 'http://localhost:8000'],
	])('is %j without blanks around it and slashes at its end', (baseUrl, wanted) => {
		expect(resolveBaseUrl({ environment: 'custom', baseUrl }, ENVIRONMENTS)).toBe(wanted);
		expect(evaluated({ environment: 'custom', baseUrl }, ENVIRONMENTS)).toBe(wanted);
	});

	it.each([{}, { baseUrl: '' }, { baseUrl: null }, { environment: 'custom' }])(
		'is refused when it is missing: %j',
		(credentials) => {
			const data = credentials as Record<string, string>;
			expect(refusalOf(() => resolveBaseUrl(data, ENVIRONMENTS)).description).toContain('https://');
			expect(evaluated(data, ENVIRONMENTS)).toMatch(/\.invalid$/);
		},
	);

	it.each(['https://own.example/v1?tenant=a', 'https://own.example/v1#part'])(
		'is refused when a path put behind it would get lost: %s',
		(baseUrl) => {
			expect(refusalOf(() => resolveBaseUrl({ baseUrl })).kind).toBe('configuration');
		},
	);

	it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
		'is the own address for the environment %j, which is none',
		(environment) => {
			const credentials = { environment, baseUrl: 'https://own.example' };
			expect(resolved(credentials, ENVIRONMENTS)).toBe('https://own.example');
			expect(evaluated(credentials, ENVIRONMENTS)).toBe('https://own.example');
		},
	);
});

describe('the expression for requests that n8n makes itself', () => {
	it.each([...SAFE, ...UNSAFE])('gives the same verdict on %j as the code', (baseUrl) => {
		for (const given of [baseUrl, ` ${baseUrl} `, `${baseUrl}/`, `${baseUrl}//`, `${baseUrl} /`]) {
			for (const environment of ['custom', '']) {
				const credentials = { environment, baseUrl: given };
				expect([given, evaluated(credentials, ENVIRONMENTS)]).toEqual([
					given,
					resolved(credentials, ENVIRONMENTS),
				]);
			}
			expect(evaluated({ baseUrl: given })).toBe(resolved({ baseUrl: given }));
		}
	});

	it('gives the same verdict as the code on any text', () => {
		const texts = fc.oneof(
			fc.string(),
			fc.webUrl(),
			fc.string().map((text) => `https://${text}`),
			fc.string().map((text) => `http://localhost${text}`),
		);
		fc.assert(
			fc.property(texts, fc.constantFrom('production', 'sandbox', 'custom', ''), (baseUrl, environment) => {
				expect(evaluated({ environment, baseUrl }, ENVIRONMENTS)).toBe(
					resolved({ environment, baseUrl }, ENVIRONMENTS),
				);
			}),
		);
	});

	it('reads the credential under the name of the place it is used in', () => {
		expect(baseUrlExpression(ENVIRONMENTS, '$self')).not.toContain('$credentials');
		const evaluate = new Function('$self', `return (${baseUrlExpression(ENVIRONMENTS, '$self')});`);
		expect(evaluate({ environment: 'production' })).toBe('https://api.toy.example');
	});

	it('holds nothing that would end an expression of n8n early', () => {
		expect(baseUrlExpression(ENVIRONMENTS)).not.toMatch(/\{\{|\}\}/);
	});
});

describe('a request with a bearer token', () => {
	const options = { url: 'https://api.example/things', headers: { 'X-Own': 'kept' } };

	it.each([
		[{ url: 'https://a.example/x' }, 'https://a.example/x'],
		[{ url: '/x', baseURL: 'https://a.example' }, 'https://a.example/x'],
		[{ url: 'HTTPS://a.example/x', baseURL: 'https://b.example' }, 'HTTPS://a.example/x'],
	])('of %j goes to %s', (given, wanted) => {
		expect(targetOf(given)).toBe(wanted);
	});

	const base = 'https://api.example/api';

	it('carries the token, the headers of the vendor and its own, and follows no redirect', () => {
		const options = { url: 'https://api.example/api/things', headers: { 'X-Own': 'kept' } };
		expect(withBearer(options, base, ' Bearer abc ', (token) => ({ auth: token }))).toEqual({
			url: 'https://api.example/api/things',
			headers: { 'X-Own': 'kept', auth: 'abc', Authorization: 'Bearer abc' },
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			followRedirect: false,
			followAllRedirects: false,
		});
		expect(options.headers).toEqual({ 'X-Own': 'kept' });
	});

	it.each(['', '  ', undefined, null, 'Bearer', 'Bearer  '])('carries no token when it is %j', (token) => {
		expect(withBearer(options, 'https://api.example', token).headers).toEqual({ 'X-Own': 'kept' });
	});

	it.each([
		{ url: 'https://api.example/api' },
		{ url: 'https://api.example/api?x=1' },
		{ url: 'HTTPS://API.example:443/api/x' },
		{ url: '/x', baseURL: base },
		{ uri: 'https://api.example/api/x' },
		{ url: 'https://api.example/api/x%20y/%E2%82%AC' },
	])('is sent to an address below the base URL: %j', (options) => {
		expect(withBearer(options as never, base, 'abc').headers).toEqual({ Authorization: 'Bearer abc' });
	});

	it.each([
		{ url: 'https://evil.example/api/x' },
		{ uri: 'https://evil.example/api/x' },
		{ url: 'https://evil.example/api', baseURL: base },
		{ url: '//evil.example/api', baseURL: base },
		{ url: '\\\\evil.example/api', baseURL: base },
		{ url: 'https://api.example@evil.example/api' },
		{ url: 'https://user:word@api.example/api' },
		{ url: 'https://api.example.evil.example/api' },
		{ url: '.evil.example/api', baseURL: 'https://api.example' },
		{ url: '@evil.example/api', baseURL: 'https://api.example' },
		{ url: ':8443/api', baseURL: 'https://api.example' },
		{ url: 'https://api.example./api' },
		{ url: 'https://api.example:8443/api' },
		{ url: 'http://api.example/api' },
		{ url: 'https://api.example/apis' },
		{ url: 'https://api.example/other' },
		{ url: 'https://api.example/api/../other' },
		{ url: 'https://api.example/api/%2e%2e/other' },
		{ url: 'https://api.example/api/..%2fother' },
		{ url: 'https://api.example/api/%252e%252e%252fother' },
		{ url: 'https://api.example/api/..%5cother' },
		{ url: 'https://api.example\\@evil.example/api' },
		{ url: 'https://api.example/api\\..\\other' },
		{ url: ' https://evil.example/api', baseURL: base },
		{ url: 'ht\ntps://evil.example/api', baseURL: base },
		{ url: 'file:///etc/passwd', baseURL: base },
		{ url: '/x' },
		{},
	])('is refused anywhere else: %j', (options) => {
		const failure = refusalOf(() => withBearer(options as never, base, 'abc'));
		expect(failure).toMatchObject({ kind: 'configuration', message: expect.stringContaining('own base URL') });
	});
});
