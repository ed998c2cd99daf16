import type { LaunchedSandbox } from '../../sandbox/client.mts';
import { ekaCare } from '../../sandbox/seed.mts';
import type { Fault, FaultKind, VendorName } from '../../sandbox/types.mts';
import { defectsOf, send, signedIn, startedSandbox } from './support.mts';

let sandbox: LaunchedSandbox;
let headers: Record<VendorName, Record<string, string>>;

beforeAll(async () => {
	sandbox = await startedSandbox();
	headers = {
		spry: await signedIn(sandbox, 'spry'),
		ekaCare: await signedIn(sandbox, 'ekaCare'),
		medMitra: await signedIn(sandbox, 'medMitra'),
	};
});
afterAll(() => sandbox?.stop());
beforeEach(() => sandbox.reset());
afterEach(async () => expect(await defectsOf(sandbox)).toEqual([]));

let number = 0;
const patient = () => ({
	first_name: 'Nova',
	last_name: `Testwood${number++}`,
	date_of_birth: '1999-09-09',
	sex: 'FEMALE',
	clinic_id: 101,
});
const createPatient = () => send(`${sandbox.spry}/apis/v1/patient`, { headers: headers.spry, json: patient() });
const patients = async () => (await sandbox.state()).spry_patient?.length ?? 0;
const inject = (fault: Partial<Fault> & { kind: FaultKind }) => sandbox.faults({ vendor: 'spry', ...fault });

/** The answer to one request as it comes over the wire, whatever state it is in. */
async function rawPatient(timeoutMs = 5000): Promise<{ status: number; text: string; type: string | null } | 'broken'> {
	try {
		const response = await fetch(`${sandbox.spry}/apis/v1/patient`, {
			method: 'POST',
			headers: { ...headers.spry, 'content-type': 'application/json' },
			body: JSON.stringify(patient()),
			signal: AbortSignal.timeout(timeoutMs),
		});
		return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
	} catch {
		return 'broken';
	}
}

