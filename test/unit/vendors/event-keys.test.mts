import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { EkaCareTrigger } from '../../../nodes/EkaCare/EkaCareTrigger.node.ts';
import { EVENT_OPTIONS } from '../../../nodes/EkaCare/triggers/events.ts';
import { SpryTrigger } from '../../../nodes/Spry/SpryTrigger.node.ts';
import { EVENTS as SPRY_EVENTS } from '../../../nodes/Spry/triggers/events.ts';
import { envelopeOf } from '../../../sandbox/vendors/eka-care/webhook-envelopes.mts';
import { EVENTS, sampleOf } from '../../../sandbox/vendors/eka-care/webhook-samples.mts';
import { fakeTrigger } from '../../support/trigger.mts';

/** When a delivery counts as a new event, for every event of both vendors. */

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

const KEY = 'planted-signing-key';
const AT = Date.parse('2027-01-15T09:30:00Z');
const MINUTE = 60_000;

function signature(raw: string): string {
	const time = Math.floor(Date.now() / 1000);
	return `t=${time},v1=${createHmac('sha256', KEY).update(`${time}.${raw}`).digest('hex')}`;
}

/** A trigger that waits for all events: which of the bodies it gets, one after the other, start the workflow. */
async function started(vendor: 'ekaCare' | 'spry', bodies: string[]): Promise<boolean[]> {
	const isSpry = vendor === 'spry';
	const events = (isSpry ? SPRY_EVENTS : EVENT_OPTIONS).map(({ value }) => String(value));
	const trigger = fakeTrigger({
		parameters: { events },
		memory: isSpry ? { signatureKey: KEY } : { signingKey: KEY },
		credentials: {},
		http: () => undefined,
	});
	const node = isSpry ? new SpryTrigger() : new EkaCareTrigger();
	const taken: boolean[] = [];
	for (const raw of bodies) {
		const headers: IDataObject = {
			[isSpry ? 'x-sprypt-signature' : 'eka-webhook-signature']: signature(raw),
		};
		const { context, read } = trigger.delivery(raw, headers);
		const { status, items } = read(await node.webhook.call(context));
		expect(status).toBe(200);
		taken.push(items !== undefined);
	}
	return taken;
}

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same value with the keys of all objects the other way round. */
function reversed(value: Json): Json {
	if (Array.isArray(value)) return value.map(reversed);
	if (!isFields(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([name, one]) => [name, reversed(one)]),
	);
}

/** The value in every form in which exactly one thing inside it is another, is missing, or is new. */
function changes(value: Json): Json[] {
	if (Array.isArray(value)) {
		const inside = value.flatMap((one, at) => changes(one).map((other) => value.with(at, other)));
		return [...inside, [...value, 'new'], ...(value.length > 0 ? [value.slice(1)] : [])];
	}
	if (!isFields(value)) return [typeof value === 'number' ? value + 1 : `${String(value)} changed`];
	return [
		{ ...value, brand_new: 1 },
		...Object.entries(value).flatMap(([name, one]) => {
			const { [name]: _, ...without } = value;
			return [without, ...changes(one).map((other) => ({ ...value, [name]: other }))];
		}),
	];
}

/** The other ways in which the same event may be delivered: at once, later, with other white space and key order. */
function redeliveries(body: Fields, later: Fields): string[] {
	return [
		JSON.stringify(body),
		JSON.stringify(later),
		JSON.stringify(reversed(body)),
		JSON.stringify(later, null, 3),
		JSON.stringify(body).replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
	];
}

describe.each(EVENTS)('the Eka Care event %s', (name) => {
	const event = { id: 'made-up-transaction', name, data: sampleOf(name), at: AT };
	const body = (sentAt = AT, data = event.data, at = AT) =>
		JSON.parse(JSON.stringify(envelopeOf({ ...event, data, at }, sentAt))) as Fields;

	it('is one that can be chosen', () => {
		expect(EVENT_OPTIONS.map(({ value }) => value)).toContain(name);
	});

	it('starts the workflow once, however and whenever it is delivered again', async () => {
		const again = redeliveries(body(), body(AT + 7 * MINUTE));
		expect(await started('ekaCare', [JSON.stringify(body()), ...again])).toEqual([true, ...again.map(() => false)]);
	});

	it('starts the workflow again with any other data, even in the same second and under the same ID', async () => {
		const others = changes(event.data as Fields).map((data) => JSON.stringify(body(AT, data as Fields)));
		expect(others.length).toBeGreaterThan(0);
		expect(await started('ekaCare', [JSON.stringify(body()), ...others])).toEqual([
			true,
			...others.map(() => true),
		]);
	});

	it('starts the workflow again when the same is told of another second', async () => {
		const next = JSON.stringify(body(AT + 1000, event.data, AT + 1000));
		expect(await started('ekaCare', [JSON.stringify(body()), next])).toEqual([true, true]);
	});
});

describe('an Eka Care event without a time of its own', () => {
	it('starts the workflow for each time of sending, and once for one', async () => {
		const sent = (timestamp: number) => JSON.stringify({ event: 'user.delete', timestamp, user: 'made-up' });
		expect(await started('ekaCare', [sent(1_800_000_000), sent(1_800_000_000), sent(1_800_000_001)])).toEqual([
			...[true, false, true],
		]);
	});
});

const spryData = (name: string): Fields => ({
	...{ organisation_id: 77, patient_id: 900001, spry_case_id: 'SPRY_CASE_1', status: 'ACTIVE' },
	...(name.startsWith('appointment.') && { appointment_id: 5, clinic_id: 101 }),
});

describe.each(SPRY_EVENTS.map(({ value }) => String(value)))('the Spry event %s', (name) => {
	const body = (more: Fields = {}): Fields => ({
		...{ event_id: 'evt_1', event_type: name, api_version: '2026-06-11', timestamp: 1_800_000_000 },
		...{ data: spryData(name), ...more },
	});

	it.each<[string, Json]>([
		['a text', 'evt_1'],
		['a number', 17],
		['zero', 0],
	])('starts the workflow once when its ID is %s, however and whenever it is delivered again', async (_what, id) => {
		const first = body({ event_id: id });
		const again = redeliveries(first, body({ event_id: id, timestamp: 1_800_000_420 }));
		expect(await started('spry', [JSON.stringify(first), ...again])).toEqual([true, ...again.map(() => false)]);
	});

	it('starts the workflow again with another ID or any other data', async () => {
		const others = [body({ event_id: 'evt_2' }), ...changes(spryData(name)).map((data) => body({ data }))].map(
			(one) => JSON.stringify(one),
		);
		expect(await started('spry', [JSON.stringify(body()), ...others])).toEqual([true, ...others.map(() => true)]);
	});

	it.each<[string, Fields]>([
		['no', {}],
		['an empty', { event_id: '' }],
	])('with %s ID starts the workflow for each time of sending, and once for one', async (_what, id) => {
		const sent = (timestamp: number) => {
			const { event_id: _, ...rest } = body({ timestamp });
			return JSON.stringify({ ...rest, ...id });
		};
		expect(await started('spry', [sent(1_800_000_000), sent(1_800_000_000), sent(1_800_000_060)])).toEqual([
			...[true, false, true],
		]);
	});
});
