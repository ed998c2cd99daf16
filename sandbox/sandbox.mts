import type { Server } from 'node:http';
import { createControl } from './control.mts';
import { loadContract } from './shared/contract.mts';
import { openDatabase } from './shared/db.mts';
import { createFaultStore } from './shared/faults.mts';
import { listen, stopListening } from './shared/http.mts';
import { kebabCase } from './shared/names.mts';
import { createPipeline } from './shared/pipeline.mts';
import { createRecorder } from './shared/recorder.mts';
import { initialValues } from './shared/settings.mts';
import { TOKEN_TABLES } from './shared/tokens.mts';
import type { House, Vendor } from './shared/vendor.mts';
import type { SandboxOptions, SandboxSettings, SandboxUrls } from './types.mts';
import { loadVendors } from './vendors/load.mts';
import { ALL_SETTINGS } from './vendors/settings.mts';

export interface Sandbox {
	urls: SandboxUrls;
	/** Ends open connections and pending work, and closes the database. */
	close(): Promise<void>;
}

const contractOf = ({ name }: Vendor) => loadContract(new URL(`./contracts/${kebabCase(name)}.yaml`, import.meta.url));

/**
 * Starts the stand-ins of all vendors and the control API on 127.0.0.1. Needs Node 24.
 * @throws Error when a port is taken, a contract cannot be compiled, or the data file cannot be opened.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const db = openDatabase(options.data);
	const pending = new Set<NodeJS.Timeout>();
	let isClosed = false;
	const house: House = {
		db,
		settings: {
			...(initialValues(ALL_SETTINGS) as unknown as SandboxSettings),
			latencyMs: options.latency ?? 0,
			tokenLifetimeSeconds: options.tokenLifetime ?? null,
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
	const servers: Server[] = [];
	const urls: Partial<SandboxUrls> = {};
	const open = async (...listening: Parameters<typeof listen>) => {
		const { server, url } = await listen(...listening);
		servers.push(server);
		return url;
	};
	const close = async () => {
		isClosed = true;
		for (const timer of pending) clearTimeout(timer);
		await Promise.all(servers.map(stopListening));
		db.close();
	};
	try {
		const desks = { recorder: createRecorder(), faults: createFaultStore() };
		const vendors = await loadVendors(house);
		for (const vendor of vendors) vendor.seed();
		for (const vendor of vendors) {
			const pipeline = createPipeline(vendor, await contractOf(vendor), house, desks);
			urls[vendor.name] = await open(options[`${vendor.name}Port`] ?? 0, pipeline);
			if (vendor.keepsFiles) house.storageUrl = await open(0, pipeline);
		}
		urls.control = await open(options.controlPort ?? 0, createControl(house, vendors, desks, { ...urls }));
	} catch (error) {
		await close();
		throw error;
	}
	return { urls: urls as SandboxUrls, close };
}
