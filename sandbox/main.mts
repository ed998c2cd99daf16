/**
 * Runs the sandbox as a process of its own: `node sandbox/main.mts [--spry-port N] [--eka-care-port N]
 * [--med-mitra-port N] [--control-port N] [--data FILE] [--token-lifetime SECONDS] [--latency MS]`.
 *
 * When ready it prints one line of JSON: `{"ready":true,"spry":"http://127.0.0.1:…","ekaCare":…,"medMitra":…,
 * "control":…}`. It ends on SIGTERM, on SIGINT, and when the process that started it with an IPC channel goes away.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.mts';

export { startSandbox } from './sandbox.mts';

const NUMBERS = {
	'spry-port': 'spryPort',
	'eka-care-port': 'ekaCarePort',
	'med-mitra-port': 'medMitraPort',
	'control-port': 'controlPort',
	'token-lifetime': 'tokenLifetime',
	latency: 'latency',
} as const;

async function main(): Promise<void> {
	const text = { type: 'string' } as const;
	const names = [...Object.keys(NUMBERS), 'data'];
	const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, text])), strict: true });
	const numbers = Object.entries(NUMBERS).flatMap(([name, option]) => {
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
