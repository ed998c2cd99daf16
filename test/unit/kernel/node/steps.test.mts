import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { runOperations } from '../../../../nodes/shared/node/run.ts';
import type { SendRequest, StepsOperation } from '../../../../nodes/shared/types.ts';
import { fakeContext, ok, toyOperation, toyResource, toyVendor, type FakeExecution } from '../support.mts';

const vendor = toyVendor({
	refusal: ({ status }) =>
		status < 300 ? undefined : { kind: status === 401 ? 'credential' : status >= 500 ? 'unavailable' : 'refused' },
});

function stepsOf(steps: StepsOperation['steps'], more: Partial<StepsOperation> = {}): StepsOperation {
	const { request: _request, output: _output, ...facts } = toyOperation();
	return { ...facts, resend: 'never', ...more, steps };
}

/** Runs an operation of steps on so many items; requests to foreign hosts are noted apart. */
async function run(
	operation: StepsOperation,
	execution: FakeExecution & { files?: Record<string, unknown> } = {},
	count = 1,
) {
	const fake = fakeContext({
		items: Array.from({ length: count }, (_, id) => ({ json: { id } })),
		parameters: { resource: 'thing', operation: 'create', options: { maxAttempts: 2 } },
		continueOnFail: true,
		...execution,
	});
	const foreign: IHttpRequestOptions[] = [];
	const { helpers } = fake.context;
	Object.assign(helpers, {
		async httpRequest(options: IHttpRequestOptions) {
			foreign.push(options);
			return execution.files?.[options.url] ?? ok('no', 404);
		},
		prepareBinaryData: async (content: Buffer, fileName: string) => ({
			data: content.toString(),
			fileName,
			mimeType: '',
		}),
	});
	const [items = []] = await runOperations(fake.context, vendor, [toyResource(operation)]);
	return { ...fake, foreign, items, json: items.map(({ json }) => json) };
}

const save = { method: 'POST', path: '/save', body: {} } as const;

describe('an operation of several steps', () => {
	it('gives what its last step makes of them, paired with the item', async () => {
		const operation = stepsOf(async ({ index }, request) => {
			const { body } = await request({ method: 'GET', path: `/first/${index}` });
			const after = await request({ ...save, body: body as IDataObject });
			return [{ json: after.body as IDataObject }, { json: { index } }];
		});
		const { sent, items } = await run(operation, { http: ({ url, body }) => ok({ url, body: body ?? '' }) }, 2);
		expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/first/0', '/save', '/first/1', '/save']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }]);
	});

	it('tells what was done already when a later step is refused', async () => {
		const operation = stepsOf(async (_input, request) => {
			await request({ ...save, path: '/upload', done: () => 'The file was uploaded.' });
			await request(save);
			return [];
		});
		const { json } = await run(operation, { http: ({ url }) => ok({}, url.endsWith('/save') ? 422 : 200) });
		expect(json[0]).toMatchObject({
			error: 'Toy refused the data (HTTP 422)',
			message: expect.stringMatching(
				/^The file was uploaded\. Check the thing\. Do not run this item again/,
			) as unknown,
			details: { outcome: 'partial' },
		});
	});

	it('reads again after a hiccup but does not repeat what the vendor gives no key for', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const operation = stepsOf(async (_input, request) => {
			await request({ method: 'GET', path: '/read' });
			await request(save);
			return [];
		});
		const http: FakeExecution['http'] = (_options, _signal, count) => ok({}, count === 2 ? 200 : 500);
		const { sent, json } = await run(operation, { http });
		expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
		expect(json[0]).toMatchObject({ details: { outcome: 'unknown' } });
		jest.restoreAllMocks();
	});

	it('looks a step up by the way that the step itself names', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const lookUp = () => ({ request: { method: 'GET' as const, path: '/look' }, find: () => ({ id: 9 }) });
		const operation = stepsOf(async (_input, request) => {
			const { body } = await request({ ...save, resend: 'keyed', lookUp });
			return [{ json: body as IDataObject }];
		});
		const { json, hints } = await run(operation, { http: ({ method }) => ok({}, method === 'GET' ? 200 : 500) });
		expect(json).toEqual([{ id: 9 }]);
		expect(hints).toEqual(['1 item: 1 done; 1 request without an answer found done.']);
		jest.restoreAllMocks();
	});

	it('asks once for what is the same for all items', async () => {
		const operation = stepsOf(async (_input, request) => {
			await request({ method: 'GET', path: '/codes', query: { q: 'a' }, isShared: true });
			await request(save);
			return [];
		});
		const { sent } = await run(operation, {}, 12);
		expect(sent.filter(({ url }) => url.endsWith('/codes'))).toHaveLength(1);
		expect(sent.filter(({ url }) => url.endsWith('/save'))).toHaveLength(12);
	});

	it('asks again for what is the same for all when that was refused before', async () => {
		const operation = stepsOf(async (_input, request) => {
			await request({ method: 'GET', path: '/codes', isShared: true });
			return [{ json: {} }];
		});
		const http: FakeExecution['http'] = (_options, _signal, count) => ok({}, count === 1 ? 422 : 200);
		const { json } = await run(operation, { http }, 3);
		expect(json.map((one) => 'error' in one)).toEqual([true, false, false]);
	});

	it('asks anew at every look for what is the same for all items that are waited for', async () => {
		const operation = stepsOf(async (_input, request) => {
			const { body } = await request({ method: 'GET', path: '/list', isShared: true });
			return (body as IDataObject).ready ? [{ json: body as IDataObject }] : { lookAgainIn: 5 };
		});
		const http: FakeExecution['http'] = (_options, _signal, count) => ok({ ready: count === 3 });
		const { sent, json } = await run(operation, { http }, 4);
		expect(json).toEqual(Array(4).fill({ ready: true }));
		expect(sent).toHaveLength(3);
	});

	it('tells each item what was done for it when a request for all items is refused', async () => {
		const operation = stepsOf(async ({ index }, request) => {
			await request({ ...save, path: '/make', done: () => `Number ${index} was made.` });
			// Both items ask before the answer is there.
			await new Promise((resolve) => setTimeout(resolve, 5));
			await request({ method: 'GET', path: '/list', isShared: true });
			return [];
		});
		const http: FakeExecution['http'] = async ({ url }) => {
			if (url.endsWith('/make')) return ok({});
			await new Promise((resolve) => setTimeout(resolve, 30));
			return ok({}, 422);
		};
		const { json } = await run(operation, { http }, 3);
		expect(json.map(({ message }) => String(message).slice(0, 18))).toEqual([
			'Number 0 was made.',
			'Number 1 was made.',
			'Number 2 was made.',
		]);
		expect(json[2]).toMatchObject({ details: { outcome: 'partial' } });
	});
});

