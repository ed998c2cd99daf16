import { drawTable, type Column } from '../tools/table.mts';
import type { Measure } from './measure.mts';
import { VARIANTS, type Plan, type Results, type Round, type Variant } from './suite.mts';

export interface Load {
	ms: number;
	tarballKb: number;
}

/** One of the aims the package is measured against. */
export interface Aim {
	what: string;
	value: number;
	/** "<=" or ">=" the limit. */
	is: '<=' | '>=';
	limit: number;
	met: boolean;
}

const TITLES: Record<Variant, string> = {
	fields: '(a) our node, six expressions',
	autoMap: '(b) our node, Map Automatically',
	httpRequest: '(c) HTTP Request as it comes, six expressions',
	httpRequestBatched: '(d) the same, best batching',
	httpRequestJson: "(c') HTTP Request, one expression for the body",
	httpRequestJsonBatched: "(d') the same, best batching",
	declarative: '(e) declarative twin',
	helperLoop: '(f) bare loop over the helper',
	undici: '(g) bare undici pool',
};

const NEAR = 1.15;

/** What the figures have to be. The ideal time at the limit is one request for each item at exactly the limit. */
export function aimsOf({ open, limited, expressions, growth }: Results, plan: Plan, load: Load): Aim[] {
	const wall = (variant: Variant) => open[variant].wallMs;
	const [[fewest = '1', least = 0] = [], ...more] = Object.entries(growth);
	const [most, longest] = more.at(-1) ?? [fewest, least];
	const idealMs = (plan.items / plan.perSecond) * 1000;
	const bare = wall('helperLoop');
	return [
		aim('b : f, Map Automatically against the bare loop', wall('autoMap') / bare, '<=', NEAR),
		aim('c : b, HTTP Request against Map Automatically', wall('httpRequest') / wall('autoMap'), '>=', 3),
		aim('d : b, batched HTTP Request against it', wall('httpRequestBatched') / wall('autoMap'), '>=', 2),
		aim("c' : b, with one expression for the body", wall('httpRequestJson') / wall('autoMap'), '>=', 3),
		aim("d' : b, batched, with one expression", wall('httpRequestJsonBatched') / wall('autoMap'), '>=', 2),
		aim('a : (f + six expressions)', wall('fields') / (bare + expressions.wallMs), '<=', NEAR),
		aim('decryptions of (a)', open.fields.decryptions, '<=', 1),
		aim('decryptions of (b)', open.autoMap.decryptions, '<=', 1),
		aim('delivered by (a)', open.fields.delivered, '>=', plan.items),
		aim('delivered by (b)', open.autoMap.delivered, '>=', plan.items),
		aim('delivered by (a) at the limit', limited.fields.delivered, '>=', plan.items),
		aim('delivered by (b) at the limit', limited.autoMap.delivered, '>=', plan.items),
		aim(`(b) at the limit : the ideal ${idealMs / 1000} s`, limited.autoMap.wallMs / idealMs, '<=', NEAR),
		aim(
			`growth, ms per item at ${most} : at ${fewest}`,
			longest / Number(most) / (least / Number(fewest)),
			'<=',
			NEAR,
		),
		aim('load, ms', load.ms, '<=', 60),
		aim('tarball, kB', load.tarballKb, '<=', 200),
	];
}

function aim(what: string, exact: number, is: Aim['is'], limit: number): Aim {
	const value = Math.round(exact * 100) / 100;
	return { what, value, is, limit, met: is === '<=' ? value <= limit : value >= limit };
}

/** Everything for a person to read. */
export function draw(results: Results, plan: Plan, load: Load, aims: Aim[]): string {
	const { open, limited, expressions, growth, batching } = results;
	const told = ({ batchSize, batchInterval }: (typeof batching)['open']) => `${batchSize} per ${batchInterval} ms`;
	const steps = Object.entries(growth).map(([items, wallMs]) => `${items} items ${wallMs} ms`);
	const judged = aims.map((entry) => [
		entry.met ? 'met       ' : 'AIM MISSED',
		`${entry.what}: ${entry.value} ${entry.is} ${entry.limit}`,
	]);
	const missed = aims.filter(({ met }) => !met).length;
	return [
		`${plan.items} items, every answer after 20 ms. ${plan.concurrency} requests at once in (a), (b), (f) and (g) by their option; (c) and (e) send all at once.`,
		drawRound(open),
		`The six expressions alone: ${expressions.wallMs} ms. Best batching of (d): ${told(batching.open)}, of (d'): ${told(batching.jsonOpen)}.`,
		`The server limited to ${plan.perSecond} requests/s`,
		drawRound(limited),
		`Best batching of (d): ${told(batching.limited)}, of (d'): ${told(batching.jsonLimited)}.`,
		`Growth of (b): ${steps.join(', ')}. Load ${load.ms} ms, tarball ${load.tarballKb} kB.`,
		judged.map((line) => line.join('  ').trimEnd()).join('\n'),
		missed === 0 ? 'Every aim is met.' : `${missed} of ${aims.length} aims missed.`,
	].join('\n\n');
}

function drawRound(round: Round): string {
	const bare = round.helperLoop.wallMs;
	const column = (title: string, key: keyof Measure): Column<Variant> => ({
		title,
		value: (row) => round[row][key],
	});
	return drawTable(
		[...VARIANTS],
		[
			{ title: 'Variant', value: (row) => TITLES[row] },
			column('wall ms', 'wallMs'),
			{ title: ': (f)', value: (row) => Math.round((round[row].wallMs / bare) * 100) / 100 },
			column('CPU ms', 'cpuMs'),
			column('peak MB', 'peakMb'),
			column('connections', 'connections'),
			column('decryptions', 'decryptions'),
			column('delivered', 'delivered'),
		],
	);
}
