import { randomUUID } from 'node:crypto';
import { ekaCare } from '../../sandbox/seed.mts';
import { send, useVendor, type Reply } from './support.mts';

type Fields = Record<string, unknown>;
interface Form {
	url: string;
	fields: Record<string, string>;
}
interface Authorised {
	error: boolean;
	batch_response: Array<{ document_id: string; forms: Form[]; error_details?: { code: string } }>;
}

const DOCS = '/mr/api/v1/docs';
const [patient, other] = ekaCare.patients;
const of = { 'x-pt-id': patient!.oid, accept: 'application/json' };
const ofOther = { 'x-pt-id': other!.oid, accept: 'application/json' };
const word = expect.stringMatching(/\w/) as unknown;
const notFound = { status: 404, body: { error: word, code: 'NOT_FOUND' } };
const bad = { status: 400, body: { error: word, code: 'BAD_REQUEST' } };
const content = Buffer.from([0xff, 0xd8, 0, 1, 2, 3, 0xff]);
const image = (size = content.length) => ({ contentType: 'image/jpeg', file_size: size });
const { sandbox, get, post, call, rows } = useVendor('ekaCare');

const authorise = async (...items: Fields[]) => (await post(DOCS, { batch_request: items }, of)).body as Authorised;
const oneForm = async (item: Fields = {}) => {
	const { batch_response } = await authorise({ files: [image()], ...item });
	return { id: batch_response[0]!.document_id, form: batch_response[0]!.forms[0]! };
};

/** Posts a form as it was given; entries that are undefined are left out. */
function upload(
	{ url, fields }: Form,
	changes: Fields = {},
	headers: Record<string, string> = {},
	bytes = content,
): Promise<Reply> {
	const form = new FormData();
	const isFirst = changes.fileFirst === true;
	const file = () => form.append('file', new Blob([bytes], { type: 'image/jpeg' }), 'x.jpg');
	if (isFirst) file();
	for (const [name, value] of Object.entries({ ...fields, ...changes, fileFirst: undefined })) {
		if (value !== undefined) form.append(name, String(value));
	}
	if (!isFirst) file();
	return send(url, { multipart: form, headers });
}
const uploaded = async (item: Fields = {}) => {
	const { id, form } = await oneForm(item);
	expect((await upload(form)).status).toBe(204);
	return id;
};

beforeEach(() => sandbox().reset());

