import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type LaunchedSandbox } from '../../sandbox/client.mts';
import { medMitra } from '../../sandbox/seed.mts';
import { defectsOf, send, startedSandbox } from './support.mts';

interface Created {
	case: { case_id: string; status: string };
	uploaded_files: Array<{ id: number; file_id: string; file_name: string; file_category: string; file_url: string }>;
}

const [doctor, otherDoctor] = medMitra.doctors;
const FIELDS: Record<string, string> = {
	user_id: doctor!.id,
	patient_name: 'Nova Testwood',
	patient_age: '41',
	patient_gender: 'Female',
	case_summary: 'Cough for two weeks.',
};

let sandbox: LaunchedSandbox;
beforeAll(async () => void (sandbox = await startedSandbox()));
beforeEach(() => sandbox.reset());
afterEach(async () => expect(await defectsOf(sandbox)).toEqual([]));
afterAll(() => sandbox?.stop());

type FileSpec = readonly [field: string, name: string, type?: string];
function form(changes: Record<string, string | undefined> = {}, files: FileSpec[] = []): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries({ ...FIELDS, ...changes }))
		if (value !== undefined) data.append(name, value);
	for (const [field, name, type = 'application/pdf'] of files)
		data.append(field, new Blob(['%PDF-1.4'], { type }), name);
	return data;
}
const create = (multipart: FormData) => send(`${sandbox.medMitra}/cases/create_case`, { multipart });
const get = (path: string) => send(`${sandbox.medMitra}${path}`);
const rows = async (table: string) => (await sandbox.state())[table] ?? [];

/** Waits until the analysis of the only case has ended. */
async function analysed(): Promise<string> {
	for (let round = 0; round < 100; round++) {
		const status = String((await rows('med_mitra_case'))[0]?.status);
		if (status !== 'processing') return status;
		await wait(20);
	}
	throw new Error('the analysis did not end');
}

test('MedMitra says that it lives', async () => {
	expect(await get('/')).toMatchObject({ status: 200, body: { message: expect.stringMatching(/\w/) } });
});

