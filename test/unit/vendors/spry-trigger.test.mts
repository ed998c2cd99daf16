import { createHmac } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { SpryTrigger } from '../../../nodes/Spry/SpryTrigger.node.ts';
import { answered, fakeTrigger, type FakeTrigger } from '../../support/trigger.mts';

const URL = 'https://n8n.example/webhook/abc/webhook';
const KEY = 'planted-signing-key';
const EVENTS = ['patient.updated', 'case.created'];
const node = new SpryTrigger();
const { checkExists, create, delete: remove } = node.webhookMethods.default;

const subscription = (more: IDataObject = {}) => ({
	id: 'sub-1',
	name: 'n8n',
	event_types: ['case.created', 'patient.updated'],
	notification_url: URL,
	api_version: '2026-06-11',
	is_active: true,
	...more,
});

/** A vendor that answers by method and path; what is not named succeeds with nothing. */
function vendor(answers: Record<string, (options: IHttpRequestOptions) => unknown>) {
	return (options: IHttpRequestOptions) => {
		const path = options.url.replace('https://spry.example', '');
		const answer = answers[`${options.method} ${path}`];
		return answer ? answer(options) : answered(200, { code: 2000, data: null, message: '' });
	};
}
const success = (data: unknown) => () => answered(200, { code: 2000, data, message: 'ok' });
const listed = (...subscriptions: object[]) => ({ 'GET /api/v2/subscriptions': success(subscriptions) });

function trigger(given: Partial<FakeTrigger> = {}) {
	const memory = given.memory ?? {};
	const fake = fakeTrigger({
		parameters: { authentication: 'jwt', events: EVENTS },
		url: URL,
		credentials: { environment: 'custom', baseUrl: 'https://spry.example', jwt: 'planted-token' },
		http: vendor(listed()),
		...given,
		memory,
	});
	const calls = () => fake.sent.map(({ method, url }) => `${method} ${url.replace('https://spry.example', '')}`);
	return { ...fake, memory, calls };
}

const held = () => ({ subscriptionId: 'sub-1', signatureKey: KEY, isProven: true });

