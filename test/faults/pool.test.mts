import type { IDataObject } from 'n8n-workflow';

import { createEngine, type Engine, type RunResult } from '../support/engine.mts';
import { spryCaseCreate } from '../support/operations/spry-case-create.mts';
import { spryPatientCreate } from '../support/operations/spry-patient-create.mts';
import { unsendableRow, type OperationCase } from '../support/operations/types.mts';
import { answerWith, startWatchedServer, type Handler, type WatchedServer } from './watched-server.mts';

jest.setTimeout(60_000);

let engine: Engine;
let server: WatchedServer;
let handle: Handler;

beforeAll(async () => void (engine = await createEngine()), 60_000);
afterAll(() => engine.close());
beforeEach(async () => {
	handle = ({ body }, response) => answerWith(response, created(body), 20);
	server = await startWatchedServer((...given) => handle(...given));
});
afterEach(async () => await server.close());

const nameIn = (body: string) => (JSON.parse(body) as { last_name?: string }).last_name;
const created = (body: string) => ({
	code: 2000,
	data: { patient_id: 1, last_name: nameIn(body) },
	message: 'Success',
});

interface Run {
	operation?: OperationCase;
	count: number;
	options?: IDataObject;
	cancelAfterMs?: number;
	onError?: 'stopWorkflow' | 'continueRegularOutput';
	unsendable?: number;
}

async function run({
	operation = spryPatientCreate,
	count,
	options = {},
	unsendable,
	...rest
}: Run): Promise<RunResult> {
	const { cancelAfterMs, onError = 'continueRegularOutput' } = rest;
	return await engine.run({
		items: Array.from({ length: count }, (_, index) =>
			index === unsendable ? unsendableRow(operation) : operation.good(index),
		).map(({ json }) => ({ json })),
		cancelAfterMs,
		node: {
			type: operation.node,
			onError,
			parameters: {
				resource: operation.resource,
				operation: operation.operation,
				...operation.parameters,
				options: { timeout: 5000, ...options } as never,
			},
			credentials: {
				spryOAuth2Api: {
					environment: 'custom',
					baseUrl: server.url,
					clientId: 'made-up',
					clientSecret: 'made-up-secret',
					oauthTokenData: { access_token: 'made-up-token', token_type: 'Bearer' },
				},
			},
		},
	});
}

const done = (result: RunResult) => result.items.filter(({ json }) => !('error' in json)).length;
const most = () => Math.max(...server.passages.map(({ together }) => together));

describe('the pool', () => {
	it('gives results in the order of the items, however long each takes', async () => {
		handle = ({ body }, response, number) => answerWith(response, created(body), ((number * 37) % 11) * 8);
		const result = await run({ count: 60 });
		expect(result.items.map(({ json }) => json.last_name)).toEqual(
			Array.from({ length: 60 }, (_, index) => `Testberry${index}`),
		);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 60 }, (_, item) => ({ item })),
		);
	});

	it.each([1, 2, 7, 50])('has %d requests under way when it may, and never more', async (concurrency) => {
		// Long enough for all of them to arrive, also on a busy machine.
		handle = ({ body }, response) => answerWith(response, created(body), 10 * concurrency);
		await run({ count: 120, options: { concurrency } });
		expect(most()).toBe(concurrency);
		expect(server.passages).toHaveLength(120);
	});

	it('has ten under way when nothing is said', async () => {
		await run({ count: 60 });
		expect(most()).toBe(10);
	});

	it('sends the first request alone', async () => {
		handle = ({ body }, response) => answerWith(response, created(body), 150);
		await run({ count: 20 });
		const [first, second] = server.passages;
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(140);
		expect(first?.together).toBe(1);
		expect(most()).toBe(10);
	});

	it('sends the first request alone, too, when the first item cannot be sent', async () => {
		handle = ({ body }, response) => answerWith(response, created(body), 150);
		await run({ count: 20, unsendable: 0 });
		const [first, second] = server.passages;
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(140);
	});

	it('starts nothing more after a failure that stops the workflow', async () => {
		handle = ({ body }, response, number) =>
			answerWith(response, number === 12 ? { code: 4000, data: null, message: 'no' } : created(body), 20);
		const result = await run({ count: 500, onError: 'stopWorkflow' });
		expect(result.error?.message).toMatch(/Spry refused the data.*\[Item \d+\]$/);
		expect(result.error?.description).toMatch(/Already carried out: /);
		expect(server.passages.length).toBeLessThan(40);
	});

	it('reads expressions of later items while requests are under way', async () => {
		handle = ({ body }, response) => answerWith(response, created(body), 100);
		const result = await run({ count: 200, options: { concurrency: 50 } });
		expect(done(result)).toBe(200);
		// Five rounds of a tenth of a second: half a second, and generous room for a slow machine.
		expect(result.durationMs).toBeLessThan(4000);
	});
});

