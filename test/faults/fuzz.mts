import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Problem } from '../../sandbox/types.mts';
import { skipWaits } from '../support/clock.mts';
import type { RunResult } from '../support/engine.mts';
import type { OperationCase, Row } from '../support/operations/types.mts';
import { answers, MARK, STOLEN } from './random-answers.mts';
import { json } from './random-values.mts';
import { errorItem, leaksOf, openFaultClinic, subjects } from './support.mts';
import type { FaultClinic, Subject } from './support.mts';
import type { BuiltField } from '../support/operations.mts';
import { startWatchedServer, type WatchedServer } from './watched-server.mts';

const SEED = 20_270_118;
const ITEMS_PER_RUN = 12;
/** Waits between attempts are short here; a run that takes this long hangs. */
const LONGEST_MS = 20_000;

let clinic: FaultClinic;

/** Random values for a field: anything at all, or the field's own shape with anything in it. */
function valueFor(field: Partial<BuiltField>): fc.Arbitrary<unknown> {
	const options = field.options ?? [];
	if (field.type === 'collection') return fc.oneof({ weight: 4, arbitrary: objectOf(options) }, json);
	if (field.type === 'fixedCollection') {
		const [group] = options;
		const entry = objectOf(group?.values ?? []);
		const shaped = fc
			.oneof(entry, fc.array(fc.oneof(entry, json), { maxLength: 3 }))
			.map((one) => ({ [group?.name ?? '']: one }));
		return fc.oneof({ weight: 4, arbitrary: shaped }, json);
	}
	return json;
}

function objectOf(fields: Array<Partial<BuiltField>>): fc.Arbitrary<unknown> {
	const model = Object.fromEntries(fields.map((field) => [field.name ?? '', valueFor(field)]));
	return fc.record(model, { requiredKeys: [] });
}

/** One field off, of a collection only one inside of it. */
function oneOff(field: Partial<BuiltField>): fc.Arbitrary<unknown> {
	const name = field.name ?? '';
	const inner = field.type === 'collection' ? (field.options ?? []) : [];
	if (inner.length === 0) return valueFor(field).map((value) => ({ [name]: value }));
	return fc.constantFrom(...inner).chain((option) => oneOff(option).map((value) => ({ [name]: value })));
}

/** What a parameter holds; of a locator what is picked. */
function innerOf(given: unknown): unknown {
	return typeof given === 'object' && given !== null && '__rl' in given && 'value' in given ? given.value : given;
}

/** A parameter's value as the inside of an expression, with the expressions in it. */
function expressionOf(given: unknown): string {
	const inner = innerOf(given);
	if (typeof inner === 'string' && inner.startsWith('={{')) return inner.slice(3, -2);
	if (Array.isArray(inner)) return `[${inner.map(expressionOf).join(', ')}]`;
	if (typeof inner !== 'object' || inner === null) return JSON.stringify(inner ?? null);
	const entries = Object.entries(inner).map(([name, value]) => `${JSON.stringify(name)}: ${expressionOf(value)}`);
	// Two braces without a space between would end the expression.
	return `{ ${entries.join(', ')} }`;
}

/** n8n drops an expression in place of a collection, so each field inside of it gets one. */
function fuzzedCollection(name: string, options: Array<Partial<BuiltField>>, given: unknown): INodeParameters {
	const own = (given ?? {}) as INodeParameters;
	return Object.fromEntries(
		options.map(({ name: option = '' }) => {
			const good = expressionOf(own[option]);
			return [option, `={{ ($json.fuzz ?? {})['${name}']?.['${option}'] ?? (${good}) }}`];
		}),
	);
}