describe('the activation of the Spry Trigger', () => {
	it('finds its own subscription by address, events and key, and makes no other', async () => {
		const { hook, calls } = trigger({ http: vendor(listed(subscription())), memory: held() });
		expect(await checkExists.call(hook)).toBe(true);
		expect(calls()).toEqual(['GET /api/v2/subscriptions']);
	});

	it.each([
		['there is none', [], held()],
		['it sends to another address', [subscription({ notification_url: `${URL}2` })], held()],
		['it has other events', [subscription({ event_types: ['case.created'] })], held()],
		['it was stopped', [subscription({ is_active: false })], held()],
		['its key is not known any more', [subscription()], {}],
		['no event was ever signed with its key', [subscription()], { subscriptionId: 'sub-1', signatureKey: KEY }],
		['it is not the one whose key is known', [subscription({ id: 'sub-2' })], held()],
		['there are two', [subscription(), subscription({ id: 'sub-2' })], held()],
	])('does not take a subscription for its own when %s', async (_name, found, memory) => {
		const { hook } = trigger({ http: vendor(listed(...found)), memory });
		expect(await checkExists.call(hook)).toBe(false);
	});

	it('subscribes to the chosen events and keeps the key to itself', async () => {
		const made = success({ ...subscription(), signature_key: KEY });
		const { hook, memory, sent, calls } = trigger({
			http: vendor({ ...listed(), 'POST /api/v2/subscriptions': made }),
		});
		expect(await create.call(hook)).toBe(true);
		expect(calls()).toEqual(['GET /api/v2/subscriptions', 'POST /api/v2/subscriptions']);
		expect(JSON.parse(String(sent[1]?.body))).toEqual({
			name: 'n8n workflow wf-1',
			event_types: ['case.created', 'patient.updated'],
			notification_url: URL,
			api_version: '2026-06-11',
			is_active: true,
		});
		expect(memory).toEqual({ subscriptionId: 'sub-1', signatureKey: KEY });
	});

	it('changes the events of its subscription and keeps the key', async () => {
		const { hook, memory, sent, calls } = trigger({
			http: vendor(listed(subscription({ event_types: ['patient.created'], is_active: false }))),
			memory: held(),
		});
		expect(await create.call(hook)).toBe(true);
		expect(calls()).toEqual(['GET /api/v2/subscriptions', 'PATCH /api/v2/subscriptions/sub-1']);
		expect(JSON.parse(String(sent[1]?.body))).toEqual({
			event_types: ['case.created', 'patient.updated'],
			is_active: true,
		});
		expect(memory).toEqual(held());
	});

	it('takes over a subscription whose key is lost, with another key, and deletes a second one', async () => {
		const rotated = success({ ...subscription({ id: 7 }), signature_key: 'new-key' });
		const { hook, memory, calls } = trigger({
			http: vendor({
				...listed(subscription({ id: 7 }), subscription({ id: 8 })),
				'POST /api/v2/subscriptions/7/rotate-secret': rotated,
			}),
			memory: { seen: ['evt_1'] },
		});
		expect(await create.call(hook)).toBe(true);
		expect(calls()).toEqual([
			'GET /api/v2/subscriptions',
			'DELETE /api/v2/subscriptions/8',
			'POST /api/v2/subscriptions/7/rotate-secret',
		]);
		expect(memory).toEqual({ seen: ['evt_1'], subscriptionId: '7', signatureKey: 'new-key' });
	});

	it('does not subscribe when it cannot see what is there', async () => {
		for (const data of [null, {}, { list: [] }, 'none']) {
			const { hook, calls } = trigger({ http: vendor({ 'GET /api/v2/subscriptions': success(data) }) });
			await expect(create.call(hook)).rejects.toThrow('Spry gave an answer that makes no sense');
			expect(new Set(calls())).toEqual(new Set(['GET /api/v2/subscriptions']));
		}
	});

	it('subscribes once only when the answer is lost, and says that activating again is safe', async () => {
		const { hook, memory, calls } = trigger({
			http: vendor({ ...listed(), 'POST /api/v2/subscriptions': () => answered(500, {}) }),
		});
		const error = (await create.call(hook).catch((thrown: unknown) => thrown)) as Error & { description: string };
		expect(error.description).toMatch(/^Activate the workflow again/);
		expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
		expect(memory).toEqual({});
	});

	it('removes a subscription that was made although its answer did not say so', async () => {
		for (const answer of [
			() => answered(201, { accepted: true }),
			() => answered(502, {}),
			success({ id: 'sub-1' }),
		]) {
			let isMade = false;
			const { hook, memory, calls } = trigger({
				http: vendor({
					'GET /api/v2/subscriptions': () => success(isMade ? [subscription()] : [])(),
					'POST /api/v2/subscriptions': () => {
						isMade = true;
						return answer();
					},
				}),
			});
			const error = (await create.call(hook).catch((thrown: unknown) => thrown)) as Error & {
				description: string;
			};
			expect(error.description).toMatch(/^Activate the workflow again/);
			expect(calls().slice(-2)).toEqual(['GET /api/v2/subscriptions', 'DELETE /api/v2/subscriptions/sub-1']);
			expect(memory).toEqual({});
		}
	});

	it('says why the activation failed though what was made cannot be removed', async () => {
		let count = 0;
		const { hook } = trigger({
			http: vendor({
				'GET /api/v2/subscriptions': () => (++count === 1 ? success([])() : answered(403, {})),
				'POST /api/v2/subscriptions': () => answered(201, { accepted: true }),
			}),
		});
		await expect(create.call(hook)).rejects.toThrow('Spry gave an answer that makes no sense (HTTP 201)');
	});

	it('removes nothing when Spry refuses the subscription', async () => {
		const refused = () => answered(400, { code: 4000, data: null, message: '' });
		const { hook, calls } = trigger({ http: vendor({ ...listed(), 'POST /api/v2/subscriptions': refused }) });
		await expect(create.call(hook)).rejects.toThrow('Spry refused the data');
		expect(calls()).toEqual(['GET /api/v2/subscriptions', 'POST /api/v2/subscriptions']);
	});

	it('refuses to be activated without an event, and sends nothing', async () => {
		for (const events of [[], '', ['patient.deleted'], null]) {
			const { hook, calls } = trigger({ parameters: { authentication: 'jwt', events } });
			await expect(checkExists.call(hook)).rejects.toThrow('"Trigger On" is empty');
			await expect(create.call(hook)).rejects.toThrow('"Trigger On" is empty');
			expect(calls()).toEqual([]);
		}
	});

	it('uses the credential that is chosen', async () => {
		const chosen = { http: vendor(listed(subscription())), memory: held() };
		const token = trigger(chosen);
		await checkExists.call(token.hook);
		const signIn = trigger({ ...chosen, parameters: { events: EVENTS } });
		await checkExists.call(signIn.hook);
		expect([token.credentialsRead, signIn.credentialsRead]).toEqual([['spryApi'], ['spryOAuth2Api']]);
	});

	it('tells neither the key nor what Spry said when it is refused', async () => {
		const words = { code: 4000, data: null, message: `no ${KEY} for Odette Quillmere` };
		const { hook } = trigger({ http: () => answered(400, words), memory: held() });
		const error = await create.call(hook).catch((thrown: unknown) => thrown);
		expect(JSON.stringify(error)).toMatch(/Spry refused the data/);
		expect(JSON.stringify(error)).not.toMatch(/planted|Quillmere/);
	});
});

