import fc from 'fast-check';

import { targetOf, withBearer } from '../../../../nodes/shared/auth/bearer.ts';
import { isBelow } from '../../../../nodes/shared/auth/below.ts';
import { assertSafeUrl, baseUrlExpression, isSafeUrl, resolveBaseUrl } from '../../../../nodes/shared/auth/base-url.ts';
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
	const BASE = 'https://api.example';
	const options = { url: 'https://api.example/things', headers: { 'X-Own': 'kept' } };

	it.each([
		[{ url: 'https://a.example/x' }, 'https://a.example/x'],
		[{ url: '/x', baseURL: 'https://a.example' }, 'https://a.example/x'],
		[{ url: '/x', baseURL: 'https://a.example/v1/' }, 'https://a.example/v1/x'],
		[{ url: '', baseURL: 'https://a.example/v1/' }, 'https://a.example/v1'],
		[{ url: 'HTTPS://a.example/x', baseURL: 'https://b.example' }, 'HTTPS://a.example/x'],
		[{ url: '//a.example/x', baseURL: 'https://b.example' }, '//a.example/x'],
		[{ url: '@a.example/x', baseURL: 'https://b.example' }, '@a.example/x'],
	])('of %j goes to %s', (given, wanted) => {
		expect(targetOf(given)).toBe(wanted);
	});

	it('carries the token, the headers of the vendor and its own, and does not take the token to another host', () => {
		expect(withBearer(options, BASE, ' Bearer abc ', (token, target) => ({ auth: token, to: target }))).toEqual({
			url: 'https://api.example/things',
			baseURL: undefined,
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			abortSignal: expect.any(AbortSignal) as AbortSignal,
			headers: {
				'X-Own': 'kept',
				auth: 'abc',
				to: 'https://api.example/things',
				Authorization: 'Bearer abc',
			},
			sendCredentialsOnCrossOriginRedirect: false,
		});
		expect(options.headers).toEqual({ 'X-Own': 'kept' });
	});

	it.each(['', '  ', undefined, null, 'Bearer', 'Bearer  '])('carries no token when it is %j', (token) => {
		expect(withBearer(options, BASE, token).headers).toEqual({ 'X-Own': 'kept' });
	});

	it('is accepted under the older name that the HTTP Request node gives the address', () => {
		const options = { uri: 'https://api.example/x' } as never;
		expect(withBearer(options, BASE, 'abc').headers).toEqual({ Authorization: 'Bearer abc' });
		expect(refusalOf(() => withBearer({ uri: 'http://api.example/x' } as never, BASE, 'abc')).kind).toBe(
			'configuration',
		);
	});

	it('is refused when it would go in clear text', () => {
		expect(refusalOf(() => withBearer({ url: 'http://api.example/x' }, 'http://api.example', 'abc')).kind).toBe(
			'configuration',
		);
		expect(refusalOf(() => withBearer({ url: '/x' }, BASE, 'abc')).kind).toBe('configuration');
		expect(
			refusalOf(() => withBearer({ url: '@evil.com/x', baseURL: 'http://localhost' }, 'http://localhost', 'abc'))
				.kind,
		).toBe('configuration');
	});
});

describe('an address below the base URL', () => {
	it('keeps the signal by which the request is broken off', () => {
		const { signal: abortSignal } = new AbortController();
		const options = { url: 'https://api.example/x', abortSignal };
		expect(withBearer(options, 'https://api.example', 'abc').abortSignal).toBe(abortSignal);
	});

	it('never is one that the URL standard reads as another origin or as a path beside it', () => {
		const pieces = fc.constantFrom(
			'https://api.example/v1',
			'https://api.example',
			'https://',
			'evil.com',
			'api.example',
			'/v1',
			'/',
			'//',
			'..',
			'.',
			'%2e',
			'%2f',
			'%252f',
			'%5c',
			'\\',
			'@',
			':',
			':443',
			':8443',
			';x',
			'?',
			'#',
			'\t',
			' ',
			'V1',
			'x',
		);
		fc.assert(
			fc.property(
				fc.array(pieces, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')),
				(url) => {
					if (!isBelow('https://api.example/v1', url)) return;
					const { origin, pathname, username } = new URL(url);
					expect([origin, username]).toEqual(['https://api.example', '']);
					expect(pathname).toMatch(/^\/v1(\/|$)/);
					// What a server makes of it that decodes once more.
					const again = new URL(origin + decodeURIComponent(pathname).replaceAll('\\', '/'));
					expect(again.pathname).toMatch(/^\/v1(\/|$)/);
				},
			),
			{ numRuns: 20_000 },
		);
	});
});