/** Every parameter comes from the item by an expression; what the item lacks is what a good row has. */
function fuzzedParameters({ built, operation, parameters }: Subject): INodeParameters {
	const own: INodeParameters = { ...operation.parameters, ...parameters };
	return Object.fromEntries(
		built.fields
			.filter(({ isSwitch, name }) => !isSwitch && name !== 'options')
			.map(({ name, type, options = [] }) => {
				if (type === 'collection') return [name, fuzzedCollection(name, options, own[name])];
				const good = expressionOf(own[name]);
				const value = `={{ 'fuzz' in $json && '${name}' in $json.fuzz ? $json.fuzz['${name}'] : (${good}) }}`;
				return [name, type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value];
			}),
	);
}

/** A good row's values under the names of the parameters, those inside of collections as well. */
function underParameterNames({ operation, parameters, built }: Subject, json: IDataObject): IDataObject {
	const collections = built.fields.filter(({ type }) => type === 'collection').map(({ name }) => name);
	const own = Object.entries({ ...operation.parameters, ...parameters }).flatMap(
		([name, given]): Array<[string, unknown]> =>
			collections.includes(name) ? Object.entries(given as IDataObject) : [[name, given]],
	);
	const named = own.map(([name, given]) => {
		const inner = innerOf(given);
		if (typeof inner === 'object') return [name, undefined] as const;
		const key = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(inner))?.[1];
		return [name, key === undefined ? inner : json[key]] as const;
	});
	return Object.fromEntries(named.filter(([, value]) => value !== undefined)) as IDataObject;
}

/** Whether an id is one of the vendor's is for the vendor to say; all else must be right. */
function isOfShape({ keyword, path }: Problem): boolean {
	return !(keyword === 'pattern' && /(_id|x-pt-id|\/oid)$/.test(path));
}

/** What must be true of an execution whatever came in: each item is done or says clearly why not. */
function expectSound(result: RunResult, count: number, { isList }: OperationCase): void {
	expect(result.error).toBeUndefined();
	expect(result.durationMs).toBeLessThan(LONGEST_MS);
	const sources = new Set(result.items.map(({ pairedItem }) => (pairedItem as { item: number }).item));
	if (!isList) expect(sources.size).toBe(count);
	for (let index = 0; index < count; index++) {
		const failed = errorItem(result, index);
		if (!failed) continue;
		expect({ kind: failed.details.kind, says: failed }).not.toMatchObject({ kind: 'defect' });
		expect(failed.error).toMatch(/\S/);
		expect(failed.message).toMatch(/\S/);
	}
}

/** How often random values are tried for each operation: in its fields, and as the vendor's answers. */
export interface Runs {
	fields: number;
	answers: number;
}

/** Declares the fuzz tests of all operations. */
export function fuzzAll(runs: Runs): void {
	jest.setTimeout(60_000 + 10_000 * Math.max(runs.fields, runs.answers));

	beforeAll(async () => {
		process.stdout.write(`fuzz seed ${SEED}\n`);
		clinic = await openFaultClinic();
	}, 60_000);
	afterAll(async () => await clinic.close());
	beforeEach(() => skipWaits());
	afterEach(() => jest.restoreAllMocks());

	describe.each(subjects())('$name', (subject) => fuzzOne(subject, runs));
}