describe('a subscription of Spry without the envelope of its other answers', () => {
	const bare = (status: number, content: unknown) => () => answered(status, content);

	it('is made, found again and removed', async () => {
		const mine: object[] = [];
		const { hook, memory } = trigger({
			http: vendor({
				'GET /api/v2/subscriptions': () => answered(200, mine),
				'POST /api/v2/subscriptions': () => {
					mine.push(subscription({ id: 7 }));
					return answered(201, { ...subscription({ id: 7 }), signature_key: KEY });
				},
				'DELETE /api/v2/subscriptions/7': () => {
					mine.pop();
					return { statusCode: 204, headers: {}, body: '' };
				},
			}),
		});
		expect(await create.call(hook)).toBe(true);
		expect(memory).toEqual({ subscriptionId: '7', signatureKey: KEY });
		memory.isProven = true;
		expect(await checkExists.call(hook)).toBe(true);
		expect(await remove.call(hook)).toBe(true);
		expect([mine, memory]).toEqual([[], {}]);
	});

	it('is taken over with other events and another key, also from a list with pages', async () => {
		const { hook, memory, calls } = trigger({
			http: vendor({
				'GET /api/v2/subscriptions': bare(200, { content: [subscription({ is_active: false })] }),
				'PATCH /api/v2/subscriptions/sub-1': bare(200, subscription()),
				'POST /api/v2/subscriptions/sub-1/rotate-secret': bare(200, { id: 'sub-1', signature_key: 'new-key' }),
			}),
		});
		expect(await create.call(hook)).toBe(true);
		expect(calls()).toHaveLength(3);
		expect(memory).toEqual({ subscriptionId: 'sub-1', signatureKey: 'new-key' });
	});

	it('is not believed to be removed when the answer names an error', async () => {
		const { hook } = trigger({
			http: vendor({
				'GET /api/v2/subscriptions': bare(200, [subscription()]),
				'DELETE /api/v2/subscriptions/sub-1': bare(200, { error: 'not now' }),
			}),
		});
		jest.spyOn(Math, 'random').mockReturnValue(0);
		await expect(remove.call(hook)).rejects.toThrow('The subscription at Spry could not be removed');
		jest.restoreAllMocks();
	});
});

