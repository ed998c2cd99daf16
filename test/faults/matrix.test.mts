import type { Fault, FaultKind } from '../../sandbox/types.mts';
import type { RunResult } from '../support/engine.mts';
import type { Row } from '../support/operations/types.mts';
import { skipWaits } from '../support/clock.mts';
import {
	chainSubjects,
	doneCount,
	errorItem,
	IMPATIENT,
	isRenewable,
	leaksOf,
	openFaultClinic,
	QUICK,
	subjects,
} from './support.mts';
import type { FaultClinic, Subject } from './support.mts';

/**
 * What a fault means, whatever the operation:
 * - `certain`: nothing was carried out, and trying again helps
 * - `unknown`: it may have been carried out, and trying again may help
 * - `unreadable`: it may have been carried out, and trying again would end the same way
 * - `final`: the vendor said no
 * - `done`: an answer like any other of this operation
 */
type Meaning = 'certain' | 'unknown' | 'unreadable' | 'final' | 'done';

interface Trial {
	fault: Pick<Fault, 'kind' | 'stored' | 'seconds'>;
	meaning: Meaning;
	/** Kinds of failure by which it may be reported. */
	kinds: string[];
	/** The vendor carries the request out. */
	stored: boolean;
	options?: Record<string, number>;
}

function trial(kind: FaultKind, meaning: Meaning, kinds: string[], more: Partial<Trial> = {}): Trial {
	const { stored = false } = more;
	return { fault: { kind, stored, ...more.fault }, meaning, kinds, stored, ...more };
}

const stored = { stored: true };

const TRIALS: Trial[] = [
	trial('403', 'final', ['forbidden']),
	trial('404', 'final', ['notFound']),
	trial('409', 'final', ['alreadyExists', 'refused']),
	trial('422', 'final', ['refused']),
	trial('429', 'certain', ['rateLimited']),
	trial('429-date', 'certain', ['rateLimited']),
	trial('429-bare', 'certain', ['rateLimited']),
	trial('503', 'certain', ['unavailable']),
	trial('408', 'unknown', ['unavailable']),
	trial('500', 'unknown', ['unavailable']),
	trial('500', 'unknown', ['unavailable'], stored),
	trial('503-bare', 'unknown', ['unavailable']),
	trial('503-bare', 'unknown', ['unavailable'], stored),
	trial('reset-before', 'unknown', ['unreachable']),
	trial('reset-after', 'unknown', ['unreachable'], stored),
	trial('stall', 'unknown', ['timeout'], { options: IMPATIENT }),
	trial('stall', 'unknown', ['timeout'], { ...stored, options: IMPATIENT }),
	trial('drip', 'unknown', ['timeout'], { ...stored, options: IMPATIENT }),
	trial('truncated', 'unknown', ['malformed'], stored),
	trial('cut-off', 'unknown', ['unreachable', 'malformed'], stored),
	trial('html', 'unknown', ['malformed']),
	trial('html', 'unknown', ['malformed'], stored),
	trial('empty', 'unknown', ['malformed']),
	trial('empty', 'unknown', ['malformed'], stored),
	trial('error-envelope', 'unknown', ['malformed']),
	trial('oversized', 'unreadable', ['malformed'], { ...stored, options: { timeout: 15_000 } }),
];

/** Faults that never pass. */
const LASTING: FaultKind[] = ['429', '503', '500', '408', 'reset-before', 'reset-after', 'stall', 'html', 'truncated'];
/** Faults that befall one of three items. */
const AMONG_OTHERS: FaultKind[] = ['429', '500', 'reset-after', 'stall', 'truncated'];

interface Expected {
	requests: number;
	lookUps: number;
	records: number;
	/** The item is done; else it failed. */
	done: boolean;
	/** The failure says that the outcome is unknown. */
	unknown?: boolean;
	/** Kinds of failure, where they are not those of the fault. */
	kinds?: string[];
}

const { maxAttempts } = QUICK;

