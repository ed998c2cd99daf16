import { makeCloser } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import type { Stack } from '../../tools/stack.mts';
import { postRows, rowsThrough, START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';

const TOKEN_PATHS = { spry: '/apis/v2/oauth/token', ekaCare: '/connect-auth/v1/account/login' } as const;

const closer = makeCloser();
let chain: Stack;

beforeAll(async () => {
	chain = await startChain(closer);
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

describe('the test of a credential', () => {
	it.each(['spryOAuth2Api', 'spryApi', 'ekaCareApi', 'medMitraApi'])('succeeds for a right %s', async (type) => {
		const data = await rightData(type);
		expect(await testOf(type, data)).toMatchObject({ status: 'OK' });
	});

	it('succeeds for a long-lived token of Eka Care', async () => {
		const { token } = await chain.sandbox.mintToken('ekaCare');
		const data = { ...(await rightData('ekaCareApi')), authentication: 'jwt', jwt: token };
		expect(await testOf('ekaCareApi', data)).toMatchObject({ status: 'OK' });
	});

	it.each([
		['spryOAuth2Api', { clientSecret: 'not-the-secret' }],
		['spryApi', { jwt: 'not-a-token' }],
		['ekaCareApi', { clientSecret: 'not-the-secret' }],
		['ekaCareApi', { authentication: 'jwt', jwt: 'not-a-token' }],
		['medMitraApi', { userId: '00000000-0000-4000-8000-000000000000x' }],
	])('fails for a %s with %j', async (type, wrong) => {
		const outcome = await testOf(type, { ...(await rightData(type)), ...wrong });
		expect(outcome.status).toBe('Error');
		expect(outcome.message).toEqual(expect.stringMatching(/\S/));
		expect(outcome.message).not.toContain('not-the-secret');
	});

	it.each(['spryOAuth2Api', 'spryApi', 'ekaCareApi', 'medMitraApi'])(
		'fails for a %s whose base URL is plain http to anything but a loopback address, and sends nothing',
		async (type) => {
			const data = await rightData(type);
			// Reaches the sandbox too, but only by its port: the address itself is no loopback address.
			const baseUrl = String(data.baseUrl).replace('127.0.0.1', '0.0.0.0');
			expect((await fetch(baseUrl)).status).toBeGreaterThan(0);
			await chain.sandbox.clearRequests();
			expect(await testOf(type, { ...data, baseUrl })).toMatchObject({ status: 'Error' });
			expect(await chain.sandbox.requests()).toEqual([]);
		},
	);
});

describe('a stored credential that has no token yet', () => {
	const patients = Array.from({ length: 5 }, (_, index) => ({
		firstName: `Wren${index}`,
		caseTitle: `Follow-up ${index}`,
	}));

	it('gets one from Spry with one call for all items', async () => {
		const answer = await runRows('spryOAuth2Api', 'n8n-nodes-carechain.spry', {
			resource: 'patient',
			operation: 'create',
			authentication: 'oAuth2',
			firstName: '={{ $json.firstName }}',
			lastName: 'Tollivander',
			dateOfBirth: '1991-02-03',
			sex: 'FEMALE',
			clinicId: { __rl: true, mode: 'id', value: '101' },
			additionalFields: {},
			options: {},
		});
		expect(answer.map((item) => item.first_name)).toEqual(patients.map(({ firstName }) => firstName));
		expect(await tokenCalls('spry')).toBe(1);
	});

	it('signs in at Eka Care with one call for all items', async () => {
		const answer = await runRows('ekaCareApi', 'n8n-nodes-carechain.ekaCare', {
			resource: 'case',
			operation: 'create',
			patientId: { __rl: true, mode: 'id', value: '175071003000417' },
			displayName: '={{ $json.caseTitle }}',
			occurredAt: '2026-03-04T10:00:00Z',
			additionalFields: { type: 'OP' },
			options: {},
		});
		expect(new Set(answer.map((item) => item.id)).size).toBe(patients.length);
		expect(await tokenCalls('ekaCare')).toBe(1);
	});

	it.each([
		['spry', 'spryOAuth2Api'],
		['ekaCare', 'ekaCareApi'],
	] as const)(
		'signs in again at %s with one call when the vendor no longer accepts the token',
		async (vendor, type) => {
			await chain.sandbox.revoke(vendor);
			await chain.sandbox.clearRequests();
			expect(await postRows(chain, type, patients)).toHaveLength(patients.length);
			expect(await tokenCalls(vendor)).toBe(1);
		},
	);

	async function runRows(
		type: string,
		nodeType: string,
		parameters: Record<string, unknown>,
	): Promise<Array<Record<string, unknown>>> {
		const stored = await chain.client.createCredential(type, `Fresh ${type}`, await rightData(type));
		const workflow = rowsThrough(type, { type: nodeType, parameters, credentials: { [type]: stored } });
		await chain.client.publish(await chain.client.importWorkflow(workflow));
		await chain.sandbox.clearRequests();
		return await postRows(chain, type, patients);
	}

	async function tokenCalls(vendor: keyof typeof TOKEN_PATHS): Promise<number> {
		const requests = await chain.sandbox.requests(vendor);
		return requests.filter(({ path }) => path === TOKEN_PATHS[vendor]).length;
	}
});

async function testOf(type: string, data: Record<string, unknown>): Promise<{ status: string; message: string }> {
	const stored = await chain.client.createCredential(type, `${type} under test`, data);
	return await chain.client.testCredential(type, data, stored);
}

/** What the demo fills in, and for the bearer token credential a token the sandbox has just signed. */
async function rightData(type: string): Promise<Record<string, unknown>> {
	if (type === 'spryApi') {
		const { token } = await chain.sandbox.mintToken('spry');
		return { environment: 'custom', baseUrl: chain.sandbox.spry, jwt: token };
	}
	const credential = demoCredentials(chain.sandbox).find((entry) => entry.type === type);
	if (!credential) throw new Error(`The demo has no credential of the type ${type}`);
	return credential.data;
}
