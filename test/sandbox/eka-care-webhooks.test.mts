import { createHmac, randomUUID } from 'node:crypto';
import { ekaCare } from '../../sandbox/seed.mts';
import { signatureOf } from '../../sandbox/shared/webhooks.mts';
import { openReceiver, type Received, type Receiver } from './receiver.mts';
import { useVendor } from './support.mts';

type Fields = Record<string, unknown>;

const SUBSCRIPTIONS = '/notification/v1/connect/webhook/subscriptions';
const KEY = 'key of a test';
const word = expect.stringMatching(/\w/) as unknown;
const invalid = { status: 400, body: { error: { code: 'INVALID_REQUEST', message: word } } };
const { sandbox, get, post, call } = useVendor('ekaCare');

let receiver: Receiver;
beforeEach(async () => {
	await sandbox().reset();
	receiver = await openReceiver();
});
afterEach(() => receiver.close());

const given = (changes: Fields = {}): Fields => ({
	endpoint: receiver.url,
	event_names: ['appointment.created', 'appointment.updated'],
	signing_key: KEY,
	protocol: 'http',
	...changes,
});
const register = (changes: Fields = {}) => post(SUBSCRIPTIONS, given(changes));
const book = async (): Promise<string> => {
	const reply = await post('/dr/v1/appointment', {
		...{
			clinic_id: ekaCare.clinics[0]!.id,
			doctor_id: ekaCare.doctors[0]!.id,
			patient_id: ekaCare.patients[0]!.oid,
		},
		appointment_details: { start_time: 2_000_000_000 },
		partner_meta: { name: 'आशा' },
	});
	expect(reply.status).toBe(201);
	return (reply.body as { appointment_id: string }).appointment_id;
};
const signatureIn = ({ headers }: Received) => headers['eka-webhook-signature'] ?? '';
const timeIn = (received: Received) => Number(/^t=(\d+),v1=[0-9a-f]{64}$/.exec(signatureIn(received))?.[1]);

