import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { INodeExecutionData } from 'n8n-workflow';

import type { FaultKind } from '../../sandbox/types.mts';
import { chainSubjects, errorItem, leaksOf, openFaultClinic } from '../faults/support.mts';
import type { ErrorItem, FaultClinic, Subject } from '../faults/support.mts';

jest.setTimeout(300_000);

const ITEMS = 10_000;
const SEED = 20_270_118;
/** Of each kind, so that about one request in four meets something. */
const PROBABILITY = 0.02;
const KINDS: FaultKind[] = [
	...(['408', '422', '429', '500', '503', '503-bare'] as const),
	...(['reset-before', 'reset-after', 'stall', 'truncated', 'cut-off', 'html'] as const),
];
const LIMITS = { timeout: 2000, concurrency: 50, maxAttempts: 5, totalBudget: 120_000 };
const NAMED = ['refused', 'rateLimited', 'unavailable', 'unreachable', 'timeout', 'malformed'];
/** What an execution of this size may leave behind in the engine: far less than its items. */
const MOST_GROWTH_MB = 60;

let clinic: FaultClinic;

beforeAll(async () => {
	clinic = await openFaultClinic();
}, 60_000);
afterAll(async () => await clinic.close());
beforeEach(async () => await clinic.sandbox.reset());

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapMb(): number {
	collectGarbage();
	return process.memoryUsage().heapUsed / 2 ** 20;
}

/** By what the records of a table can be told apart: what comes from the item and from nowhere else. */
const MARKS: Record<string, (row: Record<string, unknown>) => unknown> = {
	spry_patient: ({ identity }) => identity,
	spry_case: ({ case_title }) => case_title,
	eka_appointment: ({ doctor_id, start_time }) => [doctor_id, start_time].join(),
	eka_case: ({ body }) => (body as { display_name: string }).display_name,
	med_mitra_case: ({ patient_name, case_summary }) => [patient_name, case_summary].join(),
};

function repeated(values: string[]): string[] {
	const seen = new Set<string>();
	return values.filter((value) => seen.size === seen.add(value).size);
}

function isUnnamed({ error, message, details }: ErrorItem): boolean {
	return !error || !message || !NAMED.includes(details.kind);
}

/** Runs rows and forgets everything of the execution but what the test looks at. */
async function outcomesOf(subject: Subject, count: number) {
	const rows = Array.from({ length: count }, (_, index) => subject.row(index));
	const result = await clinic.try(subject, rows, LIMITS);
	const accounted = result.items.map(({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item);
	const failures = result.items.flatMap((_, index): ErrorItem[] => {
		const failed = errorItem(result, index);
		return failed ? [failed] : [];
	});
	return {
		accounted,
		failures,
		hint: result.hints[0]?.message,
		leaks: leaksOf(result, rows.slice(0, 50), clinic.secrets()),
	};
}

const all = chainSubjects();
// MedMitra takes ages from 0 to 150, and the case of the operation gives every row another.
const share = Math.floor(ITEMS / all.length);

it(`brings ${ITEMS.toLocaleString('en-US')} items through random faults (seed ${SEED})`, async () => {
	for (const subject of all) await outcomesOf(subject, 20);
	const before = heapMb();
	const found: Record<string, unknown> = {};
	const wanted: Record<string, unknown> = {};

	for (const subject of all) {
		await clinic.sandbox.reset();
		const { vendor, operationId, table = '' } = subject.operation;
		const count = subject === all[0] ? ITEMS - share * (all.length - 1) : share;
		await clinic.sandbox.randomFaults({
			vendor,
			operationIds: [operationId],
			kinds: KINDS,
			probability: PROBABILITY,
			seed: SEED,
			seconds: 0,
		});
		const { accounted, failures, hint, leaks } = await outcomesOf(withBoundedAge(subject), count);
		const mark = MARKS[table];
		if (!mark) throw new Error(`Say in MARKS how records of ${table} can be told apart`);
		const records = ((await clinic.sandbox.state())[table] ?? []).map((row) => String(mark(row)));
		const made = await clinic.made(subject);
		const surelyNot = failures.filter(({ details }) => details.outcome === 'none').length;
		process.stdout.write(`${subject.name}: ${hint}\n`);

		found[subject.name] = {
			accounted: accounted.filter((item, index) => item === index).length,
			unnamed: new Set(failures.filter(isUnnamed).map(({ details }) => details.kind)),
			twice: repeated(records),
			missing: Math.max(0, count - failures.length - made),
			madeThoughSurelyNot: Math.max(0, made - (count - surelyNot)),
			leaks,
			hint,
		};
		const number = count.toLocaleString('en-US');
		wanted[subject.name] = {
			accounted: count,
			unnamed: new Set(),
			twice: [],
			missing: 0,
			madeThoughSurelyNot: 0,
			leaks: [],
			hint: expect.stringMatching(new RegExp(`^${number} items: .*requests sent again`)),
		};
	}

	await clinic.sandbox.reset();
	const growth = heapMb() - before;
	process.stdout.write(`heap growth ${growth.toFixed(1)} MB\n`);
	expect(found).toEqual(wanted);
	expect(growth).toBeLessThan(MOST_GROWTH_MB);
});

function withBoundedAge(subject: Subject): Subject {
	if (subject.operation.vendor !== 'medMitra') return subject;
	return {
		...subject,
		row(number) {
			const { json, ...rest } = subject.row(number);
			return { ...rest, json: { ...json, age: number % 100 } };
		},
	};
}
