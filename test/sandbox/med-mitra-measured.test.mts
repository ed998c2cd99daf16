import { detail, doctor, FIELDS, form, saying, useMedMitra } from './med-mitra-support.mts';
import { send } from './support.mts';

const { sandbox, analysed, create, created, get, rows, settings, statusOf } = useMedMitra();
const scan = ['radiology_files', 'scan.png', 'image/png', 'x'] as const;

describe('MedMitra leaves a half-made case behind', () => {
	test('when its database has saved the case and the answer was lost', async () => {
		await settings({ lostInsertAnswers: 1 });
		expect(await create(form({}, [scan]))).toMatchObject(saying(400, /^Error creating case: /));
		const [row] = await rows('med_mitra_case');
		expect([row?.status, await rows('med_mitra_file')]).toEqual(['processing', []]);
		await created();
	});

	test('when its server stops after saving the case: no answer, no files, no analysis', async () => {
		await settings({ interruptedCreates: 1, analysisMs: 0 });
		await expect(create(form({}, [scan]))).rejects.toThrow();
		const [row] = await rows('med_mitra_case');
		expect(await rows('med_mitra_file')).toEqual([]);
		const other = await created();
		await analysed(other.case.case_id);
		expect(await statusOf(String(row?.case_id))).toBe('processing');
	});

	test('when its storage refuses a file', async () => {
		await settings({ refusedFileName: 'scan.png' });
		expect(await create(form({}, [scan]))).toMatchObject(saying(400, /^Error uploading file: /));
		expect(await rows('med_mitra_case')).toMatchObject([{ status: 'processing' }]);
	});
});

test.each<[string, Record<string, string>, RegExp]>([
	['a text with a NUL character', { case_summary: 'a\0b' }, /^Error creating case: .*22P05/],
	['an age that its database cannot hold', { patient_age: '99999999999' }, /^Error creating case: .*out of range/],
	['a text of more than a megabyte', { case_summary: 'x'.repeat(1024 * 1024 + 1) }, /^Part exceeded maximum size/],
])('MedMitra answers 400 to %s and stores nothing', async (_name, changes, words) => {
	expect(await create(form(changes))).toMatchObject(saying(400, words));
	expect(await rows('med_mitra_case')).toEqual([]);
});

test('MedMitra stores a long text whole', async () => {
	const case_summary = 'long '.repeat(50_000);
	await created({ case_summary });
	expect(await rows('med_mitra_case')).toMatchObject([{ case_summary }]);
});

test('MedMitra reads an age of 1_0 as ten, and of a field that is sent twice the last value', async () => {
	const twice = form({ patient_age: '1_0' });
	twice.append('patient_name', 'Second Name');
	expect(await create(twice)).toMatchObject({
		status: 201,
		body: { case: { patient_age: 10, patient_name: 'Second Name' } },
	});
});

test('MedMitra takes a form without files that is sent as urlencoded', async () => {
	const reply = await send(`${sandbox().medMitra}/cases/create_case`, { form: FIELDS });
	expect(reply.status).toBe(201);
});

test.each(['list', 'braces'] as const)('MedMitra fails on a reading that holds a %s', async (readingStyle) => {
	await settings({ readingStyle });
	const { case: row } = await created({}, [scan]);
	expect(await analysed(row.case_id)).toBe('failed');
});

test('MedMitra fails on curly braces in the gender', async () => {
	const { case: row } = await created({ patient_gender: '{x}' });
	expect(await analysed(row.case_id)).toBe('failed');
});

test('MedMitra reports an outage behind a proxy as a case that does not exist', async () => {
	await settings({ analysisMs: 0 });
	const { case: row } = await created();
	await analysed(row.case_id);
	await settings({ databaseProxyError: true });
	expect(await get(`/cases/cases/${row.case_id}`)).toMatchObject(saying(404, /404 Not Found/));
	expect(await get(`/cases/all_cases?user_id=${doctor!.id}`)).toMatchObject(saying(400, /404 Not Found/));
	await settings({ databaseProxyError: false });
	expect(await get(`/cases/cases/${row.case_id}`)).toMatchObject({ status: 200 });
});

test('MedMitra reads an age that an update gives as text, if it is a whole number', async () => {
	await settings({ updateSupported: true });
	const { case: row } = await created();
	const url = `${sandbox().medMitra}/cases/cases/${row.case_id}`;
	const update = (patient_age: unknown) => send(url, { method: 'PUT', json: { patient_age } });
	expect(await update('3')).toMatchObject({ status: 200, body: { case: { patient_age: 3 } } });
	expect(await update('three')).toMatchObject(detail('int_parsing', ['body', 'patient_age']));
	expect(await update(1.5)).toMatchObject(detail('int_from_float', ['body', 'patient_age']));
});
