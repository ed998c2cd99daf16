import { randomUUID } from 'node:crypto';
import { ekaCare } from '../../sandbox/seed.mts';
import { send, useVendor } from './support.mts';

type Fields = Record<string, unknown>;

const LOGIN = '/connect-auth/v1/account/login';
const REFRESH = '/connect-auth/v1/account/refresh-token';
const CASES = '/mr/api/v1/cases';

const [boston, springfield] = ekaCare.clinics;
const [everywhere, bostonOnly] = ekaCare.doctors;
const [patient, otherPatient] = ekaCare.patients;
const word = expect.stringMatching(/\w/) as unknown;

const { sandbox, get, post, rows } = useVendor('ekaCare');

interface Tokens {
	access_token: string;
	refresh_token: string;
	expires_in: number;
	refresh_expires_in: number;
}

describe('Eka Care sign-in', () => {
	const good = { client_id: ekaCare.clientId, client_secret: ekaCare.clientSecret };
	const login = (json: unknown) => send(`${sandbox().ekaCare}${LOGIN}`, { json });

	test.each([
		['alone', {}],
		['with a sharing key', { sharing_key: ekaCare.sharingKey }],
		['with the sharing key under its older name', { api_key: ekaCare.sharingKey }],
	])('takes client id and secret %s', async (_name, key) => {
		const reply = await login({ ...good, ...key });
		expect(reply.status).toBe(200);
		const { access_token, expires_in } = reply.body as Tokens;
		expect(expires_in).toBe(1800);
		const claims = JSON.parse(Buffer.from(access_token.split('.')[1]!, 'base64url').toString()) as Fields;
		expect(claims).toMatchObject({ 'c-id': ekaCare.clientId, 'b-id': ekaCare.workspaceId });
		const fresh = { authorization: `Bearer ${access_token}`, auth: access_token };
		expect((await get('/dr/v1/business/entities', fresh)).status).toBe(200);
	});

	test.each<[string, Fields, number]>([
		['a wrong secret', { client_secret: 'guess' }, 401],
		['an unknown client', { client_id: 'EC_1' }, 401],
		['a wrong sharing key', { sharing_key: 'guess' }, 401],
		['an empty sharing key', { sharing_key: '' }, 400],
		['a missing secret', { client_secret: undefined }, 400],
		['a client id that is a number', { client_id: 7 }, 400],
		['an unknown field', { grant_type: 'client_credentials' }, 400],
	])('is refused for %s', async (_name, changes, status) => {
		expect(await login({ ...good, ...changes })).toMatchObject({ status, body: { code: status, error: word } });
	});

	test('is refused as a form', async () => {
		expect(await send(`${sandbox().ekaCare}${LOGIN}`, { form: good })).toMatchObject({
			status: 400,
			body: { code: 400 },
		});
	});

	test('renews tokens once for each refresh token, even after the access token has expired', async () => {
		const { refresh_token } = (await login(good)).body as Tokens;
		const { token } = await sandbox().mintToken('ekaCare', -10);
		const expired = { authorization: `Bearer ${token}`, auth: undefined };
		const renewed = await post(REFRESH, { refresh_token, access_token: token }, expired);
		expect(renewed).toMatchObject({
			status: 200,
			body: { access_token: word, refresh_token: word, expires_in: 1800 },
		});
		expect((renewed.body as Tokens).refresh_token).not.toBe(refresh_token);
		const refused = { status: 401, body: { code: 401, error: word } };
		expect(await post(REFRESH, { refresh_token }, expired)).toMatchObject(refused);
	});

	test.each<[string, Fields, Record<string, string | undefined>, number]>([
		['no refresh token', { refresh_token: undefined }, {}, 400],
		['an unknown field', { client_id: 'x' }, {}, 400],
		['no client id', {}, { 'client-id': undefined }, 400],
		['no bearer token', {}, { authorization: undefined }, 401],
		['an invented refresh token', {}, {}, 401],
	])('renews nothing with %s', async (_name, changes, extra, status) => {
		const reply = await post(REFRESH, { refresh_token: 'invented', ...changes }, extra);
		expect(reply).toMatchObject({ status, body: { code: status, error: word } });
	});
});

