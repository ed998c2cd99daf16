import { createHmac } from 'node:crypto';
import type { IDataObject, IHookFunctions, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { EkaCareTrigger } from '../../../nodes/EkaCare/EkaCareTrigger.node.ts';
import { signatureFault } from '../../../nodes/shared/trigger/signature.ts';
import { nodeIdOf } from '../../support/trigger.mts';
import { fakeContext, ok } from '../kernel/support.mts';

const ENDPOINT = 'https://n8n.example/webhook/7f1d/webhook';
const BASE = 'https://eka.example';
const CREDENTIALS = { environment: 'custom', baseUrl: BASE, authentication: 'jwt', jwt: 'token', clientId: 'EC_1' };
const LIST = `${BASE}/notification/v1/connect/webhook/subscriptions`;

interface Subscription extends IDataObject {
	id: string;
	endpoint: string;
}

/** Eka Care as far as the trigger sees it: its registrations, and records by path. */
function world(given: { subscriptions?: Subscription[]; records?: Record<string, unknown> } = {}) {
	const subscriptions = [...(given.subscriptions ?? [])];
	const http = ({ method, url, body }: IHttpRequestOptions) => {
		if (url === LIST && method === 'GET') return ok({ data: subscriptions, msg: 'success' });
		if (url === LIST) {
			const wanted = JSON.parse(String(body)) as Subscription;
			if (subscriptions.some(({ endpoint }) => endpoint === wanted.endpoint)) {
				return ok({ error: { code: 'INVALID_REQUEST', message: 'already registered' } }, 400);
			}
			subscriptions.push({ ...wanted, id: String(10 + subscriptions.length) });
			return ok({ id: subscriptions.at(-1)?.id, status: 'success' }, 201);
		}
		if (method === 'DELETE') {
			const at = subscriptions.findIndex(({ id }) => url === `${LIST}/${id}`);
			if (at < 0) return ok({ error: { code: 'INVALID_REQUEST', message: 'not registered' } }, 400);
			subscriptions.splice(at, 1);
			return ok({ status: 'success', msg: 'deleted' });
		}
		const record = given.records?.[url.replace(BASE, '')];
		return record === undefined ? ok({ error: { code: 'NOT_FOUND' } }, 404) : ok(record);
	};
	return { subscriptions, http };
}

interface Setting {
	events?: string[];
	fetchDetails?: string[];
	options?: IDataObject;
	memory?: IDataObject;
	http?: (options: IHttpRequestOptions) => unknown;
	raw?: string;
	header?: string;
	registration?: string;
	credentials?: IDataObject;
	/** Whether the workflow is published, which it is not for a test. */
	active?: boolean;
}

function contextFor({ events = ['appointment.created'], memory = {}, http, raw = '', header, ...setting }: Setting) {
	const said: unknown[] = [];
	const logs: unknown[][] = [];
	const response = {
		status(code: number) {
			said.push(code);
			return response;
		},
		json: () => response,
	};
	const parameters: IDataObject = {
		events,
		fetchDetails: setting.fetchDetails ?? [],
		options: setting.options ?? {},
		...(setting.registration !== undefined && { registration: setting.registration }),
	};
	const fake = fakeContext({ credentials: { ...CREDENTIALS, ...setting.credentials }, http });
	const context = Object.assign(Object.create(fake.context) as object, {
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNodeWebhookUrl: () => ENDPOINT,
		getWorkflowStaticData: () => memory,
		getMode: () => 'webhook',
		getWorkflow: () => ({ id: 'wf-1', active: setting.active ?? true }),
		logger: { warn: (...words: unknown[]) => void logs.push(words) },
		getNode: () => ({ ...fake.context.getNode(), id: nodeIdOf(memory) }),
		getRequestObject: () => ({ rawBody: Buffer.from(raw) }),
		getHeaderData: () => (header === undefined ? {} : { 'eka-webhook-signature': header }),
		getResponseObject: () => response,
	});
	return { context: context as unknown as IHookFunctions & IWebhookFunctions, memory, said, logs, sent: fake.sent };
}

const { checkExists, create, delete: remove } = new EkaCareTrigger().webhookMethods.default;

describe('the registration of the Eka Care Trigger', () => {
	it('is made with the chosen events and a key of its own, and found again', async () => {
		const { subscriptions, http } = world();
		const { context, memory } = contextFor({ http, events: ['appointment.created', 'rec.srp'] });
		expect(await checkExists.call(context)).toBe(false);
		expect(await create.call(context)).toBe(true);
		expect(subscriptions).toEqual([
			{
				id: '10',
				endpoint: ENDPOINT,
				event_names: ['appointment.created', 'rec.srp'],
				signing_key: expect.stringMatching(/^[0-9a-f]{64}$/),
				protocol: 'https',
			},
		]);
		expect(memory).toEqual({ signingKey: subscriptions[0]?.signing_key, subscriptionId: '10' });
		expect(await checkExists.call(context)).toBe(true);
	});

	it.each([NaN, 'five minutes', '', 0, -5])(
		'is refused with a tolerance of %j seconds',
		async (signatureTolerance) => {
			const { subscriptions, http } = world();
			const { context } = contextFor({ http, options: { signatureTolerance } });
			for (const act of [checkExists, create]) {
				await expect(act.call(context)).rejects.toThrow('"Signature Tolerance" is not a number of seconds');
			}
			expect(subscriptions).toEqual([]);
		},
	);

	it('has another key each time', async () => {
		const keys = new Set<unknown>();
		for (let round = 0; round < 3; round++) {
			const { context, memory } = contextFor({ http: world().http });
			await create.call(context);
			keys.add(memory.signingKey);
		}
		expect(keys.size).toBe(3);
	});

	it.each([
		['other events', { event_names: ['appointment.updated'], signing_key: 'key' }],
		['fewer events', { event_names: [], signing_key: 'key' }],
		['another key', { event_names: ['appointment.created'], signing_key: 'other' }],
		['no key', { event_names: ['appointment.created'], signing_key: null }],
	])('with %s is replaced, and the registrations of others stay', async (_what, old) => {
		const foreign = { id: '2', endpoint: 'https://elsewhere.example', event_names: ['rec.srp'], signing_key: 'x' };
		const { subscriptions, http } = world({ subscriptions: [foreign, { id: '1', endpoint: ENDPOINT, ...old }] });
		const { context } = contextFor({ http, memory: { signingKey: 'key' } });
		expect(await checkExists.call(context)).toBe(false);
		await create.call(context);
		expect(subscriptions).toHaveLength(2);
		expect(subscriptions[0]).toEqual(foreign);
		expect(await checkExists.call(context)).toBe(true);
	});

	it.each(['scope', 'scopes', 'event_names'])(
		'is found under the older names of its events, too: %s',
		async (name) => {
			const one = { id: '1', endpoint: ENDPOINT, signing_key: 'key', [name]: ['rec.srp', 'rec.pii'] };
			const { context } = contextFor({
				http: world({ subscriptions: [one] }).http,
				memory: { signingKey: 'key' },
				events: ['rec.pii', 'rec.srp'],
			});
			expect(await checkExists.call(context)).toBe(true);
		},
	);

	it('is removed, and removing it again is no error', async () => {
		const { subscriptions, http } = world();
		const { context, memory } = contextFor({ http });
		await create.call(context);
		expect(await remove.call(context)).toBe(true);
		expect(subscriptions).toEqual([]);
		expect(memory).toEqual({});
		expect(await remove.call(context)).toBe(true);
	});

	it('is not made twice when the answer to the first is lost', async () => {
		const { subscriptions, http } = world();
		let isLost = false;
		const { context, memory } = contextFor({
			http(options) {
				const answer = http(options);
				if (options.method !== 'POST' || isLost) return answer;
				isLost = true;
				throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
			},
		});
		await create.call(context);
		expect(subscriptions).toHaveLength(1);
		expect(memory.signingKey).toBe(subscriptions[0]?.signing_key);
	});

	it('that is refused is told in our words, without the key', async () => {
		const { context } = contextFor({
			http: ({ method }) =>
				method === 'GET' ? ok({ data: [] }) : ok({ error: { code: 'INVALID_REQUEST' } }, 400),
		});
		const error = await create.call(context).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ message: expect.stringMatching(/^Eka Care refused the data \(HTTP 400/) });
		expect(JSON.stringify(error)).not.toMatch(/[0-9a-f]{64}/);
	});
});

