import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../tools/command.mjs';
import { node24 } from '../../tools/setup.mjs';
import { type LaunchedSandbox } from '../../sandbox/client.mts';
import { ekaCare, medMitra, spry } from '../../sandbox/seed.mts';
import { defectsOf, send, sendPath, signedIn, startedSandbox } from './support.mts';

const MAIN = join(projectRoot, 'sandbox', 'main.mts');
const newPatient = {
	first_name: 'Nova',
	last_name: 'Testwood',
	date_of_birth: '1999-09-09',
	sex: 'FEMALE',
	clinic_id: 101,
};
const tokenForm = {
	grant_type: 'client_credentials',
	client_id: spry.clientId,
	client_secret: spry.clientSecret,
	scope: 'read',
};

describe('the control API', () => {
	let sandbox: LaunchedSandbox;
	beforeAll(async () => void (sandbox = await startedSandbox()));
	beforeEach(() => sandbox.reset());
	afterAll(() => sandbox?.stop());
	const createPatient = async () => {
		const headers = await signedIn(sandbox, 'spry');
		return send(`${sandbox.spry}/apis/v1/patient`, { headers, json: newPatient });
	};

	test('lists requests with what was wrong in them, and never a token or a secret', async () => {
		const headers = await signedIn(sandbox, 'ekaCare');
		await send(`${sandbox.spry}/apis/v2/oauth/token`, { form: tokenForm });
		await send(`${sandbox.ekaCare}/mr/api/v1/cases?secret_word=1`, { headers, json: { id: 7 } });
		const requests = await sandbox.requests();
		expect(requests).toMatchObject([
			{
				vendor: 'spry',
				operationId: 'createToken',
				status: 200,
				body: { client_id: spry.clientId, client_secret: '[hidden]' },
			},
			{
				...{
					vendor: 'ekaCare',
					method: 'POST',
					path: '/mr/api/v1/cases',
					query: { secret_word: '1' },
					status: 400,
				},
				...{ operationId: 'createCase', body: { id: 7 }, parts: null, hasAuthorization: true, hasAuth: true },
				headers: { 'content-type': 'application/json', 'client-id': ekaCare.clientId },
			},
		]);
		expect(requests[1]?.problems).toEqual(
			expect.arrayContaining([
				{ in: 'body', path: '/id', keyword: 'type', message: 'must be string' },
				{ in: 'body', path: '/display_name', keyword: 'required', message: 'is required' },
				{ in: 'query', path: '/secret_word', keyword: 'additionalProperties', message: 'is not a known field' },
				{ in: 'header', path: '/x-pt-id', keyword: 'required', message: 'is required' },
			]),
		);
		const text = JSON.stringify(requests);
		expect(text).not.toContain(spry.clientSecret);
		expect(text).not.toContain(headers.auth);
		expect(await sandbox.requests('ekaCare')).toHaveLength(1);
		await sandbox.clearRequests();
		expect(await sandbox.requests()).toEqual([]);
	});

	test('describes the parts of a form by name, type, size and digest', async () => {
		const multipart = new FormData();
		multipart.append('patient_name', 'Nova');
		multipart.append('lab_files', new Blob(['hello'], { type: 'application/pdf' }), 'a b.pdf');
		await send(`${sandbox.medMitra}/cases/create_case`, { multipart });
		const [request] = await sandbox.requests('medMitra');
		const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
		expect(request?.parts).toMatchObject([
			{ name: 'patient_name', filename: null, size: 4, text: 'Nova' },
			{ name: 'lab_files', filename: 'a b.pdf', contentType: 'application/pdf', size: 5, sha256 },
		]);
		expect(request?.parts?.[1]).not.toHaveProperty('text');
	});

	test('shows every row, and a reset brings the seed data back without making tokens invalid', async () => {
		const headers = await signedIn(sandbox, 'spry');
		await createPatient();
		expect((await sandbox.state()).spry_patient).toHaveLength(2);
		await sandbox.settings({ latencyMs: 1 });
		await sandbox.reset();
		const { spry_patient, eka_patient, med_mitra_case } = await sandbox.state();
		expect([spry_patient?.length, eka_patient?.length, med_mitra_case]).toEqual([1, ekaCare.patients.length, []]);
		expect(spry_patient?.[0]).toMatchObject({ body: { last_name: spry.existingPatient.last_name } });
		expect(await sandbox.settings()).toMatchObject({ latencyMs: 0 });
		const path = `/apis/v1/patient/${spry.existingPatient.patient_id}`;
		expect((await send(`${sandbox.spry}${path}`, { headers })).status).toBe(200);
	});

	test('delays every request by the latency that is set', async () => {
		await sandbox.settings({ latencyMs: 200 });
		const start = performance.now();
		await send(sandbox.medMitra);
		expect(performance.now() - start).toBeGreaterThanOrEqual(195);
	});

	test.each([
		['POST', '/settings', { latency: 5 }, 400],
		['POST', '/settings', { latencyMs: '5' }, 400],
		['POST', '/settings', { casePageSize: 0 }, 400],
		['POST', '/settings', [1], 400],
		['POST', '/tokens', { vendor: 'epic' }, 400],
		['POST', '/tokens', { vendor: 'spry', expiresInSeconds: 'soon' }, 400],
		['POST', '/revoke', {}, 400],
		['GET', '/requests?vendor=x', undefined, 400],
		['POST', '/nothing', {}, 404],
	])('refuses %s %s %j', async (method, path, json, status) => {
		const reply = await send(`${sandbox.control}${path}`, { method, json });
		expect(reply).toMatchObject({ status, body: { error: expect.stringMatching(/\w/) } });
	});
});

