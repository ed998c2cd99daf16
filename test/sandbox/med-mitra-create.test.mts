import { setTimeout as wait } from 'node:timers/promises';
import {
	detail,
	doctor,
	FIELDS,
	form,
	saying,
	useMedMitra,
	type Created,
	type FileSpec,
} from './med-mitra-support.mts';
import { send } from './support.mts';

const { sandbox, create, created, get, rows, analysed, settings } = useMedMitra();

test('a MedMitra case without files may come as a urlencoded form', async () => {
	const reply = await send(`${sandbox().medMitra}/cases/create_case`, { form: FIELDS });
	expect(reply).toMatchObject({ status: 201, body: { uploaded_files: [] } });
});

test('MedMitra takes an age written as 45.0 and drops fields it does not know', async () => {
	const reply = await create(form({ patient_age: '45.0', tags: 'x', 'lab_files[]': 'y' }));
	expect(reply).toMatchObject({ status: 201, body: { case: { patient_age: 45 } } });
	expect((await sandbox().requests('medMitra'))[0]?.ignored).toEqual(['tags', 'lab_files[]']);
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
	const reply = await send(`${sandbox().medMitra}/cases/create_case`, { json: FIELDS });
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
	const sendRaw = (text: string) => send(`${sandbox().medMitra}/cases/create_case`, { raw: text, headers });

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
		expect(await sendRaw(text.slice(0, -30))).toEqual(
			expect.objectContaining(saying(400, 'There was an error parsing the body')),
		);
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

test('MedMitra answers a create with the case and its files, key by key', async () => {
	const reply = await create(form({ user_id: doctor!.id.toUpperCase() }, [['lab_files', 'a.pdf']]));
	expect(reply.status).toBe(201);
	const { case: row, uploaded_files, ...others } = reply.body as Created & { message: string };
	expect(others).toEqual({ message: 'Case created successfully' });
	const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
	expect(row).toEqual({
		...{ id: expect.any(Number), case_id: expect.stringMatching(/^[0-9a-f-]{36}$/), doctor_id: doctor!.id },
		...{ patient_name: FIELDS.patient_name, patient_age: 41, patient_gender: 'Female' },
		...{ case_summary: FIELDS.case_summary, status: 'processing', created_at: at, updated_at: at },
	});
	expect(uploaded_files).toEqual([
		{
			...{ id: expect.any(Number), file_id: expect.any(String), case_id: row.case_id, file_name: 'a.pdf' },
			...{ file_type: 'application/pdf', file_size: 8, file_category: 'lab', upload_date: at },
			...{ file_url: expect.any(String), text_data: null, ai_summary: null },
		},
	]);
});

test('MedMitra checks no range and takes any gender', async () => {
	const { case: row } = await created({ patient_age: '-5', patient_gender: 'as told by the patient' });
	expect(row).toMatchObject({ patient_age: -5, patient_gender: 'as told by the patient' });
});

test('MedMitra takes empty texts and analyses them', async () => {
	const { case: row } = await created({ patient_name: '', case_summary: '' });
	expect(row).toMatchObject({ patient_name: '', case_summary: '' });
	expect(await analysed(row.case_id)).toBe('completed');
	expect(await create(form({ patient_age: '' }))).toMatchObject(detail('int_parsing', ['body', 'patient_age']));
});

test('a MedMitra on a newer framework treats an empty field as missing', async () => {
	await settings({ emptyFieldsAreMissing: true });
	expect(await create(form({ patient_name: '' }))).toMatchObject(detail('missing', ['body', 'patient_name']));
	expect(await rows('med_mitra_case')).toEqual([]);
	const { case: row } = await created({ case_summary: '' });
	expect(row).toMatchObject({ case_summary: null });
	expect(await analysed(row.case_id)).toBe('failed');
});

test('MedMitra refuses text in place of files, also in a urlencoded form', async () => {
	const reply = await send(`${sandbox().medMitra}/cases/create_case`, { form: { ...FIELDS, lab_files: 'a.pdf' } });
	expect(reply).toMatchObject(detail('value_error', ['body', 'lab_files', 0]));
	expect(JSON.stringify(reply.body)).toContain('Expected UploadFile');
});

test('MedMitra stores files up to the limit of its storage; after a larger one the case stays', async () => {
	expect(await settings()).toMatchObject({ storageLimitBytes: 52_428_800 });
	await settings({ storageLimitBytes: 1000 });
	const sized = (size: number): FileSpec[] => [['lab_files', 'a.pdf', 'application/pdf', '%PDF-'.padEnd(size)]];
	await created({}, sized(1000));
	const refusal = saying(400, /^Error uploading file: .*exceeded the maximum allowed size/);
	expect(await create(form({}, sized(1001)))).toMatchObject(refusal);
	expect(await rows('med_mitra_case')).toHaveLength(2);
	expect(await rows('med_mitra_file')).toHaveLength(1);
});

test.each(["Aa0_ .!-*'()&$@=;:+,.pdf", 'folder/inside.pdf'])('MedMitra stores a file named %s', async (name) => {
	const { uploaded_files } = await created({}, [['lab_files', name]]);
	expect(uploaded_files).toMatchObject([{ file_name: name }]);
});

test.each(['ö.pdf', 'a#.pdf', 'a%.pdf', 'a[.pdf', 'a].pdf', 'a~.pdf'])('MedMitra cannot store %s', async (name) => {
	const reply = await create(form({}, [['radiology_files', name, 'image/png']]));
	expect(reply).toMatchObject(saying(400, /^Error uploading file: .*Invalid key: radiology_files\//));
	expect(await rows('med_mitra_case')).toHaveLength(1);
	expect((await get('/cases/file/1')).status).toBe(404);
});