describe('an Eka Care webhook', () => {
	test.each([
		[
			'{"service":"appointment","event":"appointment.created","data":{"appointment_id":"apt-1"}}',
			'a5e25bdcb63a77107a4b8f8eb8df6e7c0f402abd72e8fcac33aa79d80fc2f8fc',
		],
		['{"name":"आशा"}', 'b7889fc95ef7999cac27dc040ac6ae68505d78b443e33f670d07db8ca8bf3d3a'],
	])('is signed as documented: %s', (body, v1) => {
		expect(signatureOf('supersecretkey', body, 1_730_189_588)).toBe(`t=1730189588,v1=${v1}`);
	});

	test('is registered once for an endpoint, listed with its key, and removed once', async () => {
		const registered = await register();
		expect(registered).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^\d+$/), status: word } });
		const { id } = registered.body as { id: string };
		expect(await register({ event_names: ['receipt.created'] })).toMatchObject({
			status: 400,
			body: { error: { code: 'INVALID_REQUEST', message: 'requested endpoint is already registered' } },
		});
		const { event_names } = given();
		expect((await get(SUBSCRIPTIONS)).body).toMatchObject({
			data: [{ id, endpoint: receiver.url, event_names, signing_key: KEY, client_id: ekaCare.clientId }],
		});
		expect((await call('DELETE', `${SUBSCRIPTIONS}/${id}`)).status).toBe(200);
		expect(await call('DELETE', `${SUBSCRIPTIONS}/${id}`)).toMatchObject(invalid);
		expect((await get(SUBSCRIPTIONS)).body).toMatchObject({ data: [] });
	});

	test.each<[string, Fields]>([
		['no endpoint', { endpoint: undefined }],
		['an endpoint that is no address', { endpoint: 'clinic' }],
		['an unknown event', { event_names: ['appointment.eaten'] }],
		['all events at once', { event_names: ['all'] }],
		['an empty key', { signing_key: '' }],
		['another protocol than that of the endpoint', { protocol: 'https' }],
		['an unknown field', { scopes: [] }],
	])('is not registered with %s', async (_name, changes) => {
		expect(await register(changes)).toMatchObject(invalid);
	});

	test('wants a bearer token and a client id, and cannot be changed', async () => {
		expect((await get(SUBSCRIPTIONS, { authorization: undefined })).body).toMatchObject({ error: { code: word } });
		expect(await get(SUBSCRIPTIONS, { 'client-id': undefined })).toMatchObject(invalid);
		expect((await call('PATCH', `${SUBSCRIPTIONS}/1`, {})).status).toBe(405);
	});

	test('really arrives when an appointment is booked, moved and cancelled, signed over its very bytes', async () => {
		await register();
		const appointment_id = await book();
		const [first] = await receiver.waitFor(1);
		const { text } = first!;
		expect(JSON.parse(text)).toMatchObject({
			...{ service: 'appointment', event: 'appointment.created', business_id: ekaCare.workspaceId },
			...{ event_time: expect.any(Number), timestamp: expect.any(Number), transaction_id: word },
			data: { appointment_id, status: 'BK', action: 'created', partner_meta: { name: 'आशा' } },
		});
		const t = timeIn(first!);
		expect(Math.abs(t - Date.now() / 1000)).toBeLessThan(10);
		const v1 = createHmac('sha256', KEY).update(`${t}.`).update(Buffer.from(text)).digest('hex');
		expect(signatureIn(first!)).toBe(`t=${t},v1=${v1}`);

		const path = `/appointments/v1/${appointment_id}/reschedule`;
		const moved = await call('PATCH', path, { start_time: 2_000_100_000, end_time: 2_000_100_900 });
		const { appointment_id: fresh } = moved.body as { appointment_id: string };
		await call('PUT', `/dr/v1/appointment/${fresh}/cancel`);
		const arrived = (await receiver.waitFor(3)).slice(1).map((one) => JSON.parse(one.text) as Fields);
		expect(arrived).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					data: expect.objectContaining({ appointment_id: fresh, p_aid: appointment_id }),
				}),
				expect.objectContaining({
					event: 'appointment.updated',
					data: expect.objectContaining({ status: 'CN' }),
				}),
			]),
		);
	});

	test('is not sent for other events, nor after its removal, nor without a key signed', async () => {
		const { id } = (await register({ event_names: ['appointment.updated'], signing_key: undefined })).body as {
			id: string;
		};
		const appointment = await book();
		await call('PATCH', `/dr/v1/appointment/${appointment}`, { token: 1 });
		const [only] = await receiver.waitFor(1);
		expect(JSON.parse(only!.text)).toMatchObject({ event: 'appointment.updated' });
		expect(only!.headers['eka-webhook-signature']).toBeUndefined();
		await call('DELETE', `${SUBSCRIPTIONS}/${id}`);
		expect(await sandbox().deliver({ vendor: 'ekaCare', event: 'appointment.updated' })).toEqual([]);
		expect(receiver.received).toHaveLength(1);
	});

	test('is delivered on demand, again, badly signed and with an old time', async () => {
		await register({ event_names: ['prescription.created', 'appointment.reminder_instant'] });
		const data = { prescription_id: randomUUID() };
		const order = { vendor: 'ekaCare', event: 'prescription.created' } as const;
		expect(await sandbox().deliver({ ...order, data })).toMatchObject([{ status: 200, error: null }]);
		await sandbox().deliver({ vendor: 'ekaCare' });
		await sandbox().deliver({ vendor: 'ekaCare', signature: 'bad' });
		await sandbox().deliver({ vendor: 'ekaCare', ageSeconds: 200 });
		await sandbox().deliver({ vendor: 'ekaCare', event: 'appointment.reminder_instant' });
		const [good, again, bad, old, reminder] = await receiver.waitFor(5);
		expect(again!.text).toBe(good!.text);
		expect(JSON.parse(good!.text)).toMatchObject({ data });
		expect(signatureIn(bad!)).not.toBe(signatureOf(KEY, bad!.text, timeIn(bad!)));
		expect(signatureIn(old!)).toBe(signatureOf(KEY, old!.text, timeIn(old!)));
		expect(timeIn(good!) - timeIn(old!)).toBeGreaterThan(190);
		// A reminder counts in milliseconds.
		const { event_time, timestamp } = JSON.parse(reminder!.text) as { event_time: number; timestamp: number };
		expect([String(event_time).length, timestamp]).toEqual([13, 0]);
	});
});
