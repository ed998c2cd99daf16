import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { makeCloser } from '../../tools/closer.mts';
import { fillForms, postIntakes, sendForm, type IntakeForm, type IntakeResult } from '../../demo/intake.mts';
import { eventually, type Execution } from '../../tools/n8n-client.mts';
import { projectRoot } from '../../tools/stack.mts';
import type { RecordedRequest, SandboxState } from '../../sandbox/types.mts';
import { startCluster, type Cluster, type Published } from './cluster.mts';
import { composeEnvironment, deployFolder } from './compose.mts';
import { endingOf, recordsByRow, RECORDS, tally, type Ending } from './ledger.mts';
import { madeUpIntakes } from './people.mts';

const SEED = 20_270_115;

/** Forms under way at any time: more than the workers have in hand, so that some always wait in the queue. */
const CALLERS = 40;
/** Longer than n8n needs to notice that a worker is lost. */
const PATIENCE_MS = 150_000;
const SLOW_VENDOR_MS = 1000;
const ANSWERED_AT_ONCE = 20;
/** People beside those of the intakes in trouble. */
const SPARE = 500;

const MINUTES = 60_000;
const IN_HAND = Number(composeEnvironment('worker').N8N_CONCURRENCY_PRODUCTION_LIMIT);

/** Something that happens when this part of the intakes is through, from 0 to 1. */
interface Act {
	at: number;
	name: string;
	act: () => Promise<void>;
}

/** How many intakes are sent: while things go wrong, and to measure what a second worker brings. */
export interface Load {
	intakes: number;
	measured?: Record<'slow' | 'atOnce', number>;
}

const closer = makeCloser();
let people: IntakeForm[];
let cluster: Cluster;
let intake: Published;
let sent = 0;

/** Declares the tests of queue mode: PostgreSQL, Redis, n8n's main process, a webhook processor and two workers. */
export function testQueue({ intakes, measured }: Load): void {
	beforeAll(async () => {
		people = fillForms(madeUpIntakes(intakes + SPARE, SEED));
		cluster = await startCluster(closer);
		intake = await cluster.publish(join(projectRoot, 'examples', 'patient-intake.json'));
		await cluster.workers[0].start();
	}, 20 * MINUTES);
	afterAll(async () => await closer.close(), MINUTES);

	if (measured) describe('a second worker', () => testSecondWorker(measured));
	describe(`${intakes} intakes while a worker is killed, Redis restarts and the vendors throttle`, () =>
		testTrouble(intakes));
	describe('the intake that is answered at once', testAnsweredAtOnce);
}

function testSecondWorker(measured: NonNullable<Load['measured']>): void {
	const perSecond: Record<string, number> = {};

	beforeAll(async () => {
		await pass(20);
		await measure('1 worker');
		await cluster.workers[1].start();
		await pass(40);
		await measure('2 workers');
	}, 20 * MINUTES);

	it('takes in clearly more patients where the vendors are what one waits for', () => {
		const growth = report('slow', `vendors that answer after ${SLOW_VENDOR_MS} ms`);
		expect(growth).toBeGreaterThan(1.1);
	});

	it('does no harm where this machine itself is the limit', () => {
		const growth = report('atOnce', `vendors that answer at once, ${availableParallelism()} cores for everything`);
		expect(growth).toBeGreaterThan(0.5);
	});

	async function measure(name: string): Promise<void> {
		for (const [load, latencyMs] of [['slow', SLOW_VENDOR_MS] as const, ['atOnce', 0] as const]) {
			await cluster.sandbox.settings({ latencyMs });
			perSecond[`${name} ${load}`] = await pass(measured[load]);
		}
	}

	function report(load: 'slow' | 'atOnce', what: string): number {
		const [one, two] = ['1 worker', '2 workers'].map((name) => perSecond[`${name} ${load}`] ?? NaN);
		const growth = (two as number) / (one as number);
		say(
			`${what}: ${one?.toFixed(1)} intakes/s with 1 worker, ${two?.toFixed(1)} with 2: ${growth.toFixed(2)} times`,
		);
		return growth;
	}
}

