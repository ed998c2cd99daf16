import { createHmac } from 'node:crypto';
import type { House } from '../../sandbox/shared/vendor.mts';
import {
	createWebhookDesk,
	isLoopback,
	orderOf,
	signatureOf,
	type Subscriber,
	type WebhookDesk,
} from '../../sandbox/shared/webhooks.mts';
import { openReceiver, type Receiver, type Received } from './receiver.mts';

const KEY = 'key of a test';
let receiver: Receiver;
let desk: WebhookDesk;
let subscribers: Subscriber[];
let waiting: Array<() => void>;

/** Runs what the desk put off. */
const laterNow = () => {
	for (const work of waiting.splice(0)) work();
};

beforeEach(async () => {
	receiver = await openReceiver();
	subscribers = [{ id: 'one', url: receiver.url, signingKey: KEY }];
	waiting = [];
	let count = 0;
	const house = { later: (_: number, work: () => void) => void waiting.push(work) } as unknown as House;
	desk = createWebhookDesk(house, {
		vendor: 'spry',
		events: ['thing.made', 'thing.lost'],
		newId: () => `event-${++count}`,
		subscribers: (event) => (event === 'thing.made' ? subscribers : []),
		compose: ({ id, name, data }) => JSON.stringify({ id, name, data }, null, 2),
		headers: (event, deliveryId) => ({ 'X-Event': event.id, 'X-Delivery': deliveryId }),
		signatureHeader: 'X-Signed',
		sample: () => ({ id: 7 }),
		retries: { attempts: 3, pauseMs: 10 },
	});
});
afterEach(() => receiver.close());