/** What must come of one item when the fault befalls one request (`once`) or every one. */
function expectedOf({ operation, rule, looks }: Subject, { fault, meaning, stored }: Trial, once: boolean): Expected {
	const made = operation.table === undefined ? 0 : 1;
	if (operation.saysOfRepeat && fault.kind === 'truncated' && !once) {
		// The status of the second answer is another, however broken its body.
		const told = { requests: 2, lookUps: 0, records: made };
		return operation.saysOfRepeat === 'gone'
			? { ...told, done: false, kinds: ['notFound'] }
			: { ...told, done: true };
	}
	const records = stored ? made : 0;
	// The first look and the one at the end of the limit.
	const most = operation.waits ? 2 * maxAttempts : maxAttempts;
	const given: Expected = { requests: 1, lookUps: 0, records, done: false };
	if (meaning === 'done') return { ...given, done: true };
	if (meaning === 'final') return given;
	if (meaning === 'certain') {
		return once ? { ...given, requests: 2, records: made, done: true } : { ...given, requests: most };
	}
	const isFound = rule === 'keyed' && stored;
	if (isFound) return { ...given, lookUps: 1, done: true };
	if (rule === 'never') return { ...given, lookUps: looks ? 1 : 0, unknown: true };
	if (meaning === 'unreadable') return given;
	if (once) return { requests: 2, lookUps: rule === 'keyed' ? 1 : 0, records: made, done: true };
	return { ...given, requests: most, lookUps: rule === 'keyed' ? maxAttempts : 0, unknown: rule === 'keyed' };
}

/** Some word a refusal as an envelope with 200, so there it is a no; from the others it is an answer without sense. */
function asVendorMeans({ operation }: Subject, given: Trial): Trial {
	if (operation.takenAsDone?.includes(given.fault.kind)) return { ...given, meaning: 'done' };
	const isRefusal = operation.vendor === 'spry' || operation.refusesWith200 === true;
	return given.fault.kind === 'error-envelope' && isRefusal
		? { ...given, meaning: 'final', kinds: ['refused'] }
		: given;
}

function nameOf({ fault: { kind, stored: isStored } }: Trial): string {
	return `${kind}${isStored ? ', carried out' : ''}`;
}

const LONGEST_MS = 15_000;

let clinic: FaultClinic;

jest.setTimeout(60_000);

beforeAll(async () => {
	clinic = await openFaultClinic();
}, 60_000);
afterAll(async () => await clinic.close());
// Their length is a matter of the unit tests.
beforeEach(() => skipWaits());
afterEach(() => jest.restoreAllMocks());

const chain = new Set(chainSubjects().map(({ name }) => name));
describe.each(subjects())('$name', (subject) => testFaultsOf(subject, chain.has(subject.name)));

function expectNoLeak(result: RunResult, rows: Row[]): void {
	expect(leaksOf(result, rows, clinic.secrets())).toEqual([]);
}

async function check(subject: Subject, given: Trial, once: boolean): Promise<void> {
	const { operation } = subject;
	const { fault, kinds, options } = given;
	const rows = [subject.row(0)];
	await clinic.sandbox.faults({
		...fault,
		vendor: operation.vendor,
		operationId: operation.operationId,
		times: once ? 1 : 0,
	});
	const result = await clinic.try(subject, rows, options);
	const { requests, lookUps } = await clinic.seen(subject);
	const expected = expectedOf(subject, given, once);
	const failed = errorItem(result, 0);

	expect({
		error: result.error,
		failed: failed?.error,
		requests: requests.length,
		lookUps: lookUps.length,
		records: await clinic.made(subject),
	}).toEqual({
		error: undefined,
		failed: expected.done ? undefined : expect.any(String),
		requests: expected.requests,
		lookUps: expected.lookUps,
		records: expected.records,
	});
	expect(result.items).toHaveLength(1);
	if (expected.done) {
		const { alreadyExisted: _, ...output } = operation.output(0);
		// Where the vendor promises nothing in its answer, there is nothing to compare.
		if (given.meaning !== 'done') expect(result.items[0]?.json).toMatchObject(output);
	} else {
		expect(expected.kinds ?? kinds).toContain(failed?.details.kind);
		expect(failed?.message).toMatch(/\.$/);
		if (expected.unknown) expectUnknown(subject, failed, given);
		if (!once && expected.requests > 1)
			expect(failed?.error).toMatch(`tried ${Math.min(expected.requests, maxAttempts)} times`);
	}
	expect(result.durationMs).toBeLessThan(LONGEST_MS);
	expectNoLeak(result, rows);
}

/** The failure says that the outcome is unknown and how to check, or that a look found the record. */
function expectUnknown({ operation, looks, built }: Subject, failed: ReturnType<typeof errorItem>, given: Trial): void {
	expect(failed?.details.outcome).toBe('unknown');
	if (looks && given.stored) {
		// Of a case in processing nobody knows whether its files are there.
		const isHalfKnown = operation.vendor === 'medMitra' && !/the record exists/.test(failed?.error ?? '');
		expect(failed?.error).toMatch(isHalfKnown ? /there is a record of it/ : /the record exists/);
		expect(failed?.message).toMatch(isHalfKnown ? /with the ID .* is not known/ : /Do not run this item again/);
		return;
	}
	expect(failed?.error).toMatch(/whether it was carried out is not known/);
	expect(failed?.message).toContain(built.howToCheck ?? 'Look there');
	if (looks) expect(failed?.message).toMatch(/A look there did not show it/);
}

