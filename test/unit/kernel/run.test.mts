import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ExpressionError } from 'n8n-workflow';

import { integerId, text } from '../../../nodes/shared/convert.ts';
import { runOperations } from '../../../nodes/shared/run.ts';
import type { Operation, Vendor } from '../../../nodes/shared/types.ts';
import { serialise } from '../../support/engine/serialise.mts';
import {
	bodyOf,
	fakeContext,
	fieldOf,
	ok,
	toyOperation,
	toyResource,
	toyVendor,
	type FakeExecution,
} from './support.mts';

const NAME = fieldOf({ name: 'name', displayName: 'Name', required: true, sends: text('name') });
const items = (...names: unknown[]): INodeExecutionData[] => names.map((name) => ({ json: { name } as IDataObject }));

interface Run extends Omit<FakeExecution, 'parameters'> {
	vendor?: Vendor;
	operation?: Operation;
	parameters?: IDataObject;
	/** What an expression yields or throws; undefined leaves the value to the rest. */
	expression?: (name: string, index: number) => unknown;
}

/** Runs the toy node; `name` comes from the item unless the test says otherwise. */
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
		expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(3).fill('POST https://toy.example/things'));
	});

	it('pairs every record with its item when an operation gives several', async () => {
		const operation = toyOperation({ fields: [NAME], output: () => [{ a: 1 }, { a: 2 }] });
		const [output] = await run({ operation, items: items('Ada', 'Ben') }).output;
		expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }]);
	});

	it('stops at the first item that fails, and says which', async () => {
		const { output, sent } = run({ items: items('Ada', '', 'Cem') });
		expect(await errorOf(output)).toMatchObject({
			name: 'NodeOperationError',
			message: '"Name" is empty [Item 1]',
			context: { itemIndex: 1 },
		});
		expect(sent).toHaveLength(1);
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
		const http = () => {
			throw Object.assign(new Error('Unauthorized'), { httpCode: '401' });
		};
		const { output, sent } = run({ items: items('Ada', 'Ben', 'Cem'), continueOnFail: true, http });
		const [found] = await output;
		expect(found?.map(({ json }) => json.error)).toEqual(Array(3).fill('Toy did not accept the credential'));
		expect(found?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
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
		expect((await errorOf(run({ credentials }).output)).message).toBe('The Toy credential could not be read [Item 0]');
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
			message: 'The node could not handle this item [Item 0]',
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
			const [found] = await run({ vendor, http, continueOnFail: true }).output;
			expect(found?.[0]?.json).toMatchObject({ details: { kind, httpStatus: status } });
			expect(serialise(found)).not.toContain('Made-Up');
		},
	);

	it.each([502, 504])('leaves open what became of the request at HTTP %d from a server in between', async (status) => {
		const vendor = toyVendor({ refusal: () => ({ kind: 'unavailable' }) });
		const [found] = await run({ vendor, http: () => ok('<html>Bad gateway</html>', status), continueOnFail: true })
			.output;
		expect(found?.[0]?.json.message).toContain('not known whether');
	});

	it('asks for the value inside a locator, and for the default of what is optional', async () => {
		const fields = [
			fieldOf({
				name: 'clinicId',
				type: 'resourceLocator',
				default: { mode: 'id', value: '' },
				required: true,
				sends: integerId('clinic_id'),
			}),
			fieldOf({ name: 'kind', default: 'usual', sends: text('kind') }),
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
	const slow = toyOperation({ fields: [NAME], request: () => ({ method: 'POST', path: '/things', timeout: 120_000 }) });

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
			expect((await errorOf(run({ parameters: { options: { timeout } } }).output))?.message).toContain('"Timeout"');
		},
	);

	it('whose options an expression left at null does not count as a defect of the node', async () => {
		const [found] = await run({ parameters: { options: null }, continueOnFail: true }).output;
		expect(found?.[0]?.json).not.toMatchObject({ details: { kind: 'defect' } });
	});
});
