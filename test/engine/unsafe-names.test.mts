import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createEngine, type Engine } from '../support/engine.mts';

/** A vendor whose every answer holds names that objects inherit. */
const HOSTILE =
	'{"file":{"id":1,"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"file_url":"URL"}}';
const CASE_ID = '3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b';

let engine: Engine;
let server: Server;
let baseUrl: string;
let addresses: string[] = [];
let bodies: string[] = [];

beforeAll(async () => {
	engine = await createEngine();
	server = createServer((request, response) => {
		addresses.push(request.url ?? '');
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			bodies.push(Buffer.concat(chunks).toString('utf8'));
			response.setHeader('Content-Type', 'application/json').end(HOSTILE.replace('URL', `${baseUrl}/content`));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);

afterAll(() => {
	engine.close();
	server.close();
});

beforeEach(() => {
	addresses = [];
	bodies = [];
});

afterEach(() => {
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
});

async function run(parameters: INodeParameters, json: IDataObject = {}) {
	return await engine.run({
		items: [{ json }],
		node: {
			type: 'n8n-nodes-carechain.medMitra',
			parameters,
			credentials: { medMitraApi: { baseUrl, userId: CASE_ID, jwt: '' } },
		},
	});
}

const file = { resource: 'file', operation: 'get', fileId: { __rl: true, mode: 'id', value: '1' } };

describe('names that objects inherit', () => {
	it.each(['__proto__.polluted', '__proto__', 'constructor.prototype.polluted', 'id,__proto__.polluted'])(
		'are refused as Fields to Output: %s',
		async (outputFields) => {
			const { error } = await run({ ...file, output: 'selectedFields', outputFields });
			expect(error?.message).toContain('Fields to Output');
			expect(error?.description).toContain('__proto__');
		},
	);

	it.each(['raw', 'simplified'])(
		'change nothing in n8n when the vendor answers with them, output %s',
		async (output) => {
			const { error, items } = await run({ ...file, output });
			expect(error).toBeUndefined();
			expect(items[0]?.json.id).toBe(1);
		},
	);

	it.each(['__proto__', 'constructor', 'prototype'])(
		'are refused as the field for an output file, so that the file is not lost: %s',
		async (outputField) => {
			const { error } = await run({ ...file, operation: 'download', outputField });
			expect(error?.message).toContain('Put Output File in Field');
			expect(addresses).toEqual([]);
		},
	);

	const call = (queryParameters: IDataObject, more: INodeParameters = {}): INodeParameters => ({
		resource: 'custom',
		operation: 'request',
		method: 'GET',
		path: '/anything',
		queryParameters: queryParameters as INodeParameters,
		...more,
	});

	it.each(['__proto__', 'constructor', 'prototype'])(
		'are refused as the name of a query parameter, which n8n would drop: %s',
		async (name) => {
			const { error } = await run(call({ entries: [{ name, value: '1' }] }));
			expect(error?.message).toContain('Query Parameters');
			expect(addresses).toEqual([]);
		},
	);

	it.each(['toString', 'valueOf', 'hasOwnProperty'])('are sent as a query parameter: %s', async (name) => {
		await run(
			call({
				entries: [
					{ name, value: '1' },
					{ name, value: '2' },
				],
			}),
		);
		expect(addresses).toEqual([`/anything?${name}=1&${name}=2`]);
	});

	it('are sent in a JSON body as they stand', async () => {
		const body = '{"__proto__":{"polluted":"yes"},"constructor":1}';
		await run(call({}, { method: 'POST', body }));
		expect(bodies).toEqual([body]);
	});

	it('of an item are not taken for its values by Map Automatically', async () => {
		const json = JSON.parse(
			`{"case_id":"${CASE_ID}","__proto__":{"patient_name":"Nobody","patient_age":1}}`,
		) as IDataObject;
		const { error } = await run({ resource: 'case', operation: 'update', mappingMode: 'autoMapInputData' }, json);
		expect(error?.message).toBe('"Update Fields" has no field to change [Item 0]');
		expect(addresses).toEqual([]);
	});
});