describe('the deactivation of the Spry Trigger', () => {
	it('deletes what sends to its address, and nothing else', async () => {
		const { hook, memory, calls } = trigger({
			http: vendor(listed(subscription(), subscription({ id: 'other', notification_url: 'https://x.example' }))),
			memory: { ...held(), seen: ['evt_1'] },
		});
		expect(await remove.call(hook)).toBe(true);
		expect(calls()).toEqual(['GET /api/v2/subscriptions', 'DELETE /api/v2/subscriptions/sub-1']);
		expect(memory).toEqual({ seen: ['evt_1'] });
	});

	it('says what is left and what to do when Spry cannot be asked, and keeps the key for the next activation', async () => {
		const { hook, memory } = trigger({ http: () => answered(401, {}), memory: held() });
		const error = (await remove.call(hook).catch((thrown: unknown) => thrown)) as Error;
		expect(error.message).toBe(
			'The subscription at Spry could not be removed: Spry did not accept the credential (HTTP 401). When that is mended, publish the workflow and unpublish it again',
		);
		expect(memory).toEqual(held());
		expect(JSON.stringify(error)).not.toMatch(/planted/);
	});

	it('never stands in the way of what a test says', async () => {
		const { hook, memory, logs } = trigger({ http: () => answered(403, {}), memory: held(), active: false });
		expect(await remove.call(hook)).toBe(false);
		expect(memory).toEqual(held());
		expect(logs).toEqual([[expect.stringMatching(/^The subscription at Spry could not be removed: /)]]);
		expect(JSON.stringify(logs)).not.toMatch(/planted/);
	});

	it('takes a subscription that is gone after a lost answer for deleted', async () => {
		let count = 0;
		const { hook, memory } = trigger({
			http: vendor({
				...listed(subscription()),
				'DELETE /api/v2/subscriptions/sub-1': () =>
					++count === 1 ? answered(502, {}) : answered(400, { code: 4000, data: null, message: '' }),
			}),
			memory: held(),
		});
		expect(await remove.call(hook)).toBe(true);
		expect([count, memory]).toEqual([2, {}]);
	});
});

const body = (more: IDataObject = {}) =>
	JSON.stringify({
		event_id: 'evt_1',
		event_type: 'patient.updated',
		api_version: '2026-06-11',
		timestamp: 1_800_000_000,
		data: { organisation_id: 77, patient_id: 900001, status: 'ACTIVE' },
		...more,
	});

function signed(raw: string, { key = KEY, age = 0 } = {}): IDataObject {
	const time = Math.floor(Date.now() / 1000) - age;
	const hex = createHmac('sha256', key).update(`${time}.${raw}`).digest('hex');
	return { 'x-sprypt-signature': `t=${time},v1=${hex}` };
}

async function deliver(fake: ReturnType<typeof trigger>, raw: string, headers = signed(raw)) {
	const { context, read } = fake.delivery(raw, headers);
	return read(await node.webhook.call(context));
}

