import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../tools/command.mjs';
import { send } from './support.mts';
import { BODIES, type Records } from './spry-bodies.mts';
import { PATHS, PATIENT_ID, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { sandbox, ask, good, post } = useSpry();
const records: Records = { caseId: '', context: '' };

beforeAll(async () => {
	const newCase = { patient_id: PATIENT_ID, case_title: 'Knee', specialization: 'MSK' };
	records.caseId = String((await good(PATHS.case, newCase)).spry_case_id);
	records.context = String((await good(PATHS.newNote, { patient_id: PATIENT_ID, type: 'INITIAL_SOAP' })).context_id);
});

/** Every value in a body with its dotted path; entries of lists by number. */
function* leavesOf(value: unknown, path: string[] = []): Generator<[string[], unknown]> {
	if (path.length > 0) yield [path, value];
	if (typeof value !== 'object' || value === null) return;
	for (const [name, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, name]);
}

/** The body with one value changed; undefined takes it out. */
function withValue(body: Fields, path: string[], value: unknown): Fields {
	const copy = structuredClone(body);
	const last = path.at(-1)!;
	const holder = path.slice(0, -1).reduce<Fields>((inner, name) => inner[name] as Fields, copy);
	if (value === undefined) delete holder[last];
	else holder[last] = value;
	return copy;
}

/** The same value in a type that looks like it. */
function drifted(value: unknown): unknown {
	if (typeof value === 'string') return Number(value) || 7;
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? { 0: value[0] as unknown } : [value];
}

describe.each(Object.keys(BODIES))('%s', (name) => {
	const body = () => BODIES[name]!(records);

	test('is accepted with every documented field', async () => {
		const { path, full } = body();
		expect(await post(path, full)).toMatchObject({ status: 200, body: { code: 2000 } });
	});

	test('is refused with an unknown field, at any depth', async () => {
		const { path, full } = body();
		const free = ['attributes', 'cpt_code_authorization_details'];
		const holders = [...leavesOf(full)].filter(
			([at, value]) =>
				typeof value === 'object' && !Array.isArray(value) && !at.some((step) => free.includes(step)),
		);
		for (const [at] of [[[] as string[]], ...holders] as Array<[string[]]>) {
			const reply = await post(path, withValue(full, [...at, 'no_such_field'], 1));
			expect({ at, ...reply }).toMatchObject(REFUSED);
		}
	});

	test('is refused with a value of another type, text for a number and a number for text included', async () => {
		const { path, full } = body();
		for (const [at, value] of leavesOf(full)) {
			const reply = await post(path, withValue(full, at, drifted(value)));
			expect({ at, ...reply }).toMatchObject(REFUSED);
		}
	});
});

const names = Object.keys(BODIES);

test.each(names.filter((name) => BODIES[name]!(records).required.length > 0))(
	'%s is refused without a field that is required',
	async (name) => {
		const { path, full, required } = BODIES[name]!(records);
		for (const field of required) {
			const reply = await post(path, withValue(full, field.split('.'), undefined));
			expect({ field, ...reply }).toMatchObject(REFUSED);
		}
	},
);

const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value);
const timesIn = (full: Fields) => [...leavesOf(full)].filter(([, value]) => isTime(value));
/** The version of the webhook API looks like a day and is none. */
const isTimed = (name: string) => name !== 'a new subscription' && timesIn(BODIES[name]!(records).full).length > 0;

test.each(names.filter(isTimed))('%s is refused when times are written in another way', async (name) => {
	const { path, full } = BODIES[name]!(records);
	for (const [at, value] of timesIn(full)) {
		const time = String(value);
		const others = time.includes('T')
			? [
					`${time}Z`,
					`${time}.000`,
					`${time}+00:00`,
					time.slice(0, 10),
					time.replace('T', ' '),
					'2026-02-30T08:00:00',
				]
			: [`${time}T00:00:00`, time.replace(/-/g, '/'), '2026-02-30'];
		for (const other of [...others, '1780000000']) {
			expect({ at, other, ...(await post(path, withValue(full, at, other))) }).toMatchObject(REFUSED);
		}
	}
});

interface Operation {
	operationId: string;
	security?: unknown[];
}
const contract = parse(readFileSync(join(projectRoot, 'sandbox', 'contracts', 'spry.yaml'), 'utf8')) as {
	paths: Record<string, Record<string, Operation>>;
};
/** Every call of the contract that needs a token, with a path that could be meant. */
const calls = Object.entries(contract.paths).flatMap(([path, methods]) =>
	Object.entries(methods)
		.filter(([, { security }]) => security === undefined)
		.map(([method, { operationId }]) => {
			const series = '00000000-0000-4000-8000-000000000000';
			const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'blockIdentifier' ? series : '7'));
			return [operationId, method.toUpperCase(), filled] as const;
		}),
);

test('the contract has all calls', () => expect(calls.length).toBeGreaterThan(40));

test.each(calls)('%s is refused without a valid token', async (_name, method, path) => {
	for (const authorization of [undefined, 'Bearer nonsense', 'Basic bmE6bmE=']) {
		const reply = await send(`${sandbox().spry}${path}`, { method, headers: { authorization } });
		expect(reply).toMatchObject({ status: 401, body: { data: null } });
	}
});

test.each(calls)('%s is refused with an unknown query parameter', async (name, method, path) => {
	const reply = await ask(`${path}?no_such_parameter=1`, { method });
	// These two report a refusal with status 200.
	const status = ['createPatient', 'listAuthorizations'].includes(name) ? 200 : 400;
	expect(reply).toMatchObject({ status, body: { code: 4000, data: null, message: expect.stringMatching(/\w/) } });
	const [request] = (await sandbox().requests('spry')).slice(-1);
	expect(request?.problems).toContainEqual(expect.objectContaining({ in: 'query', path: '/no_such_parameter' }));
});

test.each(calls)('%s has the faults that are switched on for it', async (name, method, path) => {
	await sandbox().faults({ vendor: 'spry', operationId: name, kind: '429', seconds: 3 });
	const reply = await ask(path, { method });
	expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '3']);
});
