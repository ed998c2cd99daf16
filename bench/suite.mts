import { better, median, publishVariant, runOnce, type Bench, type Measure, type Runner } from './measure.mts';
import { runUndici } from './undici.mts';
import * as variants from './variants.mts';
import type { Batching, Body } from './variants.mts';

export const VARIANTS = [
	'fields',
	'autoMap',
	'httpRequest',
	'httpRequestBatched',
	'httpRequestJson',
	'httpRequestJsonBatched',
	'declarative',
	'helperLoop',
	'undici',
] as const;

export type Variant = (typeof VARIANTS)[number];
export type Round = Record<Variant, Measure>;

export interface Plan {
	items: number;
	/** Requests at once of (a), (b), (f) and (g). */
	concurrency: number;
	/** How often every variant is run. */
	repeats: number;
	/** Requests per second of the limited server. */
	perSecond: number;
	/** Numbers of items for the growth. */
	growth: number[];
}

export interface Results {
	open: Round;
	limited: Round;
	/** The six expressions alone. */
	expressions: Measure;
	/** Wall time of mapping automatically by number of items. */
	growth: Record<string, number>;
	batching: { open: Batching; limited: Batching; jsonOpen: Batching; jsonLimited: Batching };
}

const WARM_UP = 100;

/** Runs everything in one n8n against one server. */
export async function runSuite(bench: Bench, plan: Plan, say: (line: string) => void): Promise<Results> {
	const { vendor } = bench;
	const publish = async (name: string, measured: variants.Measured) => {
		const run = await publishVariant(bench, name, measured);
		// The first runs pay for code that is not compiled yet.
		const { delivered } = await runOnce(bench, run, { items: WARM_UP });
		if (measured.credential && delivered < WARM_UP) {
			throw new Error(`"${name}" delivered ${delivered} of ${WARM_UP} items to a server that takes them all`);
		}
		return run;
	};
	const runners = {
		fields: await publish('fields', variants.fields(plan.concurrency)),
		autoMap: await publish('autoMap', variants.autoMap(plan.concurrency)),
		httpRequest: await publish('httpRequest', variants.httpRequest(vendor.url, 'fields')),
		httpRequestJson: await publish('httpRequestJson', variants.httpRequest(vendor.url, 'json')),
		declarative: await publish('declarative', variants.declarative),
		helperLoop: await publish('helperLoop', variants.helperLoop(plan.concurrency)),
		undici: async (items: number) => await runUndici(vendor, items, plan.concurrency),
	};
	const expressions = await publish('expressions', variants.expressions);

	say('Looking for the best batching of the HTTP Request node ...');
	const find = async (body: Body, list: Batching[], perSecond: number | null) => {
		const tried: Array<{ batching: Batching; run: Runner; measure: Measure }> = [];
		for (const batching of list) {
			const name = `batched-${body}-${perSecond ?? 'open'}-${batching.batchSize}-${batching.batchInterval}`;
			const run = await publish(name, variants.httpRequest(vendor.url, body, batching));
			tried.push({ batching, run, measure: await runOnce(bench, run, { items: plan.items, perSecond }) });
		}
		const [best] = tried.sort((one, other) => better(one.measure, other.measure));
		if (!best) throw new Error('There is no batching to try');
		return best;
	};
	const batched = await find('fields', variants.BATCHINGS, null);
	const batchedAtLimit = await find('fields', variants.BATCHINGS_AT_THE_LIMIT, plan.perSecond);
	const jsonBatched = await find('json', variants.BATCHINGS, null);
	const jsonBatchedAtLimit = await find('json', variants.BATCHINGS_AT_THE_LIMIT, plan.perSecond);

	say(`${plan.items} items, each variant ${plan.repeats} x ...`);
	const open = await rounds(
		bench,
		plan,
		{ ...runners, httpRequestBatched: batched.run, httpRequestJsonBatched: jsonBatched.run, expressions },
		null,
	);
	say(`The same, the server limited to ${plan.perSecond} requests/s ...`);
	const limited = await rounds(
		bench,
		plan,
		{ ...runners, httpRequestBatched: batchedAtLimit.run, httpRequestJsonBatched: jsonBatchedAtLimit.run },
		plan.perSecond,
	);

	const growth: Record<string, number> = {};
	for (const items of plan.growth) {
		say(`Growth: ${items} items ...`);
		const runs: Measure[] = [];
		for (let index = 0; index < plan.repeats; index++) {
			runs.push(await runOnce(bench, runners.autoMap, { items }));
		}
		growth[items] = median(runs).wallMs;
	}
	return {
		open,
		limited,
		expressions: open.expressions,
		growth,
		batching: {
			open: batched.batching,
			limited: batchedAtLimit.batching,
			jsonOpen: jsonBatched.batching,
			jsonLimited: jsonBatchedAtLimit.batching,
		},
	};
}

/** All variants in turn, several times over, so that a slow moment of the machine meets all of them alike. */
async function rounds<Name extends string>(
	bench: Bench,
	{ items, repeats }: Plan,
	runners: Record<Name, Runner>,
	perSecond: number | null,
): Promise<Record<Name, Measure>> {
	const entries = Object.entries(runners) as Array<[Name, Runner]>;
	const runs = new Map<Name, Measure[]>(entries.map(([name]) => [name, []]));
	for (let index = 0; index < repeats; index++) {
		for (const [name, run] of entries) {
			const label = perSecond === null ? name : `${name}-limited`;
			runs.get(name)?.push(await runOnce(bench, run, { items, perSecond, name: label }));
		}
	}
	return Object.fromEntries([...runs].map(([name, list]) => [name, median(list)])) as Record<Name, Measure>;
}
