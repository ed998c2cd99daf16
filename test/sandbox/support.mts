import { request as httpRequest } from 'node:http';
import { node24 } from '../../tools/setup.mjs';
import { launchSandbox, type LaunchedSandbox, type SandboxOptions, type VendorName } from '../../sandbox/client.mts';
import { ekaCare } from '../../sandbox/seed.mts';

export interface Reply {
	status: number;
	body: unknown;
	headers: Headers;
}

export interface Sending {
	method?: string;
	headers?: Record<string, string | undefined>;
	json?: unknown;
	form?: Record<string, string>;
	multipart?: FormData;
	raw?: string | Uint8Array;
}

/** Starts a sandbox on the Node 24 of this project. */
export function startedSandbox(options: SandboxOptions = {}): Promise<LaunchedSandbox> {
	return launchSandbox({ nodePath: node24(), ...options });
}

/** One request; headers that are undefined are left out. A body decides the method (POST) and the content type. */
export async function send(url: string, sending: Sending = {}): Promise<Reply> {
	const { json, form, multipart, raw } = sending;
	const headers = new Headers(json === undefined ? {} : { 'content-type': 'application/json' });
	for (const [name, value] of Object.entries(sending.headers ?? {})) {
		if (value === undefined) headers.delete(name);
		else headers.set(name, value);
	}
	const body = json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form) : (multipart ?? raw);
	const method = sending.method ?? (body === undefined ? 'GET' : 'POST');
	const init: RequestInit = { method, headers, redirect: 'manual' };
	if (body !== undefined) init.body = body;
	const response = await fetch(url, init);
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') ?? false;
	const answer: unknown = text === '' ? undefined : isJson ? JSON.parse(text) : text;
	return { status: response.status, body: answer, headers: response.headers };
}

/** A request whose path goes over the wire as it is, which `fetch` would tidy up. */
export function sendPath(url: string, path: string, method = 'GET'): Promise<number> {
	return new Promise((resolve, reject) => {
		const request = httpRequest(url, { method, path, agent: false }, (response) => {
			response.resume();
			response.on('end', () => resolve(response.statusCode ?? 0));
		});
		request.on('error', reject);
		request.end();
	});
}

/** The headers of a signed-in call. */
export async function signedIn(sandbox: LaunchedSandbox, vendor: VendorName): Promise<Record<string, string>> {
	const { token } = await sandbox.mintToken(vendor);
	const authorization = `Bearer ${token}`;
	return vendor === 'ekaCare' ? { authorization, auth: token, 'client-id': ekaCare.clientId } : { authorization };
}

/** What the sandbox noticed about its own answers since it started: nothing, unless it has a defect. */
export async function defectsOf(sandbox: LaunchedSandbox): Promise<string[]> {
	return (await sandbox.requests()).flatMap(({ vendor, operationId, status, answerProblems }) =>
		answerProblems.map((problem) => `${vendor} ${operationId} ${status}: ${problem}`),
	);
}

export interface VendorCalls {
	/** The sandbox; only inside a test. */
	sandbox(): LaunchedSandbox;
	/** Signed-in calls; extra headers that are undefined are left out. */
	get(path: string, extra?: Record<string, string | undefined>): Promise<Reply>;
	post(path: string, json: unknown, extra?: Record<string, string | undefined>): Promise<Reply>;
	/** Any other signed-in call. */
	ask(path: string, sending: Sending): Promise<Reply>;
	/** Any other method, with or without a body. */
	call(method: string, path: string, json?: unknown, extra?: Record<string, string | undefined>): Promise<Reply>;
	rows(table: string): Promise<Array<Record<string, unknown>>>;
}

/** Gives a test file a sandbox of its own, and checks after each test that the sandbox kept to its own contract. */
export function useVendor(vendor: VendorName): VendorCalls {
	let running: LaunchedSandbox | undefined;
	let headers: Record<string, string> = {};
	const sandbox = () => {
		if (!running) throw new Error('the sandbox runs only inside a test');
		return running;
	};
	beforeAll(async () => {
		running = await startedSandbox();
		headers = await signedIn(running, vendor);
	});
	afterEach(async () => expect(await defectsOf(sandbox())).toEqual([]));
	afterAll(() => running?.stop());

	return {
		sandbox,
		get: (path, extra = {}) => send(`${sandbox()[vendor]}${path}`, { headers: { ...headers, ...extra } }),
		post: (path, json, extra = {}) =>
			send(`${sandbox()[vendor]}${path}`, { headers: { ...headers, ...extra }, json }),
		ask: (path, sending) => {
			return send(`${sandbox()[vendor]}${path}`, { ...sending, headers: { ...headers, ...sending.headers } });
		},
		call: (method, path, json, extra = {}) =>
			send(`${sandbox()[vendor]}${path}`, {
				method,
				headers: { ...headers, ...extra },
				...(json === undefined ? {} : { json }),
			}),
		rows: async (table) => (await sandbox().state())[table] ?? [],
	};
}
