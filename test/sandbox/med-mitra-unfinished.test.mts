import { randomUUID } from 'node:crypto';
import { detail, form, saying, useMedMitra, type CaseRow, type Created } from './med-mitra-support.mts';
import { send, type Sending } from './support.mts';

const { sandbox, created, create, get, rows, settings } = useMedMitra();

const call = (method: string, path: string, sending: Sending = {}) =>
	send(`${sandbox().medMitra}/cases/${path}`, { method, ...sending });
const update = (caseId: string | number, json: unknown) => call('PUT', `cases/${caseId}`, { json });
const crash = (words: string) => saying(500, `Internal server error: ${words}`);
const lacks = (method: string) => crash(`'SupabaseCaseClient' object has no attribute '${method}'`);
const WRONG_CALL = crash("SupabaseCaseClient.get_case_by_id() got an unexpected keyword argument 'user_id'");
const NO_NUMBER = detail('int_parsing', ['path', 'case_id']);

describe('updating a MedMitra case', () => {
	test('is refused for every id that a case can have', async () => {
		const { case: row } = await created();
		const reply = await update(row.case_id, { patient_name: 'Nova Other' });
		expect(reply).toMatchObject(NO_NUMBER);
		expect(reply.body).toMatchObject({ detail: [{ input: row.case_id }] });
		expect(await rows('med_mitra_case')).toMatchObject([{ patient_name: 'Nova Testwood' }]);
	});

	test('breaks off for an invalid number', async () => {
		expect(await update(1, { patient_name: 'Nova Other' })).toMatchObject(lacks('update_case'));
		expect(await update('12.0', { status: 'x' })).toMatchObject(lacks('update_case'));
	});

	test.each([{}, { patient_gender: 'Male' }, { patient_name: null }])(
		'breaks in another way for a number with nothing to change: %j',
		async (changes) => {
			expect(await update(1, changes)).toMatchObject(crash('400: No data provided for update'));
		},
	);

	test.each<[string, unknown, string, Array<string | number>]>([
		['an age with a fraction', { patient_age: 4.5 }, 'int_from_float', ['body', 'patient_age']],
		['an age in words', { patient_age: 'forty' }, 'int_parsing', ['body', 'patient_age']],
		['an age that is a list', { patient_age: [4] }, 'int_type', ['body', 'patient_age']],
		['a name that is a number', { patient_name: 5 }, 'string_type', ['body', 'patient_name']],
		['a list', [], 'model_attributes_type', ['body']],
	])('wants the right types, not %s', async (_name, changes, type, loc) => {
		expect(await update(1, changes)).toMatchObject(detail(type, loc));
		const both = (await update(randomUUID(), changes)).body as { detail: Array<{ loc: unknown }> };
		expect(both.detail.map((problem) => problem.loc)).toEqual([['path', 'case_id'], loc]);
	});

	test('needs a JSON body', async () => {
		const headers = { 'content-type': 'application/json' };
		const broken = await call('PUT', 'cases/1', { raw: '{"status":', headers });
		expect(broken).toMatchObject(detail('json_invalid', ['body', 0]));
		expect(await call('PUT', 'cases/1')).toMatchObject(detail('missing', ['body']));
		const text = await call('PUT', 'cases/1', { raw: 'status', headers: { 'content-type': 'text/plain' } });
		expect(text).toMatchObject(detail('model_attributes_type', ['body']));
	});
});

