/**
 * Runs the sandbox as a process of its own: `node sandbox/main.mts [--<vendor>-port N]... [--control-port N]
 * [--data FILE] [--token-lifetime SECONDS] [--latency MS]`, where a vendor is a folder of sandbox/vendors.
 *
 * When ready it prints one line of JSON: `{"ready":true,"<vendor>":"http://127.0.0.1:…",...,"control":…}`. It ends on SIGTERM, on SIGINT, and when the process that started it with an IPC channel goes away.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.mts';
import { kebabCase } from './shared/names.mts';
import { SETTINGS } from './vendors/settings.mts';

export { startSandbox } from './sandbox.mts';

const NUMBERS = [...[...Object.keys(SETTINGS), 'control'].map((name) => `${name}Port`), 'tokenLifetime', 'latency'];

async function main(): Promise<void> {
	const text = { type: 'string' } as const;
	const names = [...NUMBERS.map(kebabCase), 'data'];
	const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, text])), strict: true });
	const numbers = NUMBERS.flatMap((option) => {
		const name = kebabCase(option);
		if (values[name] === undefined) return [];
		if (!/^\d+$/.test(String(values[name]))) throw new Error(`--${name} takes a whole number`);
		return [[option, Number(values[name])]];
	});
	const data = values.data === undefined ? {} : { data: String(values.data) };
	const sandbox = await startSandbox({ ...Object.fromEntries(numbers), ...data });

	let ending = false;
	const end = () => {
		if (ending) return;
		ending = true;
		void sandbox.close().then(() => process.exit(0));
	};
	process.on('SIGTERM', end);
	process.on('SIGINT', end);
	process.on('disconnect', end);
	process.stdout.write(`${JSON.stringify({ ready: true, ...sandbox.urls })}\n`);
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === realpathSync(fileURLToPath(import.meta.url))) {
	main().catch((error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	});
}
