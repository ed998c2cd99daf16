import type { ServerResponse } from 'node:http';
import type { FaultStore } from '../shared/faults.mts';
import type { Recorder } from '../shared/recorder.mts';
import type { House, Vendor } from '../shared/vendor.mts';
import { PAGE_HEADERS } from './files.mts';
import { countOf } from './views.mts';

/** How often it looks whether something has changed, while somebody watches. */
const LOOK_MS = 250;
/** Some proxies close a connection on which nothing is sent. */
const BREATH_MS = 15_000;

export interface PageContext {
	house: House;
	vendors: Vendor[];
	recorder: Recorder;
	faults: FaultStore;
}

/** What has changed is told by versions: whoever has seen another one reads again. */
export interface Versions {
	records: string;
	requests: string;
	deliveries: string;
	switches: string;
}

export interface Summary {
	versions: Versions;
	/** How many there are, by vendor and by kind of record; requests and webhooks too. */
	counts: Record<string, Record<string, number>>;
	/** Faults that wait for requests, by vendor. */
	faults: Record<string, number>;
	hasRandomFaults: boolean;
}

function versionsOf({ house, vendors, recorder, faults }: PageContext): Versions {
	const lists = vendors.map(({ webhooks }) => webhooks?.list() ?? []);
	return {
		records: String(house.db.get('SELECT total_changes() AS changes')?.changes),
		requests: String(recorder.version()),
		deliveries: lists.map((list) => `${list.length}:${list.at(-1)?.id ?? ''}`).join(' '),
		switches: JSON.stringify([faults.list(), faults.random() ?? null, house.settings]),
	};
}

function summaryOf(desk: PageContext, versions: Versions): Summary {
	const { house, vendors, recorder, faults } = desk;
	const requests: Record<string, number> = {};
	for (const { vendor } of recorder.list()) requests[vendor] = (requests[vendor] ?? 0) + 1;
	const counts = vendors.map(({ name, webhooks, views }) => {
		const records = views.map((view) => [view.kind, countOf(house.db, view)]);
		const others = { requests: requests[name] ?? 0, ...(webhooks ? { webhooks: webhooks.list().length } : {}) };
		return [name, { ...Object.fromEntries(records), ...others }];
	});
	return {
		versions,
		counts: Object.fromEntries(counts),
		faults: Object.fromEntries(
			vendors.map(({ name }) => [name, faults.list().filter(({ vendor }) => vendor === name).length]),
		),
		hasRandomFaults: faults.random() !== undefined,
	};
}

/** Tells watchers of every change, as server-sent events of one {@link Summary} each. */
export function openLive(desk: PageContext): (response: ServerResponse) => void {
	const watchers = new Set<ServerResponse>();
	let told = '';
	let silentFor = 0;
	let isLooking = false;

	function look(): void {
		if (watchers.size === 0) {
			isLooking = false;
			return;
		}
		tellChanges();
		desk.house.later(LOOK_MS, look);
	}

	function tellChanges(): void {
		const versions = versionsOf(desk);
		const version = JSON.stringify(versions);
		silentFor += LOOK_MS;
		if (version === told && silentFor < BREATH_MS) return;
		const message = version === told ? ': still here' : `data: ${JSON.stringify(summaryOf(desk, versions))}`;
		for (const watcher of watchers) watcher.write(`${message}\n\n`);
		told = version;
		silentFor = 0;
	}

	return (response) => {
		response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
		response.on('close', () => watchers.delete(response));
		const versions = versionsOf(desk);
		response.write(`retry: 1000\n\ndata: ${JSON.stringify(summaryOf(desk, versions))}\n\n`);
		watchers.add(response);
		if (isLooking) return;
		isLooking = true;
		told = JSON.stringify(versions);
		desk.house.later(LOOK_MS, look);
	};
}