const timeIn = (received: Received | undefined) => Number(/^t=(\d+),/.exec(received?.headers['x-signed'] ?? '')?.[1]);
const signedAs = ({ text }: Received, key: string, seconds: number) =>
	`t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.`).update(Buffer.from(text)).digest('hex')}`;
const now = () => Math.floor(Date.now() / 1000);

test('a signature is made over the time, a dot and the UTF-8 bytes of the body', () => {
	const v1 = 'cac164a1bc6e1c0f2f60be0cc7841034f7605d6ab272a19ca43a05c41cdce300';
	expect(signatureOf(KEY, '{"name":"Zoë"}', 1_700_000_000)).toBe(`t=1700000000,v1=${v1}`);
});

test('an event reaches those who asked for it, signed, with the headers of the vendor', async () => {
	desk.emit('thing.made', { id: 9 });
	desk.emit('thing.lost', { id: 9 });
	expect(receiver.received).toEqual([]);
	laterNow();
	const [first] = await receiver.waitFor(1);
	expect(first).toMatchObject({
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-event': 'event-1' },
	});
	expect(JSON.parse(first!.text)).toEqual({ id: 'event-1', name: 'thing.made', data: { id: 9 } });
	expect(Math.abs(timeIn(first) - now())).toBeLessThan(5);
	expect(first?.headers['x-signed']).toBe(signedAs(first!, KEY, timeIn(first)));
	expect(receiver.received).toHaveLength(1);
});

test('an event is tried three times when nobody takes it, under its own id, then no more', async () => {
	receiver.answer(500);
	desk.emit('thing.made', {});
	for (let round = 1; round <= 3; round++) {
		laterNow();
		await receiver.waitFor(round);
		while (desk.list().length < round) await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(waiting).toEqual([]);
	expect(desk.list().map(({ attempt, status }) => [attempt, status])).toEqual([
		[1, 500],
		[2, 500],
		[3, 500],
	]);
	expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
	expect(new Set(receiver.received.map(({ headers }) => headers['x-delivery'])).size).toBe(3);
});

test('an order delivers a sample or given data, and an earlier event again under the same id', async () => {
	const [sample] = await desk.deliver({ event: 'thing.made' });
	const [given] = await desk.deliver({ event: 'thing.made', data: { id: 8 } });
	const [latest] = await desk.deliver({});
	const [first] = await desk.deliver({ eventId: sample!.eventId });
	expect([sample, given, latest, first].map((delivery) => delivery?.eventId)).toEqual([
		...['event-1', 'event-2', 'event-2', 'event-1'],
	]);
	expect(sample).toMatchObject({
		vendor: 'spry',
		event: 'thing.made',
		subscriptionId: 'one',
		status: 200,
		error: null,
	});
	expect(receiver.received.map(({ text }) => (JSON.parse(text) as { data: unknown }).data)).toEqual([
		...[{ id: 7 }, { id: 8 }, { id: 8 }, { id: 7 }],
	]);
	await expect(desk.deliver({ event: 'thing.found' })).rejects.toThrow(RangeError);
	await expect(desk.deliver({ eventId: 'event-99' })).rejects.toThrow(RangeError);
});

test('an event can be sent with a wrong signature, without one, or with an old time', async () => {
	await desk.deliver({ event: 'thing.made', signature: 'bad' });
	await desk.deliver({ signature: 'none' });
	await desk.deliver({ ageSeconds: 900 });
	const [bad, none, old] = receiver.received;
	expect(bad?.headers['x-signed']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
	expect(bad?.headers['x-signed']).not.toBe(signedAs(bad!, KEY, timeIn(bad)));
	expect(none?.headers).not.toHaveProperty('x-signed');
	expect(Math.abs(now() - 900 - timeIn(old))).toBeLessThan(5);
	expect(old?.headers['x-signed']).toBe(signedAs(old!, KEY, timeIn(old)));
});

test('a subscriber without a key gets no signature, and an event can go to one subscriber only', async () => {
	subscribers = [
		{ id: 'one', url: receiver.url, signingKey: KEY },
		{ id: 'two', url: receiver.url, signingKey: null },
	];
	expect(await desk.deliver({ event: 'thing.made', subscriptionId: 'two' })).toMatchObject([
		{ subscriptionId: 'two' },
	]);
	expect(receiver.received).toHaveLength(1);
	expect(receiver.received[0]?.headers).not.toHaveProperty('x-signed');
});

test('nothing leaves this machine, and a redirect is not followed', async () => {
	subscribers = [{ id: 'far', url: 'http://hooks.carechain.example/spry', signingKey: KEY }];
	const [far] = await desk.deliver({ event: 'thing.made' });
	expect(far).toMatchObject({ status: 0, error: expect.stringContaining('nothing was sent') });

	subscribers = [{ id: 'near', url: receiver.url, signingKey: KEY }];
	receiver.answer(307);
	expect(await desk.deliver({ event: 'thing.made' })).toMatchObject([{ status: 307, error: null }]);
});

test.each([
	['http://127.0.0.1:5678/webhook/x', true],
	['http://localhost:5678/webhook/x', true],
	['https://[::1]/x', true],
	['http://127.0.0.1.example/x', false],
	['http://192.168.0.9/x', false],
	['http://localhost.example/x', false],
	['http://user@hooks.example/127.0.0.1', false],
	['ftp://127.0.0.1/x', false],
	['127.0.0.1', false],
])('%s is an address of this machine: %s', (url, expected) => {
	expect(isLoopback(url)).toBe(expected);
});

test('pending deliveries are dropped with the events', async () => {
	desk.emit('thing.made', {});
	desk.clear();
	laterNow();
	await expect(desk.deliver({})).rejects.toThrow('no event yet');
	expect(receiver.received).toEqual([]);
	expect(desk.list()).toEqual([]);
});

test.each([
	['an unknown field', { url: 'http://127.0.0.1' }],
	['a data that is a list', { event: 'thing.made', data: [] }],
	['data without an event', { data: {} }],
	['an event and an event id', { event: 'thing.made', eventId: 'event-1' }],
	['an unknown way to sign', { signature: 'sloppy' }],
	['an age that is no whole number', { ageSeconds: '5' }],
])('an order is refused for %s', (_name, given) => {
	expect(() => orderOf(given)).toThrow(RangeError);
});