describe('a webhook of Spry', () => {
	const active = (more: Partial<FakeTrigger> = {}) => trigger({ memory: held(), ...more });

	it('starts the workflow with the event, and is answered with 200', async () => {
		const fake = active();
		expect(await deliver(fake, body())).toEqual({
			status: 200,
			body: { received: true },
			items: [JSON.parse(body())],
		});
		expect(fake.sent).toEqual([]);
	});

	it('starts nothing and is answered with 401 when its signature is not good', async () => {
		const raw = body();
		const bad = [
			{},
			signed(raw, { key: 'another key' }),
			signed(raw, { age: 301 }),
			signed(raw, { age: -305 }),
			signed(`${raw} `),
			{ 'x-sprypt-signature': 'nonsense' },
		];
		for (const headers of bad) {
			expect(await deliver(active(), raw, headers)).toEqual({
				status: 401,
				body: { received: false },
				items: undefined,
			});
		}
	});

	it('is not believed while no key is known, whatever it is signed with', async () => {
		const raw = body();
		expect((await deliver(trigger(), raw, signed(raw, { key: '' }))).status).toBe(401);
	});

	it('starts the workflow once, however often it comes', async () => {
		const fake = active();
		const answers = [await deliver(fake, body()), await deliver(fake, body()), await deliver(fake, body())];
		expect(answers.map(({ status, items }) => [status, items?.length])).toEqual([
			[200, 1],
			[200, undefined],
			[200, undefined],
		]);
		expect((await deliver(fake, body({ event_id: 'evt_2' }))).items).toHaveLength(1);
	});

	it('remembers no more than a thousand events', async () => {
		const fake = active();
		for (let number = 0; number < 1010; number++) await deliver(fake, body({ event_id: `evt_${number}` }));
		expect(fake.memory.seen).toHaveLength(1000);
	});

	it('starts nothing for an event that is not chosen, or none', async () => {
		for (const raw of [body({ event_type: 'patient.created' }), body({ event_type: null }), '{}', '[]', 'x']) {
			const { context, read } = active().delivery(raw, signed(raw));
			expect(read(await node.webhook.call(context))).toMatchObject({ status: 200, items: undefined });
		}
	});

	it('never puts the key into what it outputs', async () => {
		const fake = active({
			parameters: { authentication: 'jwt', events: EVENTS, options: { fetchRecord: true } },
			http: () => answered(500, { message: KEY }),
		});
		expect(JSON.stringify((await deliver(fake, body())).items)).not.toContain(KEY);
	});
});

describe('Fetch Record', () => {
	const fetching = (http: FakeTrigger['http']) =>
		trigger({
			memory: held(),
			parameters: {
				authentication: 'jwt',
				events: ['patient.updated', 'case.created', 'appointment.created'],
				options: { fetchRecord: true },
			},
			http,
		});
	const patient = { patient_id: 900001, name: 'Made Up' };
	const known = vendor({
		'GET /apis/v1/patient/900001': success(patient),
		'GET /apis/soap-enrichment/v1/patientCase/SPRY_CASE_1': success({ spry_case_id: 'SPRY_CASE_1' }),
	});

	it.each([
		['patient.updated', { patient_id: 900001 }, { patient }],
		['appointment.created', { appointment_id: 4, patient_id: 900001, spry_case_id: 'SPRY_CASE_1' }, { patient }],
		['case.created', { spry_case_id: 'SPRY_CASE_1' }, { case: { spry_case_id: 'SPRY_CASE_1' } }],
	])('adds the record to %s', async (event_type, data, wanted) => {
		const raw = body({ event_type, data });
		const { items } = await deliver(fetching(known), raw);
		expect(items).toEqual([{ ...(JSON.parse(raw) as IDataObject), ...wanted }]);
	});

	it('answers when the record is there, so that Spry delivers again what n8n did not live to start', async () => {
		const statuses: number[] = [];
		const fake = fetching((options) => {
			statuses.push(delivered.answer.status);
			return known(options);
		});
		const delivered = fake.delivery(body(), signed(body()));
		await node.webhook.call(delivered.context);
		expect([statuses, delivered.answer.status]).toEqual([[0], 200]);
	});

	it('gives the event with the reason when the record cannot be fetched', async () => {
		const refused = () => answered(400, { code: 4000, data: null, message: 'words of Spry' });
		const { status, items } = await deliver(fetching(refused), body());
		expect(status).toBe(200);
		expect(items).toEqual([
			{
				...(JSON.parse(body()) as IDataObject),
				recordError: {
					error: 'Spry refused the data (HTTP 400, code 4000)',
					message: 'Check the credential and the fields of this node.',
					kind: 'refused',
				},
			},
		]);
	});

	it('gives the event with the reason when it names no record', async () => {
		for (const data of [{}, null, 'x', { patient_id: null }]) {
			const fake = fetching(known);
			const { items } = await deliver(fake, body({ data }));
			expect(items?.[0]?.recordError).toEqual({ error: 'The event does not say which record it is about' });
			expect(fake.sent).toEqual([]);
		}
	});
});
