/**
 * The demo itself, run by demo/demo.mjs on the Node that n8n wants: sandbox and n8n up, 25 patients through the
 * workflow, a table of what became of them.
 */
import { constants } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { callerKey } from '../tools/credentials.mts';
import { makeCloser } from '../tools/closer.mts';
import { fillForms, postIntakes, readIntakes, type Intake, type IntakeResult } from './intake.mts';
import { portOrFree } from '../tools/ports.mts';
import { stopLaunched } from '../tools/process.mts';
import { publishIntake } from './publish-intake.mts';
import { projectRoot, startStack, type Stack } from '../tools/stack.mts';
import { drawTable, type Column } from '../tools/table.mts';

const USAGE = 'Usage: npm run demo -- [--once] [--json] [--port N]';
const AT_ONCE = 3;

interface Flags {
	once: boolean;
	json: boolean;
	port: number;
}

const closer = makeCloser();
let signals = 0;
/** Once n8n is left open, a Ctrl-C is the ordinary end. */
let codeWhenStopped: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => void stopBySignal(signal));
}
// The starter is gone: nobody is left who could press Ctrl-C.
process.on('disconnect', () => void stopBySignal('SIGHUP'));
process.channel?.unref();

try {
	const flags = readFlags();
	// With --json the object is alone on stdout, so everything for a person goes to stderr.
	const out = flags.json ? process.stderr : process.stdout;
	const passed = await demo(flags, (line) => out.write(`${line}\n`));
	await leave(passed ? 0 : 1);
} catch (error) {
	if (!closer.closing) {
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		await leave(1);
	}
}

/** @returns whether every intake had the outcome its file expects */
async function demo(flags: Flags, say: (line: string) => void): Promise<boolean> {
	const port = await portOrFree(flags.port);
	const stack = await startStack({ nodePath: process.execPath, closer, port, say: tellStarter });
	tellStarter('importing and publishing the workflow');
	const { webhookUrl } = await publishIntake(stack);
	tellStarter(null);

	say(`Watch what arrives at each vendor: ${stack.sandbox.control}`);

	const intakes = await readIntakes(join(projectRoot, 'demo', 'intakes.json'));
	say(`Sending ${intakes.length} patients to ${webhookUrl}, ${AT_ONCE} at a time:`);
	const started = performance.now();
	let finished = 0;
	const results = await postIntakes(webhookUrl, fillForms(intakes), {
		concurrency: AT_ONCE,
		onResult: (result) => {
			finished += 1;
			say(progressLine(finished, intakes, result));
		},
	});
	const seconds = Math.round((performance.now() - started) / 100) / 10;

	const unexpected = intakes.filter((intake, index) => results[index]?.outcome !== intake.expect);
	say(`\n${drawTable(results, columnsFor(intakes))}\n`);
	for (const { row, reason, refusedBy } of results.filter((result) => result.reason !== null)) {
		say(`Row ${row}: ${refusedBy ?? 'refused'}: ${reason}`);
	}
	const done = results.filter((result) => result.outcome === 'done').length;
	const summary = { rows: results.length, done, refused: results.length - done, seconds };
	say(`\n${done} done, ${summary.refused} refused, ${seconds} s.`);
	if (unexpected.length > 0) say(`NOT AS EXPECTED: row ${unexpected.map(({ row }) => row).join(', ')}`);
	if (flags.json) process.stdout.write(`${JSON.stringify({ intakes: results.map(forJson), summary })}\n`);
	const passed = unexpected.length === 0;
	if (!flags.once) await stayOpen(stack, passed, say);
	return passed;
}

/** Lets demo.mjs show what is being done; null: this process prints by itself from now on. */
function tellStarter(doing: string | null): void {
	process.send?.({ doing });
}

/** Ends only when n8n does; a Ctrl-C ends the whole process elsewhere. */
async function stayOpen({ n8n, login, sandbox }: Stack, passed: boolean, say: (line: string) => void): Promise<void> {
	codeWhenStopped = passed ? 0 : 1;
	say(`
n8n is open at ${n8n.url}
  email     ${login.email}
  password  ${login.password}
What the vendors hold, and switches to make them fail: ${sandbox.control}
Key of the intake, for your own calls: ${callerKey.name}: ${callerKey.value}
Sandbox: Spry ${sandbox.spry}  Eka Care ${sandbox.ekaCare}  MedMitra ${sandbox.medMitra}
Ctrl-C stops everything and removes it.`);
	await n8n.ended;
	if (!closer.closing) throw new Error(`n8n stopped by itself. The end of its log:\n${n8n.log().slice(-2000)}`);
}

function progressLine(finished: number, intakes: Intake[], result: IntakeResult): string {
	const intake = intakes.find(({ row }) => row === result.row);
	const count = `${String(finished).padStart(3)}/${intakes.length}`;
	return `${count}  ${result.outcome.padEnd(7)}  ${intake?.firstName} ${intake?.lastName} (${result.milliseconds} ms)`;
}

function columnsFor(intakes: Intake[]): Array<Column<IntakeResult>> {
	// Ids are shown whole where they fit; --json and n8n have them in full.
	const width = (process.stdout.columns ?? 200) < 200 ? 12 : 40;
	const patients = new Map(intakes.map(({ row, firstName, lastName }) => [row, `${firstName} ${lastName}`]));
	return [
		{ title: 'Row', value: ({ row }) => row },
		{ title: 'Patient', value: ({ row }) => patients.get(row) ?? null, width: 24 },
		{ title: 'Spry patient', value: spryAnswer },
		{ title: 'Spry case', value: ({ spryCaseId }) => spryCaseId, width },
		{ title: 'Eka appointment', value: ({ ekaAppointmentId }) => ekaAppointmentId, width },
		{ title: 'Eka case', value: ({ ekaCaseId }) => ekaCaseId, width },
		{ title: 'MedMitra case', value: ({ medMitraCaseId }) => medMitraCaseId, width },
		{ title: 'Outcome', value: ({ outcome }) => outcome },
		{ title: 'ms', value: ({ milliseconds }) => milliseconds },
	];
}

function spryAnswer({ spryPatientId, spryPatientAlreadyExisted }: IntakeResult): string | null {
	if (spryPatientId === null) return null;
	return `${spryPatientId} ${spryPatientAlreadyExisted ? 'known' : 'new'}`;
}

function forJson(
	result: IntakeResult,
): Omit<IntakeResult, 'refusedBy' | 'spryPatientAlreadyExisted' | 'milliseconds' | 'status'> {
	const { row, outcome, spryPatientId, spryCaseId, ekaAppointmentId, ekaCaseId, medMitraCaseId, reason } = result;
	return { row, outcome, spryPatientId, spryCaseId, ekaAppointmentId, ekaCaseId, medMitraCaseId, reason };
}

function readFlags(): Flags {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			port: { type: 'string', default: '5678' },
		},
	});
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port must be 1 to 65535.\n${USAGE}`);
	return { once: values.once, json: values.json, port };
}

async function stopBySignal(signal: NodeJS.Signals): Promise<void> {
	signals += 1;
	if (signals === 1) process.stderr.write('\nStopping ...\n');
	// Nobody waits for a polite end after asking twice.
	else await stopLaunched();
	await leave(codeWhenStopped ?? 128 + constants.signals[signal]);
}

/** Stops and removes everything that was started. */
async function leave(code: number): Promise<void> {
	await closer.close();
	await stopLaunched();
	process.exit(code);
}
