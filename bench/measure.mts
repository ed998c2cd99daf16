import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import axios from 'axios';
import { onceReady, type CredentialReference, type N8nClient } from '../tools/n8n-client.mts';
import { workflowFor, type Measured } from './variants.mts';
import type { BenchVendor } from './vendor.mts';

/** What one run of a variant took. */
export interface Measure {
	/** The node's own time, as n8n notes it in the execution. */
	wallMs: number;
	/** CPU of the whole process, its threads included. */
	cpuMs: number;
	/** Highest resident set of the process, sampled every 10 ms; 1 MB is 1,000,000 bytes. */
	peakMb: number;
	connections: number;
	decryptions: number;
	/** Items that came out with a patient's id. */
	delivered: number;
}

export type Spent = Omit<Measure, 'connections'>;

/** Runs a variant once with so many items. */
export type Runner = (items: number, profile?: string) => Promise<Spent>;

export interface Bench {
	/** n8n's address. */
	url: string;
	client: N8nClient;
	vendor: BenchVendor;
	/** Stored credentials by type. */
	credentials: ReadonlyMap<string, CredentialReference>;
	/** Folder for CPU profiles; none without. */
	profiles?: string;
}

/** Puts a variant into n8n as a workflow of its own. */
export async function publishVariant(bench: Bench, name: string, measured: Measured): Promise<Runner> {
	const id = await bench.client.importWorkflow(workflowFor(name, measured, bench.credentials));
	await bench.client.publish(id);
	return async (items, profile) => {
		const url = `${bench.url}/webhook/${name}`;
		const { data } = await onceReady(
			async () =>
				await axios.post<Spent & { message?: string }>(
					url,
					{ items, profile },
					{ proxy: false, validateStatus: () => true },
				),
		);
		if (typeof data.wallMs !== 'number') throw new Error(`"${name}" did not run through: ${JSON.stringify(data)}`);
		return data;
	};
}

/** One run with the vendor's counters set back before. */
export async function runOnce(
	bench: Bench,
	run: Runner,
	{ items, perSecond = null, name }: { items: number; perSecond?: number | null; name?: string },
): Promise<Measure> {
	await bench.vendor.reset(perSecond);
	const profile = bench.profiles && name ? join(bench.profiles, `${name}.cpuprofile`) : undefined;
	const { wallMs, cpuMs, peakMb, decryptions, delivered } = await run(items, profile);
	const { connections } = await bench.vendor.counts();
	// n8n tidies up after an execution; that is not the next one's.
	await sleep(200);
	return { wallMs, cpuMs, peakMb, connections, decryptions, delivered };
}

/**
 * The run with the median wall time. Where runs delivered differently, the fewest count, because a variant that loses
 * items now and then loses items.
 */
export function median(runs: Measure[]): Measure {
	const sorted = [...runs].sort((one, other) => one.wallMs - other.wallMs);
	const middle = sorted[Math.floor((sorted.length - 1) / 2)];
	if (!middle) throw new Error('There was no run');
	return { ...middle, delivered: Math.min(...runs.map(({ delivered }) => delivered)) };
}

/** Most items delivered first, then the shortest time. */
export function better(one: Measure, other: Measure): number {
	return other.delivered - one.delivered || one.wallMs - other.wallMs;
}
