import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { kebabCase } from './shared/names.mts';
import type {
	ActiveFault,
	Delivery,
	DeliveryOrder,
	Fault,
	MintedToken,
	RandomFaults,
	RecordedRequest,
	SandboxOptions,
	SandboxSettings,
	SandboxState,
	SandboxUrls,
	VendorName,
} from './types.mts';

export type * from './types.mts';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), 'main.mts');
/** A machine that is busy with other things starts it slowly. */
const START_LIMIT = 120_000;
const STOP_LIMIT = 5_000;

/** What the control API offers, as functions. Each throws an Error with the sandbox's message when it refuses. */
export interface SandboxControl {
	/** Requests so far, oldest first; of one vendor when named. */
	requests(vendor?: VendorName): Promise<RecordedRequest[]>;
	clearRequests(): Promise<void>;
	/** Rows of every table. */
	state(): Promise<SandboxState>;
	/**
	 * Restores the sample data and the initial settings; empties the list of requests and ends all faults. Tokens stay
	 * valid.
	 */
	reset(): Promise<void>;
	/** Changes settings and returns all of them. */
	settings(changes?: Partial<SandboxSettings>): Promise<SandboxSettings>;
	/** Adds faults; they affect requests in the order in which they were added. */
	faults(...faults: Fault[]): Promise<void>;
	/** Starts random faults, in place of any earlier ones. */
	randomFaults(faults: RandomFaults): Promise<void>;
	/** The faults that are switched on. */
	activeFaults(): Promise<ActiveFault[]>;
	clearFaults(): Promise<void>;
	/** A JWT the vendor accepts, or with negative seconds one that has expired. */
	mintToken(vendor: VendorName, expiresInSeconds?: number): Promise<MintedToken>;
	/** Makes every token of the vendor issued so far invalid. */
	revoke(vendor: VendorName): Promise<void>;
	/** Does what people do in the vendor's own app and no API call can do. */
	act(vendor: VendorName, act: string, input: Record<string, unknown>): Promise<unknown>;
	/** Sends a webhook now and resolves to the results, one for each subscriber; none if nobody has subscribed. */
	deliver(order: DeliveryOrder): Promise<Delivery[]>;
	/** Webhooks sent so far, oldest first; of one vendor when named. Those not finished yet are not among them. */
	deliveries(vendor?: VendorName): Promise<Delivery[]>;
}

export interface LaunchedSandbox extends SandboxUrls, SandboxControl {
	pid: number;
	/** Ends the process and waits until it is gone. */
	stop(): Promise<void>;
}

/** Talks to the control API of a sandbox that is running. */
export function controlSandbox(controlUrl: string): SandboxControl {
	async function call<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
		const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
		const response = await fetch(`${controlUrl}${path}`, { method, ...init });
		const answer = (await response.json()) as T & { error?: string };
		if (!response.ok) throw new Error(`sandbox control ${path}: ${answer.error ?? response.status}`);
		return answer;
	}

	return {
		requests: (vendor) => call('GET', vendor ? `/requests?vendor=${vendor}` : '/requests'),
		clearRequests: async () => void (await call('POST', '/requests/clear')),
		state: () => call('GET', '/state'),
		reset: async () => void (await call('POST', '/reset')),
		settings: (changes = {}) => call('POST', '/settings', changes),
		async faults(...faults) {
			for (const fault of faults) await call('POST', '/faults', fault);
		},
		randomFaults: async (faults) => void (await call('POST', '/faults/random', faults)),
		activeFaults: () => call('GET', '/faults'),
		clearFaults: async () => void (await call('POST', '/faults/clear')),
		mintToken: (vendor, expiresInSeconds = 3600) => call('POST', '/tokens', { vendor, expiresInSeconds }),
		revoke: async (vendor) => void (await call('POST', '/revoke', { vendor })),
		act: (vendor, act, input) => call('POST', '/act', { vendor, act, ...input }),
		deliver: (order) => call('POST', '/deliver', order),
		deliveries: (vendor) => call('GET', vendor ? `/deliveries?vendor=${vendor}` : '/deliveries'),
	};
}

/**
 * Starts the sandbox as a process of its own and waits until it is ready.
 * @param options.nodePath a Node 24 binary; this function itself runs on Node 20 as well.
 * @throws Error with what the process printed when it does not come up within two minutes.
 */
export async function launchSandbox(options: SandboxOptions & { nodePath: string }): Promise<LaunchedSandbox> {
	const { nodePath, ...rest } = options;
	const args = Object.entries(rest).flatMap(([name, value]) => {
		return value === undefined ? [] : [`--${kebabCase(name)}`, String(value)];
	});
	// With the IPC channel the sandbox notices when this process dies, even by kill -9.
	const child = spawn(nodePath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	try {
		const urls = await readyLine(child);
		return { ...urls, ...controlSandbox(urls.control), pid: child.pid ?? 0, stop: () => stop(child) };
	} catch (error) {
		await stop(child);
		throw error;
	}
}

function readyLine(child: ChildProcess): Promise<SandboxUrls> {
	let timer: NodeJS.Timeout | undefined;
	const ready = new Promise<SandboxUrls>((resolve, reject) => {
		let errors = '';
		const fail = (reason: string) => reject(new Error(`the sandbox did not start: ${reason} ${errors}`.trim()));
		timer = setTimeout(() => fail('no word from it.'), START_LIMIT);
		child.stderr?.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
		child.once('error', (error) => fail(error.message));
		child.once('close', (code) => fail(`it ended with code ${code}.`));
		createInterface({ input: child.stdout! }).once('line', (line) => {
			try {
				resolve(JSON.parse(line) as SandboxUrls);
			} catch {
				fail(`it said ${line}.`);
			}
		});
	});
	return ready.finally(() => clearTimeout(timer));
}

function stop(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
		const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
		child.once('exit', () => {
			clearTimeout(timer);
			resolve();
		});
		child.kill('SIGTERM');
	});
}
