import type { IDataObject, INodePropertyOptions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Refusal } from '../failure';
import type { SendRequest, Vendor } from '../types';

/** What a subscription is to be. */
export interface Wanted {
	name: string;
	/** Where the vendor sends the events to. */
	url: string;
	/** Sorted. */
	events: string[];
}

/** A subscription as the vendor lists it. */
export interface Subscription {
	id: string;
	events: string[];
	/** False when the vendor has stopped it. */
	isActive?: boolean;
	/** Empty when it signs with none; undefined when the vendor does not list the key. */
	signingKey?: string;
}

/** A subscription that is ours, with the key that it signs with. */
export interface Held {
	id: string;
	signingKey: string;
}

/** One event that a delivery tells of. */
export interface Delivered {
	name: string;
	/** The same for each delivery of the event, another for every other event. */
	key: string;
}

/** Where a node runs that has parameters. */
export type WithParameters = Pick<IHookFunctions, 'getNodeParameter'>;

/** What is peculiar to a vendor's webhooks; the life cycle and the reception are the same for all. */
export interface WebhookTrigger<D extends Delivered = Delivered> {
	vendor: Vendor;
	events: INodePropertyOptions[];
	/** The name under which the key is kept in the node's static data. */
	keyName: string;
	/** In small letters; its value has the form `t=<epoch seconds>,v1=<hex>`. */
	signatureHeader: string;

	/** The subscriptions that send to this address. */
	list(request: SendRequest, url: string): Promise<Subscription[]>;
	/** Makes a new one. A vendor that does not take a key tells its own. */
	create(request: SendRequest, wanted: Wanted, signingKey: string): Promise<Held>;
	remove(request: SendRequest, id: string): Promise<void>;
	/** For a vendor that can change a subscription; elsewhere an older one is replaced. */
	takeOver?: {
		/** Gives it the wanted events and starts it again; its key stays. */
		change(request: SendRequest, id: string, wanted: Wanted): Promise<void>;
		/** Gives it another key. */
		rotateKey(request: SendRequest, id: string): Promise<string>;
	};
	/** For a vendor that registers some webhooks by hand, with a key that the person is given. */
	byHand?: {
		isChosen(context: WithParameters): boolean;
		/** The key; empty while there is none. */
		key(context: Pick<IHookFunctions, 'getCredentials'>): Promise<string>;
		/** What is said at the activation when there is none. */
		noKey(): Refusal;
	};
	/** Says before any event comes what is wrong with the parameters; throws a `Refusal`. */
	assertParameters?(context: WithParameters): void;

	/** How far the time in a signature may be from now, in seconds. */
	tolerance(options: IDataObject): number;
	/** The event in a delivery; undefined when there is none. */
	read(body: IDataObject): D | undefined;
	/** The item that the workflow starts with. */
	item(context: IWebhookFunctions, event: D): IDataObject | Promise<IDataObject>;
}