describe('the removal of the registration of the Eka Care Trigger', () => {
	const forbidden = () => ok({ error: { code: 'ACCESS_DENIED' } }, 403);

	it('that is refused says what is left and what to do, and keeps the key for the next activation', async () => {
		const { context, memory } = contextFor({ http: forbidden, memory: { signingKey: 'planted-key' } });
		const error = (await remove.call(context).catch((thrown: unknown) => thrown)) as Error;
		expect(error.message).toMatch(
			/^The subscription at Eka Care could not be removed: .*\. When that is mended, publish the workflow and unpublish it again$/,
		);
		expect(JSON.stringify(error)).not.toContain('planted');
		expect(memory).toEqual({ signingKey: 'planted-key' });
	});

	it('never stands in the way of what a test says', async () => {
		const { context, logs } = contextFor({ http: forbidden, memory: { signingKey: 'planted-key' }, active: false });
		expect(await remove.call(context)).toBe(false);
		expect(logs).toEqual([[expect.stringMatching(/^The subscription at Eka Care could not be removed: /)]]);
	});
});

describe('the Eka Care Trigger whose webhook is registered by hand', () => {
	const setting = { events: ['abha.created'], registration: 'byHand', credentials: { webhookKey: 'supersecretkey' } };

	it('asks Eka Care for nothing, and is there when the credential holds the key', async () => {
		const { context, memory, sent } = contextFor(setting);
		for (const act of [checkExists, create, remove]) expect(await act.call(context)).toBe(true);
		expect([sent, memory]).toEqual([[], {}]);
	});

	it('is refused without the key, and says where to enter it', async () => {
		for (const webhookKey of ['', ' ', undefined]) {
			const { context } = contextFor({ ...setting, credentials: { webhookKey } });
			for (const act of [checkExists, create]) {
				await expect(act.call(context)).rejects.toMatchObject({
					message: 'The Eka Care credential has no webhook signing key',
					description: expect.stringContaining('Webhook Signing Key') as unknown,
				});
			}
		}
	});

	it('takes what is signed with the key of the credential, and nothing else', async () => {
		const event = { ...EVENT, event: 'abha.created', data: { oid: '175' } };
		const given = await deliver(event, { ...setting, memory: {} });
		expect(given.items).toMatchObject([{ event: 'abha.created', patient_id: '175' }]);
		expect((await deliver(event, { ...setting, memory: given.memory })).items).toBeUndefined();
		for (const webhookKey of ['another key', '']) {
			const other = { ...setting, credentials: { webhookKey }, memory: { signingKey: KEY } };
			expect((await deliver(event, other)).said).toEqual([401]);
		}
	});

	it('is the only way for events that Eka Care registers by hand', async () => {
		const { subscriptions, http } = world();
		const { context } = contextFor({ http, events: ['appointment.created', 'booking.init', 'abha.created'] });
		for (const act of [checkExists, create]) {
			await expect(act.call(context)).rejects.toMatchObject({
				message: '"Trigger On" has events that Eka Care registers by hand only: abha.created, booking.init',
				description: expect.stringContaining('Set Registration to By Hand') as unknown,
			});
		}
		expect(subscriptions).toEqual([]);
	});

	it('shows its webhook URL, which no other does', () => {
		const [{ ndvHideUrl } = {}] = new EkaCareTrigger().description.webhooks ?? [];
		expect(ndvHideUrl).toBe('={{ $parameter["registration"] !== "byHand" }}');
	});
});