/**
 * @param isThorough also with faults that last and that befall one of several items, which is the kernel's business
 * and so the same for all operations; tried with those of the main job
 */
function testFaultsOf(subject: Subject, isThorough: boolean): void {
	const { operation, rule } = subject;
	const made = operation.table === undefined ? 0 : 1;
	beforeEach(async () => await clinic.reset(operation));

	const target = { vendor: operation.vendor, operationId: operation.operationId };
	const trials = TRIALS.map((given) => asVendorMeans(subject, given)).map((given) => ({
		...given,
		name: nameOf(given),
	}));

	it.each(trials)('comes through one $name', async (given) => await check(subject, given, true));

	const lasting = isThorough ? LASTING : LASTING.slice(0, 1);
	it.each(trials.filter(({ fault }) => lasting.includes(fault.kind)))(
		'gives up on a lasting $name',
		async (given) => await check(subject, given, false),
	);

	const amongOthers = isThorough ? AMONG_OTHERS : AMONG_OTHERS.slice(0, 1);
	it.each(trials.filter(({ fault }) => amongOthers.includes(fault.kind)))(
		'keeps a $name of one item away from two others',
		async (given) => {
			const rows = [0, 1, 2].map(subject.row);
			await clinic.sandbox.faults({ ...target, ...given.fault, after: 1 });
			const result = await clinic.try(subject, rows, given.options);
			const expected = expectedOf(subject, given, true);
			const { requests } = await clinic.seen(subject);

			expect({
				items: result.items.map(({ pairedItem }) => (pairedItem as { item: number }).item),
				done: doneCount(result),
				requests: requests.length,
				records: await clinic.made(subject),
			}).toEqual({
				items: [0, 1, 2],
				done: expected.done ? 3 : 2,
				requests: 2 + expected.requests,
				records: 2 * made + expected.records,
			});
			expect(errorItem(result, 0)).toBeUndefined();
			const isOutOfTheOrdinary = !expected.done || expected.requests > 1 || expected.lookUps > 0;
			expect(result.hints).toHaveLength(isOutOfTheOrdinary ? 1 : 0);
			expectNoLeak(result, rows);
		},
	);

	it('renews a login that is refused once, or says that the credential was not accepted', async () => {
		await clinic.sandbox.faults({ ...target, kind: '401' });
		const rows = [subject.row(0)];
		const result = await clinic.try(subject, rows);
		const { requests, signIns } = await clinic.seen(subject);
		const renewable = isRenewable(subject);

		expect({ requests: requests.length, signIns: signIns.length }).toEqual(
			renewable ? { requests: 2, signIns: 1 } : { requests: 1, signIns: 0 },
		);
		expect(doneCount(result)).toBe(renewable ? 1 : 0);
		if (!renewable) expect(errorItem(result, 0)?.details.kind).toBe('credential');
		expect(await clinic.made(subject)).toBe(renewable ? made : 0);
		expectNoLeak(result, rows);
	});

	it('stops at a login that is refused always', async () => {
		await clinic.sandbox.faults({ ...target, kind: '401', times: 0 });
		const rows = [0, 1, 2].map(subject.row);
		const result = await clinic.try(subject, rows);
		const { requests, signIns } = await clinic.seen(subject);

		expect(result.items.map((_, index) => errorItem(result, index)?.details.kind)).toEqual(
			Array(3).fill('credential'),
		);
		expect({ requests: requests.length, signIns: signIns.length }).toEqual(
			isRenewable(subject) ? { requests: 2, signIns: 1 } : { requests: 1, signIns: 0 },
		);
		expect(await clinic.made(subject)).toBe(0);
		expectNoLeak(result, rows);
	});

	const telling = ['422', '500', 'html', 'reset-after'] as const;
	it.each(isThorough ? telling : telling.slice(0, 1))(
		'tells no more of a %s in the error that stops the workflow',
		async (kind) => {
			await clinic.sandbox.faults({ ...target, kind, times: 0 });
			const rows = [subject.row(0)];
			const result = await clinic.try(subject, rows, {}, { onError: 'stopWorkflow' });
			if (rule === 'keyed' && kind === 'reset-after') return expect(result.error).toBeUndefined();
			expect(result.error?.message).toMatch(/\[Item 0\]$/);
			expect(result.error?.description).toMatch(/\.$/);
			expectNoLeak(result, rows);
		},
	);
}
