import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IDataObject } from 'n8n-workflow';

import { MedMitra } from '../../../nodes/MedMitra/MedMitra.node.ts';
import { runOperations } from '../../../nodes/shared/node/run.ts';
import type { Answer } from '../../../nodes/shared/types.ts';
import { fakeContext, ok, toyOperation, toyResource, toyVendor } from './support.mts';

const nodes = resolve(fileURLToPath(import.meta.url), '../../../../nodes');

/** The functions of what ships that are under way, from the outermost in, as `file function`. */
function callsInNodes(): string[] {
	const stack = new Error('where').stack ?? '';
	return stack
		.split('\n')
		.flatMap((line) => {
			const [, name = '', file = ''] = /^\s+at (?:async )?(?:(.*?) \()?(\/[^:]+):\d+:\d+\)?$/.exec(line) ?? [];
			return file.startsWith(nodes) ? [`${relative(nodes, file)} ${name.split('.').pop()}`] : [];
		})
		.reverse();
}

describe("the way from a node's execute to n8n's request helper", () => {
	const limit = Error.stackTraceLimit;
	afterEach(() => {
		Error.stackTraceLimit = limit;
	});

	it('is at most ten calls in six files, with one word for sending at each level', async () => {
		Error.stackTraceLimit = Infinity;
		const calls: string[][] = [];
		const { context } = fakeContext({
			items: Array.from({ length: 5 }, () => ({ json: {} })),
			parameters: { resource: 'file', operation: 'get', fileId: '7', output: 'raw', options: {} },
			credentials: { baseUrl: 'https://medmitra.example', userId: 'user-1', jwt: 'made-up' },
			http: () => {
				calls.push(callsInNodes());
				return ok({ success: true, file: { id: 7 } });
			},
			continueOnFail: true,
		});
		await new MedMitra().execute.call(context);

		expect(calls).toHaveLength(5);
		for (const call of calls) {
			expect(call).toEqual([
				'MedMitra/MedMitra.node.ts execute',
				'shared/node/run.ts runOperations',
				'shared/node/pool.ts runPool',
				'shared/node/pool.ts work',
				'shared/node/run.ts task',
				'shared/node/run.ts runItem',
				'shared/node/run.ts request',
				'shared/http/retry.ts retry',
				'shared/http/send.ts send',
				'shared/http/transport.ts call',
			]);
			expect(new Set(call.map((one) => one.split(' ')[0])).size).toBeLessThanOrEqual(6);
		}
	});
});

it('classifies each answer once, also where a refusal may have to do with the login', async () => {
	const refusal = jest.fn(({ status }: Answer) =>
		status < 300 ? undefined : { kind: status === 401 ? ('credential' as const) : ('refused' as const) },
	);
	const credentials: IDataObject = { token: 'old' };
	const { context, sent } = fakeContext({
		items: Array.from({ length: 3 }, () => ({ json: {} })),
		parameters: { resource: 'thing', operation: 'create', options: { concurrency: 1 } },
		credentials,
		http(_options, _signal, count) {
			if (credentials.token === '') credentials.token = 'new';
			return ok({}, [401, 200, 422, 200][count - 1]);
		},
		continueOnFail: true,
	});
	const vendor = toyVendor({ use: { type: 'toyApi', renewable: 'token' }, refusal });
	await runOperations(context, vendor, [toyResource(toyOperation())]);
	expect(sent).toHaveLength(4);
	expect(refusal.mock.calls.map(([{ status }]) => status)).toEqual([401, 200, 422, 200]);
});
