import { createHmac, randomUUID } from 'node:crypto';
import type { Delivery, DeliveryOrder, VendorName } from '../types.mts';
import type { House } from './vendor.mts';

const KEEP = 1000;
const LONGEST_WAIT_MS = 10_000;

/** Somebody who asked for an event. */
export interface Subscriber {
	id: string;
	url: string;
	/** Null: nothing to sign with, and no signature is sent. */
	signingKey: string | null;
}

/** Something that happened. It keeps its id and what it tells however often it is delivered. */
export interface WebhookEvent {
	id: string;
	name: string;
	data: Record<string, unknown>;
	/** Epoch milliseconds. */
	at: number;
}

/** What is peculiar to one vendor's webhooks. */
export interface WebhookVoice {
	vendor: VendorName;
	/** Every event the vendor knows. */
	events: readonly string[];
	newId(): string;
	/** Those who want this event delivered now. */
	subscribers(event: string): Subscriber[];
	/**
	 * The body of the message, to the letter: the signature is made over it.
	 * @param sentAt when this delivery is sent, in epoch milliseconds
	 */
	compose(event: WebhookEvent, sentAt: number): string;
	/** Headers besides the content type and the signature. */
	headers(event: WebhookEvent, deliveryId: string): Record<string, string>;
	signatureHeader: string;
	/** Data for an event that is only tried out. */
	sample(event: string): Record<string, unknown>;
	/** How often in all, and how long apart, an event is sent to somebody who does not take it; absent: once. */
	retries?: { attempts: number; pauseMs: number };
}

type Manner = Pick<DeliveryOrder, 'signature' | 'ageSeconds'>;

/** Delivers one vendor's events. Nothing ever goes to an address outside this machine. */
export interface WebhookDesk {
	/** Every event the vendor knows. */
	events: readonly string[];
	/** Something happened: tells all who asked for it, once the present request is answered. */
	emit(event: string, data: Record<string, unknown>): void;
	/**
	 * Delivers now, once to each subscriber, and waits for their answers.
	 * @throws RangeError when the order names an event or an event id that does not exist
	 */
	deliver(order: Omit<DeliveryOrder, 'vendor'>): Promise<Delivery[]>;
	/** Attempts that have ended, oldest first. */
	list(): Delivery[];
	/** Forgets all events; what still waits is not delivered. */
	clear(): void;
}

/** Hex HMAC-SHA256 over the time, a dot and the body, with the time beside it: `t=<epoch s>,v1=<hex>`. */
export function signatureOf(key: string, body: string, seconds: number): string {
	return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}