describe('Eka Care workspace', () => {
	test('tells its id and name under a path that ends with a slash', async () => {
		const body = { status: 'success', bid: ekaCare.workspaceId, business_name: ekaCare.workspaceName };
		expect(await get('/cdr/v1/get_business_info/')).toMatchObject({ status: 200, body });
		expect((await get('/cdr/v1/get_business_info')).status).toBe(404);
	});

	test('lists clinics with their doctors', async () => {
		const { status, body } = await get('/dr/v1/business/entities');
		expect(status).toBe(200);
		expect(body).toMatchObject({
			success: true,
			data: {
				clinics: [
					{ clinic_id: boston?.id, doctors: [everywhere?.id, bostonOnly?.id] },
					{ clinic_id: springfield?.id },
				],
				business: { business_id: ekaCare.workspaceId },
			},
		});
	});

	test('refuses unknown query parameters and a missing client ID, each family in its own format', async () => {
		const entities = {
			status: 400,
			body: { success: false, status_code: 400, error: { code: word, message: word } },
		};
		const info = { status: 400, body: { status: 'error', message: word } };
		expect(await get('/dr/v1/business/entities?page=1')).toMatchObject(entities);
		expect(await get('/dr/v1/business/entities', { 'client-id': undefined })).toMatchObject(entities);
		expect(await get('/cdr/v1/get_business_info/?x=1')).toMatchObject(info);
		expect(await get('/cdr/v1/get_business_info/', { 'client-id': undefined })).toMatchObject(info);
	});
});

describe('Eka Care case', () => {
	const of = (oid: string | undefined) => ({ 'x-pt-id': oid });
	const newCase = (changes: Fields = {}): Fields => ({
		id: randomUUID(),
		display_name: 'Knee pain',
		occurred_at: 1_790_000_000,
		...changes,
	});

	test('is created under the id it was sent with; a repeat is a conflict, another patient is not', async () => {
		const given = newCase({ type: 'OP', hi_type: 'OPConsultation', partner_meta: { uhid: 'CC-1', list: [1] } });
		expect(await post(CASES, given, of(patient!.oid))).toMatchObject({ status: 200, body: { id: given.id } });
		const repeat = await post(CASES, given, of(patient!.oid));
		expect([repeat.status, repeat.body]).toEqual([409, { error: 'Case Already Exist' }]);
		expect((await rows('eka_case')).filter(({ id }) => id === given.id)).toHaveLength(1);
		expect((await post(CASES, given, of(otherPatient!.oid))).status).toBe(200);
	});

	test.each<[string, Fields]>([
		['an unknown field', { note: 'x' }],
		['no id', { id: undefined }],
		['an empty id', { id: '' }],
		['no name', { display_name: undefined }],
		['no time', { occurred_at: undefined }],
		['a time in milliseconds', { occurred_at: 1_790_000_000_000 }],
		['a time as text', { occurred_at: '1790000000' }],
		['an unknown health information type', { hi_type: 'OpConsultation' }],
		['an empty type', { type: '' }],
		['partner metadata that is text', { partner_meta: '{}' }],
	])('is refused for %s', async (_name, changes) => {
		const reply = await post(CASES, newCase(changes), of(patient!.oid));
		expect(reply).toMatchObject({ status: 400, body: { error: word, code: 'BAD_REQUEST' } });
	});

	test.each<[string, Record<string, string | undefined>]>([
		['without a patient', of(undefined)],
		['for an unknown patient', of('100000000000000')],
		['for a patient id of another form', of('CC-PT-0001')],
		['without client id', { ...of(patient!.oid), 'client-id': undefined }],
		['as text', { ...of(patient!.oid), 'content-type': 'text/plain' }],
	])('is refused %s', async (_name, extra) => {
		const reply = await post(CASES, newCase(), extra);
		expect(reply).toMatchObject({ status: 400, body: { error: word, code: 'BAD_REQUEST' } });
	});

	test('is listed page by page in the order of changes', async () => {
		await sandbox().settings({ casePageSize: 2 });
		const oid = ekaCare.patients[2]!.oid;
		const ids = Array.from({ length: 5 }, () => randomUUID());
		for (const id of ids) await post(CASES, newCase({ id }), of(oid));
		const seen: string[] = [];
		let offset: string | null = null;
		do {
			const page = await get(`${CASES}${offset ? `?offset=${offset}` : ''}`, of(oid));
			const body = page.body as {
				cases: Array<{ id: string; status: string; item: Fields }>;
				next_token: string | null;
			};
			expect(body.cases.every(({ status, item }) => status === 'A' && item.display_name === 'Knee pain')).toBe(
				true,
			);
			seen.push(...body.cases.map(({ id }) => id));
			offset = body.next_token;
		} while (offset !== null && seen.length < 10);
		expect(seen).toEqual(ids);
		expect((await get(`${CASES}?u_at__gt=4000000000`, of(oid))).body).toEqual({ cases: [], next_token: null });
		expect(await get(`${CASES}?page=1`, of(oid))).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
		await sandbox().settings({ casePageSize: 50 });
	});
});
