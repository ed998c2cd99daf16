/**
 * `npm run bench`: what our node costs beside the other ways to make the same requests in a real n8n.
 *
 *   --json              one JSON object, last on stdout; everything else goes to stderr
 *   --concurrency N     requests at once of (a), (b), (f) and (g); 20 without, as a person with thousands of rows would
 *                       set it (the node's own default is 10)
 *   --quick             fewer items, every variant once: whether it works, not how fast it is
 *   --profile FOLDER    writes a CPU profile of n8n for every variant there; it slows them down
 *
 * One new n8n with its default expression engine, in it this package as it would be published and the nodes of
 * bench/package, which make the items (no expression), measure and count. Every variant is a workflow
 * Webhook > Source > node under measurement > Sink, warmed up before, run in turn with the others, three times; the
 * median counts. Which variants there are is in variants.mts.
 *
 *   wall         the node's `executionTime` as n8n notes it; (g): from the first request to the last answer
 *   CPU, peak    of n8n's process between Source and Sink, garbage of the run before collected; the peak is of the
 *                whole resident set, so it compares variants and is not what one of them needs. (g): of this process
 *   connections  counted by the server, which is a process of its own (server.mts)
 *   decryptions  calls of `Credentials.getData` in n8n (preload.mjs)
 *   load         n8n's loader on the installed package, in fresh processes (load.mts)
 *
 * (c) and (d) fill the same six fields of the body by the same six expressions as (a), with the same credential. As many
 * people write one expression for the whole body, (c') and (d') do that.
 *
 * The limited server takes 200 requests in any second and refuses the rest with 429 and `Retry-After: 1`; only our node
 * sends those again. The exit code is 0 also when an aim is missed: this measures, it does not judge.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { constants, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCloser } from '../tools/closer.mts';
import { ensureBuilt } from '../tools/build.mjs';
import { installPackage } from '../tools/install-package.mts';
import { makeN8nClient } from '../tools/n8n-client.mts';
import { startN8n } from '../tools/n8n-process.mts';
import { stopLaunched } from '../tools/process.mts';
import { hostRoot, projectRoot } from '../tools/stack.mts';
import { measureLoad } from './load.mts';
import type { Bench } from './measure.mts';
import { aimsOf, draw, type Load } from './report.mts';
import { runSuite, type Plan } from './suite.mts';
import { startVendor, TOKEN } from './vendor.mts';

const FULL: Plan = { items: 1000, repeats: 3, concurrency: 20, perSecond: 200, growth: [1000, 2500, 5000, 10_000] };
const QUICK: Plan = { items: 400, repeats: 1, concurrency: 20, perSecond: 200, growth: [400, 1600] };

const closer = makeCloser();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => void leave(128 + constants.signals[signal]));
}

try {
	await main();
	await leave(0);
} catch (error) {
	if (!closer.closing) {
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		await leave(1);
	}
}

async function main(): Promise<void> {
	const { values: flags } = parseArgs({
		options: {
			json: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			profile: { type: 'string' },
			concurrency: { type: 'string' },
		},
	});
	const base = flags.quick ? QUICK : FULL;
	const plan = { ...base, concurrency: Number(flags.concurrency ?? base.concurrency) };
	if (!(plan.concurrency >= 1 && plan.concurrency <= 50)) throw new Error('--concurrency is a number from 1 to 50');
	const profiles = flags.profile ? resolve(flags.profile) : undefined;
	if (profiles) await mkdir(profiles, { recursive: true });
	const say = (line: string) => void (flags.json ? process.stderr : process.stdout).write(`${line}\n`);

	const { bench, load } = await start(plan, say);
	const results = await runSuite({ ...bench, profiles }, plan, say);
	const aims = aimsOf(results, plan, load);
	say(`\n${draw(results, plan, load, aims)}\n`);
	if (!flags.json) return;
	const { open, limited, growth, batching, expressions } = results;
	const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
	const answer = { ...open, limited, growth, load, expressions, batching, aims, plan, machine };
	process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function start(plan: Plan, say: (line: string) => void): Promise<{ bench: Bench; load: Load }> {
	const nodePath = process.execPath;
	say('Building the package ...');
	await ensureBuilt();
	say('Installing it in n8n ...');
	const userFolder = await mkdtemp(join(tmpdir(), 'carechain-bench-'));
	closer.add(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 5 }));
	const installed = await installPackage(projectRoot, userFolder);
	await installPackage(join(projectRoot, 'bench', 'package'), userFolder);
	const ms = await measureLoad(nodePath, installed.folder, plan.repeats);
	const load = { ms, tarballKb: Math.round(installed.tarballBytes / 100) / 10 };

	say('Starting n8n ...');
	const vendor = await startVendor(nodePath, closer);
	const preload = new URL('preload.mjs', import.meta.url).href;
	const n8n = await startN8n({
		nodePath,
		hostRoot,
		userFolder,
		env: { NODE_OPTIONS: `--import=${preload}` },
		onLaunch: (child) => closer.add(async () => await child.stop()),
	});
	const client = makeN8nClient(n8n.url);
	await client.createOwner({ email: 'owner@carechain.example', password: 'Bench-1-made-up' });
	const credentials = new Map([
		['spryApi', await client.createCredential('spryApi', 'Bench', spryCredential(vendor.url))],
	]);
	return { bench: { url: n8n.url, client, vendor, credentials }, load };
}

function spryCredential(baseUrl: string): Record<string, unknown> {
	return { environment: 'custom', baseUrl, jwt: TOKEN };
}

/** Stops and removes everything that was started. */
async function leave(code: number): Promise<void> {
	await closer.close();
	await stopLaunched();
	process.exit(code);
}