describe('a fault', () => {
	test('affects one request by default, and the next one succeeds', async () => {
		const before = await patients();
		await inject({ kind: '500' });
		expect((await createPatient()).status).toBe(500);
		expect(await patients()).toBe(before);
		expect((await createPatient()).body).toMatchObject({ code: 2000 });
		expect(await sandbox.activeFaults()).toEqual([]);
		expect((await sandbox.requests()).map(({ fault, status }) => [fault, status])).toEqual([
			['500', 500],
			[null, 200],
		]);
	});

	test('befalls as many as it is told, after as many as it is told to let pass, or all', async () => {
		await inject({ kind: '503', after: 2, times: 2 });
		const statuses = [];
		for (let index = 0; index < 6; index++) statuses.push((await createPatient()).status);
		expect(statuses).toEqual([200, 200, 503, 503, 200, 200]);

		await inject({ kind: '403', times: 0 });
		for (let index = 0; index < 3; index++) expect((await createPatient()).status).toBe(403);
		await sandbox.clearFaults();
		expect((await createPatient()).status).toBe(200);
	});

	test('is met by its vendor and its operation only', async () => {
		await inject({ kind: '500', operationId: 'createCase', times: 0 });
		await sandbox.faults({ vendor: 'medMitra', kind: '500', times: 0 });
		expect((await createPatient()).status).toBe(200);
		expect((await send(`${sandbox.medMitra}/`)).status).toBe(500);
	});

	test('ends with a reset of the sandbox', async () => {
		await inject({ kind: '500', times: 0 });
		await sandbox.randomFaults({ kinds: ['500'], probability: 1, seed: 1 });
		await sandbox.reset();
		expect((await createPatient()).status).toBe(200);
	});

	test.each(['500', '503-bare', 'html', 'empty', 'stall', 'error-envelope'] as const)(
		'%s leaves nothing behind, or the record when it is told so',
		async (kind) => {
			const before = await patients();
			await inject({ kind });
			await rawPatient(300);
			expect(await patients()).toBe(before);
			await inject({ kind, stored: true });
			await rawPatient(300);
			expect(await patients()).toBe(before + 1);
		},
	);

	test.each(['reset-after', 'truncated', 'cut-off', 'drip', 'oversized'] as const)(
		'%s leaves the record behind by its nature',
		async (kind) => {
			const before = await patients();
			await inject({ kind });
			await rawPatient(800);
			expect(await patients()).toBe(before + 1);
		},
	);

	test('resets the connection before the request is read, and never leaves a record', async () => {
		const before = await patients();
		await inject({ kind: 'reset-before', stored: true });
		expect(await rawPatient()).toBe('broken');
		expect(await patients()).toBe(before);
		expect(await sandbox.requests()).toMatchObject([
			{ operationId: 'createPatient', status: 0, fault: 'reset-before' },
		]);
	});

	test('sends Retry-After in seconds, as a date, or not at all', async () => {
		const waits: Array<string | null> = [];
		for (const kind of ['429', '429-date', '429-bare', '503', '503-bare'] as const) {
			await inject({ kind, seconds: 7 });
			waits.push((await createPatient()).headers.get('retry-after'));
		}
		expect(waits).toEqual(['7', expect.stringMatching(/GMT$/), null, '7', null]);
		const wait = Date.parse(waits[1] ?? '') - Date.now();
		expect(wait).toBeGreaterThan(4000);
		expect(wait).toBeLessThan(8000);
	});

	test('damages the answer as it says', async () => {
		const seen: Record<string, unknown> = {};
		for (const kind of ['truncated', 'cut-off', 'html', 'empty', 'error-envelope', 'reset-after'] as const) {
			await inject({ kind });
			seen[kind] = await rawPatient();
		}
		expect(seen).toEqual({
			truncated: { status: 200, text: expect.stringMatching(/^\{"code":2000.*[^}]$/), type: 'application/json' },
			'cut-off': 'broken',
			html: {
				status: 200,
				text: expect.stringMatching(/^<!doctype html>/),
				type: expect.stringMatching('text/html'),
			},
			empty: { status: 200, text: '', type: 'application/json' },
			'error-envelope': { status: 200, text: expect.stringMatching(/^\{"code":4000/), type: expect.anything() },
			'reset-after': 'broken',
		});
	});

	test('keeps the connection open without an answer, or sends the answer one byte at a time', async () => {
		for (const kind of ['stall', 'drip'] as const) {
			await inject({ kind });
			const start = Date.now();
			expect(await rawPatient(400)).toBe('broken');
			expect(Date.now() - start).toBeGreaterThanOrEqual(380);
		}
		await inject({ kind: 'drip', seconds: 0.001 });
		expect(JSON.parse(((await rawPatient()) as { text: string }).text)).toMatchObject({ code: 2000 });
	});

	test('sends more than 25 MB of valid JSON', async () => {
		await inject({ kind: 'oversized' });
		const answer = (await rawPatient()) as { text: string };
		expect(answer.text.length).toBeGreaterThan(25 * 1024 * 1024);
		expect(JSON.parse(answer.text)).toHaveProperty('data');
	});

	test('uses the error format of each vendor', async () => {
		await sandbox.faults(
			{ vendor: 'spry', kind: '422' },
			{ vendor: 'medMitra', kind: '422' },
			{ vendor: 'medMitra', kind: '429' },
			{ vendor: 'ekaCare', operationId: 'createCase', kind: '404' },
			{ vendor: 'ekaCare', operationId: 'bookAppointment', kind: '500' },
		);
		const words = expect.stringContaining('made-up trouble');
		expect((await createPatient()).body).toEqual({ code: 4000, data: null, message: words });
		const cases = `${sandbox.medMitra}/cases/create_case`;
		const form = { user_id: 'x' };
		expect((await send(cases, { form })).body).toMatchObject({
			detail: [{ loc: ['body', 'patient_name'], msg: words }],
		});
		expect((await send(cases, { form })).body).toEqual({ message: words });
		const eka = { headers: { ...headers.ekaCare, 'x-pt-id': ekaCare.patients[0]?.oid }, json: {} };
		expect((await send(`${sandbox.ekaCare}/mr/api/v1/cases`, eka)).body).toEqual({
			error: words,
			code: expect.any(String),
		});
		expect((await send(`${sandbox.ekaCare}/dr/v1/appointment`, eka)).body).toEqual({
			error: { code: expect.any(String), message: words },
		});
	});
});

describe('random faults', () => {
	const statuses = async (seed: number, count: number) => {
		await sandbox.randomFaults({ kinds: ['500', '403'], probability: 0.1, seed, operationIds: ['createPatient'] });
		const found: number[] = [];
		for (let index = 0; index < count; index++) found.push((await createPatient()).status);
		return found;
	};

	test('are the same for a seed and others for another', async () => {
		const first = await statuses(42, 60);
		expect(await statuses(42, 60)).toEqual(first);
		expect(await statuses(43, 60)).not.toEqual(first);
	});

	test('happen about as often as asked', async () => {
		const found = await statuses(7, 400);
		for (const status of [500, 403]) {
			const times = found.filter((one) => one === status).length;
			expect(times).toBeGreaterThan(20);
			expect(times).toBeLessThan(60);
		}
	});
});

describe('the limit of requests', () => {
	test('lets this many requests pass per second and refuses the others with Retry-After', async () => {
		const before = await patients();
		await sandbox.settings({ requestsPerSecond: 5 });
		const answers = await Promise.all(Array.from({ length: 12 }, createPatient));
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(7);
		expect(refused.every((answer) => answer.headers.get('retry-after') === '1')).toBe(true);
		expect(await patients()).toBe(before + 5);
		await new Promise((resolve) => setTimeout(resolve, 1050));
		expect((await createPatient()).status).toBe(200);
	});

	test('applies to each vendor separately', async () => {
		await new Promise((resolve) => setTimeout(resolve, 1050));
		await sandbox.settings({ requestsPerSecond: 1 });
		expect([(await createPatient()).status, (await send(`${sandbox.medMitra}/`)).status]).toEqual([200, 200]);
	});
});

describe('the control API', () => {
	test.each([
		[{ kind: '500' }, /vendor must be one of spry/],
		[{ vendor: 'spry', kind: '599' }, /kind must be one of 401/],
		[{ vendor: 'spry', kind: '500', times: -1 }, /whole numbers/],
		[{ vendor: 'spry', kind: '500', after: 0.5 }, /whole numbers/],
		[{ vendor: 'spry', kind: '500', seconds: 'two' }, /seconds/],
		[{ vendor: 'spry', kind: '500', stored: 'yes' }, /stored/],
		[{ vendor: 'spry', kind: '500', often: 2 }, /often is not a field/],
		[{ vendor: 'spry', kind: '500', operationId: 7 }, /operationId/],
	])('refuses the fault %j', async (fault, message) => {
		await expect(sandbox.faults(fault as Fault)).rejects.toThrow(message);
		expect(await sandbox.activeFaults()).toEqual([]);
	});

	test.each([
		[{ kinds: [], probability: 0.1, seed: 1 }, /kinds/],
		[{ kinds: ['599'], probability: 0.1, seed: 1 }, /kinds/],
		[{ kinds: ['500', '403'], probability: 0.6, seed: 1 }, /probability/],
		[{ kinds: ['500'], probability: 0, seed: 1 }, /probability/],
		[{ kinds: ['500'], probability: 0.1, seed: 'x' }, /seed/],
		[{ vendor: 'other', kinds: ['500'], probability: 0.1, seed: 1 }, /vendor/],
	])('refuses the random faults %j', async (faults, message) => {
		await expect(sandbox.randomFaults(faults as never)).rejects.toThrow(message);
	});

	test('ends all faults by DELETE, too', async () => {
		await inject({ kind: '500', times: 0 });
		const answer = await fetch(`${sandbox.control}/faults`, { method: 'DELETE' });
		expect(answer.status).toBe(200);
		expect((await createPatient()).status).toBe(200);
	});
});
