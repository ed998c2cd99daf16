import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ExpressionError } from 'n8n-workflow';

import { toId, toText } from '../../../../nodes/shared/fields/convert.ts';
import { runOperations } from '../../../../nodes/shared/node/run.ts';
import type { Operation, Vendor } from '../../../../nodes/shared/types.ts';
import { serialise } from '../../../support/engine/serialise.mts';
import {
	bodyOf,
	fakeContext,
	fieldOf,
	ok,
	toyOperation,
	toyResource,
	toyVendor,
	type FakeExecution,
	type Http,
} from '../support.mts';

const NAME = fieldOf({ name: 'name', displayName: 'Name', required: true, sends: { as: 'name', convert: toText() } });
const items = (...names: unknown[]): INodeExecutionData[] => names.map((name) => ({ json: { name } as IDataObject }));

interface Run extends Omit<FakeExecution, 'parameters' | 'stored'> {
	vendor?: Vendor;
	operation?: Operation;
	parameters?: IDataObject;
	/** What an expression yields or throws; undefined leaves the value to the rest. */
	expression?: (name: string, index: number) => unknown;
}

/** Runs the toy node; `name` comes from the item by an expression unless the test says otherwise. */
function run({
	vendor = toyVendor(),
	operation = toyOperation({ fields: [NAME] }),
	parameters = {},
	expression,
	...execution
}: Run = {}) {
	const given = execution.items ?? items('Ada');
	const fake = fakeContext({
		http: (options) => ok({ echoed: (bodyOf(options) as { name?: string } | null)?.name ?? null }),
		...execution,
		items: given,
		stored: { name: '={{ $json.name }}', ...parameters },
		parameters(name, index) {
			const value = expression?.(name, index);
			if (value !== undefined) return value;
			return { resource: 'thing', operation: 'create', name: given[index]?.json.name, ...parameters }[name];
		},
	});
	return { ...fake, output: runOperations(fake.context, vendor, [toyResource(operation)]) };
}

async function errorOf(promise: Promise<unknown>) {
	const thrown = await promise.then(
		() => undefined,
		(error: unknown) => error,
	);
	return thrown as {
		name: string;
		message: string;
		description: string;
		context: IDataObject;
		failure?: { cause: string };
	};
}

