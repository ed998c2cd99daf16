import type { INodeExecutionData } from 'n8n-workflow';

import { createEngine, type Engine } from '../support/engine.mts';
import { startServer, type Answer, type RecordedRequest, type TestServer } from '../support/server.mts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary.mts';
import { writeToyPackage } from './toy-package.mts';

const SECRET = 'made-up-secret-5f1e';
const json = (...values: string[]): INodeExecutionData[] => values.map((say) => ({ json: { say } }));

describe('the engine the tests run nodes in', () => {
	let folder: TemporaryFolder;
	let engine: Engine;
	let server: TestServer;
	let answer: (request: RecordedRequest) => Answer;

	beforeAll(async () => {
		folder = await makeTemporaryFolder();
		await writeToyPackage(folder);
		engine = await createEngine({ packageFolder: folder.path });
	});

	beforeEach(async () => {
		answer = ({ body }) => ({ body: { heard: (JSON.parse(body) as { say: string }).say } });
		server = await startServer((request) => answer(request));
	});

	afterEach(async () => await server.close());

	afterAll(async () => {
		engine.close();
		await folder.remove();
	});

	const toy = (parameters: Record<string, string> = {}) => ({
		type: 'n8n-nodes-toy.toy',
		parameters: { url: server.url, say: '={{ $json.say }}', ...parameters },
		credentials: { keyApi: { key: SECRET } },
	});

	it('lists the nodes of the package and shows their descriptions', () => {
		expect(engine.nodeTypeNames()).toEqual(['n8n-nodes-toy.toy']);
		expect(engine.nodeType('n8n-nodes-toy.toy').description.displayName).toBe('Toy');
	});

	it('sends one real request per item and keeps which output came from which input', async () => {
		const result = await engine.run({ node: toy(), items: json('a', 'b', 'c') });
		expect(result.error).toBeUndefined();
		expect(result.status).toBe('success');
		expect(result.items).toEqual([
			{ json: { heard: 'a' }, pairedItem: { item: 0 } },
			{ json: { heard: 'b' }, pairedItem: { item: 1 } },
			{ json: { heard: 'c' }, pairedItem: { item: 2 } },
		]);
		expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
		expect(result.decryptions).toBe(3);
	});

	it('fills in the defaults of the node and of the credential, and resolves the credential in the request', async () => {
		await engine.run({ node: { ...toy(), parameters: { url: server.url } } });
		const [request] = server.requests;
		expect(request?.headers.authorization).toBe(`Key ${SECRET}`);
		expect(request?.query.get('v')).toBe('2');
		expect(JSON.parse(request?.body ?? '')).toEqual({ say: 'nothing', zone: 'UTC' });
	});

	it('resolves expressions in a credential', async () => {
		const node = { ...toy(), credentials: { keyApi: { key: '={{ "a" + $json.say }}', scheme: 'Made' } } };
		await engine.run({ node, items: json('b') });
		expect(server.requests[0]?.headers.authorization).toBe('Made ab');
	});

	it('runs in the time zone of the workflow', async () => {
		await engine.run({ node: toy({ say: '={{ $now.zoneName }}' }), timezone: 'America/New_York' });
		expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
			say: 'America/New_York',
			zone: 'America/New_York',
		});
	});

	it('stops at the first item that fails and gives the error as n8n saves it', async () => {
		const result = await engine.run({ node: toy(), items: json('a', 'nonsense', 'c') });
		expect(result.status).toBe('error');
		expect(result.items).toEqual([]);
		expect(result.error).toMatchObject({ message: 'Nonsense is not said', context: { itemIndex: 1 } });
		expect(server.requests).toHaveLength(1);
	});

	it('goes on with the other items when the node is told to continue', async () => {
		const node = { ...toy(), onError: 'continueRegularOutput' as const };
		const result = await engine.run({ node, items: json('a', 'nonsense', 'c') });
		expect(result.error).toBeUndefined();
		expect(result.items).toEqual([
			{ json: { heard: 'a' }, pairedItem: { item: 0 } },
			{ json: { error: 'Nonsense is not said' }, pairedItem: { item: 1 } },
			{ json: { heard: 'c' }, pairedItem: { item: 2 } },
		]);
	});

	it('puts failed items on the error branch, with the input they came from', async () => {
		const node = { ...toy(), onError: 'continueErrorOutput' as const };
		const result = await engine.run({ node, items: json('a', 'nonsense', 'c') });
		expect(result.items.map((item) => item.json)).toEqual([{ heard: 'a' }, { heard: 'c' }]);
		expect(result.errorItems).toEqual([
			expect.objectContaining({
				json: { say: 'nonsense', error: 'Nonsense is not said' },
				pairedItem: { item: 1 },
			}),
		]);
	});

	it('maps a refused request to the error n8n makes of it', async () => {
		answer = () => ({ status: 422, body: { message: 'Not this way' } });
		const result = await engine.run({ node: toy(), items: json('a') });
		expect(result.error).toMatchObject({ name: 'NodeApiError', httpCode: '422' });
		expect(result.serialised).toContain('Not this way');
		expect(result.serialised).not.toContain(SECRET);
	});

	it('finds a secret that a node lets through to its output', async () => {
		answer = ({ headers }) => ({ body: { echo: headers.authorization } });
		const result = await engine.run({ node: toy(), items: json('a') });
		expect(result.serialised).toContain(SECRET);
	});

	it('gives the hints of an execution and what the node keeps between executions', async () => {
		const result = await engine.run({
			node: toy(),
			items: json('hint'),
			staticData: { [`node:Node under test`]: { sent: 4 } },
		});
		expect(result.hints).toEqual([{ message: 'Look here', location: 'outputPane' }]);
		expect(result.staticData).toEqual({ 'node:Node under test': { sent: 5 } });
	});

	it('leaves the items of the test as they were', async () => {
		const items = json('a');
		await engine.run({ node: toy(), items });
		expect(items).toEqual([{ json: { say: 'a' } }]);
	});

	it('reads a file from an item and keeps the one a node makes', async () => {
		const data = await engine.prepareBinary(Buffer.from('quiet'), { fileName: 'in.txt', mimeType: 'text/plain' });
		const result = await engine.run({ node: toy(), items: [{ json: { say: 'file' }, binary: { data } }] });
		const made = result.items[0]?.binary?.data;
		expect(made).toMatchObject({ fileName: 'out.txt', mimeType: 'text/plain' });
		expect(made && (await engine.readBinary(made)).toString()).toBe('QUIET');
	});

	it('stops a running request when the execution is cancelled', async () => {
		answer = () => ({ delayMs: 20_000 });
		const result = await engine.run({ node: toy(), items: json('a', 'b'), cancelAfterMs: 200 });
		expect(result.status).toBe('canceled');
		expect(result.durationMs).toBeLessThan(5_000);
		expect(server.requests).toHaveLength(1);
	});

	describe('with a credential that logs in', () => {
		const login = (data: Record<string, string> = {}) => ({
			...toy({ credential: 'loginApi' }),
			credentials: { loginApi: { url: server.url, secret: SECRET, ...data } },
		});
		const logins = () => server.requests.filter(({ path }) => path === '/login');
		const sends = () => server.requests.filter(({ path }) => path === '/');

		beforeEach(() => {
			let issued = 0;
			let valid = '';
			answer = ({ path, headers }) => {
				if (path === '/login') return { body: { token: (valid = `token-${++issued}`) } };
				return headers.authorization === `Bearer ${valid}` ? { body: { ok: true } } : { status: 401 };
			};
		});

		it('logs in before the first request, once, and stores the token', async () => {
			const result = await engine.run({ node: login(), items: json('a', 'b') });
			expect(result.items.map((item) => item.json)).toEqual([{ ok: true }, { ok: true }]);
			expect(logins()).toHaveLength(1);
			expect(JSON.parse(logins()[0]?.body ?? '')).toEqual({ secret: SECRET });
			expect(result.credentials.loginApi).toEqual({ url: server.url, secret: SECRET, token: 'token-1' });
		});

		it('logs in again after a 401, once, and sends the request again', async () => {
			const result = await engine.run({ node: login({ token: 'an old one' }), items: json('a') });
			expect(result.items).toEqual([{ json: { ok: true }, pairedItem: { item: 0 } }]);
			expect(logins()).toHaveLength(1);
			expect(sends().map(({ headers }) => headers.authorization)).toEqual([
				'Bearer an old one',
				'Bearer token-1',
			]);
			expect(result.credentials.loginApi?.token).toBe('token-1');
		});

		it('gives up after one more try', async () => {
			answer = ({ path }) => (path === '/login' ? { body: { token: 'never good' } } : { status: 401 });
			const result = await engine.run({ node: login(), items: json('a') });
			expect(result.error).toMatchObject({ httpCode: '401' });
			expect(sends()).toHaveLength(2);
		});

		it('finds the token of an earlier execution in a stored credential', async () => {
			const credential = await engine.addCredential('loginApi', { url: server.url, secret: SECRET });
			const node = { ...login(), credentials: { loginApi: credential } };
			await engine.run({ node, items: json('a') });
			await engine.run({ node, items: json('b') });
			expect(logins()).toHaveLength(1);
			expect(sends()).toHaveLength(2);
			expect((await credential.read()).token).toBe('token-1');
		});
	});

	describe('with OAuth2 client credentials', () => {
		const grant = (data: Record<string, string> = {}) => ({
			baseUrl: server.url,
			clientId: 'a-client',
			clientSecret: SECRET,
			...data,
		});
		const tokenRequests = () => server.requests.filter(({ path }) => path === '/token');
		const sends = () => server.requests.filter(({ path }) => path === '/');

		beforeEach(() => {
			let issued = 0;
			answer = ({ path, headers }) => {
				if (path === '/token')
					return { body: { access_token: `granted-${++issued}`, token_type: 'Bearer', expires_in: 3600 } };
				return headers.authorization === `Bearer granted-${issued}` ? { body: { ok: true } } : { status: 401 };
			};
		});

		it('fetches the token once, stores it and uses it for all items and executions', async () => {
			const credential = await engine.addCredential('grantOAuth2Api', grant());
			const node = { ...toy({ credential: 'grantOAuth2Api' }), credentials: { grantOAuth2Api: credential } };
			const first = await engine.run({ node, items: json('a', 'b') });
			const second = await engine.run({ node, items: json('c') });
			expect([...first.items, ...second.items].map((item) => item.json)).toEqual([
				{ ok: true },
				{ ok: true },
				{ ok: true },
			]);
			expect(tokenRequests()).toHaveLength(1);
			expect(Object.fromEntries(new URLSearchParams(tokenRequests()[0]?.body))).toEqual({
				grant_type: 'client_credentials',
				scope: 'read write',
				client_id: 'a-client',
				client_secret: SECRET,
			});
			expect(await credential.read()).toMatchObject({
				...grant(),
				oauthTokenData: { access_token: 'granted-1' },
			});
		});

		it('fetches a new token after a 401, once, and sends the request again', async () => {
			const data = { ...grant(), oauthTokenData: { access_token: 'an old one', token_type: 'Bearer' } };
			const node = { ...toy({ credential: 'grantOAuth2Api' }), credentials: { grantOAuth2Api: data } };
			const result = await engine.run({ node, items: json('a') });
			expect(result.items).toEqual([{ json: { ok: true }, pairedItem: { item: 0 } }]);
			expect(tokenRequests()).toHaveLength(1);
			expect(sends().map(({ headers }) => headers.authorization)).toEqual([
				'Bearer an old one',
				'Bearer granted-1',
			]);
		});
	});
});
