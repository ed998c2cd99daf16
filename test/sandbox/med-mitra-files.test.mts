import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { form, useMedMitra, type FileSpec, type StoredFile } from './med-mitra-support.mts';
import { send, sendPath, startedSandbox } from './support.mts';

const { sandbox, created, get, settings } = useMedMitra();

const PDF = Buffer.from('%PDF-1.4\n\u00ff\u0000 binary \r\n', 'latin1');
const lab = (name: string): FileSpec[] => [['lab_files', name, 'application/pdf', PDF]];
const stored = async (files: FileSpec[]) => (await created({}, files)).uploaded_files[0]!;

test('a MedMitra file is found by its number, not by its UUID', async () => {
	const file = await stored(lab('a.pdf'));
	expect(await get(`/cases/file/${file.id}`)).toMatchObject({ status: 200, body: { file } });
	expect((await get(`/cases/file/${file.file_id}`)).status).toBe(422);
});

test('a MedMitra file is downloaded from its public address, byte by byte, under a media type that is not its own', async () => {
	const file = await stored(lab('blood test (1).pdf'));
	const [path] = /\/storage\/.*$/.exec(file.file_url) ?? [];
	expect(file.file_url).toBe(`${sandbox().medMitra}${path}`);
	expect(path).toMatch(/^\/storage\/v1\/object\/public\/labdocs\/lab_files\/[0-9a-f-]{36}\/blood test \(1\)\.pdf\?$/);
	await settings({ gatewayJwtRequired: true });
	const response = await fetch(file.file_url);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
	expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
	const request = (await sandbox().requests('medMitra')).at(-1);
	expect(request).toMatchObject({ operationId: 'getStoredFile', hasAuthorization: false, problems: [] });
});

test('a MedMitra file keeps its place by category, case and name, of which equal contents make no difference', async () => {
	const files: FileSpec[] = [...lab('a.pdf'), ['radiology_files', 'a.pdf', 'image/png', 'PNG'], ...lab('b.pdf')];
	const { uploaded_files } = await created({}, files);
	const contents = await Promise.all(
		uploaded_files.map(async ({ file_url }) => await (await fetch(file_url)).text()),
	);
	expect(contents).toEqual([PDF.toString('utf8'), PDF.toString('utf8'), 'PNG']);
	expect(uploaded_files.map(({ file_name }) => file_name)).toEqual(['a.pdf', 'b.pdf', 'a.pdf']);
	expect(await sandbox().state()).not.toHaveProperty('med_mitra_bytes');
});

test.each(['50 & 60.pdf', "it's+this=that;.pdf", 'dir/inside.pdf'])(
	'the address of the MedMitra file %s is not percent-encoded, and works once it is',
	async (name) => {
		const { file_url } = await stored(lab(name));
		expect(file_url.endsWith(`/${name}?`)).toBe(true);
		const { origin } = new URL(file_url);
		const path = file_url.slice(origin.length, -1).split('/').map(encodeURIComponent).join('/');
		expect((await fetch(`${origin}${path}`)).status).toBe(200);
	},
);

test('an unencoded question mark cuts off the address of a MedMitra file', async () => {
	const { file_url } = await stored(lab('why?.pdf'));
	expect((await fetch(file_url)).status).toBe(400);
	expect((await fetch(file_url.slice(0, -1).replace('?', '%3F'))).status).toBe(200);
});

test('an empty MedMitra file is stored and comes back empty', async () => {
	const file = await stored([['lab_files', 'empty.pdf', 'application/pdf', '']]);
	expect(file).toMatchObject({ file_size: 0 });
	const response = await fetch(file.file_url);
	expect([response.status, await response.text()]).toEqual([200, '']);
});

test('the MedMitra storage does not know an address, and says so in its own way', async () => {
	const { file_url } = await stored(lab('a.pdf'));
	const response = await fetch(file_url.replace('a.pdf', 'b.pdf'));
	expect(response.status).toBe(400);
	expect(await response.json()).toEqual({ statusCode: '404', error: 'not_found', message: 'Object not found' });
	const folder = '/storage/v1/object/public/labdocs/lab_files';
	expect(await sendPath(sandbox().medMitra, `${folder}/x/%E0%A4%A`)).toBe(400);
	expect(await sendPath(sandbox().medMitra, '/storage/v1/object/public/other/a/b/c')).toBe(404);
});

test('the addresses of MedMitra files begin where the request came to, or as told', async () => {
	const file = await stored(lab('a.pdf'));
	const read = async () => ((await get(`/cases/file/${file.id}`)).body as { file: StoredFile }).file.file_url;
	await settings({ storageUrl: 'http://storage.invalid:81/files' });
	expect(await read()).toMatch(/^http:\/\/storage\.invalid:81\/files\/storage\/v1\/object\/public\/labdocs\//);
	await settings({ storageUrl: '' });
	expect(await read()).toBe(file.file_url);
});

test('a reset takes the MedMitra files away', async () => {
	const { file_url } = await stored(lab('a.pdf'));
	await sandbox().reset();
	expect((await fetch(file_url)).status).toBe(400);
});

describe('a fault on the way of a MedMitra download', () => {
	const fault = (kind: 'truncated' | 'cut-off' | 'drip' | '500') =>
		sandbox().faults({ vendor: 'medMitra', operationId: 'getStoredFile', kind, seconds: 0.01 });

	test('shortens the file', async () => {
		const { file_url } = await stored(lab('a.pdf'));
		await fault('truncated');
		const response = await fetch(file_url);
		expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
		const half = PDF.subarray(0, Math.ceil(PDF.length / 2));
		expect(Buffer.from(await response.arrayBuffer()).equals(half)).toBe(true);
	});

	test('can be cut off, sent one byte at a time, or replaced', async () => {
		const { file_url } = await stored(lab('a.pdf'));
		await fault('cut-off');
		await expect(fetch(file_url).then(async (response) => await response.arrayBuffer())).rejects.toThrow();
		await fault('drip');
		expect(Buffer.from(await (await fetch(file_url)).arrayBuffer()).equals(PDF)).toBe(true);
		await fault('500');
		expect(await (await fetch(file_url)).json()).toMatchObject({ statusCode: '500' });
	});
});

test('MedMitra takes five files of 10 MB at once', async () => {
	const content = Buffer.alloc(10 * 1024 * 1024, '%PDF-');
	const names = ['a', 'b', 'c', 'd', 'e'].map((name): FileSpec => ['lab_files', `${name}.pdf`, undefined, content]);
	const { uploaded_files } = await created({}, names);
	expect(uploaded_files).toHaveLength(5);
	const back = await (await fetch(uploaded_files[4]!.file_url)).arrayBuffer();
	expect(Buffer.from(back).equals(content)).toBe(true);
});

test('MedMitra keeps its files across restarts when it has a place for its data', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'carechain-sandbox-'));
	try {
		const data = join(folder, 'data.sqlite');
		const first = await startedSandbox({ data });
		await send(`${first.medMitra}/cases/create_case`, { multipart: form({}, lab('a.pdf')) });
		await first.stop();
		const second = await startedSandbox({ data });
		const { body } = await send(`${second.medMitra}/cases/file/1`);
		const { file_url } = (body as { file: StoredFile }).file;
		const content = Buffer.from(await (await fetch(file_url)).arrayBuffer());
		await second.stop();
		expect(file_url.startsWith(second.medMitra)).toBe(true);
		expect(content.equals(PDF)).toBe(true);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
