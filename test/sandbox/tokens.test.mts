import { createHmac } from 'node:crypto';
import { type LaunchedSandbox, type VendorName } from '../../sandbox/client.mts';
import { ekaCare, spry } from '../../sandbox/seed.mts';
import { defectsOf, send, signedIn, startedSandbox } from './support.mts';

type Headers = Record<string, string | undefined>;

let sandbox: LaunchedSandbox;
beforeAll(async () => void (sandbox = await startedSandbox({ tokenLifetime: 5 })));
beforeEach(() => sandbox.reset());
afterEach(async () => expect(await defectsOf(sandbox)).toEqual([]));
afterAll(() => sandbox?.stop());

const base64url = (value: object | Buffer) =>
	(Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');
const claims = { iss: 'spry-sandbox', exp: 4_000_000_000, era: 0, organisation_id: 77, 'c-id': ekaCare.clientId };

/** Tokens that look right and are not. */
const forged: Array<[string, () => string]> = [
	[
		'signed with another secret',
		() => {
			const head = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
			return `${head}.${base64url(createHmac('sha256', 'another secret').update(head).digest())}`;
		},
	],
	['without a signature', () => `${base64url({ alg: 'none' })}.${base64url(claims)}.`],
	['that is no JWT', () => 'junk'],
];

const patientPath = `/apis/v1/patient/${spry.existingPatient.patient_id}`;
const patientBody = { first_name: 'A', last_name: 'B', date_of_birth: '1990-01-01', sex: 'MALE', clinic_id: 101 };
const caseBody = { patient_id: spry.existingPatient.patient_id, case_title: 'T', specialization: 'MSK' };
const unauthorizedSpry = { code: 401, data: null };
const unauthorizedGateway = { message: 'Unauthorized' };
const unauthorizedCase = { error: 'Unauthorized', code: 'UNAUTHORIZED' };

/** Every operation that wants a token, with a body that would do. */
const protectedCalls: Array<[VendorName, string, string, object | undefined, object]> = [
	['spry', 'POST', '/apis/v1/patient', patientBody, unauthorizedSpry],
	['spry', 'GET', patientPath, undefined, unauthorizedSpry],
	['spry', 'GET', '/apis/v1/insurance/cards?patient_id=1', undefined, unauthorizedSpry],
	['spry', 'POST', '/apis/soap-enrichment/v1/patientCase', caseBody, unauthorizedSpry],
	['spry', 'GET', '/apis/soap-enrichment/v1/patientCase/SPRY_CASE_1', undefined, unauthorizedSpry],
	['spry', 'GET', '/apis/soap-enrichment/v1/bcs/icd/search?q=a', undefined, unauthorizedSpry],
	['spry', 'GET', '/apis/v4/organisation/77/config/dynamic-form', undefined, unauthorizedSpry],
	['ekaCare', 'GET', '/cdr/v1/get_business_info/', undefined, unauthorizedGateway],
	['ekaCare', 'GET', '/dr/v1/business/entities', undefined, unauthorizedGateway],
	['ekaCare', 'POST', '/dr/v1/appointment', {}, unauthorizedGateway],
	['ekaCare', 'GET', '/dr/v1/appointment/x', undefined, unauthorizedGateway],
	['ekaCare', 'POST', '/mr/api/v1/cases', { id: 'x', display_name: 'x', occurred_at: 1 }, unauthorizedCase],
	['ekaCare', 'GET', '/mr/api/v1/cases', undefined, unauthorizedCase],
];

describe.each(protectedCalls)('%s %s %s', (vendor, method, path, json, refusal) => {
	const call = (headers: Headers) => send(`${sandbox[vendor]}${path}`, { method, json, headers });
	const carrying = (token: string): Headers => ({
		authorization: `Bearer ${token}`,
		...(vendor === 'ekaCare' ? { auth: token, 'client-id': ekaCare.clientId } : {}),
	});

	test('lets a valid token in', async () => {
		const { status } = await call(await signedIn(sandbox, vendor));
		expect(status).not.toBe(401);
	});

	test('answers 401 in its own shape to every token that is not valid', async () => {
		const other: VendorName = vendor === 'spry' ? 'ekaCare' : 'spry';
		const revoked = (await sandbox.mintToken(vendor)).token;
		await sandbox.revoke(vendor);
		const tokens: Array<[string, string]> = [
			['expired', (await sandbox.mintToken(vendor, -1)).token],
			['of another vendor', (await sandbox.mintToken(other)).token],
			['revoked', revoked],
			...forged.map(([name, make]): [string, string] => [name, make()]),
		];
		for (const [name, token] of tokens) {
			const { status, body } = await call(carrying(token));
			expect({ name, status, body }).toMatchObject({ name, status: 401, body: refusal });
		}
		const state = await sandbox.state();
		expect([state.spry_patient?.length, state.spry_case?.length, state.eka_case?.length]).toEqual([1, 0, 0]);
	});

	test('answers 401 without the bearer header, or with the bare token in it', async () => {
		const { token } = await sandbox.mintToken(vendor);
		for (const authorization of [undefined, token, `Basic ${token}`, 'Bearer ']) {
			const { status, body } = await call({ ...carrying(token), authorization });
			expect({ authorization, status, body }).toMatchObject({ status: 401, body: refusal });
		}
	});
});

test.each(protectedCalls.filter(([vendor, , , , refusal]) => vendor === 'ekaCare' && refusal === unauthorizedGateway))(
	'%s %s %s wants the bare token in auth besides',
	async (vendor, method, path, json, body) => {
		const headers = await signedIn(sandbox, vendor);
		const expired = (await sandbox.mintToken(vendor, -1)).token;
		for (const auth of [undefined, `Bearer ${headers.auth}`, expired]) {
			const reply = await send(`${sandbox[vendor]}${path}`, { method, json, headers: { ...headers, auth } });
			expect(reply).toMatchObject({ status: 401, body });
		}
	},
);

test('Eka Care refuses a token under the id of another client', async () => {
	const headers = { ...(await signedIn(sandbox, 'ekaCare')), 'client-id': 'EC_SOMEBODY' };
	expect((await send(`${sandbox.ekaCare}/dr/v1/business/entities`, { headers })).status).toBe(401);
});

test('tokens live as long as the settings say', async () => {
	const json = { client_id: ekaCare.clientId, client_secret: ekaCare.clientSecret };
	const reply = await send(`${sandbox.ekaCare}/connect-auth/v1/account/login`, { json });
	expect(reply.body).toMatchObject({ expires_in: 5 });
	await sandbox.settings({ tokenLifetimeSeconds: -1 });
	const form = {
		client_id: spry.clientId,
		client_secret: spry.clientSecret,
		grant_type: 'client_credentials',
		scope: 'read',
	};
	const { body } = (await send(`${sandbox.spry}/apis/v2/oauth/token`, { form })) as {
		body: { access_token: string };
	};
	const headers = { authorization: `Bearer ${body.access_token}` };
	expect((await send(`${sandbox.spry}${patientPath}`, { headers })).status).toBe(401);
});