describe('a run', () => {
	it('sends one request for every item, in order, and pairs what comes back', async () => {
		const { output, sent } = run({ items: items('Ada', 'Ben', 'Cem') });
		expect(await output).toEqual([
			[
				{ json: { echoed: 'Ada' }, pairedItem: { item: 0 } },
				{ json: { echoed: 'Ben' }, pairedItem: { item: 1 } },
				{ json: { echoed: 'Cem' }, pairedItem: { item: 2 } },
			],
		]);
		expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(
			Array(3).fill('POST https://toy.example/things'),
		);
	});

	it('pairs every record with its item when an operation gives several', async () => {
		const operation = toyOperation({ fields: [NAME], output: () => [{ a: 1 }, { a: 2 }] });
		const [output] = await run({ operation, items: items('Ada', 'Ben') }).output;
		expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	it('starts nothing after an item that fails, and says which and what was done', async () => {
		const { output, sent } = run({ items: items('Ada', '', 'Cem') });
		expect(await errorOf(output)).toMatchObject({
			name: 'NodeOperationError',
			message: '"Name" is empty [Item 1]',
			description: expect.stringMatching(/ Already carried out: the items 0\.$/) as unknown,
			context: { itemIndex: 1 },
		});
		expect(sent).toHaveLength(1);
	});

	it('tells nothing of what was done when nothing was', async () => {
		const error = await errorOf(run({ items: items('', 'Ben') }).output);
		expect(error.message).toBe('"Name" is empty [Item 0]');
		expect(error.description).not.toContain('Already carried out');
	});

	it('goes on after a failed item when the person chose to', async () => {
		const { output, sent } = run({ items: items('Ada', '', 'Cem'), continueOnFail: true });
		expect(await output).toEqual([
			[
				{ json: { echoed: 'Ada' }, pairedItem: { item: 0 } },
				{
					json: {
						error: '"Name" is empty',
						message: expect.any(String) as unknown,
						details: { kind: 'input', field: 'Name', itemIndex: 1 },
					},
					pairedItem: { item: 1 },
				},
				{ json: { echoed: 'Cem' }, pairedItem: { item: 2 } },
			],
		]);
		expect(sent).toHaveLength(2);
	});

	it('makes no further request once the vendor refused the credential', async () => {
		const vendor = toyVendor({ refusal: ({ status }) => (status === 401 ? { kind: 'credential' } : undefined) });
		const http = () => ok({ message: 'Made-Up Person' }, 401);
		const { output, sent } = run({ vendor, items: items('Ada', 'Ben', 'Cem'), continueOnFail: true, http });
		const [found] = await output;
		expect(found?.map(({ json }) => json.error)).toEqual(
			Array(3).fill('Toy did not accept the credential (HTTP 401)'),
		);
		expect(found?.map(({ json }) => (json.details as IDataObject).kind)).toEqual(Array(3).fill('credential'));
		expect(found?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(sent).toHaveLength(1);
		expect(serialise(found)).not.toContain('Made-Up');
	});

	it('makes no further request once n8n could not sign in', async () => {
		const http = () => {
			throw Object.assign(new Error('Unauthorized'), { httpCode: '401' });
		};
		const { output, sent } = run({ items: items('Ada', 'Ben', 'Cem'), continueOnFail: true, http });
		const [found] = await output;
		expect(found?.map(({ json }) => json.error)).toEqual(Array(3).fill('n8n could not sign in to Toy'));
		expect(sent).toHaveLength(1);
	});

	it('reads the credential once, however many items', async () => {
		const { output, credentialsRead } = run({ items: items(...Array<string>(20).fill('Ada')) });
		await output;
		expect(credentialsRead).toEqual(['toyApi']);
	});

	it('tells of a credential that cannot be read, for every item', async () => {
		const credentials = () => {
			throw new Error('Credential with ID "made-up-id" does not exist for type "toyApi"');
		};
		const { output, sent } = run({ items: items('Ada', 'Ben'), continueOnFail: true, credentials });
		const [found] = await output;
		expect(found?.map(({ json }) => json.error)).toEqual(Array(2).fill('The Toy credential could not be read'));
		expect(sent).toEqual([]);
		expect((await errorOf(run({ credentials }).output)).message).toBe(
			'The Toy credential could not be read [Item 0]',
		);
	});

	it('tells of a resource and an operation that do not go together', async () => {
		const { output, sent } = run({ parameters: { operation: 'explode' } });
		expect((await errorOf(output)).message).toBe('This resource and operation do not go together [Item 0]');
		expect(sent).toEqual([]);
	});

	it('tells of a defect without quoting what it says', async () => {
		const operation = toyOperation({
			fields: [NAME],
			output() {
				throw new TypeError('Cannot read properties of Made-Up Person');
			},
		});
		const error = await errorOf(run({ operation }).output);
		expect(error).toMatchObject({
			message: 'What was sent for this item was carried out, but its output could not be made [Item 0]',
			failure: { cause: 'node-defect' },
		});
		expect(serialise(error)).not.toContain('Made-Up');
	});

	it.each([
		[403, 'forbidden'],
		[404, 'notFound'],
		[429, 'rateLimited'],
		[502, 'unavailable'],
		[504, 'unavailable'],
	] as const)(
		'judges HTTP %d by its status (%s) also when a server in between answers in plain text',
		async (status, kind) => {
			const vendor = toyVendor({ refusal: (answer) => ({ kind: answer.status === status ? kind : 'refused' }) });
			const http = () => ok('<html>Request blocked, Made-Up Person</html>', status);
			const parameters = { options: { maxAttempts: 1 } };
			const [found] = await run({ vendor, http, parameters, continueOnFail: true }).output;
			expect(found?.[0]?.json).toMatchObject({ details: { kind, httpStatus: status } });
			expect(serialise(found)).not.toContain('Made-Up');
		},
	);

	it.each([502, 504])(
		'leaves open what became of the request at HTTP %d from a server in between',
		async (status) => {
			const vendor = toyVendor({ refusal: () => ({ kind: 'unavailable' }) });
			const http = () => ok('<html>Bad gateway</html>', status);
			const { output, sent } = run({ vendor, http, continueOnFail: true });
			const [found] = await output;
			expect(found?.[0]?.json).toMatchObject({
				error: expect.stringMatching(/; whether it was carried out is not known$/) as unknown,
				message: expect.stringContaining('it could be done twice') as unknown,
				details: { outcome: 'unknown' },
			});
			expect(sent).toHaveLength(1);
		},
	);

	it('asks for the value inside a locator, and for the default of what is optional', async () => {
		const fields = [
			fieldOf({
				name: 'clinicId',
				type: 'resourceLocator',
				default: { mode: 'id', value: '' },
				required: true,
				sends: { as: 'clinic_id', convert: toId },
			}),
			fieldOf({ name: 'kind', default: 'usual', sends: { as: 'kind', convert: toText() } }),
		];
		const { output, sent } = run({ operation: toyOperation({ fields }), parameters: { clinicId: '7' } });
		await output;
		expect(bodyOf(sent[0])).toEqual({ clinic_id: 7, kind: 'usual' });
	});

	it('blames the expression of a field, not the node, when n8n cannot resolve it', async () => {
		const expression = (name: string, index: number) => {
			if (name === 'name' && index === 1) throw new ExpressionError('Referenced node is unexecuted');
			return undefined;
		};
		const { output } = run({ items: items('Ada', 'Ben', 'Cem'), continueOnFail: true, expression });
		const [found] = await output;
		expect(found?.[1]?.json).toMatchObject({
			error: expect.stringContaining('"Name"') as unknown,
			details: { kind: 'input', itemIndex: 1 },
		});
		expect(found?.[2]?.json).toEqual({ echoed: 'Cem' });
	});
});

describe('the timeout of a run', () => {
	const timeoutOf = async (options: unknown, operation?: Operation) => {
		const { output, sent } = run({ operation, parameters: { options } as IDataObject });
		await output;
		return sent[0]?.timeout;
	};
	const slow = toyOperation({
		fields: [NAME],
		request: () => ({ method: 'POST', path: '/things', timeout: 120_000 }),
	});

	it('is half a minute, the one of the operation, or the one a person chose', async () => {
		expect(await timeoutOf({})).toBe(30_000);
		expect(await timeoutOf(undefined)).toBe(30_000);
		expect(await timeoutOf({}, slow)).toBe(120_000);
		expect(await timeoutOf({ timeout: 5000 }, slow)).toBe(5000);
	});

	it('may be a number given as text by an expression, like every number', async () => {
		expect(await timeoutOf({ timeout: '60000' })).toBe(60_000);
	});

	it.each(['soon', -5, 0, Number.NaN])(
		'is not %j, which is refused by name instead of passed over',
		async (timeout) => {
			expect((await errorOf(run({ parameters: { options: { timeout } } }).output))?.message).toContain(
				'"Timeout"',
			);
		},
	);

	it.each([1500.5, '1500.5'])(
		'may be a fraction such as %j, of which the next whole number is taken',
		async (timeout) => {
			expect(await timeoutOf({ timeout })).toBe(1501);
		},
	);

	it('is the time that is left to the item when that is less, also when it is a fraction', async () => {
		const timeout = await timeoutOf({ timeout: 5000, totalBudget: 1500.5 });
		expect(timeout).toBeGreaterThan(1000);
		expect(timeout).toBeLessThanOrEqual(1501);
		expect(Number.isInteger(timeout)).toBe(true);
	});

	it('whose options an expression left at null does not count as a defect of the node', async () => {
		const { output, sent } = run({ parameters: { options: null } });
		expect((await output)[0]?.[0]?.json).toEqual({ echoed: 'Ada' });
		expect(sent[0]?.timeout).toBe(30_000);
	});
});

/** A request that is answered when the test says so. */
function held() {
	const waiting: Array<() => void> = [];
	const http: Http = (options) =>
		new Promise((resolve) => {
			waiting.push(() => resolve(ok({ echoed: (bodyOf(options) as { name: string }).name })));
		});
	return { waiting, http };
}

/** Lets everything that can happen without time passing happen. */
async function settle() {
	for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('many items of a run', () => {
	const names = Array.from({ length: 25 }, (_, index) => `Person ${index}`);

	it.each([
		[undefined, 10],
		[3, 3],
		[50, 24],
	])('are in flight together with Concurrency %j: the first alone, then %d at once', async (concurrency, most) => {
		const { waiting, http } = held();
		const { output, sent } = run({ items: items(...names), http, parameters: { options: { concurrency } } });
		await settle();
		expect(sent).toHaveLength(1);
		waiting[0]!();
		await settle();
		expect(sent).toHaveLength(1 + most);
		waiting.at(-1)!();
		await settle();
		expect(sent).toHaveLength(Math.min(2 + most, names.length));
		for (let answered = 0; answered < names.length; answered++) {
			waiting[answered]!();
			await settle();
		}
		const [found] = await output;
		expect(found?.map(({ json }) => json.echoed)).toEqual(names);
		expect(found?.map(({ pairedItem }) => pairedItem)).toEqual(names.map((_, item) => ({ item })));
	});

	it('come out in the order they went in, whichever is answered first', async () => {
		const { waiting, http } = held();
		const { output } = run({ items: items('Ada', 'Ben', 'Cem', 'Dov'), http });
		await settle();
		waiting[0]!();
		await settle();
		for (const index of [3, 1, 2]) {
			waiting[index]!();
			await settle();
		}
		expect((await output)[0]?.map(({ json }) => json.echoed)).toEqual(['Ada', 'Ben', 'Cem', 'Dov']);
	});

	it('that are in flight when one fails are finished and told of, and no other is started', async () => {
		const { waiting, http } = held();
		const fifth: Http = (options, signal, count) => (count === 5 ? ok({}, 422) : http(options, signal, count));
		const { output, sent } = run({
			items: items(...names),
			http: fifth,
			parameters: { options: { concurrency: 4 } },
		});
		const failed = errorOf(output);
		await settle();
		waiting[0]!();
		await settle();
		expect(sent).toHaveLength(5);
		for (const answer of waiting) answer();
		const error = await failed;
		expect(error.message).toBe('Toy refused the data (HTTP 422) [Item 4]');
		expect(error.description).toBe('Check the thing. Already carried out: the items 0, 1, 2, 3.');
		expect(sent).toHaveLength(5);
	});

	it('are counted when more were done than can be named', async () => {
		const last: Http = (_options, _signal, count) => ok({}, count === 25 ? 422 : 200);
		const { output } = run({ items: items(...names), http: last, parameters: { options: { concurrency: 1 } } });
		expect((await errorOf(output)).description).toBe('Check the thing. Already carried out: 24 of 25 items.');
	});

	it('show the failure of the first of them, whichever failed first', async () => {
		const { waiting } = held();
		const http: Http = (_options, _signal, count) =>
			count === 1
				? ok({})
				: new Promise((resolve) => waiting.push(() => resolve(ok({}, count === 2 ? 404 : 422))));
		const { output } = run({ items: items('Ada', 'Ben', 'Cem'), http });
		const failed = errorOf(output);
		await settle();
		waiting[1]!();
		await settle();
		waiting[0]!();
		expect((await failed).message).toBe('Toy refused the data (HTTP 404) [Item 1]');
	});

	it('have what cannot vary read once and the rest once each', async () => {
		const kind = fieldOf({ name: 'kind', sends: { as: 'kind', convert: toText() } });
		const operation = toyOperation({ fields: [NAME, kind] });
		const { output, resolved } = run({ operation, items: items(...names), parameters: { kind: 'usual' } });
		await output;
		const count = (name: string) => resolved.filter((entry) => entry.startsWith(`${name} `)).length;
		expect([count('name'), count('kind')]).toEqual([25, 1]);
	});

	it('may come from the items themselves, at no expression', async () => {
		const operation = toyOperation({ fields: [NAME], maps: true });
		const parameters = { mappingMode: 'autoMapInputData', options: { unknownFields: 'refuse' } };
		const given = [...items('Ada', 'Ben'), { json: { name: 'Cem', shoe_size: 42 } }];
		const { output, resolved } = run({ operation, items: given, parameters, continueOnFail: true });
		const [found] = await output;
		expect(found?.slice(0, 2).map(({ json }) => json.echoed)).toEqual(['Ada', 'Ben']);
		expect(found?.[2]?.json).toMatchObject({
			error: '"Item" has fields that this operation does not know',
			message: expect.stringContaining('shoe_size') as unknown,
		});
		expect(resolved.filter((entry) => entry.startsWith('name'))).toEqual([]);
	});
});

describe('a run that meets a hiccup', () => {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
	const busy = toyVendor({ refusal: ({ status }) => (status < 300 ? undefined : { kind: 'unavailable' }) });
	const failing =
		(times: number, answer: () => unknown): Http =>
		(options, _signal, count) =>
			count <= times ? answer() : ok({ echoed: (bodyOf(options) as { name: string }).name });
	const refusedConnection = () => {
		throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
	};

	it('sends again what was certainly not carried out, and says so at the end', async () => {
		const { output, sent, hints } = run({ http: failing(3, refusedConnection) });
		expect((await output)[0]?.[0]?.json).toEqual({ echoed: 'Ada' });
		expect(sent).toHaveLength(4);
		expect(hints).toEqual(['1 item: 1 done; 3 requests sent again.']);
	});

	it('gives up after the attempts the person allowed, and says how many they were', async () => {
		const { output, sent, hints } = run({ http: failing(9, refusedConnection), continueOnFail: true });
		expect((await output)[0]?.[0]?.json).toMatchObject({
			error: 'Toy could not be reached, tried 4 times',
			details: { kind: 'unreachable', outcome: 'none' },
		});
		expect(sent).toHaveLength(4);
		expect(hints).toEqual(['1 item: 0 done, 1 refused; 3 requests sent again.']);
		const once = run({ http: failing(9, refusedConnection), parameters: { options: { maxAttempts: 1 } } });
		expect((await errorOf(once.output)).message).toBe('Toy could not be reached [Item 0]');
		expect(once.sent).toHaveLength(1);
	});

	it('does not send again what may have been carried out, unless the operation says that it is safe', async () => {
		const http = failing(1, () => ok({}, 500));
		const unsafe = run({ vendor: busy, http, continueOnFail: true });
		expect((await unsafe.output)[0]?.[0]?.json).toMatchObject({
			details: { kind: 'unavailable', outcome: 'unknown' },
		});
		expect(unsafe.sent).toHaveLength(1);
		const operation = toyOperation({ fields: [NAME], resend: 'always' });
		const safe = run({ vendor: busy, http, operation });
		expect((await safe.output)[0]?.[0]?.json).toEqual({ echoed: 'Ada' });
		expect(safe.sent).toHaveLength(2);
	});

	it('does not take the missing login beside a fixed token for a sign-in that failed before the request', async () => {
		const vendor = toyVendor({
			use: { type: 'toyApi', renewable: 'token', fixedToken: ({ jwt }) => String(jwt ?? '') },
		});
		const http = failing(1, () => {
			throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
		});
		const { output, sent } = run({ vendor, http, credentials: { jwt: 'fixed', token: '' }, continueOnFail: true });
		expect((await output)[0]?.[0]?.json).toMatchObject({ details: { kind: 'unreachable', outcome: 'unknown' } });
		expect(sent).toHaveLength(1);
	});

	it('says nothing when nothing was out of the ordinary', async () => {
		const { output, hints } = run({ items: items('Ada', 'Ben') });
		await output;
		expect(hints).toEqual([]);
	});

	it('renews a login that the vendor no longer takes once for all items, and sends each again', async () => {
		const credentials: IDataObject = { token: 'old' };
		const vendor = toyVendor({
			use: { type: 'toyApi', renewable: 'token' },
			refusal: ({ status }) => (status === 401 ? { kind: 'credential' } : undefined),
		});
		let logins = 0;
		const http: Http = async (options) => {
			// As n8n does: it signs in when no token is stored.
			if (credentials.token === '') {
				logins++;
				await new Promise((resolve) => setImmediate(resolve));
				credentials.token = 'new';
			}
			const used = credentials.token;
			await new Promise((resolve) => setImmediate(resolve));
			if (used === 'old' && (bodyOf(options) as { name: string }).name !== 'Person 0') return ok({}, 401);
			return ok({ echoed: (bodyOf(options) as { name: string }).name });
		};
		const names = Array.from({ length: 30 }, (_, index) => `Person ${index}`);
		const { output, sent } = run({ vendor, credentials, http, items: items(...names) });
		expect((await output)[0]?.map(({ json }) => json.echoed)).toEqual(names);
		expect(logins).toBe(1);
		// The ten that were in flight with the old token, besides the thirty.
		expect(sent).toHaveLength(40);
	});
});

describe('a run that is stopped', () => {
	it('starts nothing more and says of every item whether it may have been carried out', async () => {
		const controller = new AbortController();
		const http: Http = (_options, signal, count) =>
			count === 1
				? ok({})
				: new Promise((_, reject) => {
						signal.addEventListener('abort', () =>
							reject(Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' })),
						);
					});
		const { output, sent } = run({
			items: items('Ada', 'Ben', 'Cem', 'Dov', 'Eve'),
			http,
			signal: controller.signal,
			continueOnFail: true,
			parameters: { options: { concurrency: 2 } },
		});
		await settle();
		controller.abort();
		const [found] = await output;
		expect(sent).toHaveLength(3);
		expect(found).toHaveLength(5);
		expect(found?.[0]?.json).toEqual({});
		const details = found?.slice(1).map(({ json }) => json.details as IDataObject);
		expect(details?.map(({ kind }) => kind)).toEqual(Array(4).fill('cancelled'));
		expect(details?.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'none', 'none']);
		expect(found?.[4]?.json).toMatchObject({
			error: 'The execution was stopped before this item',
			message: 'Nothing was carried out.',
		});
	});

	it('sends nothing when it was stopped before it began', async () => {
		const { output, sent } = run({ items: items('Ada', 'Ben'), signal: AbortSignal.abort(), continueOnFail: true });
		const [found] = await output;
		expect(found?.map(({ json }) => json.error)).toEqual(
			Array(2).fill('The execution was stopped before this item'),
		);
		expect(sent).toEqual([]);
	});
});