describe('a run that stops at a failure', () => {
	const stopped = async (operation: StepsOperation, count: number) => {
		const running = run(
			operation,
			{ continueOnFail: false, http: ({ url }) => ok({}, url.endsWith('/save') ? 422 : 200) },
			count,
		);
		return await running.then(
			() => undefined,
			(error: { message: string; description: string }) => error,
		);
	};

	it('names the reason, and the items that were begun but not finished', async () => {
		const operation = stepsOf(async ({ index }, request) => {
			if (index < 2) return { lookAgainIn: 60_000 };
			await request(save);
			return [];
		});
		const error = await stopped(operation, 3);
		expect(error?.message).toBe('Toy refused the data (HTTP 422) [Item 2]');
		expect(error?.description).toBe('Check the thing. Begun, but not finished: the items 0, 1.');
	});

	it('does not name a single such item twice', async () => {
		const operation = stepsOf(async (_input, request) => {
			await request({ ...save, path: '/upload', resend: 'always', done: () => 'The file was uploaded.' });
			await request(save);
			return [];
		});
		expect((await stopped(operation, 1))?.description).toBe(
			'The file was uploaded. Check the thing. Running this item again is safe: nothing is done twice.',
		);
	});
});

describe('a file on another host', () => {
	const fetchFile = (url: string) => async (_input: unknown, request: SendRequest) => {
		const { file } = await request({ method: 'GET', url, isFile: true });
		return [{ json: {}, files: { data: { content: file ?? Buffer.alloc(0), fileName: 'x.txt' } } }];
	};

	it('is fetched without the credential and put on the item', async () => {
		const url = 'https://files.example/x?sig=1';
		const { foreign, sent, items } = await run(stepsOf(fetchFile(url)), { files: { [url]: ok('content') } });
		expect(sent).toEqual([]);
		expect(foreign).toHaveLength(1);
		expect(foreign[0]).toMatchObject({ url, method: 'GET', disableFollowRedirect: true });
		expect(JSON.stringify(foreign[0])).not.toMatch(/authorization/i);
		expect(items[0]?.binary?.data).toMatchObject({ data: 'content', fileName: 'x.txt' });
	});

	it.each([
		'http://files.example/x',
		'ftp://files.example/x',
		'file:///etc/passwd',
		'http://127.0.0.1:5678/rest/settings',
		'https://user:secret@files.example/x',
		'',
	])('is not fetched from %j', async (url) => {
		const { foreign, json } = await run(stepsOf(fetchFile(url)));
		expect(foreign).toEqual([]);
		expect(json[0]).toMatchObject({ error: 'Toy gave an address for the file that is not secure' });
	});

	it.each([
		[403, 'refused'],
		[404, 'notFound'],
		[401, 'refused'],
		[302, 'refused'],
	])('that answers %d is refused as %s, and no credential is blamed', async (status, kind) => {
		const url = 'https://files.example/x';
		const { json, foreign } = await run(stepsOf(fetchFile(url)), {
			files: { [url]: ok('<Error>Adair</Error>', status) },
		});
		expect(json[0]).toMatchObject({
			error: `The file storage of Toy refused the request (HTTP ${status})`,
			details: { kind, outcome: 'none' },
		});
		expect(JSON.stringify(json)).not.toContain('Adair');
		expect(foreign).toHaveLength(1);
	});
});
