import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainEnvironment, run } from '../tools/process.mts';
import { hostRoot } from '../tools/stack.mts';

/**
 * How long n8n's own loader takes for the installed package: its files read, classes made, descriptions built. Each
 * time in a fresh process in which n8n's libraries are already loaded, as they are when n8n comes to its packages.
 * @returns the median in milliseconds
 */
export async function measureLoad(nodePath: string, folder: string, repeats: number): Promise<number> {
	const home = await mkdtemp(join(tmpdir(), 'carechain-load-'));
	try {
		const probe = fileURLToPath(new URL('load-probe.cjs', import.meta.url));
		const modules = join(hostRoot, 'node_modules');
		const n8n = join(modules, 'n8n', 'bin', 'n8n');
		const env = plainEnvironment({ HOME: home, N8N_USER_FOLDER: home, NODE_PATH: modules });
		const times: number[] = [];
		for (let index = 0; index < repeats; index++) {
			const printed = await run(nodePath, [probe, folder, n8n], { env });
			times.push(Number(/loaded in ([\d.]+) ms/.exec(printed)?.[1]));
		}
		times.sort((one, other) => one - other);
		return Math.round((times[Math.floor((repeats - 1) / 2)] ?? Number.NaN) * 10) / 10;
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}