/** Whether an address is one of this machine, by its name alone: nothing is looked up. */
export function isLoopback(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	if (protocol !== 'http:' && protocol !== 'https:') return false;
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

export function createWebhookDesk(house: House, voice: WebhookVoice): WebhookDesk {
	const { attempts, pauseMs } = voice.retries ?? { attempts: 1, pauseMs: 0 };
	let events: WebhookEvent[] = [];
	let deliveries: Delivery[] = [];
	let era = 0;

	function eventOf(name: string, data: Record<string, unknown>): WebhookEvent {
		const event = { id: voice.newId(), name, data, at: Date.now() };
		events = [...events.slice(1 - KEEP), event];
		return event;
	}

	function ordered({ event, eventId, data }: Omit<DeliveryOrder, 'vendor'>): WebhookEvent {
		if (event !== undefined) {
			if (!voice.events.includes(event)) throw new RangeError(`event must be one of ${voice.events.join(', ')}`);
			return eventOf(event, data ?? voice.sample(event));
		}
		const earlier = eventId === undefined ? events.at(-1) : events.find(({ id }) => id === eventId);
		if (!earlier) throw new RangeError(eventId === undefined ? 'there was no event yet' : `no event ${eventId}`);
		return earlier;
	}

	async function send(event: WebhookEvent, to: Subscriber, attempt: number, manner: Manner = {}): Promise<Delivery> {
		const { signature = 'good', ageSeconds = 0 } = manner;
		const startedIn = era;
		const delivery: Delivery = {
			...{ id: randomUUID(), vendor: voice.vendor, eventId: event.id, event: event.name, subscriptionId: to.id },
			...{ url: to.url, at: new Date().toISOString(), attempt, status: 0, error: null },
		};
		const body = voice.compose(event, Date.now());
		const headers: Record<string, string> = {
			'content-type': 'application/json',
			...voice.headers(event, delivery.id),
		};
		if (to.signingKey !== null && signature !== 'none') {
			// A bad signature has the right form and the right time: only the key is another one.
			const key = signature === 'bad' ? `not ${to.signingKey}` : to.signingKey;
			headers[voice.signatureHeader] = signatureOf(key, body, Math.floor(Date.now() / 1000) - ageSeconds);
		}
		try {
			if (!isLoopback(to.url)) throw new Error('not an address of this machine: nothing was sent');
			const limit = AbortSignal.timeout(LONGEST_WAIT_MS);
			// A redirect could lead away from this machine.
			const answer = await fetch(to.url, { method: 'POST', headers, body, redirect: 'manual', signal: limit });
			delivery.status = answer.status;
			await answer.arrayBuffer();
		} catch (error) {
			delivery.error = wordsOf(error);
		}
		if (startedIn === era) deliveries = [...deliveries.slice(1 - KEEP), delivery];
		return delivery;
	}

	async function sendAndRetry(event: WebhookEvent, to: Subscriber, attempt: number): Promise<void> {
		const startedIn = era;
		const { status, error } = await send(event, to, attempt);
		const isTaken = error === null && status >= 200 && status < 300;
		if (isTaken || attempt >= attempts) return;
		house.later(pauseMs, () => {
			const still = voice.subscribers(event.name).find(({ id }) => id === to.id);
			if (startedIn === era && still) void sendAndRetry(event, still, attempt + 1);
		});
	}

	return {
		events: voice.events,
		emit(name, data) {
			const event = eventOf(name, data);
			const startedIn = era;
			house.later(0, () => {
				if (startedIn !== era) return;
				for (const subscriber of voice.subscribers(name)) void sendAndRetry(event, subscriber, 1);
			});
		},
		async deliver(order) {
			const event = ordered(order);
			const all = voice.subscribers(event.name);
			const wanted = all.filter(({ id }) => id === (order.subscriptionId ?? id));
			return await Promise.all(wanted.map((subscriber) => send(event, subscriber, 1, order)));
		},
		list: () => deliveries,
		clear() {
			era++;
			events = [];
			deliveries = [];
		},
	};
}

function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

const ORDER_RULES: Record<keyof Omit<DeliveryOrder, 'vendor'>, (value: unknown) => boolean> = {
	event: (value) => typeof value === 'string',
	data: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	eventId: (value) => typeof value === 'string',
	subscriptionId: (value) => typeof value === 'string',
	signature: (value) => ['good', 'bad', 'none'].includes(String(value)),
	ageSeconds: (value) => Number.isInteger(value),
};

/**
 * An order as the control API is given it, without the vendor.
 * @throws RangeError when it is not one
 */
export function orderOf({ vendor: _, ...given }: Record<string, unknown>): Omit<DeliveryOrder, 'vendor'> {
	for (const [name, value] of Object.entries(given)) {
		if (!Object.hasOwn(ORDER_RULES, name)) throw new RangeError(`${name} is nothing that a delivery has`);
		if (!ORDER_RULES[name as keyof typeof ORDER_RULES](value))
			throw new RangeError(`${name} cannot be ${String(value)}`);
	}
	if (given.event !== undefined && given.eventId !== undefined) throw new RangeError('event or eventId, not both');
	if (given.data !== undefined && given.event === undefined) throw new RangeError('data needs an event');
	return given;
}