describe('a MedMitra that supports updates', () => {
	beforeEach(() => settings({ updateSupported: true }));

	test('changes what is given, and keeps what is null or unknown', async () => {
		const { case: row } = await created();
		const changes = { patient_name: 'Nova Other', patient_age: 42, status: 'archived', case_summary: null };
		const reply = await update(row.case_id, { ...changes, patient_gender: 'Male' });
		expect(reply).toMatchObject({
			status: 200,
			body: {
				message: 'Case updated successfully',
				case: {
					case_id: row.case_id,
					...changes,
					case_summary: 'Cough for two weeks.',
					patient_gender: 'Female',
				},
			},
		});
		const { case: now } = reply.body as { case: CaseRow };
		expect(now.updated_at > row.updated_at).toBe(true);
		expect(await rows('med_mitra_case')).toEqual([now]);
		expect((await sandbox().requests('medMitra')).at(-1)).toMatchObject({
			operationId: 'updateCase',
			problems: [],
		});
	});

	test('tells an unknown case, an id that is none, and that there is nothing to change', async () => {
		const id = randomUUID();
		const unknown = saying(404, `Error updating case: Case with ID ${id} not found`);
		expect(await update(id, { status: 'x' })).toMatchObject(unknown);
		expect(await update(1, { status: 'x' })).toMatchObject(saying(400, /^Error updating case: .*22P02/));
		const { case: row } = await created();
		expect(await update(row.case_id, {})).toMatchObject(saying(400, 'No data provided for update'));
		expect(await update(row.case_id, { patient_age: 1.5 })).toMatchObject({ status: 422 });
	});
});

describe('what MedMitra cannot do', () => {
	test('deleting a case', async () => {
		const { case: row } = await created();
		expect(await call('DELETE', `cases/${row.case_id}`)).toMatchObject(NO_NUMBER);
		expect(await call('DELETE', 'cases/1')).toMatchObject(lacks('delete_case'));
		expect(await rows('med_mitra_case')).toHaveLength(1);
	});

	test('analysing a case again', async () => {
		expect(await call('POST', `analyze/${randomUUID()}`)).toMatchObject(NO_NUMBER);
		expect(await call('POST', 'analyze/1')).toMatchObject(lacks('start_case_analysis'));
		expect(await call('POST', 'analyze/1', { json: {} })).toMatchObject(lacks('start_case_analysis'));
		const done = await call('POST', 'analyze/1', { json: { analysis_results: 'fine' } });
		expect(done).toMatchObject(lacks('complete_case_analysis'));
	});

	test('adding a file', async () => {
		const upload = (caseId: string, file: string | Blob | undefined) => {
			const multipart = new FormData();
			multipart.append('case_id', caseId);
			if (typeof file === 'string') multipart.append('file', file);
			else if (file) multipart.append('file', file, 'a.pdf');
			return call('POST', 'upload', { multipart });
		};
		const file = new Blob(['%PDF-1.4']);
		expect(await upload('1', file)).toMatchObject(WRONG_CALL);
		expect(await upload(randomUUID(), file)).toMatchObject(detail('int_parsing', ['body', 'case_id']));
		expect(await upload('1', undefined)).toMatchObject(detail('missing', ['body', 'file']));
		expect(await upload('1', 'text')).toMatchObject(detail('value_error', ['body', 'file']));
	});

	test('listing the files of a case', async () => {
		expect(await get(`/cases/files/${randomUUID()}`)).toMatchObject(NO_NUMBER);
		expect(await get('/cases/files/1')).toMatchObject(WRONG_CALL);
	});

	test('deleting a file', async () => {
		const { uploaded_files } = (await create(form({}, [['lab_files', 'a.pdf']]))).body as Created;
		const path = `file/${uploaded_files[0]!.id}`;
		expect(await call('DELETE', path)).toMatchObject(detail('missing', ['query', 'case_id']));
		expect(await call('DELETE', `${path}?case_id=${randomUUID()}`)).toMatchObject(
			detail('int_parsing', ['query', 'case_id']),
		);
		expect(await call('DELETE', `${path}?case_id=1`)).toMatchObject(WRONG_CALL);
		expect(await rows('med_mitra_file')).toHaveLength(1);
	});

	test('anything by PATCH', async () => {
		expect(await call('PATCH', 'cases/1', { json: {} })).toMatchObject(saying(405, 'Method Not Allowed'));
	});
});
