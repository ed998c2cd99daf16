import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	detail,
	doctor,
	form,
	otherDoctor,
	saying,
	useMedMitra,
	type CaseRow,
	type Created,
} from './med-mitra-support.mts';
import { send, startedSandbox } from './support.mts';

const { sandbox, create, created, get, rows, settings } = useMedMitra();

test('MedMitra answers the health check', async () => {
	expect(await get('/')).toMatchObject({ status: 200, body: { message: expect.stringMatching(/\w/) } });
});

test('MedMitra makes a second case of the same request, and lists the newest first', async () => {
	const ids = [await create(form()), await create(form())].map(({ body }) => (body as Created).case.case_id);
	expect(new Set(ids).size).toBe(2);
	const list = await get(`/cases/all_cases?user_id=${doctor!.id}`);
	expect((list.body as { cases: Array<{ case_id: string }> }).cases.map(({ case_id }) => case_id)).toEqual(
		ids.reverse(),
	);
	expect((await get(`/cases/all_cases?user_id=${otherDoctor!.id}`)).body).toEqual({ cases: [] });
});

test('MedMitra refuses a doctor it does not know, or an id that is no UUID, with 400', async () => {
	for (const user_id of ['7', randomUUID()]) {
		const refusal = { status: 400, body: { detail: expect.stringMatching(/^Error creating case: /) } };
		expect(await create(form({ user_id }))).toMatchObject(refusal);
	}
	expect(await rows('med_mitra_case')).toEqual([]);
	const list = { status: 400, body: { detail: expect.stringMatching(/^Error retrieving cases: /) } };
	expect(await get('/cases/all_cases?user_id=7')).toMatchObject(list);
});

test('MedMitra distinguishes an unknown case from one without insights, and needs a number for a file', async () => {
	const unknown = { status: 404, body: { detail: expect.stringMatching(/^Error retrieving case: /) } };
	expect(await get(`/cases/cases/${randomUUID()}`)).toMatchObject(unknown);
	expect(await get(`/cases/file/${randomUUID()}`)).toMatchObject(detail('int_parsing', ['path', 'file_id']));
	expect(await get('/cases/all_cases')).toMatchObject(detail('missing', ['query', 'user_id']));
});

test('MedMitra redirects a path with a slash too many', async () => {
	const reply = await get(`/cases/all_cases/?user_id=${doctor!.id}`);
	expect(reply.status).toBe(307);
	expect(reply.headers.get('location')).toBe(`/cases/all_cases?user_id=${doctor!.id}`);
	expect(await get('/cases/cases')).toMatchObject({ status: 404, body: { detail: 'Not Found' } });
	expect(await send(`${sandbox().medMitra}/`, { method: 'PATCH' })).toMatchObject({
		status: 405,
		body: { detail: 'Method Not Allowed' },
	});
});

test('MedMitra ignores tokens, but a gateway in front needs a valid one', async () => {
	const ask = (authorization: string | undefined) => send(`${sandbox().medMitra}/`, { headers: { authorization } });
	expect((await ask('Bearer junk')).status).toBe(200);
	await settings({ gatewayJwtRequired: true });
	const [valid, expired] = [await sandbox().mintToken('medMitra'), await sandbox().mintToken('medMitra', -5)];
	expect((await ask(`Bearer ${valid.token}`)).status).toBe(200);
	for (const header of [undefined, 'Bearer junk', `Bearer ${expired.token}`]) {
		expect(await ask(header)).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
	}
});

test('MedMitra lists all cases at once, and none beyond the limit of its database', async () => {
	expect(await settings()).toMatchObject({ maxListedCases: 1000 });
	for (let number = 0; number < 4; number++) await created({ patient_name: `Nova ${number}` });
	const names = async () => {
		const { body } = await get(`/cases/all_cases?user_id=${doctor!.id.toUpperCase()}`);
		return (body as { cases: CaseRow[] }).cases.map(({ patient_name }) => patient_name);
	};
	expect(await names()).toEqual(['Nova 3', 'Nova 2', 'Nova 1', 'Nova 0']);
	await settings({ maxListedCases: 2 });
	expect(await names()).toEqual(['Nova 3', 'Nova 2']);
});

test('MedMitra words each refusal of a read', async () => {
	const id = randomUUID();
	const { case: row } = await created({ case_summary: undefined });
	const read = (path: string) => get(`/cases/${path}`);
	const unknown = saying(404, `Error retrieving case: Case with ID ${id} not found`);
	const early = saying(404, `Error retrieving AI insights: AI insights for case ${row.case_id} not found`);
	expect(await read(`cases/${id}`)).toMatchObject(unknown);
	expect(await read(`cases/${row.case_id}`)).toMatchObject(early);
	expect(await read('cases/17')).toMatchObject(saying(400, /^Error retrieving case: .*22P02/));
	expect(await read('file/17')).toMatchObject(saying(404, 'Error retrieving file: File with ID 17 not found'));
	expect((await read(`file/${id}`)).body).toMatchObject({ detail: [{ input: id }] });
});

test('MedMitra reports a database that cannot be reached as 400, whatever was asked', async () => {
	const { case: row } = await created();
	await settings({ databaseDown: true });
	expect(await create(form())).toMatchObject(saying(400, /^Error creating case: /));
	expect(await get(`/cases/all_cases?user_id=${doctor!.id}`)).toMatchObject(saying(400, /^Error retrieving cases: /));
	expect(await get(`/cases/cases/${row.case_id}`)).toMatchObject(saying(400, /^Error retrieving case: /));
	expect(await get('/cases/file/1')).toMatchObject(saying(400, /^Error retrieving file: /));
	expect((await get('/')).status).toBe(200);
	expect(await rows('med_mitra_case')).toHaveLength(1);
});

test('MedMitra does not send on a path that is wrong without its last slash, too', async () => {
	expect(await get('/cases/nothing/')).toMatchObject(saying(404, 'Not Found'));
	expect(await get('/cases/cases/')).toMatchObject(saying(404, 'Not Found'));
	const { status, headers } = await send(`${sandbox().medMitra}/cases/create_case/`, { multipart: form() });
	expect([status, headers.get('location')]).toEqual([307, '/cases/create_case']);
});

test('a MedMitra analysis dies with the process, and the case stays processing', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'carechain-sandbox-'));
	try {
		const data = join(folder, 'data.sqlite');
		const first = await startedSandbox({ data });
		await first.settings({ analysisMs: 60_000 });
		const reply = await send(`${first.medMitra}/cases/create_case`, { multipart: form() });
		await first.stop();
		const second = await startedSandbox({ data });
		await new Promise((resolve) => setTimeout(resolve, 150));
		const { med_mitra_case } = await second.state();
		await second.stop();
		const { case_id } = (reply.body as Created).case;
		expect(med_mitra_case).toMatchObject([{ case_id, status: 'processing' }]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test.each([
	{ analysisOutcome: 'lost' },
	{ readingStyle: 'poem' },
	{ updateSupported: 'yes' },
	{ maxListedCases: 0 },
	{ storageUrl: 'ftp://x' },
	{ storageUrl: 'http://x/' },
	{ storageLimitBytes: -1 },
])('the control API refuses the MedMitra setting %j', async (changes) => {
	await expect(settings(changes as never)).rejects.toThrow(/cannot be/);
});
