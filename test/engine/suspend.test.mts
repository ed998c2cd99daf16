import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';

import { createEngine, NODE_NAME, projectRoot, type Engine, type RunOptions } from '../support/engine.mts';
import { startServer, type RecordedRequest, type TestServer } from '../support/server.mts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary.mts';

/**
 * A node on this package's kernel that creates a thing and waits for it. The server says of each thing when it is
 * ready; an item's `pause` says how long the node waits between looks.
 */
const NODE = (root: string) => `
const { runOperations } = require(${JSON.stringify(join(root, 'dist/nodes/shared/node/run.js'))});
const { toText, toInteger } = require(${JSON.stringify(join(root, 'dist/nodes/shared/fields/convert.js'))});
const field = (name, sends) => ({ displayName: name, name, type: 'string', default: '', sends });
const operation = {
	displayName: 'Create', value: 'create', action: '', description: '', resend: 'never', whenRefused: 'Check it.',
	fields: [field('name', { as: 'name', convert: toText() }), field('pause', { convert: toInteger() })],
	async steps({ body, params, notes }, send) {
		if (!notes.created) {
			const { body: made } = await send({ method: 'POST', path: '/things', body });
			notes.created = made.name;
		}
		const { body: thing } = await send({ method: 'GET', path: '/things/' + notes.created });
		return thing.ready ? [{ json: thing }] : { lookAgainIn: params.pause };
	},
};
const vendor = {
	displayName: 'Toy', credential: () => ({ type: 'keyApi' }), baseUrl: ({ url }) => url,
	refusal: ({ status }) => (status < 300 ? undefined : { kind: 'refused' }),
};
exports.Waiter = class {
	constructor() {
		const property = (name, value) => ({ displayName: name, name, type: 'string', default: value });
		this.description = {
			displayName: 'Waiter', name: 'waiter', group: ['transform'], version: 1, description: '', defaults: { name: 'Waiter' },
			inputs: ['main'], outputs: ['main'], credentials: [{ name: 'keyApi', required: true }],
			properties: [property('resource', 'thing'), property('operation', 'create'), property('name', ''), property('pause', '0')],
		};
	}
	async execute() {
		return await runOperations(this, vendor, [{ displayName: 'Thing', value: 'thing', operations: [operation] }]);
	}
};`;

const KEY_API = `
exports.KeyApi = class {
	constructor() {
		this.name = 'keyApi';
		this.displayName = 'Key API';
		this.properties = [{ displayName: 'URL', name: 'url', type: 'string', default: '' }];
		this.authenticate = { type: 'generic', properties: {} };
	}
};`;

describe('a node that waits for something', () => {
	let folder: TemporaryFolder;
	let engine: Engine;
	let server: TestServer;
	/** How many looks each thing needs until it is ready. */
	let looks: Record<string, number>;
	let requests: RecordedRequest[];

	beforeAll(async () => {
		folder = await makeTemporaryFolder();
		const n8n = { n8nNodesApiVersion: 1, credentials: ['KeyApi.credentials.js'], nodes: ['Waiter.node.js'] };
		await folder.write('package.json', JSON.stringify({ name: 'n8n-nodes-toy', version: '1.0.0', n8n }));
		await folder.write('KeyApi.credentials.js', KEY_API);
		await folder.write('Waiter.node.js', NODE(projectRoot));
		engine = await createEngine({ packageFolder: folder.path });
	});

	beforeEach(async () => {
		looks = {};
		requests = [];
		server = await startServer((request) => {
			requests.push(request);
			if (request.method === 'POST') {
				const { name } = JSON.parse(request.body) as { name: string };
				return name === 'bad' ? { status: 422, body: {} } : { body: { name } };
			}
			const name = request.path.split('/').pop() ?? '';
			looks[name] = (looks[name] ?? 0) - 1;
			return { body: { name, ready: looks[name] <= 0 } };
		});
	});

	afterEach(async () => await server.close());
	afterAll(async () => {
		engine.close();
		await folder.remove();
	});

	const PARAMETERS = {
		resource: 'thing',
		operation: 'create',
		name: '={{ $json.name }}',
		pause: '={{ $json.pause }}',
	};
	const key = () => ({ keyApi: { url: server.url } });

	async function run(names: string[], pause: number, options: Partial<RunOptions> = {}) {
		return await engine.run({
			items: names.map((name) => ({ json: { name, pause } })),
			node: {
				type: 'n8n-nodes-toy.waiter',
				parameters: PARAMETERS,
				credentials: key(),
				onError: 'continueRegularOutput',
			},
			...options,
		});
	}

	const created = () =>
		requests
			.filter(({ method }) => method === 'POST')
			.map(({ body }) => (JSON.parse(body) as { name: string }).name);
	const told = (items: INodeExecutionData[]) =>
		items.map(({ json, pairedItem }) => [json.name ?? json.error, pairedItem]);

	it('waits a short time itself, and creates nothing twice', async () => {
		looks = { a: 3, b: 1 };
		const result = await run(['a', 'b'], 10);
		expect(result.status).toBe('success');
		expect(told(result.items)).toEqual([
			['a', { item: 0 }],
			['b', { item: 1 }],
		]);
		expect(created()).toEqual(['a', 'b']);
	});

	it('parks the execution for a long time and goes on when it wakes, as often as needed', async () => {
		looks = { a: 3, b: 1, c: 2 };
		const until: number[] = [];
		const startedAt = Date.now();
		const result = await run(['a', 'b', 'bad', 'c'], 70_000, {
			wakes: 5,
			onParked: (date) => void until.push(+date),
		});

		expect(result.status).toBe('success');
		expect(told(result.items)).toEqual([
			['a', { item: 0 }],
			['b', { item: 1 }],
			['Toy refused the data (HTTP 422)', { item: 2 }],
			['c', { item: 3 }],
		]);
		expect(created()).toEqual(['a', 'b', 'bad', 'c']);
		expect(until).toHaveLength(2);
		expect(until[0]).toBeGreaterThan(startedAt + 69_000);
	});

	it('waits a long time itself as the tool of an agent, whose execution cannot be parked', async () => {
		looks = { a: 9 };
		const node = { type: 'n8n-nodes-toy.waiterTool', parameters: PARAMETERS, credentials: key() };
		const result = await run(['a'], 70_000, { node, cancelAfterMs: 500 });
		expect(result.error?.message).toMatch(/^The execution was stopped while this item was waited for\. /);
		expect(created()).toEqual(['a']);
	});

	it('is waiting, with nothing done twice, as long as nobody wakes it', async () => {
		looks = { a: 9 };
		const result = await run(['a'], 70_000);
		expect(result.status).toBe('waiting');
		expect(result.items).toEqual([]);
		expect(created()).toEqual(['a']);
	});

	it('passes on nothing but its own output when it wakes', async () => {
		looks = { a: 2 };
		const result = await run(['a'], 70_000, { wakes: 1 });
		expect(result.items).toEqual([{ json: { name: 'a', ready: true }, pairedItem: { item: 0 } }]);
		expect(result.serialised).toContain(NODE_NAME);
	});

	it('says what was stopped when the person stops it while it waits', async () => {
		looks = { a: 1000 };
		const result = await run(['a'], 50, { cancelAfterMs: 300 });
		expect(result.status).toBe('canceled');
		expect(created()).toEqual(['a']);
	});
});