test('a MedMitra case is created with files of both kinds and read once it is analysed', async () => {
	await sandbox.settings({ analysisMs: 300 });
	const files: FileSpec[] = [
		['lab_files', 'blood.pdf'],
		['lab_files', 'urine.pdf'],
		['radiology_files', 'blood.pdf', 'image/png'],
	];
	const reply = await create(form({}, files));
	expect(reply.status).toBe(201);
	const { case: row, uploaded_files } = reply.body as Created;
	expect(row).toMatchObject({
		status: 'processing',
		doctor_id: doctor!.id,
		patient_age: 41,
		patient_name: 'Nova Testwood',
	});
	expect(uploaded_files.map(({ file_name, file_category }) => [file_category, file_name])).toEqual([
		['lab', 'blood.pdf'],
		['lab', 'urine.pdf'],
		['radiology', 'blood.pdf'],
	]);
	expect(uploaded_files[0]!.file_url).toMatch(new RegExp(`/labdocs/lab_files/${row.case_id}/blood.pdf\\?$`));

	const early = await get(`/cases/cases/${row.case_id}`);
	expect(early).toMatchObject({
		status: 404,
		body: { detail: expect.stringMatching(/^Error retrieving AI insights: /) },
	});
	expect(await analysed()).toBe('completed');
	const read = await get(`/cases/cases/${row.case_id}`);
	expect(read).toMatchObject({
		status: 200,
		body: {
			case: { status: 'completed' },
			files: [{}, {}, {}],
			ai_insights: { icd_code: 'M54.50', doctor_notes: FIELDS.case_summary },
		},
	});

	const file = uploaded_files[2]!;
	const { body } = (await get(`/cases/file/${file.id}`)) as { body: { file: { ai_summary: string } } };
	expect(JSON.parse(body.file.ai_summary)).toMatchObject({ confidence_score: 0.8 });
	expect(await get('/cases/file/9999')).toMatchObject({
		status: 404,
		body: { detail: expect.stringMatching(/not found/) },
	});
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

test('a MedMitra case without files may come as a urlencoded form', async () => {
	const reply = await send(`${sandbox.medMitra}/cases/create_case`, { form: FIELDS });
	expect(reply).toMatchObject({ status: 201, body: { uploaded_files: [] } });
});

test('MedMitra takes an age written as 45.0 and drops fields it does not know', async () => {
	const reply = await create(form({ patient_age: '45.0', tags: 'x', 'lab_files[]': 'y' }));
	expect(reply).toMatchObject({ status: 201, body: { case: { patient_age: 45 } } });
	expect((await sandbox.requests('medMitra'))[0]?.ignored).toEqual(['tags', 'lab_files[]']);
});

test.each<[string, Record<string, string | undefined>]>([
	['no summary', { case_summary: undefined }],
	['braces in the summary', { case_summary: 'pain {left}' }],
	['a brace in the name', { patient_name: 'Nova }' }],
])('a MedMitra analysis fails with %s', async (_name, changes) => {
	const { body } = await create(form(changes));
	expect(await analysed()).toBe('failed');
	const read = await get(`/cases/cases/${(body as Created).case.case_id}`);
	expect(read).toMatchObject({
		status: 404,
		body: { detail: expect.stringMatching(/^Error retrieving AI insights: /) },
	});
});

const detail = (type: string, loc: Array<string | number>) => ({
	status: 422,
	body: { detail: [expect.objectContaining({ type, loc, msg: expect.stringMatching(/\w/) })] },
});

test.each<[string, Record<string, string | undefined>, string, string]>([
	['no user', { user_id: undefined }, 'missing', 'user_id'],
	['no name', { patient_name: undefined }, 'missing', 'patient_name'],
	['no gender', { patient_gender: undefined }, 'missing', 'patient_gender'],
	['no age', { patient_age: undefined }, 'missing', 'patient_age'],
	['an age with a fraction', { patient_age: '45.5' }, 'int_parsing', 'patient_age'],
	['an age in words', { patient_age: 'forty' }, 'int_parsing', 'patient_age'],
])('MedMitra refuses a case with %s and stores nothing', async (_name, changes, type, field) => {
	expect(await create(form(changes))).toMatchObject(detail(type, ['body', field]));
	expect(await rows('med_mitra_case')).toEqual([]);
});

test('MedMitra answers a JSON body as if nothing had been sent', async () => {
	const reply = await send(`${sandbox.medMitra}/cases/create_case`, { json: FIELDS });
	expect(reply.status).toBe(422);
	const { detail: told } = reply.body as { detail: Array<{ type: string; loc: string[] }> };
	expect(told.map(({ type, loc }) => [type, loc[1]]).sort()).toEqual(
		['patient_age', 'patient_gender', 'patient_name', 'user_id'].map((field) => ['missing', field]),
	);
});

describe('a MedMitra part', () => {
	const boundary = 'carechainboundary';
	const raw = (parts: string[]) => {
		const fields = Object.entries(FIELDS).map(([name, value]) => `form-data; name="${name}"\r\n\r\n${value}`);
		const all = [...fields, ...parts].map((part) => `--${boundary}\r\nContent-Disposition: ${part}\r\n`);
		return `${all.join('')}--${boundary}--\r\n`;
	};
	const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
	const sendRaw = (text: string) => send(`${sandbox.medMitra}/cases/create_case`, { raw: text, headers });

	test('without a file name is text where a file is wanted', async () => {
		const reply = await sendRaw(raw(['form-data; name="lab_files"\r\n\r\n%PDF']));
		expect(reply).toMatchObject(detail('value_error', ['body', 'lab_files', 0]));
		expect(JSON.stringify(reply.body)).toContain('Expected UploadFile');
	});

	test('with an empty file name is skipped without notice', async () => {
		const part = 'form-data; name="lab_files"; filename=""\r\nContent-Type: application/pdf\r\n\r\n%PDF';
		expect(await sendRaw(raw([part]))).toMatchObject({ status: 201, body: { uploaded_files: [] } });
	});

	test('that is a file where text is wanted is refused', async () => {
		const part = 'form-data; name="case_summary"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello';
		const text = raw([part]).replace(
			/--carechainboundary\r\nContent-Disposition: form-data; name="case_summary"\r\n[^-]*/,
			'',
		);
		expect(await sendRaw(text)).toMatchObject(detail('string_type', ['body', 'case_summary']));
	});

	test('that is cut off makes the whole form unreadable', async () => {
		const text = raw([
			'form-data; name="lab_files"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF',
		]);
		expect((await sendRaw(text.slice(0, -30))).status).toBe(422);
	});
});

test.each<[string, FileSpec[], number]>([
	[
		'the same name twice in one category',
		[
			['lab_files', 'a.pdf'],
			['lab_files', 'a.pdf'],
		],
		1,
	],
	['a forbidden character in a name', [['lab_files', 'blöd.pdf']], 0],
	[
		'a bracket in the second name',
		[
			['radiology_files', 'ok.png', 'image/png'],
			['radiology_files', 'a[1].png', 'image/png'],
		],
		1,
	],
])('MedMitra refuses %s and leaves the case behind for ever', async (_name, files, stored) => {
	const reply = await create(form({}, files));
	expect(reply).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/^Error uploading file: /) } });
	await wait(120);
	expect(await rows('med_mitra_case')).toMatchObject([{ status: 'processing' }]);
	expect(await rows('med_mitra_file')).toHaveLength(stored);
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

test('MedMitra tells an unknown case from one without insights, and wants a number for a file', async () => {
	const unknown = { status: 404, body: { detail: expect.stringMatching(/^Error retrieving case: /) } };
	expect(await get(`/cases/cases/${randomUUID()}`)).toMatchObject(unknown);
	expect(await get(`/cases/file/${randomUUID()}`)).toMatchObject(detail('int_parsing', ['path', 'file_id']));
	expect(await get('/cases/all_cases')).toMatchObject(detail('missing', ['query', 'user_id']));
});

test('MedMitra sends a path with a slash too many on to the right one', async () => {
	const reply = await get(`/cases/all_cases/?user_id=${doctor!.id}`);
	expect(reply.status).toBe(307);
	expect(reply.headers.get('location')).toBe(`/cases/all_cases?user_id=${doctor!.id}`);
	expect(await get('/cases/cases')).toMatchObject({ status: 404, body: { detail: 'Not Found' } });
	expect(await send(`${sandbox.medMitra}/`, { method: 'PATCH' })).toMatchObject({
		status: 405,
		body: { detail: 'Method Not Allowed' },
	});
});

test('MedMitra reads no token, but a gateway in front asks for a valid one', async () => {
	const ask = (authorization: string | undefined) => send(`${sandbox.medMitra}/`, { headers: { authorization } });
	expect((await ask('Bearer junk')).status).toBe(200);
	await sandbox.settings({ gatewayJwtRequired: true });
	const [valid, expired] = [await sandbox.mintToken('medMitra'), await sandbox.mintToken('medMitra', -5)];
	expect((await ask(`Bearer ${valid.token}`)).status).toBe(200);
	for (const header of [undefined, 'Bearer junk', `Bearer ${expired.token}`]) {
		expect(await ask(header)).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
	}
});
