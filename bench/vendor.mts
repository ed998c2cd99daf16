import { fileURLToPath } from 'node:url';
import type { Closer } from '../tools/closer.mts';
import { launch, plainEnvironment } from '../tools/process.mts';

/** An obvious made-up token; every variant has to send it. */
export const TOKEN = 'bench-token-that-opens-nothing';

export interface Counts {
	connections: number;
	requests: number;
	refused: number;
}

export interface BenchVendor {
	url: string;
	/** @param perSecond requests it takes in any second; null for all */
	reset(perSecond: number | null): Promise<void>;
	counts(): Promise<Counts>;
}

/** Starts server.mts as a process of its own, so that its work is nobody else's CPU time. */
export async function startVendor(nodePath: string, closer: Closer): Promise<BenchVendor> {
	const leash = new URL('../tools/leash.mjs', import.meta.url).href;
	const script = fileURLToPath(new URL('server.mts', import.meta.url));
	let tell: (line: string) => void = () => {};
	const ready = new Promise<string>((resolve) => (tell = resolve));
	const args = ['--disable-warning=ExperimentalWarning', '--import', leash, script, TOKEN];
	const child = await launch(nodePath, args, {
		env: plainEnvironment(),
		leash: true,
		onLine: (line) => tell(line),
	});
	closer.add(async () => await child.stop());
	const url = await Promise.race([ready, child.ended]);
	if (typeof url !== 'string' || !url.startsWith('http')) {
		throw new Error(`The server of the benchmark did not start:\n${child.output()}`);
	}
	return {
		url,
		async reset(perSecond) {
			await fetch(`${url}/bench/reset`, { method: 'POST', body: JSON.stringify({ perSecond }) });
		},
		counts: async () => (await (await fetch(`${url}/bench/counts`)).json()) as Counts,
	};
}