function testTrouble(count: number): void {
	const results: IntakeResult[] = [];
	const happened: string[] = [];
	let forms: IntakeForm[];
	let wanted: string[];
	let executions: Execution[];
	let unfinished: Execution[];
	let failed: Execution[];
	/** With their data, when an answer was lost; it is much to read. */
	let answered: Execution[] = [];
	let state: SandboxState;
	let requests: RecordedRequest[];

	beforeAll(async () => {
		const [first, second] = cluster.workers;
		await second.start();
		const { sandbox, redis } = cluster;
		const inFirstHalf: Act[] = [
			{
				at: 0.3,
				name: 'a worker was killed and came back',
				async act() {
					await first.kill();
					await first.start();
				},
			},
		];
		const inSecondHalf: Act[] = [
			{
				at: 0.1,
				name: 'the vendors began to throttle',
				act: () => sandbox.randomFaults({ kinds: ['429'], probability: 0.05, seed: SEED, seconds: 1 }),
			},
			{ at: 0.5, name: 'the vendors ceased to throttle', act: () => sandbox.clearFaults() },
			{ at: 0.6, name: 'Redis was restarted', act: () => redis.restart() },
		];
		wanted = [...inFirstHalf, ...inSecondHalf].map(({ name }) => name);
		await sandbox.clearRequests();
		forms = take(count);
		const began = performance.now();
		const half = Math.ceil(count / 2);
		await sendDuring(forms.slice(0, half), inFirstHalf);
		await sendDuring(forms.slice(half), inSecondHalf);
		const seconds = (performance.now() - began) / 1000;
		const { workflowId } = intake;
		const { client } = cluster;
		const running = async () => await client.everyExecution(workflowId, { status: 'running' });
		// An answer is sent before its execution is saved as ended, and n8n lists no running ones among the others.
		await eventually(
			'the executions to end',
			async () => ((await running()).length === 0 ? true : undefined),
			2 * MINUTES,
		).catch(() => undefined);
		unfinished = await running();
		executions = await client.everyExecution(workflowId);
		failed = await client.everyExecution(workflowId, { status: 'error', includeData: true });
		if (ended('answer lost').length > 0) {
			answered = await client.everyExecution(workflowId, { status: 'success', includeData: true });
		}
		state = await sandbox.state();
		requests = await sandbox.requests();
		say(`${count} intakes in ${seconds.toFixed(0)} s: ${tally(results.map(endingOf))}`);
		say(`executions in n8n: ${tally(executions.map(({ status }) => status))}`);
	}, 25 * MINUTES);

	it('met all of it', () => {
		expect(happened.sort()).toEqual(wanted.sort());
		const throttled = requests.filter(({ status }) => status === 429);
		expect(throttled.length).toBeGreaterThan(count / 100);
		expect(requests.flatMap(({ problems, answerProblems }) => [...problems, ...answerProblems])).toEqual([]);
	});

	it('end as done or as a failure with a name, each of them', () => {
		expect(results.map(({ row }) => row).sort(byNumber)).toEqual(forms.map(({ row }) => row));
		const unnamed = results.filter((result) => endingOf(result) === 'unnamed');
		expect(unnamed.map(({ row, status, reason }) => ({ row, status, reason }))).toEqual([]);
		expect(ended('done').length + ended('worker lost').length).toBeGreaterThanOrEqual(count - CALLERS);
	});

	it('are known to n8n, where none is left unfinished', () => {
		const open = executions.filter(({ status }) => !['success', 'error', 'crashed'].includes(status));
		expect([...unfinished, ...open]).toEqual([]);
		expect(executions).toHaveLength(sent);
	});

	it('fail for no more than the killed worker had in hand, and n8n says why', () => {
		const reasons = failed.map(({ data }) => (data?.resultData.error as { message?: string }).message);
		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThanOrEqual(IN_HAND);
		expect(ended('worker lost').length).toBeLessThanOrEqual(failed.length);
		for (const reason of reasons) expect(reason).toContain('failed to be processed too many times');
	});

	it('have come to their end in n8n where only the answer was lost', () => {
		const silent = ended('answer lost');
		expect(silent.length).toBeLessThanOrEqual(CALLERS);
		const lost = silent.map((row) => forms.find((form) => form.row === row)?.fields.email as string);
		const outcomes = lost.map((email) => answered.find(({ data }) => JSON.stringify(data).includes(email)));
		expect(outcomes.map((found) => found?.status)).toEqual(silent.map(() => 'success'));
		for (const found of outcomes) {
			const steps = Object.keys(found?.data?.resultData.runData ?? {});
			expect(steps.filter((step) => step.startsWith('Respond: '))).toHaveLength(1);
		}
	});

	it.each(RECORDS)('leave no double in %s, and every one that is done is there', (table) => {
		const counts = recordsByRow(state, table);
		expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
		expect(ended('done').filter((row) => counts.get(row) !== 1)).toEqual([]);
	});

	it('name the records that are in the vendors’ databases', () => {
		const ids = new Set(RECORDS.flatMap((table) => (state[table] ?? []).flatMap(Object.values)));
		const named = results.flatMap((result) => [
			...[result.spryPatientId, result.spryCaseId, result.ekaAppointmentId, result.ekaCaseId],
			result.medMitraCaseId,
		]);
		expect(named.filter((id) => id !== null && !ids.has(id))).toEqual([]);
	});

	it('run on both workers, also on the one that came back', () => {
		for (const worker of cluster.workers) {
			const runs = worker.log().match(/Worker started execution/g) ?? [];
			expect(runs.length).toBeGreaterThan(count / 10);
		}
	});

	it('carry the report of the form from the webhook processor to the worker', () => {
		const sizes = new Map(forms.map(({ labReport }) => [labReport.fileName, labReport.content.length]));
		const files = (state.med_mitra_file ?? []).filter(({ file_name }) => sizes.has(String(file_name)));
		expect(files.length).toBeGreaterThanOrEqual(ended('done').length);
		expect(files.filter(({ file_name, file_size }) => sizes.get(String(file_name)) !== file_size)).toEqual([]);
	});

	/** Sends forms, and lets things happen when a part of them is through; resolves when both are done. */
	async function sendDuring(some: IntakeForm[], acts: Act[]): Promise<void> {
		const acting: Array<Promise<void>> = [];
		let through = 0;
		await postIntakes(intake.webhookUrl, some, {
			concurrency: CALLERS,
			timeout: PATIENCE_MS,
			onResult(result) {
				results.push(result);
				through += 1;
				const due = acts.filter(({ at }) => through === Math.ceil(at * some.length));
				for (const { name, act } of due) acting.push(act().then(() => void happened.push(name)));
			},
		});
		await Promise.all(acting);
	}

	/** Row numbers of the intakes that ended so. */
	function ended(ending: Ending): number[] {
		return results.filter((result) => endingOf(result) === ending).map(({ row }) => row);
	}
}

