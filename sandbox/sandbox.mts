import { createControl } from './control.mts';
import { loadContract } from './shared/contract.mts';
import { openDatabase } from './shared/db.mts';
import { createFaultDesk } from './shared/faults.mts';
import { listen, stopListening } from './shared/http.mts';
import { createPipeline } from './shared/pipeline.mts';
import { createRecorder } from './shared/recorder.mts';
import { TOKEN_TABLES } from './shared/tokens.mts';
import type { House } from './shared/vendor.mts';
import type { SandboxOptions, SandboxUrls } from './types.mts';
import { createEkaCare } from './vendors/eka-care/index.mts';
import { createMedMitra } from './vendors/med-mitra/index.mts';
import { createSpry } from './vendors/spry/index.mts';

export interface Sandbox {
	urls: SandboxUrls;
	/** Ends open connections and pending work, and closes the database. */
	close(): Promise<void>;
}

/**
 * Starts the stand-ins of the three vendors and the control API on 127.0.0.1. Needs Node 24.
 * @throws Error when a port is taken, a contract cannot be compiled, or the data file cannot be opened.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const db = openDatabase(options.data);
	const pending = new Set<NodeJS.Timeout>();
	let isClosed = false;
	const house: House = {
		db,
		settings: {
			latencyMs: options.latency ?? 0,
			tokenLifetimeSeconds: options.tokenLifetime ?? null,
			analysisMs: 50,
			analysisOutcome: 'auto',
			statusLagMs: 0,
			analysisBlocks: false,
			readingStyle: 'json',
			updateSupported: false,
			emptyFieldsAreMissing: false,
			databaseDown: false,
			maxListedCases: 1000,
			storageUrl: '',
			storageLimitBytes: 50 * 1024 * 1024,
			gatewayJwtRequired: false,
			refusedFileName: '',
			bareSubscriptions: false,
			casePageSize: 50,
			documentPageSize: 50,
			bookedStatus: 'BK',
			snatchedSlots: 0,
			parsingMs: 1000,
			parsingFails: false,
			storageFull: false,
			signedUrlSeconds: 900,
			errorShape: '',
			requestsPerSecond: 0,
		},
		storageUrl: '',
		later(milliseconds, work) {
			// A webhook that ends after the sandbox must not wake it again.
			if (isClosed) return;
			const timer = setTimeout(() => {
				pending.delete(timer);
				work();
			}, milliseconds);
			pending.add(timer);
		},
	};
	db.script(TOKEN_TABLES);
	const vendors = [createSpry(house), createEkaCare(house), createMedMitra(house)];
	for (const vendor of vendors) vendor.seed();

	const recorder = createRecorder();
	const faults = createFaultDesk();
	const ports = [options.spryPort, options.ekaCarePort, options.medMitraPort];
	const listening: Array<Awaited<ReturnType<typeof listen>>> = [];
	const storages: typeof listening = [];
	const close = async () => {
		isClosed = true;
		for (const timer of pending) clearTimeout(timer);
		await Promise.all([...listening, ...storages].map(({ server }) => stopListening(server)));
		db.close();
	};
	try {
		for (const [index, vendor] of vendors.entries()) {
			const pipeline = createPipeline(vendor, await loadContract(vendor.contract), house, { recorder, faults });
			listening.push(await listen(ports[index] ?? 0, pipeline));
			if (!vendor.keepsFiles) continue;
			const storage = await listen(0, pipeline);
			house.storageUrl = storage.url;
			storages.push(storage);
		}
		const urls = Object.fromEntries(vendors.map(({ name }, index) => [name, listening[index]?.url ?? '']));
		const control = createControl(house, vendors, { recorder, faults }, urls);
		listening.push(await listen(options.controlPort ?? 0, control));
	} catch (error) {
		await close();
		throw error;
	}
	const [spry = '', ekaCare = '', medMitra = '', control = ''] = listening.map(({ url }) => url);
	return { urls: { spry, ekaCare, medMitra, control }, close };
}