describe('the rate', () => {
	it('keeps to Requests per Second', async () => {
		await run({ count: 60, options: { requestsPerSecond: 20, concurrency: 50 } });
		const times = server.passages.map(({ at }) => at);
		const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
		expect(took).toBeGreaterThan(2700);
		expect(took).toBeLessThan(6000);
		for (const start of times) {
			expect(times.filter((time) => time >= start && time < start + 1000).length).toBeLessThanOrEqual(24);
		}
	});

	it('rests as a whole for as long as the vendor asks, and delivers everything', async () => {
		let refusedAt = 0;
		handle = ({ body, at }, response, number) => {
			if (number !== 30) return answerWith(response, created(body), 10);
			refusedAt = at;
			return answerWith(response, { code: 429 }, 0, 429, { 'retry-after': '2' });
		};
		const result = await run({ count: 60 });
		// What was on its way already may still arrive, on a busy machine some time later.
		const told = refusedAt + 1000;
		const during = server.passages.filter(({ at }) => at > told && at < refusedAt + 1980);
		expect(during).toHaveLength(0);
		expect(done(result)).toBe(60);
		expect(server.passages).toHaveLength(61);
		expect(result.hints).toEqual([
			expect.objectContaining({
				message: '60 items: 60 done; 1 request sent again; slowed down 1 time by the vendor.',
			}),
		]);
	});

	it('does not crawl because the very first request was refused', async () => {
		handle = ({ body }, response, number) =>
			number === 0
				? answerWith(response, {}, 0, 429, { 'retry-after': '1' })
				: answerWith(response, created(body), 10);
		const result = await run({ count: 60 });
		expect(done(result)).toBe(60);
		expect(result.durationMs).toBeLessThan(10_000);
	});

	it('does not crawl because two requests far apart were refused', async () => {
		handle = ({ body }, response, number) =>
			number === 100 || number === 115
				? answerWith(response, {}, 0, 429, { 'retry-after': '1' })
				: answerWith(response, created(body), 10);
		const result = await run({ count: 200 });
		expect(done(result)).toBe(200);
		expect(result.durationMs).toBeLessThan(10_000);
	});

	it('delivers everything to a vendor that takes 100 requests in any second, without many refusals', async () => {
		let passed: number[] = [];
		let refusals = 0;
		handle = ({ body, at }, response) => {
			passed = passed.filter((time) => time > at - 1000);
			if (passed.length >= 100) {
				refusals++;
				return answerWith(response, {}, 0, 429, { 'retry-after': '1' });
			}
			passed.push(at);
			return answerWith(response, created(body), 10);
		};
		const result = await run({ count: 500 });
		expect(done(result)).toBe(500);
		expect(refusals).toBeLessThan(50);
		expect(result.durationMs).toBeLessThan(12_000);
	});
});

describe('stopping the execution', () => {
	it('starts nothing more and breaks off what is under way', async () => {
		handle = ({ body }, response, number) => answerWith(response, created(body), number < 5 ? 10 : 3000);
		const result = await run({ count: 500, cancelAfterMs: 600 });
		expect(result.durationMs).toBeLessThan(2500);
		const sent = server.passages.length;
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(server.passages).toHaveLength(sent);
		expect(sent).toBeLessThanOrEqual(5 + 10);
		expect(server.passages.slice(5).every(({ broken }) => broken)).toBe(true);
	});

	it('ends a wait that the vendor asked for', async () => {
		handle = ({ body }, response, number) =>
			number === 3
				? answerWith(response, {}, 0, 429, { 'retry-after': '20' })
				: answerWith(response, created(body), 5);
		const result = await run({ count: 30, cancelAfterMs: 800 });
		expect(result.durationMs).toBeLessThan(3000);
		expect(server.passages.length).toBeLessThan(15);
	});

	it('does not send again what was broken off', async () => {
		handle = (_passage, response) => answerWith(response, {}, 5000);
		await run({ operation: spryCaseCreate, count: 20, cancelAfterMs: 300 });
		await new Promise((resolve) => setTimeout(resolve, 800));
		expect(server.passages).toHaveLength(1);
	});
});

describe('the summary', () => {
	it('is not given when nothing was out of the ordinary', async () => {
		expect((await run({ count: 5 })).hints).toEqual([]);
	});

	it('counts what was done, what existed and what was refused', async () => {
		handle = ({ body }, response, number) => {
			const codes = [2000, 2301, 4000, 2000, 2301];
			return answerWith(response, { ...created(body), code: codes[number] }, 0);
		};
		const result = await run({ count: 5, options: { concurrency: 1 } });
		expect(result.hints).toEqual([
			expect.objectContaining({ message: '5 items: 2 done, 2 already existed, 1 refused.' }),
		]);
	});
});

describe('an option that is out of range', () => {
	it.each([
		['concurrency', 0, 'Concurrency', 'from 1 to 50'],
		['concurrency', 51, 'Concurrency', 'from 1 to 50'],
		['concurrency', 'many', 'Concurrency', 'from 1 to 50'],
		['requestsPerSecond', 0, 'Requests per Second', 'from 0.01 to 1000'],
		['requestsPerSecond', -1, 'Requests per Second', 'from 0.01 to 1000'],
		['timeout', 0, 'Timeout', 'from 1 to 3600000'],
		['maxAttempts', 21, 'Max Attempts', 'from 1 to 20'],
		['totalBudget', -5, 'Total Budget', 'from 1 to 86400000'],
	])('is refused before anything is sent: %s = %p', async (name, value, label, range) => {
		const { error } = await run({ count: 3, options: { [name]: value }, onError: 'stopWorkflow' });
		expect(error?.message).toBe(`The option "${label}" is out of range [Item 0]`);
		expect(error?.description).toContain(`Options > ${label}`);
		expect(error?.description).toContain(range);
		expect(server.passages).toHaveLength(0);
	});
});
