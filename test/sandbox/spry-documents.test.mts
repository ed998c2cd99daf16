import { spry } from '../../sandbox/seed.mts';
import { send } from './support.mts';
import { envelopeOf, PATHS, PATIENT_ID, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { sandbox, ask, get, good, post, rows, somebody } = useSpry();
const bucket = spry.buckets[0]!;

interface Upload {
	files?: Array<{ content: string; name: string; type?: string }>;
	fields?: Record<string, string | undefined>;
}

function form({ files = [{ content: 'hello', name: 'a.pdf' }], fields = {} }: Upload = {}): FormData {
	const data = new FormData();
	const place = {
		bucket_name: bucket,
		file_path: `patients/${PATIENT_ID}/documents`,
		file_name: 'a b.pdf',
		...fields,
	};
	for (const [name, value] of Object.entries(place)) if (value !== undefined) data.append(name, value);
	for (const { content, name, type = 'application/pdf' } of files)
		data.append('file', new Blob([content], { type }), name);
	return data;
}
const upload = (given?: Upload) => ask(PATHS.upload, { multipart: form(given) });

describe('Spry file', () => {
	test('is stored, and its address opens for somebody without a token', async () => {
		const reply = await upload();
		expect(reply).toMatchObject({ status: 200, body: { code: 2000 } });
		const { data } = envelopeOf(reply);
		expect(data).toEqual({
			file_url: expect.any(String),
			bucket_name: bucket,
			file_name: 'a b.pdf',
			size_bytes: 5,
		});
		const opened = await fetch(String(data.file_url));
		expect([opened.status, opened.headers.get('content-type'), await opened.text()]).toEqual([
			...[200, 'application/pdf', 'hello'],
		]);
	});

	test('keeps binary content, and replaces an earlier file with the same name', async () => {
		const file_name = 'picture.png';
		await upload({ fields: { file_name } });
		const data = form({ files: [], fields: { file_name } });
		const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
		data.append('file', new Blob([bytes], { type: 'image/png' }), 'x.png');
		const { file_url } = envelopeOf(await ask(PATHS.upload, { multipart: data })).data;
		expect(new Uint8Array(await (await fetch(String(file_url))).arrayBuffer())).toEqual(bytes);
		expect((await rows('spry_file')).filter(({ key }) => String(key).endsWith(file_name))).toHaveLength(1);
	});

	test('is not shown with its bytes in the state of the sandbox', async () => {
		await upload();
		const stored = (await rows('spry_file')).find(({ key }) => String(key).endsWith('a b.pdf'));
		expect(stored).toMatchObject({ bucket_name: bucket, content_type: 'application/pdf' });
		expect(stored).not.toHaveProperty('content');
	});

	test.each<[string, Upload]>([
		['no file', { files: [] }],
		['two files', { files: [1, 2].map((content) => ({ content: String(content), name: 'x.pdf' })) }],
		['text in place of the file', { files: [], fields: { file: 'hello' } }],
		['no bucket', { fields: { bucket_name: undefined } }],
		['an unknown bucket', { fields: { bucket_name: 'my-own' } }],
		['no folder', { fields: { file_path: undefined } }],
		['a folder outside', { fields: { file_path: '../..' } }],
		['no name', { fields: { file_name: undefined } }],
		['an empty name', { fields: { file_name: '' } }],
		['an unknown field', { fields: { patient_id: '900001' } }],
	])('is refused with %s', async (_name, given) => {
		const before = (await rows('spry_file')).length;
		expect(await upload(given)).toMatchObject(REFUSED);
		expect(await rows('spry_file')).toHaveLength(before);
	});

	test('is refused as JSON, and without a token', async () => {
		expect(await post(PATHS.upload, { bucket_name: bucket })).toMatchObject(REFUSED);
		const reply = await send(`${sandbox().spry}${PATHS.upload}`, { multipart: form() });
		expect(reply.status).toBe(401);
	});

	test('is not found under an address nobody was given', async () => {
		const reply = await send(`${sandbox().spry}/public-files/${bucket}/none.pdf`);
		expect(reply).toMatchObject({ status: 404, body: { data: null } });
	});
});

describe('Spry patient document', () => {
	const document = (changes: Fields = {}): Fields => ({
		...{ patient_id: PATIENT_ID, name: 'Referral letter', bucket_name: bucket },
		...{ document_url: 'https://files.example/referral.pdf', ...changes },
	});
	const idsIn = (data: Fields) => (data.documents as Fields[]).map(({ id }) => id);

	test('is saved with the address of an upload, and listed for its patient', async () => {
		const { patientId, caseId } = await somebody();
		const { file_url } = envelopeOf(await upload()).data;
		const given = document({ patient_id: patientId, document_url: file_url, spry_case_id: caseId });
		const saved = await good(PATHS.document, given);
		expect(saved).toMatchObject({
			...given,
			id: expect.any(Number),
			uploaded_by: spry.userId,
			thumbnail_url: null,
		});
		expect(await good(`${PATHS.document}/${patientId}`)).toEqual({ documents: [saved] });
	});

	test('is listed five to a page, newest first, without a total', async () => {
		const { patientId } = await somebody();
		const ids: unknown[] = [];
		for (let count = 0; count < 7; count++) {
			ids.push((await good(PATHS.document, document({ patient_id: patientId, name: `Page ${count}` }))).id);
		}
		const path = `${PATHS.document}/${patientId}`;
		const newest = [...ids].reverse();
		expect(idsIn(await good(path))).toEqual(newest.slice(0, 5));
		expect(idsIn(await good(`${path}?page=2`))).toEqual(newest.slice(5));
		expect(await good(`${path}?page=3`)).toEqual({ documents: [] });
		expect(idsIn(await good(`${path}?page=2&size=3&sort=asc`))).toEqual(ids.slice(3, 6));
		expect(idsIn(await good(`${path}?sort_by=name&sort=asc&size=2`))).toEqual(ids.slice(0, 2));
	});

	test('is found by category, type, status, part of the name, case and time of creation', async () => {
		const { patientId, caseId } = await somebody();
		const path = `${PATHS.document}/${patientId}`;
		const one = await good(PATHS.document, {
			...document({ patient_id: patientId, name: 'Knee MRI', document_category: 'MEDICAL_HISTORY' }),
			...{ document_type: 'Scan', signature_status: 'COSIGN', spry_case_id: caseId },
		});
		const other = await good(PATHS.document, {
			...document({
				patient_id: patientId,
				name: 'Card',
				document_category: 'INSURANCE_CARD',
				document_type: 'ID',
			}),
		});
		const both = [other.id, one.id];
		const queries: Array<[string, unknown[]]> = [
			['document_category=MEDICAL_HISTORY', [one.id]],
			['document_category=MEDICAL_HISTORY&document_category=INSURANCE_CARD', both],
			['document_type=Scan', [one.id]],
			['signed=COSIGN&signed=REVISION', [one.id]],
			['document_name=mri', [one.id]],
			[`case_title=${caseId}`, [one.id]],
			['start=2020-01-01T00:00:00&end=2099-01-01T00:00:00', both],
			['start=2099-01-01T00:00:00', []],
			['end=2020-01-01T00:00:00', []],
		];
		for (const [query, ids] of queries)
			expect([query, idsIn(await good(`${path}?${query}`))]).toEqual([query, ids]);
	});

	test('is changed under its own ID; fields that are left out keep their values', async () => {
		const saved = await good(PATHS.document, document({ notes: 'two pages' }));
		const changes = { name: 'Other name', signature_status: 'COMPLETED', signed_at: '2026-02-03T08:00:00' };
		const changed = await good(`${PATHS.document}/${String(saved.id)}`, changes);
		expect(changed).toEqual({ ...saved, ...changes });
		expect(await post(`${PATHS.document}/${String(saved.id)}`, { patient_id: PATIENT_ID })).toMatchObject(REFUSED);
		expect(await post(`${PATHS.document}/${PATIENT_ID}`, changes)).toMatchObject(REFUSED);
	});

	test('is refused for a patient, a bucket or a case that is not known or of somebody else', async () => {
		const { caseId } = await somebody();
		const before = (await rows('spry_document')).length;
		for (const wrong of [{ patient_id: 1 }, { bucket_name: 'my-own' }, { spry_case_id: caseId }]) {
			expect(await post(PATHS.document, document(wrong))).toMatchObject(REFUSED);
		}
		expect(await rows('spry_document')).toHaveLength(before);
	});

	test.each([
		'page=0',
		'page=x',
		'size=0',
		'sort=up',
		'sort_by=nothing',
		'signed=YES',
		'case_title=1',
		'start=2026-01-01',
		'q=1',
	])('is not listed with %s', async (query) => {
		await good(PATHS.document, document());
		expect(await get(`${PATHS.document}/${PATIENT_ID}?${query}`)).toMatchObject(REFUSED);
		expect(await get(`${PATHS.document}/1`)).toMatchObject(REFUSED);
	});
});
