import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { createEngine, type Engine } from '../support/engine.mts';

const SECRET = 'made-up-token-77';
const TYPES = ['spryApi', 'spryOAuth2Api', 'ekaCareApi', 'medMitraApi'];
/** n8n asks these what a request is to carry; an OAuth2 request it signs itself. */
const ASKED = TYPES.filter((type) => type !== 'spryOAuth2Api');

interface Seen {
	url: string;
	headers: IncomingMessage['headers'];
}

interface Host {
	port: number;
	seen: Seen[];
	close(): Promise<unknown>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function startHost(answer: Answer): Promise<Host> {
	const seen: Seen[] = [];
	const server = createServer((request, response) => {
		seen.push({ url: request.url ?? '', headers: request.headers });
		request.resume().on('end', () => answer(request, response));
	});
	await new Promise<void>((resolve) => server.listen(0, resolve));
	return {
		port: (server.address() as AddressInfo).port,
		seen,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function json(response: ServerResponse, body: unknown) {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

let engine: Engine;
let vendor: Host;
let stranger: Host;
let redirects: number | undefined;

beforeAll(async () => {
	engine = await createEngine();
	stranger = await startHost((_request, response) => json(response, { code: 2000 }));
	vendor = await startHost((request, response) => {
		if (/oauth\/token/.test(request.url ?? '')) {
			return json(response, { access_token: SECRET, token_type: 'Bearer', expires_in: 3600 });
		}
		if (redirects === undefined) return json(response, { code: 2000 });
		response.writeHead(redirects, { location: `http://localhost:${stranger.port}${request.url}` });
		response.end();
	});
}, 60_000);
afterAll(async () => {
	engine.close();
	await Promise.all([vendor.close(), stranger.close()]);
});
beforeEach(() => {
	redirects = undefined;
	vendor.seen.length = 0;
	stranger.seen.length = 0;
});

/** A credential for the vendor's server, below a path of it. */
function credential(type: string, path = '/eka'): ICredentialDataDecryptedObject {
	const baseUrl = `http://127.0.0.1:${vendor.port}${path}`;
	if (type === 'medMitraApi') return { baseUrl, userId: 'made-up', jwt: SECRET };
	const custom = { environment: 'custom', baseUrl };
	if (type === 'spryApi') return { ...custom, jwt: SECRET };
	if (type === 'spryOAuth2Api') return { ...custom, clientId: 'made-up', clientSecret: 'made-up' };
	return { ...custom, authentication: 'jwt', clientId: 'EC_1', jwt: SECRET };
}

const dataRequests = () => vendor.seen.filter(({ url }) => !url.includes('oauth/token'));
const fill = (url: string) =>
	url.replaceAll('VENDOR', String(vendor.port)).replaceAll('STRANGER', String(stranger.port));

async function outcomeOf(promise: Promise<unknown>): Promise<string> {
	return await promise.then(
		() => 'answered',
		(error: unknown) => (error as Error).message,
	);
}

describe.each(TYPES)('the test of a credential %s', (type) => {
	it('succeeds at its vendor', async () => {
		expect(await engine.use.test(type, credential(type))).toMatchObject({ status: 'OK' });
		expect(dataRequests()).toHaveLength(1);
		expect(dataRequests()[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
	});

	it.each([301, 302, 303, 307, 308])('fails at a redirect with HTTP %d and does not follow it', async (status) => {
		redirects = status;
		expect(await engine.use.test(type, credential(type))).toMatchObject({ status: 'Error' });
		expect(dataRequests()).toHaveLength(1);
		expect(stranger.seen).toEqual([]);
	});
});

describe.each(ASKED)("n8n's HTTP Request node with a credential %s", (type) => {
	it('sends the token below the base URL', async () => {
		const url = fill('http://127.0.0.1:VENDOR/eka/dr/v1/things?q=a b');
		expect(await outcomeOf(engine.use.httpRequestNode(type, credential(type), url))).toBe('answered');
		expect(dataRequests()[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
	});

	it('sends nothing to another host', async () => {
		const sent = engine.use.httpRequestNode(type, credential(type), fill('http://localhost:STRANGER/eka/things'));
		expect(await outcomeOf(sent)).toMatch(/only for addresses below its base URL/);
		expect(stranger.seen).toEqual([]);
	});

	it.each([301, 302, 307])(
		'takes no header of the vendor to another host at a redirect with HTTP %d',
		async (status) => {
			redirects = status;
			const url = fill('http://127.0.0.1:VENDOR/eka/dr/v1/things');
			expect(await outcomeOf(engine.use.httpRequestNode(type, credential(type), url))).not.toBe('answered');
			expect(dataRequests()).toHaveLength(1);
			expect(stranger.seen).toEqual([]);
		},
	);
});

describe("n8n's HTTP Request node with a credential spryOAuth2Api", () => {
	it.each([
		['its own host', 'http://127.0.0.1:VENDOR/eka/x', {}],
		['its own host through a proxy', 'http://127.0.0.1:VENDOR/eka/x', { proxy: 'http://localhost:STRANGER' }],
		['another port', 'http://127.0.0.1:STRANGER/eka/x', {}],
		['another host', 'http://localhost:STRANGER/eka/x', {}],
	])('sends nothing to %s: n8n does not let us look where it goes', async (_name, url, changes) => {
		const given = JSON.parse(fill(JSON.stringify(changes))) as object;
		const data = { ...credential('spryOAuth2Api'), oauthTokenData: { access_token: SECRET } };
		const sent = engine.use.httpRequestNode('spryOAuth2Api', data, fill(url), given);
		expect(await outcomeOf(sent)).toMatch(/configured to prevent use within an HTTP Request/);
		expect([vendor.seen, stranger.seen]).toEqual([[], []]);
	});
});

const TRICKS = [
	['another host', 'http://localhost:STRANGER/eka/x'],
	['another port', 'http://127.0.0.1:STRANGER/eka/x'],
	['another protocol', 'https://127.0.0.1:VENDOR/eka/x'],
	['the host as a user of another', 'http://127.0.0.1:VENDOR@localhost:STRANGER/eka/x'],
	['a user at the host', 'http://someone@127.0.0.1:VENDOR/eka/x'],
	['a user and a password at the host', `http://someone:${'made-up'}@127.0.0.1:VENDOR/eka/x`],
	['the host as a part of another', 'http://127.0.0.1.localhost:STRANGER/eka/x'],
	['another name of the host', 'http://127.0.0.2:VENDOR/eka/x'],
	['a dot behind the host', 'http://localhost.:STRANGER/eka/x'],
	['another host in capitals', 'HTTP://LOCALHOST:STRANGER/eka/x'],
	['a backslash for a slash', 'http:\\\\localhost:STRANGER\\eka\\x'],
	['a backslash before an at sign', 'http://127.0.0.1:VENDOR\\@localhost:STRANGER/eka/x'],
	['a tab inside', 'http://127.0.0.1:VENDOR/eka\t/x'],
	['a line break inside', 'http://127.0.0.1:VENDOR/e\nka/x'],
	['a blank inside', 'http://127.0.0.1:VENDOR/eka /x'],
	['a path beside', 'http://127.0.0.1:VENDOR/other'],
	['a path that only begins alike', 'http://127.0.0.1:VENDOR/ekaother'],
	['the path in capitals', 'http://127.0.0.1:VENDOR/EKA/x'],
	['dots', 'http://127.0.0.1:VENDOR/eka/../other'],
	['dots that stay below', 'http://127.0.0.1:VENDOR/eka/a/../b'],
	['encoded dots', 'http://127.0.0.1:VENDOR/eka/%2e%2E/other'],
	['dots with a semicolon', 'http://127.0.0.1:VENDOR/eka/..;/other'],
	['dots behind an encoded slash', 'http://127.0.0.1:VENDOR/eka/x%2f..%2f..%2fother'],
	['dots behind a slash encoded twice', 'http://127.0.0.1:VENDOR/eka/x%252f..%252f..%252fother'],
	['dots behind an encoded backslash', 'http://127.0.0.1:VENDOR/eka/..%5cother'],
	['an encoded slash at the end of the base', 'http://127.0.0.1:VENDOR/eka%2fother'],
	['an encoded slash in the host', 'http://127.0.0.1:VENDOR%2f@localhost:STRANGER/eka/x'],
] as const;

describe.each(ASKED)('a credential %s', (type) => {
	it.each(TRICKS)('goes to no address with %s', async (_name, url) => {
		const sent = engine.use.httpRequestNode(type, credential(type), fill(url));
		expect(await outcomeOf(sent)).toMatch(/only for addresses below its base URL/);
		const other = engine.use.otherNode(type, credential(type), { method: 'GET', url: fill(url) });
		expect(await outcomeOf(other)).toMatch(/only for addresses below its base URL/);
		expect([vendor.seen, stranger.seen]).toEqual([[], []]);
	});

	it.each([
		['a whole address beside a base', { baseURL: 'BASE', url: 'http://localhost:STRANGER/eka/x' }],
		['a whole address in capitals', { baseURL: 'BASE', url: 'HTTP://LOCALHOST:STRANGER/eka/x' }],
		['an address without protocol', { baseURL: 'BASE', url: '//localhost:STRANGER/eka/x' }],
		['an address without protocol and with backslashes', { baseURL: 'BASE', url: '/\\localhost:STRANGER/eka/x' }],
		['an at sign behind the base', { baseURL: 'http://127.0.0.1:VENDOR', url: '@localhost:STRANGER/eka/x' }],
		['the rest of a host behind the base', { baseURL: 'http://127.0.0.1', url: '.localhost:STRANGER/eka/x' }],
		['another base', { baseURL: 'http://localhost:STRANGER', url: '/eka/x' }],
		['no base', { baseURL: '', url: '/eka/x' }],
	])('goes nowhere with %s', async (_name, { baseURL, url }) => {
		const base = baseURL === 'BASE' ? 'http://127.0.0.1:VENDOR/eka' : baseURL;
		const options: IHttpRequestOptions = { method: 'GET', baseURL: fill(base) || undefined, url: fill(url) };
		expect(await outcomeOf(engine.use.otherNode(type, credential(type), options))).toMatch(/below its base URL/);
		expect([vendor.seen, stranger.seen]).toEqual([[], []]);
	});

	it.each([
		['a proxy', { proxy: 'http://localhost:STRANGER' }],
		['certificates that are not looked at', { rejectUnauthorized: false }],
		['another Host', { headers: { ' hOST': 'localhost:STRANGER' } }],
	])('is not used with %s', async (_name, changes) => {
		const url = fill('http://127.0.0.1:VENDOR/eka/x');
		const given = JSON.parse(fill(JSON.stringify(changes))) as object;
		const sent = engine.use.httpRequestNode(type, credential(type), url, given);
		expect(await outcomeOf(sent)).toMatch(/not used where others could read its token/);
		expect([vendor.seen, stranger.seen]).toEqual([[], []]);
	});

	it.each([
		['/eka', { url: 'http://127.0.0.1:VENDOR/eka' }],
		['/eka', { url: 'HTTP://127.0.0.1:VENDOR/eka/x' }],
		['/eka', { baseURL: 'http://127.0.0.1:VENDOR/eka/', url: '/x' }],
		['/eka', { url: 'http://127.0.0.1:VENDOR/eka/ids/OPD%2F2026%2F17?from=..//x' }],
		['', { url: 'http://127.0.0.1:VENDOR/x' }],
		['', { url: 'http://127.0.0.1:VENDOR?x=1' }],
		['', { url: 'http://127.0.0.1:VENDOR/ids/..%2Fx' }],
	])('with the base path %j goes to %j', async (path, options) => {
		const given = JSON.parse(fill(JSON.stringify(options))) as IHttpRequestOptions;
		const sent = engine.use.otherNode(type, credential(type, path), { method: 'GET', ...given });
		expect(await outcomeOf(sent)).toBe('answered');
		expect(vendor.seen).toHaveLength(1);
	});
});

describe('the known hosts of a vendor', () => {
	it.each([
		['spryApi', 'production', 'https://provider.staging.spryhealth.care/apis/x'],
		['spryApi', 'sandbox', 'https://provider.sprypt.com/apis/x'],
		['ekaCareApi', 'production', 'https://api.dev.eka.care/dr/v1/x'],
		['ekaCareApi', 'sandbox', 'https://api.eka.care/dr/v1/x'],
		['ekaCareApi', 'production', 'https://api.eka.care.localhost/dr/v1/x'],
		['ekaCareApi', 'production', 'https://api.eka.care:8443/dr/v1/x'],
	])('are kept apart: %s for %s goes not to %s', async (type, environment, url) => {
		const data = { ...credential(type), environment, oauthTokenData: { access_token: SECRET } };
		const sent = engine.use.httpRequestNode(type, data, url);
		expect(await outcomeOf(sent)).toMatch(/below its base URL/);
	});
});