function fuzzOne(subject: Subject, runs: Runs): void {
	const { operation, built } = subject;
	const fuzzed = built.fields.filter(({ isSwitch, name }) => !isSwitch && name !== 'options');
	beforeEach(async () => await clinic.reset(operation));

	if (fuzzed.length > 0) {
		it('outputs or refuses whatever stands in its fields, and sends nothing of a wrong shape', async () => {
			const values = fc.oneof(
				// One field off, so that the others let it through; one inside of a collection; all of them; or none.
				fc.constantFrom(...fuzzed).chain((field) => valueFor(field).map((value) => ({ [field.name]: value }))),
				fc.constantFrom(...fuzzed).chain(oneOff),
				objectOf(fuzzed),
				fc.constant({}),
			);
			const rows = fc.array(values, { minLength: ITEMS_PER_RUN, maxLength: ITEMS_PER_RUN });
			await tryFields(rows, fuzzedParameters(subject), (good, fuzz) => ({ ...good, fuzz: fuzz as IDataObject }));
		});
	}

	if (built.maps) {
		it('outputs or refuses whatever stands in an item that it maps by itself', async () => {
			const leaves = fuzzed.flatMap(
				(field): Array<Partial<BuiltField>> => (field.type === 'collection' ? (field.options ?? []) : [field]),
			);
			const values = fc.oneof(
				fc
					.constantFrom(...leaves)
					.chain((field) => valueFor(field).map((value) => ({ [field.name ?? '']: value }))),
				objectOf(leaves),
				fc.object({ maxDepth: 3 }).map((value): unknown => value),
				fc.constant({}),
			);
			const rows = fc.array(values, { minLength: ITEMS_PER_RUN, maxLength: ITEMS_PER_RUN });
			await tryFields(rows, { mappingMode: 'autoMapInputData' }, (good, fuzz) => ({
				...underParameterNames(subject, good),
				...(fuzz as IDataObject),
			}));
		});
	}

	async function tryFields(
		rows: fc.Arbitrary<unknown[]>,
		parameters: INodeParameters,
		jsonOf: (good: IDataObject, fuzz: unknown) => IDataObject,
	): Promise<void> {
		let number = 0;
		let sent = 0;
		await fc.assert(
			fc.asyncProperty(rows, async (given) => {
				const items = given.map((fuzz): Row => {
					const { json: good, ...rest } = subject.row(number++ % 100);
					return { ...rest, json: jsonOf(good, fuzz) };
				});
				await clinic.sandbox.clearRequests();
				const result = await clinic.try(subject, items, { timeout: 5000, maxAttempts: 1 }, { parameters });
				expectSound(result, items.length, operation);
				const requests = await clinic.sandbox.requests(operation.vendor);
				sent += requests.length;
				if (operation.sendsAnything !== true) {
					expect(requests.flatMap(({ problems }) => problems).filter(isOfShape)).toEqual([]);
					expect(requests.filter(({ operationId }) => operationId === null)).toEqual([]);
				}
				expect(requests.flatMap(({ answerProblems }) => answerProblems)).toEqual([]);
			}),
			{ seed: SEED, numRuns: runs.fields, endOnFailure: true },
		);
		// Where there are but one or two fields, and those are strict, hardly any random value gets through.
		expect(sent).toBeGreaterThan(fuzzed.length > 2 ? runs.fields / 5 : 0);
	}

	it('outputs or refuses whatever the vendor answers, and tells none of it', async () => {
		await fc.assert(
			fc.asyncProperty(answers, async (given) => {
				const server = await startWatchedServer((_passage, response, at) =>
					given[at % given.length]?.(response),
				);
				try {
					const rows = [0, 1, 2].map(subject.row);
					const limits = { timeout: 1000, maxAttempts: 2, totalBudget: 1500 };
					const result = await clinic.try(subject, rows, limits, { credentials: await at(subject, server) });
					expectSound(result, rows.length, operation);
					expect(server.passages.map(({ path }) => path).filter((path) => path.includes(STOLEN))).toEqual([]);
					const failed = rows.map((_, index) => errorItem(result, index)).filter(Boolean);
					expect(JSON.stringify({ failed, hints: result.hints, logs: result.logs })).not.toContain(MARK);
					expect(leaksOf(result, [], clinic.secrets())).toEqual([]);
				} finally {
					await server.close();
				}
			}),
			{ seed: SEED, numRuns: runs.answers, endOnFailure: true },
		);
	});
}

async function at(subject: Subject, { url }: WatchedServer) {
	const [[type, stored] = ['', {}]] = Object.entries(clinic.signedIn(subject));
	const data = await (stored as unknown as { read(): Promise<IDataObject> }).read();
	return { [type]: { ...data, baseUrl: url } as never };
}
