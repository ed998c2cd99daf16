import { ekaCare } from '../../sandbox/seed.mts';
import { send, useVendor } from './support.mts';

const { sandbox, get, post, call, rows } = useVendor('ekaCare');
const text = expect.stringMatching(/made-up trouble/) as unknown;
const code = 'SOMETHING_WENT_WRONG';
const oid = ekaCare.patients[0]!.oid;

beforeEach(() => sandbox().reset());

describe('a failure of Eka Care', () => {
	test.each<[string, unknown]>([
		['A', { error: { code, message: text } }],
		['B', { error: text, code }],
		['C', { error: text, code: 422 }],
		['D', { message: text }],
		['E', { code, message: text }],
		['F', { status: 'error', message: text }],
		['G', { field: [text], message: [text] }],
		['H', { success: 'false', status_code: 422, message: text }],
		['I', { data: {}, success: false, status_code: 422, error: { code, message: text } }],
		['J', { data: {}, err: { code, message: text } }],
		['K', { error: true, message: text, batch_response: [], upload_time: null }],
		['L', { error: [{ error_code: code, message: text }] }],
		['M', { message: text, error_code: 422 }],
		['N', { error: { error_code: code, display_message: text, message: text } }],
		['O', text],
		['P', { error: true }],
		['Q', { error: true, message: text, code }],
	])('can be asked for in shape %s', async (errorShape, body) => {
		await sandbox().settings({ errorShape });
		await sandbox().faults({ vendor: 'ekaCare', kind: '422' });
		const reply = await get(`/profiles/v1/patient/${oid}`);
		expect([reply.status, reply.body]).toEqual([422, body]);
		expect(reply.headers.get('content-type')).toMatch(errorShape === 'O' ? /^text\/plain/ : /^application\/json/);
	});

	test('can be no more than {"error": true}, with status 200', async () => {
		await sandbox().settings({ errorShape: 'P' });
		await sandbox().faults({ vendor: 'ekaCare', kind: 'error-envelope' });
		const reply = await get(`/profiles/v1/patient/${oid}`);
		expect([reply.status, reply.body]).toEqual([200, { error: true }]);
	});

	test('comes without a body from records, and in the last shape from 500 on', async () => {
		await sandbox().faults({ vendor: 'ekaCare', operationId: 'getDocument', kind: '500' });
		const records = await get('/mr/api/v1/docs/x', { 'x-pt-id': oid });
		expect([records.status, records.body]).toEqual([500, undefined]);
		await sandbox().settings({ errorShape: 'O' });
		await sandbox().faults({ vendor: 'ekaCare', kind: '500' });
		const other = await get(`/profiles/v1/patient/${oid}`);
		expect([other.status, other.body]).toEqual([500, undefined]);
	});

	test.each<[string, unknown]>([
		[`/profiles/v1/patient/${oid}`, { error: { code, message: text } }],
		[`/dr/v1/business/clinic/${ekaCare.clinics[0]!.id}`, { success: false, code, message: text }],
		['/cdr/v1/doctor/', { status: 'error', message: text }],
		['/dr/v1/business/entities', { data: {}, success: false, status_code: 500, error: { code, message: text } }],
		['/dr/v1/doctor/1/clinic/1/appointment/slot', { success: 'false', status_code: 500, message: text }],
		['/mr/api/v1/cases', { error: text, code }],
		['/notification/v1/connect/webhook/subscriptions', { error: { code, message: text } }],
	])('has the shape of its family: %s', async (path, body) => {
		await sandbox().faults({ vendor: 'ekaCare', kind: '500' });
		const reply = await get(path);
		expect([reply.status, reply.body]).toEqual([500, body]);
	});

	test('damages an answer that would have had no body', async () => {
		const of = { 'x-pt-id': oid };
		await post('/mr/api/v1/cases', { id: 'spoilt', display_name: 'Knee', occurred_at: 1_790_000_000 }, of);
		await sandbox().faults(
			{ vendor: 'ekaCare', operationId: 'updateCase', kind: 'reset-after' },
			{ vendor: 'ekaCare', operationId: 'deleteCase', kind: 'empty', stored: true },
		);
		await expect(call('PATCH', '/mr/api/v1/cases/spoilt', { type: 'OP' }, of)).rejects.toThrow();
		const empty = await call('DELETE', '/mr/api/v1/cases/spoilt', undefined, of);
		expect([empty.status, empty.body]).toEqual([200, undefined]);
		expect(await rows('eka_case')).toMatchObject([{ status: 'D', body: { type: 'OP' } }]);
	});

	test('damages a file that is downloaded', async () => {
		const form = new FormData();
		form.append('file', new Blob(['0123456789'], { type: 'image/png' }), 'x.png');
		const { token } = await sandbox().mintToken('ekaCare');
		const headers = { authorization: `Bearer ${token}`, 'client-id': ekaCare.clientId, 'x-pt-id': oid };
		const url = `${sandbox().ekaCare}/mr/api/v2/docs?dt=lr&task=smart`;
		const parsed = (await send(url, { multipart: form, headers })).body as { document_id: string };
		const { body } = await get(`/mr/api/v1/docs/${parsed.document_id}`, { 'x-pt-id': oid });
		const { asset_url } = (body as { files: Array<{ asset_url: string }> }).files[0]!;
		await sandbox().faults({ vendor: 'ekaCare', operationId: 'fetchFile', kind: 'truncated' });
		const spoilt = await send(asset_url);
		expect([spoilt.headers.get('content-type'), spoilt.body]).toEqual(['image/png', '01234']);
		expect((await send(asset_url)).body).toBe('0123456789');
	});
});
