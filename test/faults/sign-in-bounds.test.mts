import type { ServerResponse } from 'node:http';

import { ekaCaseCreate } from '../support/operations/eka-case-create.mts';
import { ekaDocumentParse } from '../support/operations/eka-documents.mts';
import { openFaultClinic, type FaultClinic } from './support.mts';
import { answerWith, startWatchedServer, type Handler, type WatchedServer } from './watched-server.mts';

jest.setTimeout(90_000);

let clinic: FaultClinic;
let server: WatchedServer;
let handle: Handler;

beforeAll(async () => {
	clinic = await openFaultClinic();
	server = await startWatchedServer((...given) => handle(...given));
}, 60_000);
afterAll(async () => {
	await server.close();
	await clinic.close();
});
beforeEach(() => {
	server.passages.length = 0;
});

/** Begins JSON and never ends it: a piece at a time, or as fast as the other side reads. */
function endless(response: ServerResponse, isFlood = false) {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.write('{"access_token":"');
	const piece = 'x'.repeat(isFlood ? 1_000_000 : 100);
	const more = () => {
		if (response.destroyed) return;
		const isTaken = response.write(piece);
		if (!isFlood) setTimeout(more, 20);
		else if (isTaken) setImmediate(more);
		else response.once('drain', more);
	};
	more();
}

const ekaCare = (changes = {}) => ({
	environment: 'custom',
	baseUrl: server.url,
	authentication: 'clientCredentials',
	clientId: 'EC_1',
	clientSecret: 'made-up-secret-77',
	...changes,
});

const isLeft = () => server.passages.at(-1)?.broken === true;

async function leftAfter(ms: number): Promise<boolean> {
	for (const end = Date.now() + ms; !isLeft() && Date.now() < end; ) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return isLeft();
}

async function create(options: object, changes = {}) {
	return await clinic.run(ekaCaseCreate, [ekaCaseCreate.good(0)], {
		credentials: { ekaCareApi: ekaCare() },
		parameters: { options: { maxAttempts: 1, ...options } },
		...changes,
	});
}

describe('a sign-in to Eka Care whose answer has no end', () => {
	it('is closed when the time for the request is over', async () => {
		handle = (_passage, response) => endless(response);
		const { error, durationMs, serialised } = await create({ timeout: 600 });
		expect(await leftAfter(500)).toBe(true);
		expect(error?.message).toBe('Eka Care did not answer within 0.6 seconds [Item 0]');
		expect(durationMs).toBeLessThan(3000);
		expect(serialised).not.toContain('made-up-secret-77');
	});

	it('is closed when the person stops the execution', async () => {
		handle = (_passage, response) => endless(response);
		await create({ timeout: 20_000 }, { cancelAfterMs: 500 });
		expect(await leftAfter(500)).toBe(true);
	});

	it('is closed when it is larger than any answer may be', async () => {
		handle = (_passage, response) => endless(response, true);
		const { error } = await create({ timeout: 20_000 });
		expect(await leftAfter(500)).toBe(true);
		expect(error?.message).toBe('Eka Care answered the sign-in without a token [Item 0]');
	});

	it('is closed in the test of the credential, too', async () => {
		handle = (_passage, response) => endless(response, true);
		const outcome = await clinic.engine.use.test('ekaCareApi', ekaCare());
		expect(await leftAfter(500)).toBe(true);
		expect(outcome).toEqual({ status: 'Error', message: 'Eka Care answered the sign-in without a token' });
	});

	it('is closed in the test of the credential after 30 seconds when it comes in small pieces', async () => {
		handle = (_passage, response) => endless(response);
		const outcome = await clinic.engine.use.test('ekaCareApi', ekaCare());
		expect(await leftAfter(500)).toBe(true);
		expect(outcome).toEqual({
			status: 'Error',
			message: 'Eka Care did not answer the sign-in within 30 seconds',
		});
	});
});

it('a sign-in answer that is nested too deep is not read', async () => {
	handle = (_passage, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(`{"access_token":"abc","more":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
	};
	const { error } = await create({});
	expect(error?.message).toBe('Eka Care answered the sign-in without a token [Item 0]');
});

describe('the test of a credential whose answer has no end', () => {
	it('is closed after 30 seconds where this package has a say: everywhere but with OAuth2', async () => {
		handle = (_passage, response) => endless(response);
		const custom = { environment: 'custom', baseUrl: server.url };
		const outcomes = await Promise.all([
			clinic.engine.use.test('ekaCareApi', ekaCare({ authentication: 'jwt', jwt: 'made-up-token' })),
			clinic.engine.use.test('spryApi', { ...custom, jwt: 'made-up-token' }),
			clinic.engine.use.test('medMitraApi', { baseUrl: server.url, userId: 'x', jwt: '' }),
		]);
		expect(outcomes.map(({ status }) => status)).toEqual(['Error', 'Error', 'Error']);
		await leftAfter(500);
		expect(server.passages.map(({ broken }) => broken)).toEqual([true, true, true]);
	});
});

describe('the result of a document that Eka Care has read', () => {
	const deep = `{"resourceType":"Bundle","entry":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;

	it.each([
		['a bundle that is nested too deep', { fhir: Buffer.from(deep).toString('base64') }],
		['a bundle that is no JSON', { fhir: Buffer.from('<Bundle/>').toString('base64') }],
		['no bundle', null],
		['a text', 'made-up reading'],
	])('keeps the ID of the document with %s', async (_name, data) => {
		const result = { status: 'completed', document_id: null, data };
		handle = (passage, response) =>
			answerWith(response, passage.path.includes('/result') ? result : { document_id: 'd-77' });
		const [row] = [ekaDocumentParse.good(0)];
		const { error, items } = await clinic.run(ekaDocumentParse, [row as never], {
			credentials: { ekaCareApi: ekaCare({ authentication: 'jwt', jwt: 'made-up-token' }) },
			parameters: { waitForResult: true },
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ document_id: 'd-77', status: 'completed', data });
		expect(items[0]?.json).not.toHaveProperty('fhir_bundle');
	});
});
