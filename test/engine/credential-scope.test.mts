import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { createEngine, type Engine } from '../support/engine.mts';

const TOKEN = 'made-up-token-77';

interface Listening {
	url: string;
	/** Every request that came, with its headers. */
	seen: Array<{ path: string; headers: NodeJS.Dict<string | string[]> }>;
	/** How many answers are still being written. */
	open(): number;
	close(): Promise<void>;
}

async function listen(answer: (response: ServerResponse, path: string) => void): Promise<Listening> {
	const seen: Listening['seen'] = [];
	const open = new Set<ServerResponse>();
	const server: Server = createServer((request, response) => {
		request.resume();
		seen.push({ path: request.url ?? '', headers: request.headers });
		open.add(response);
		response.on('close', () => open.delete(response));
		answer(response, request.url ?? '');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		open: () => open.size,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
}, 60_000);
afterAll(() => engine.close());

const credentialsFor = (baseUrl: string): Record<string, ICredentialDataDecryptedObject> => ({
	spryApi: { environment: 'custom', baseUrl, jwt: TOKEN },
	medMitraApi: { baseUrl, userId: '3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b', jwt: TOKEN },
	ekaCareApi: { environment: 'custom', baseUrl, authentication: 'jwt', clientId: 'EC_1', jwt: TOKEN },
});

const NODES: Record<string, { type: string; parameters: INodeParameters }> = {
	spryApi: { type: 'spry', parameters: { authentication: 'jwt' } },
	medMitraApi: { type: 'medMitra', parameters: {} },
	ekaCareApi: { type: 'ekaCare', parameters: {} },
};

const call = { resource: 'custom', operation: 'request', method: 'GET', path: '/dr/v1/anything' };

async function run(name: string, credentials: Record<string, ICredentialDataDecryptedObject>, timeout = 5000) {
	const { type, parameters } = NODES[name] ?? { type: '', parameters: {} };
	return await engine.run({
		items: [{ json: {} }],
		node: {
			type: `n8n-nodes-carechain.${type}`,
			parameters: { ...call, ...parameters, options: { maxAttempts: 1, timeout } },
			credentials: { [name]: credentials[name] ?? {} },
		},
	});
}

describe.each(Object.keys(NODES))('a vendor that redirects to another host, with %s', (name) => {
	it('does not bring that host a token', async () => {
		const other = await listen((response) => response.end('{}'));
		const vendor = await listen((response) => response.writeHead(302, { Location: `${other.url}/stolen` }).end());
		try {
			const { error } = await run(name, credentialsFor(vendor.url));
			expect(error?.message).toMatch(/HTTP 302/);
			expect(vendor.seen).toHaveLength(1);
			expect(JSON.stringify(vendor.seen)).toContain(TOKEN);
			expect(other.seen).toEqual([]);
		} finally {
			await Promise.all([other.close(), vendor.close()]);
		}
	});
});

describe('an endless answer to the sign-in of Eka Care', () => {
	const endless = (response: ServerResponse) => {
		response.writeHead(200, { 'Content-Type': 'application/json' });
		const chunk = Buffer.alloc(1024 * 1024, ' ');
		const write = () => {
			while (!response.destroyed && response.write(chunk));
		};
		response.on('drain', write);
		write();
	};

	it('is broken off by the node, which says what to check', async () => {
		const vendor = await listen(endless);
		try {
			const credentials = credentialsFor(vendor.url);
			const login = { ...credentials.ekaCareApi, authentication: 'clientCredentials', clientSecret: 'made-up' };
			const { error } = await run('ekaCareApi', { ekaCareApi: login }, 20_000);
			expect(error?.message).toContain('more than 25 MB');
			await new Promise((resolve) => setTimeout(resolve, 500));
			expect(vendor.open()).toBe(0);
		} finally {
			await vendor.close();
		}
	}, 60_000);
});