describe('hostile input', () => {
	let sandbox: LaunchedSandbox;
	beforeAll(async () => void (sandbox = await startedSandbox()));
	afterEach(async () => {
		expect(await defectsOf(sandbox)).toEqual([]);
		expect((await send(sandbox.medMitra)).status).toBe(200);
	});
	afterAll(() => sandbox?.stop());

	test.each([
		['broken JSON', '{"first_name":'],
		['a JSON text that holds JSON', JSON.stringify(JSON.stringify(newPatient))],
		['a list', '[]'],
		['null', 'null'],
		['a number', '7'],
		['nothing', ''],
		['invalid UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
		['a byte order mark', `\ufeff${JSON.stringify(newPatient)}`],
		['an own __proto__', '{"__proto__":{"first_name":"x"}}'],
		['deep nesting', `${'{"address":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
	])('is refused: %s as a patient', async (_name, raw) => {
		const headers = { ...(await signedIn(sandbox, 'spry')), 'content-type': 'application/json' };
		const reply = await send(`${sandbox.spry}/apis/v1/patient`, { method: 'POST', raw, headers });
		expect(reply).toMatchObject({ status: 200, body: { code: 4000, data: null } });
	});

	test.each([
		['/apis/v1/patient/%E0%A4%A', 400],
		['/apis/v1/patient/%00', 400],
		['/apis/v1/patient/1%2F2', 400],
		['/apis/v1/patient/1/2', 404],
		['/apis/v1/patient/', 404],
		['//apis/v1/patient/1', 404],
		['/apis/v1/../v1/patient/1', 404],
		['/apis/v1/patient?', 405],
		['*', 404],
	])('is answered: the path %s', async (path, status) => {
		const { authorization = '' } = await signedIn(sandbox, 'spry');
		const reply = new Promise<number>((resolve, reject) => {
			const { port } = new URL(sandbox.spry);
			const socket = connect(Number(port), '127.0.0.1', () => {
				socket.write(
					`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`,
				);
			});
			let text = '';
			socket.on('data', (chunk) => (text += chunk.toString()));
			socket.on('end', () => resolve(Number(text.split(' ')[1])));
			socket.on('error', reject);
		});
		expect(await reply).toBe(status);
	});

	test('is refused: a JSON body of more than a megabyte', async () => {
		const headers = { ...(await signedIn(sandbox, 'spry')), 'content-type': 'application/json' };
		const raw = JSON.stringify({ ...newPatient, alias: 'x'.repeat(3_000_000) });
		const status = await send(`${sandbox.spry}/apis/v1/patient`, { raw, headers }).then(
			(reply) => reply.status,
			() => 'closed',
		);
		expect([413, 'closed']).toContain(status);
		expect((await sandbox.state()).spry_patient).toHaveLength(1);
	});

	test('survives a sender that disconnects in the middle', async () => {
		const { port } = new URL(sandbox.spry);
		await new Promise<void>((resolve) => {
			const socket = connect(Number(port), '127.0.0.1', () => {
				const head =
					'POST /apis/v1/patient HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{';
				socket.write(head, () => socket.destroy());
			});
			socket.on('close', () => resolve());
		});
	});

	test('is refused: methods that no path has', async () => {
		for (const method of ['OPTIONS', 'HEAD', 'DELETE'])
			expect(await sendPath(sandbox.spry, '/apis/v1/patient', method)).toBe(405);
	});
});

describe('the sandbox process', () => {
	test('keeps its data in a file across restarts, tokens included', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'carechain-sandbox-'));
		try {
			const data = join(folder, 'data.sqlite');
			const first = await startedSandbox({ data });
			const headers = await signedIn(first, 'spry');
			const created = await send(`${first.spry}/apis/v1/patient`, { headers, json: newPatient });
			await first.stop();
			const second = await startedSandbox({ data });
			const again = await send(`${second.spry}/apis/v1/patient`, { headers, json: newPatient });
			await second.stop();
			const { patient_id } = (created.body as { data: { patient_id: number } }).data;
			expect(again.body).toMatchObject({ code: 2301, data: { patient_id } });
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('takes the port it is given, and says so when the port is taken', async () => {
		const first = await startedSandbox();
		const port = Number(new URL(first.spry).port);
		await expect(startedSandbox({ spryPort: port })).rejects.toThrow(/EADDRINUSE/);
		await first.stop();
		const second = await startedSandbox({ spryPort: port });
		expect(second.spry).toBe(first.spry);
		await second.stop();
	});

	test.each([
		['--port', '1'],
		['--latency', 'soon'],
	])('refuses to start with %s %s', (...args) => {
		const { status, stdout, stderr } = spawnSync(node24(), [MAIN, ...args], { encoding: 'utf8' });
		expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
		expect(stderr).toContain(args[0]);
	});

	test.each(['SIGTERM', 'SIGINT', 'disconnect'] as const)('prints one line and ends by itself on %s', async (how) => {
		const child = spawn(node24(), [MAIN], { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
		let output = '';
		const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
		await new Promise<void>((resolve) => {
			child.stdout?.on('data', (chunk: Buffer) => {
				output += chunk.toString();
				if (output.includes('\n')) resolve();
			});
		});
		const ready = JSON.parse(output) as Record<string, string>;
		expect(Object.keys(ready)).toEqual(['ready', 'spry', 'ekaCare', 'medMitra', 'control']);
		for (const name of ['spry', 'ekaCare', 'medMitra', 'control'])
			expect(ready[name]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		if (how === 'disconnect') child.disconnect();
		else child.kill(how);
		expect(await ended).toBe(0);
		expect(output.trim().split('\n')).toHaveLength(1);
	});
});

test('the seed data names nobody twice', () => {
	const ids = [
		...ekaCare.patients.flatMap(({ oid, partnerId }) => [oid, partnerId]),
		...ekaCare.doctors.flatMap(({ id, partnerId }) => [id, partnerId]),
		...ekaCare.clinics.flatMap(({ id, partnerId }) => [id, partnerId]),
		...medMitra.doctors.map(({ id }) => id),
		...spry.icdCodes.map(({ id }) => String(id)),
	];
	expect(new Set(ids).size).toBe(ids.length);
	expect(ekaCare.patients).toHaveLength(30);
	expect(ekaCare.patients.every(({ oid }) => /^\d{15,16}$/.test(oid))).toBe(true);
});