function testAnsweredAtOnce(): void {
	let answers: Array<{ status: number; data: unknown }>;
	let executions: Execution[];

	beforeAll(async () => {
		const { webhookUrl } = await cluster.publish(join(deployFolder, 'patient-intake-at-once.json'));
		const forms = people.slice(-ANSWERED_AT_ONCE);
		(forms[0] as IntakeForm).fields.dateOfBirth = 'unknown';
		answers = await Promise.all(forms.map(async (form) => await sendForm(webhookUrl, form)));
		executions = await Promise.all(answers.map(async (answer) => await ended(executionOf(answer))));
	}, 10 * MINUTES);

	it('tells the number of the execution before a worker has done it', () => {
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: ANSWERED_AT_ONCE }, () => 202));
		expect(new Set(answers.map(executionOf)).size).toBe(ANSWERED_AT_ONCE);
	});

	it('says in the execution what became of it', () => {
		const [refused, ...done] = executions;
		expect(refused?.status).toBe('error');
		const error = refused?.data?.resultData.error as { message?: string } | undefined;
		expect(error?.message).toMatch(/^Spry: create patient: .*"Date of Birth"/);
		expect(tally(done.map(({ status }) => status))).toBe(`${ANSWERED_AT_ONCE - 1} success`);
		for (const { data } of done) expect(Object.keys(data?.resultData.runData ?? {})).toContain('Done');
	});

	function executionOf({ data }: { data: unknown }): string {
		return (data as { executionId: string }).executionId;
	}

	async function ended(id: string): Promise<Execution> {
		return await eventually(`execution ${id} to end`, () => cluster.client.execution(id), 2 * MINUTES);
	}
}

/** The next people who have not been sent yet. */
function take(count: number): IntakeForm[] {
	sent += count;
	return people.slice(sent - count, sent);
}

/** Sends the next people; all must be done. @returns how many were done in a second */
async function pass(count: number): Promise<number> {
	const began = performance.now();
	const results = await postIntakes(intake.webhookUrl, take(count), { concurrency: CALLERS, timeout: PATIENCE_MS });
	const seconds = (performance.now() - began) / 1000;
	expect(tally(results.map(endingOf))).toBe(`${count} done`);
	return count / seconds;
}

function say(line: string): void {
	process.stderr.write(`${line}\n`);
}

function byNumber(left: number, right: number): number {
	return left - right;
}