const KEY = 'supersecretkey';

describe('the signature of Eka Care', () => {
	it.each([
		[
			'{"service":"appointment","event":"appointment.created","data":{"appointment_id":"apt-1"}}',
			'a5e25bdcb63a77107a4b8f8eb8df6e7c0f402abd72e8fcac33aa79d80fc2f8fc',
		],
		['{"name":"आशा"}', 'b7889fc95ef7999cac27dc040ac6ae68505d78b443e33f670d07db8ca8bf3d3a'],
	])('is good for %s', (body, v1) => {
		const header = `t=1730189588,v1=${v1}`;
		const at = (seconds: number) => signatureFault(header, Buffer.from(body), KEY, 180, seconds * 1000);
		expect(at(1730189588)).toBeUndefined();
		expect(at(1730189588 + 180)).toBeUndefined();
		expect(at(1730189588 + 181)).toBe('outdated');
		expect(signatureFault(header, Buffer.from(`${body} `), KEY, 180, 1730189588_000)).toBe('wrong');
	});
});

function signed(raw: string, time = Math.floor(Date.now() / 1000)): string {
	return `t=${time},v1=${createHmac('sha256', KEY).update(`${time}.`).update(raw).digest('hex')}`;
}

const trigger = new EkaCareTrigger();

async function deliver(body: unknown, setting: Setting = {}) {
	const raw = JSON.stringify(body);
	const memory = setting.memory ?? { signingKey: KEY };
	const made = contextFor({ raw, header: signed(raw), ...setting, memory });
	const result = await trigger.webhook.call(made.context);
	return { ...made, items: result.workflowData?.[0]?.map(({ json }) => json), result };
}

