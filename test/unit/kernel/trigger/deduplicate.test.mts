import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { startOnce } from '../../../../nodes/shared/trigger/deduplicate.ts';

const ONLY_ANSWERED = { noWebhookResponse: true };
const started = (json: IDataObject) => ({ ...ONLY_ANSWERED, workflowData: [[{ json }]] });

let nodes = 0;
let now = Date.parse('2027-01-15T09:30:00Z');

beforeEach(() => {
	nodes++;
	jest.useFakeTimers({ now });
});

afterEach(() => {
	now = Date.now();
	jest.useRealTimers();
});

/** One node with what n8n has stored for it. */
function trigger(stored: IDataObject = {}) {
	const statuses: number[] = [];
	const response = {
		status(code: number) {
			statuses.push(code);
			return response;
		},
		json: () => response,
	};
	const node = { ...stored };
	const nodeId = `node-${nodes}`;

	return {
		statuses,
		stored: node,
		/** A delivery as n8n handles it: with the static data as they are when it comes, saved whole when it is through. */
		async deliver(
			id: string | undefined,
			make: () => IDataObject | Promise<IDataObject> = () => ({ id }),
			mode = 'webhook',
		): Promise<IWebhookResponseData> {
			const context = {
				getWorkflow: () => ({ id: 'wf' }),
				getNode: () => ({ id: nodeId }),
				getMode: () => mode,
				getResponseObject: () => response,
			} as unknown as IWebhookFunctions;
			const memory = structuredClone(node);
			const result = await startOnce(context, { memory, id }, make);
			if (result.workflowData) Object.assign(node, memory);
			return result;
		},
	};
}

/** Makes an item when it is told to. */
function later(item: IDataObject) {
	let resolve: (item: IDataObject) => void = () => {};
	let reject: (error: Error) => void = () => {};
	const promise = new Promise<IDataObject>((yes, no) => ([resolve, reject] = [yes, no]));
	return { make: () => promise, finish: () => resolve(item), fail: () => reject(new Error('not now')) };
}

describe('an event that is delivered', () => {
	it('starts the workflow the first time, and is answered', async () => {
		const { deliver, statuses, stored } = trigger();
		expect(await deliver('a')).toEqual(started({ id: 'a' }));
		expect([statuses, stored.seen]).toEqual([[200], ['a']]);
	});

	it('is answered and starts nothing when it comes again, also after a restart of n8n', async () => {
		const { deliver, statuses } = trigger({ seen: ['a'] });
		expect(await deliver('a')).toEqual(ONLY_ANSWERED);
		await deliver('b');
		expect(await deliver('b')).toEqual(ONLY_ANSWERED);
		expect(statuses).toEqual([200, 200, 200]);
	});

	it('always starts the workflow when nothing tells it from others', async () => {
		const { deliver } = trigger();
		expect([await deliver(undefined), await deliver(undefined)]).toEqual([started({}), started({})]);
	});

	it('is remembered up to a bound, the newest ones, and anew when the memory holds something else', async () => {
		const { deliver, stored } = trigger({ seen: Array.from({ length: 1000 }, (_, index) => `old-${index}`) });
		await deliver('new');
		expect([(stored.seen as unknown[]).length, (stored.seen as unknown[]).at(-1)]).toEqual([1000, 'new']);
		stored.seen = 'broken';
		jest.advanceTimersByTime(10_000);
		expect(await deliver('newer')).toEqual(started({ id: 'newer' }));
	});

	it('is told from one of another node, and a test from what is published', async () => {
		await trigger().deliver('a');
		expect(await trigger().deliver('a', undefined, 'manual')).toEqual(started({ id: 'a' }));
		nodes++;
		expect(await trigger().deliver('a')).toEqual(started({ id: 'a' }));
	});
});

describe('deliveries at the same time', () => {
	it('start the workflow once when they are of the same event', async () => {
		const { deliver, statuses } = trigger();
		const slow = later({ number: 1 });
		const first = deliver('a', slow.make);
		expect(await deliver('a')).toEqual(ONLY_ANSWERED);
		slow.finish();
		expect(await first).toEqual(started({ number: 1 }));
		// n8n had read what was stored before the first one was saved.
		expect(await deliver('a')).toEqual(ONLY_ANSWERED);
		expect(statuses).toEqual([200, 200, 200]);
	});

	it('do not make n8n forget each other', async () => {
		const { deliver, stored } = trigger();
		const slow = later({ number: 1 });
		const first = deliver('a', slow.make);
		await deliver('b');
		slow.finish();
		await first;
		expect(stored.seen).toEqual(expect.arrayContaining(['a', 'b']));
	});

	it('leave one that is not through yet for another delivery, should n8n end before', async () => {
		const { deliver, stored } = trigger();
		const slow = later({});
		const first = deliver('a', slow.make);
		await deliver('b');
		expect(stored.seen).toEqual(['b']);
		slow.finish();
		await first;
	});

	it('take an event again whose item could not be made', async () => {
		const { deliver } = trigger();
		const slow = later({});
		const first = deliver('a', slow.make);
		slow.fail();
		await expect(first).rejects.toThrow('not now');
		expect(await deliver('a')).toEqual(started({ id: 'a' }));
	});
});

describe('an item that takes long to make', () => {
	it('does not keep the vendor waiting, and is answered once', async () => {
		const { deliver, statuses, stored } = trigger();
		const slow = later({ number: 1 });
		const given = deliver('a', slow.make);
		await jest.advanceTimersByTimeAsync(2900);
		expect(statuses).toEqual([]);
		await jest.advanceTimersByTimeAsync(300);
		expect(statuses).toEqual([200]);
		slow.finish();
		expect(await given).toEqual(started({ number: 1 }));
		expect([statuses, stored.seen]).toEqual([[200], ['a']]);
	});
});