describe('an Eka Care document', () => {
	test('is authorised, sent to storage, listed, read and fetched again', async () => {
		const document_id = randomUUID();
		const { id, form } = await oneForm({
			document_id,
			dt: 'lr',
			dd_e: 1_790_000_000,
			tg: ['knee', 'knee'],
			title: 'Report',
		});
		expect(id).toBe(document_id);
		expect(new URL(form.url).origin).not.toBe(sandbox().ekaCare);
		expect((await get(DOCS, of)).body).toMatchObject({ items: [], next_token: null });

		const stored = await upload(form);
		expect([stored.status, stored.body]).toEqual([204, undefined]);
		const item = { document_id, document_type: 'lr', patient_id: patient!.oid, cases: [] };
		expect((await get(DOCS, of)).body).toMatchObject({
			items: [
				{
					record: {
						item: { ...item, metadata: { title: 'Report', tags: ['knee'], document_date: 1_790_000_000 } },
					},
				},
			],
		});
		const { body } = await get(`${DOCS}/${id}`, of);
		expect(body).toMatchObject({ document_type: 'lr', tags: ['knee'], files: [{ file_type: 'IMG' }] });
		const url = (body as { files: Array<{ asset_url: string }> }).files[0]!.asset_url;
		const fetched = await fetch(url);
		expect(fetched.headers.get('content-type')).toBe('image/jpeg');
		expect(Buffer.from(await fetched.arrayBuffer())).toEqual(content);
		expect((await send(url, { headers: { authorization: 'Bearer x' } })).status).toBe(400);
		expect((await send(url.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000'))).status).toBe(403);
		expect(await get(`${DOCS}/${id}`, ofOther)).toMatchObject(notFound);
	});

	test.each<[string, Fields, Record<string, string>, number]>([
		['a bearer token', {}, { authorization: 'Bearer x' }, 400],
		['a bare token', {}, { auth: 'x' }, 400],
		['a client id', {}, { 'client-id': 'x' }, 400],
		['the file before the fields', { fileFirst: true }, {}, 400],
		['a field too many', { acl: 'public-read' }, {}, 400],
		['a field too few', { policy: undefined }, {}, 400],
		['another key', { key: 'x' }, {}, 403],
		['another content type', { 'Content-Type': 'image/png' }, {}, 403],
		['another signature', { 'x-amz-signature': 'x' }, {}, 403],
	])('is not stored with %s, told in XML', async (_name, changes, headers, status) => {
		const { form } = await oneForm();
		const reply = await upload(form, changes, headers);
		expect(reply).toMatchObject({ status, body: expect.stringMatching(/<Code>\w+<\/Code>/) });
		expect((await rows('eka_file'))[0]).toMatchObject({ stored: 0 });
	});

	test('is not stored when its size is not the announced one, or its form has ended', async () => {
		const { form } = await oneForm();
		expect((await upload(form, {}, {}, Buffer.alloc(100))).body).toMatch('EntityTooLarge');
		expect((await upload(form, {}, {}, Buffer.alloc(1))).body).toMatch('EntityTooSmall');
		await sandbox().settings({ signedUrlSeconds: -1 });
		expect((await upload((await oneForm()).form)).body).toMatch('expired');
	});

	test('of a batch can be refused by itself, with status 200', async () => {
		const many = Array.from({ length: 11 }, () => image());
		const { error, batch_response } = await authorise(
			{ files: [image()] },
			{ files: many },
			{ files: [image(), { contentType: 'image/png', file_size: 1 }] },
			{ files: [{ contentType: 'text/plain', file_size: 1 }] },
			{ files: [image(10 * 1024 * 1024 + 1)], cases: [] },
		);
		expect(error).toBe(false);
		expect(batch_response.map(({ forms, error_details }) => [forms.length, error_details === undefined])).toEqual([
			...[
				[1, true],
				[0, false],
				[0, false],
				[0, false],
				[0, false],
			],
		]);
		expect((await authorise({ files: [image()], cases: ['none'] })).error).toBe(true);
		await sandbox().settings({ storageFull: true });
		const full = await authorise({ files: [image()] });
		expect(full).toMatchObject({
			error: true,
			batch_response: [{ error_details: { code: 'STORAGE_LIMIT_EXCEEDED' } }],
		});
	});

	test('gets new forms, not a second document, under the same id', async () => {
		const document_id = randomUUID();
		const [first, second] = [await oneForm({ document_id }), await oneForm({ document_id })];
		expect(second.form.fields.key).not.toBe(first.form.fields.key);
		expect(await rows('eka_document')).toHaveLength(1);
	});

	test.each<[string, Fields]>([
		['six documents', { batch_request: Array.from({ length: 6 }, () => ({ files: [image()] })) }],
		['no document', { batch_request: [] }],
		['no files', { batch_request: [{}] }],
		['a size as text', { batch_request: [{ files: [{ ...image(), file_size: '7' }] }] }],
		['an unknown type', { batch_request: [{ files: [image()], dt: 'xx' }] }],
		['a tag of one character', { batch_request: [{ files: [image()], tg: ['x'] }] }],
		['an unknown field', { batch_request: [{ files: [image()], note: 'x' }] }],
	])('is not authorised for %s', async (_name, body) => {
		const refusal = { status: 400, body: { error: true, message: word, batch_response: [] } };
		expect(await post(DOCS, body, of)).toMatchObject(refusal);
	});

	test('is changed, moved to another patient and deleted for good', async () => {
		const id = await uploaded();
		const caseId = randomUUID();
		await post('/mr/api/v1/cases', { id: caseId, display_name: 'Knee', occurred_at: 1_790_000_000 }, of);
		expect(await call('PATCH', `${DOCS}/${id}`, { cases: [caseId] }, of)).toMatchObject(bad);
		expect(await call('PATCH', `${DOCS}/${id}`, { dt: 'ps', cases: ['none'] }, of)).toMatchObject(bad);
		expect((await call('PATCH', `${DOCS}/${id}`, { dt: 'ps', cases: [caseId] }, of)).status).toBe(200);
		const listed = async () => JSON.stringify((await get(DOCS, of)).body);
		expect(await listed()).toMatch(caseId);
		expect((await call('DELETE', `/mr/api/v1/cases/${caseId}`, undefined, of)).status).toBe(204);
		expect(await listed()).not.toMatch(caseId);

		expect(await call('PATCH', `${DOCS}/${id}`, { oid: '100000000000000' }, of)).toMatchObject(bad);
		expect((await call('PATCH', `${DOCS}/${id}`, { oid: other!.oid }, of)).status).toBe(200);
		expect(await call('DELETE', `${DOCS}/${id}`, undefined, of)).toMatchObject(notFound);
		expect((await call('DELETE', `${DOCS}/${id}`, undefined, ofOther)).status).toBe(200);
		expect(await get(`${DOCS}/${id}`, ofOther)).toMatchObject(notFound);
	});

	test('is listed page by page, and only to requests that accept JSON', async () => {
		await sandbox().settings({ documentPageSize: 2 });
		const ids = [await uploaded(), await uploaded(), await uploaded()];
		const first = (await get(DOCS, of)).body as { items: unknown[]; next_token: string };
		expect(first.items).toHaveLength(2);
		const second = (await get(`${DOCS}?offset=${first.next_token}`, of)).body;
		expect(second).toMatchObject({ items: [{ record: { item: { document_id: ids[2] } } }], next_token: null });
		expect((await get(`${DOCS}?u_at__gt=4000000000`, of)).body).toMatchObject({ items: [] });
		expect(await get(DOCS, { ...of, accept: '*/*' })).toMatchObject(bad);
		expect(await get(DOCS, { ...of, 'x-pt-id': undefined })).toMatchObject(bad);
		expect(await get(`${DOCS}?type=lr`, of)).toMatchObject(bad);
	});

	test('is read by the parser, which takes a while', async () => {
		await sandbox().settings({ parsingMs: 60_000 });
		const parse = (query: string, type = 'image/jpeg', bytes = content) => {
			const form = new FormData();
			form.append('file', new Blob([bytes], { type }), 'x.jpg');
			return sandbox()
				.mintToken('ekaCare')
				.then(({ token }) =>
					send(`${sandbox().ekaCare}/mr/api/v2/docs?${query}`, {
						multipart: form,
						headers: {
							authorization: `Bearer ${token}`,
							'client-id': ekaCare.clientId,
							'x-pt-id': patient!.oid,
						},
					}),
				);
		};
		const { status, body } = await parse('dt=lr&task=smart&task=pii');
		expect(status).toBe(200);
		const path = `${DOCS}/${(body as { document_id: string }).document_id}/result`;
		expect((await get(path, of)).body).toEqual({ status: 'queued', error: [], data: null });
		await sandbox().settings({ parsingMs: 0 });
		expect((await get(path, of)).body).toMatchObject({
			status: 'completed',
			data: { fhir: word, pii: { name: word } },
		});
		await sandbox().settings({ parsingFails: true });
		expect((await get(path, of)).body).toMatchObject({ status: 'error', error: [word], data: null });
		expect(await get(path, ofOther)).toMatchObject(notFound);

		for (const refused of [
			await parse('dt=lr'),
			await parse('dt=lr&task=all'),
			await parse('dt=lr&task=smart', 'text/plain'),
			await parse('dt=lr&task=smart', 'image/jpeg', Buffer.alloc(10 * 1024 * 1024 + 1)),
		]) {
			expect(refused).toMatchObject({ status: 400, body: word });
			expect(refused.headers.get('content-type')).toMatch('text/plain');
		}
	});

	test('has its files at an origin of their own, which serves nothing else', async () => {
		const { form } = await oneForm();
		const elsewhere = { ...form, url: `${sandbox().ekaCare}${new URL(form.url).pathname}` };
		expect((await upload(elsewhere)).status).toBe(404);
		expect((await send(`${new URL(form.url).origin}/dr/v1/business/entities`)).status).toBe(404);
	});
});

describe('an Eka Care case', () => {
	test('is changed and deleted, each once, and stays in the list', async () => {
		const id = randomUUID();
		const path = `/mr/api/v1/cases/${id}`;
		await post('/mr/api/v1/cases', { id, display_name: 'Knee', occurred_at: 1_790_000_000 }, of);
		const changed = await call('PATCH', path, { display_name: 'Hip', hi_type: 'Prescription' }, of);
		expect([changed.status, changed.body]).toEqual([204, undefined]);
		const cases = async () => ((await get('/mr/api/v1/cases', of)).body as { cases: Fields[] }).cases;
		expect(await cases()).toMatchObject([
			{ id, status: 'A', item: { display_name: 'Hip', hi_type: 'Prescription' } },
		]);
		expect(await call('PATCH', path, {}, of)).toMatchObject(bad);
		expect(await call('PATCH', path, { id: 'x' }, of)).toMatchObject(bad);
		expect(await call('PATCH', path, { type: 'OP' }, ofOther)).toMatchObject({
			status: 404,
			body: { code: 'CASE_NOT_FOUND' },
		});
		expect((await call('DELETE', path, undefined, of)).status).toBe(204);
		expect(await call('DELETE', path, undefined, of)).toMatchObject(notFound);
		const [deleted] = await cases();
		expect([deleted?.status, deleted?.item]).toEqual(['D', undefined]);
	});
});