const EVENT = {
	service: 'appointment',
	event: 'appointment.created',
	event_time: 1730189588,
	transaction_id: 'tx-1',
	timestamp: 1730189588,
	business_id: 'b-1',
	client_id: '',
	data: { appointment_id: 'api-1', doctor_id: '161', patient_id: '175', created_at: 1730189588 },
};
const TIME = '2024-10-29T08:13:08.000Z';

describe('a delivery to the Eka Care Trigger', () => {
	it('starts the workflow once, with times written out', async () => {
		const first = await deliver(EVENT);
		expect(first.items).toEqual([
			{
				event: 'appointment.created',
				event_time: TIME,
				transaction_id: 'tx-1',
				service: 'appointment',
				business_id: 'b-1',
				appointment_id: 'api-1',
				doctor_id: '161',
				patient_id: '175',
				data: { ...EVENT.data, created_at: TIME },
			},
		]);
		expect(first.said).toEqual([200]);
		const again = await deliver(EVENT, { memory: first.memory });
		expect(again.items).toBeUndefined();
		expect(again.said).toEqual([200]);
	});

	it.each([
		['unsigned', { header: undefined }],
		['badly signed', { header: `t=${Math.floor(Date.now() / 1000)},v1=${'a'.repeat(64)}` }],
		['too old', { header: signed(JSON.stringify(EVENT), Math.floor(Date.now() / 1000) - 200) }],
		['signed while no key is known', { memory: {} }],
	])('that is %s is refused and starts nothing', async (_what, setting) => {
		const { items, said, memory } = await deliver(EVENT, setting);
		expect({ items, said }).toEqual({ items: undefined, said: [401] });
		expect(memory.seen).toBeUndefined();
	});

	it('may be older when the tolerance is wider', async () => {
		const header = signed(JSON.stringify(EVENT), Math.floor(Date.now() / 1000) - 200);
		expect((await deliver(EVENT, { header, options: { signatureTolerance: 300 } })).items).toHaveLength(1);
	});

	it.each([NaN, Infinity, 'five minutes', '', 0, -5, null, [], {}])(
		'that is a year old is refused while the tolerance is %j',
		async (signatureTolerance) => {
			const year = 365 * 86_400;
			const header = signed(JSON.stringify(EVENT), Math.floor(Date.now() / 1000) - year);
			const options = { signatureTolerance: signatureTolerance as never };
			expect((await deliver(EVENT, { header, options })).said).toEqual([401]);
			expect((await deliver(EVENT, { options })).items).toHaveLength(1);
		},
	);

	it.each([
		['an event that was not chosen', { ...EVENT, event: 'receipt.created' }],
		['no event', { hello: 'there' }],
		['a list', [EVENT]],
	])('with %s is answered and starts nothing', async (_what, body) => {
		const { items, said } = await deliver(body);
		expect({ items, said }).toEqual({ items: undefined, said: [200] });
	});

	it.each([
		[
			'event_type and an ISO time',
			{ event_type: 'prescription.created', event_time: TIME, data: { rx_id: 'P-1' } },
		],
		[
			'milliseconds',
			{ event: 'prescription.created', event_time: 1730189588000, data: { prescription_id: 'P-1' } },
		],
		['no event time', { event: 'prescription.created', timestamp: 1730189588, data: { prescription_id: 'P-1' } }],
		[
			'an envelope around it',
			{ service_id: 's', payload: { event: 'prescription.created', event_time: TIME, data: { rx_id: 'P-1' } } },
		],
	])('is understood with %s', async (_what, body) => {
		const { items } = await deliver(body, { events: ['prescription.created'] });
		expect(items?.[0]).toMatchObject({ event: 'prescription.created', event_time: TIME, prescription_id: 'P-1' });
	});

	it("gives ids under their usual names and leaves what is the caller's own as it is", async () => {
		const data = {
			...{ aid: 'api-2', doctor_oid: '161', patient_oid: '175', updated_at: 1730189588000, net_time: 5 },
			partner_meta: { seen_at: 1730189588 },
			visit: { start_time: 1730189588 },
		};
		const { items } = await deliver({ ...EVENT, event: 'receipt.created', data }, { events: ['receipt.created'] });
		expect(items?.[0]).toMatchObject({ appointment_id: 'api-2', doctor_id: '161', patient_id: '175' });
		expect(items?.[0]?.data).toEqual({ ...data, updated_at: TIME, visit: { start_time: TIME } });
	});

	it.each([
		['patient_id', { oid: '175' }],
		['patient_id', { pid: 175 }],
		['patient_id', { patientid: '175', oid: '9' }],
		['clinic_id', { facilityid: '175' }],
		['clinic_id', { clinic_id: '175', facilityid: '9' }],
	])('gives the %s of %j', async (name, data) => {
		const { items } = await deliver({ ...EVENT, data });
		expect(items?.[0]).toMatchObject({ [name]: '175' });
	});

	it('takes the same bytes without a transaction for the same event, and others for another', async () => {
		const body = { event: 'appointment.created', data: { appointment_id: 'api-1' } };
		const { memory } = await deliver(body);
		expect((await deliver(body, { memory })).items).toBeUndefined();
		expect((await deliver({ ...body, data: { appointment_id: 'api-2' } }, { memory })).items).toHaveLength(1);
	});

	it('fetches the records that the event names', async () => {
		const records = {
			'/dr/v1/appointment/api-1': { data: { appointment_id: 'api-1', status: 'BK' } },
			'/profiles/v1/patient/175': { oid: '175', fln: 'asha' },
		};
		const { items, said, sent } = await deliver(EVENT, {
			http: world({ records }).http,
			fetchDetails: ['appointment', 'doctor', 'document', 'patient'],
		});
		expect(said).toEqual([200]);
		expect(sent.map(({ url }) => url.replace(BASE, ''))).toEqual([
			'/dr/v1/appointment/api-1',
			'/dr/v1/doctor/161',
			'/profiles/v1/patient/175',
		]);
		expect(items?.[0]).toMatchObject({
			details: { appointment: { status: 'BK' }, patient: { fln: 'asha' } },
			details_errors: { doctor: expect.stringMatching(/^Eka Care knows no such record \(HTTP 404/) },
		});
	});

	it('names the patient when a document is fetched', async () => {
		const data = { document_id: 'd-1', patient_id: '175' };
		const { sent, items } = await deliver(
			{ ...EVENT, event: 'rec.uploaded', data },
			{
				events: ['rec.uploaded'],
				fetchDetails: ['document'],
				http: world({ records: { '/mr/api/v1/docs/d-1': { document_type: 'lr' } } }).http,
			},
		);
		expect(sent[0]?.headers).toMatchObject({ 'X-Pt-Id': '175' });
		expect(items?.[0]).toMatchObject({ details: { document: { document_type: 'lr' } } });
	});
});
