import { openClinic, type Clinic } from '../support/clinic.mts';
import { ekaAppointmentBook } from '../support/operations/eka-appointment-book.mts';
import { ekaCaseCreate } from '../support/operations/eka-case-create.mts';
import { medMitraCaseCreate } from '../support/operations/med-mitra-case-create.mts';
import { spryPatientCreate } from '../support/operations/spry-patient-create.mts';

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => await clinic.sandbox.reset());

const withToken = { parameters: { authentication: 'jwt' } };

async function signIns(vendor: 'spry' | 'ekaCare'): Promise<number> {
	const requests = await clinic.sandbox.requests(vendor);
	return requests.filter(({ path }) => /oauth\/token|account\/login/.test(path)).length;
}

describe('Spry with a token', () => {
	function spryApi(jwt: string) {
		return { spryApi: { environment: 'custom', baseUrl: clinic.sandbox.spry, jwt } };
	}

	it('works with a token that Spry accepts, also when pasted with the word Bearer', async () => {
		const { token } = await clinic.sandbox.mintToken('spry', 600);
		const rows = [spryPatientCreate.good(0)];
		const plain = await clinic.run(spryPatientCreate, rows, { ...withToken, credentials: spryApi(token) });
		const pasted = await clinic.run(spryPatientCreate, rows, {
			...withToken,
			credentials: spryApi(`Bearer ${token}`),
		});
		expect([plain.error, pasted.error]).toEqual([undefined, undefined]);
	});

	it('says that the token has expired, and when, before anything is sent', async () => {
		const { token, expiresAt } = await clinic.sandbox.mintToken('spry', -60);
		const rows = [spryPatientCreate.good(0)];
		const { error } = await clinic.run(spryPatientCreate, rows, { ...withToken, credentials: spryApi(token) });

		expect(error?.message).toContain(`expired at ${new Date(expiresAt * 1000).toISOString()}`);
		expect(error?.description).toMatch(/new token/);
		expect(await clinic.sandbox.requests()).toEqual([]);
	});

	it('stops after Spry refused the token, instead of burning through all items', async () => {
		const { token } = await clinic.sandbox.mintToken('spry', 600);
		await clinic.sandbox.revoke('spry');
		const rows = [0, 1, 2, 3].map(spryPatientCreate.good);
		const { items } = await clinic.run(spryPatientCreate, rows, {
			...withToken,
			onError: 'continueRegularOutput',
			credentials: spryApi(token),
		});

		expect(items.map(({ json }) => json.error)).toEqual(
			Array(4).fill('Spry did not accept the credential (HTTP 401, code 401)'),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
		expect((await clinic.requestsOf(spryPatientCreate)).length).toBeLessThanOrEqual(2);
	});
});

describe('Spry with client ID and secret', () => {
	it('gets one token for all items and keeps it for the next execution', async () => {
		const credential = await clinic.engine.addCredential('spryOAuth2Api', clinic.credentials.spryOAuth2Api ?? {});
		const stored = { spryOAuth2Api: credential as never };
		const rows = [0, 1, 2].map(spryPatientCreate.good);
		await clinic.run(spryPatientCreate, rows, { credentials: stored });
		await clinic.run(spryPatientCreate, rows, { credentials: stored });
		expect(await signIns('spry')).toBe(1);
	});

	it('renews a token that was revoked and carries the item out', async () => {
		const credential = await clinic.engine.addCredential('spryOAuth2Api', clinic.credentials.spryOAuth2Api ?? {});
		const stored = { spryOAuth2Api: credential as never };
		await clinic.run(spryPatientCreate, [spryPatientCreate.good(0)], { credentials: stored });
		await clinic.sandbox.revoke('spry');
		const { error } = await clinic.run(spryPatientCreate, [1, 2].map(spryPatientCreate.good), {
			credentials: stored,
		});
		expect(error).toBeUndefined();
		expect(await signIns('spry')).toBe(2);
	});

	it('says that signing in did not work when the secret is wrong', async () => {
		const wrong = { ...clinic.credentials.spryOAuth2Api, clientSecret: 'wrong-secret' };
		const { error, serialised } = await clinic.run(spryPatientCreate, [spryPatientCreate.good(0)], {
			credentials: { spryOAuth2Api: wrong },
		});
		expect(error?.message).toBe('n8n could not sign in to Spry [Item 0]');
		expect(error?.description).toMatch(/client ID, secret/);
		expect(serialised).not.toContain('wrong-secret');
	});
});

describe('Eka Care', () => {
	it('signs in once for all items and keeps the login for the next execution', async () => {
		const credential = await clinic.engine.addCredential('ekaCareApi', clinic.credentials.ekaCareApi ?? {});
		const stored = { ekaCareApi: credential as never };
		await clinic.run(ekaCaseCreate, [0, 1, 2].map(ekaCaseCreate.good), { credentials: stored });
		await clinic.run(ekaAppointmentBook, [0, 1].map(ekaAppointmentBook.good), { credentials: stored });
		expect(await signIns('ekaCare')).toBe(1);
		expect((await credential.read()).sessionToken).toMatch(/^eyJ/);
	});

	it('renews a stored login that has run out before it sends anything', async () => {
		const { token } = await clinic.sandbox.mintToken('ekaCare', -10);
		const { error } = await clinic.run(ekaCaseCreate, [0, 1].map(ekaCaseCreate.good), {
			credentials: { ekaCareApi: { ...clinic.credentials.ekaCareApi, sessionToken: token } },
		});
		const requests = await clinic.sandbox.requests('ekaCare');
		expect(error).toBeUndefined();
		expect(requests.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(await signIns('ekaCare')).toBe(1);
	});

	it('signs in again when the login was revoked, and sends the item once more', async () => {
		const credential = await clinic.engine.addCredential('ekaCareApi', clinic.credentials.ekaCareApi ?? {});
		const stored = { ekaCareApi: credential as never };
		await clinic.run(ekaCaseCreate, [ekaCaseCreate.good(0)], { credentials: stored });
		await clinic.sandbox.revoke('ekaCare');
		const { error } = await clinic.run(ekaCaseCreate, [1, 2].map(ekaCaseCreate.good), { credentials: stored });
		expect(error).toBeUndefined();
		expect(await signIns('ekaCare')).toBe(2);
	});

	it('says what to check when the sign-in is refused', async () => {
		const wrong = { ...clinic.credentials.ekaCareApi, clientSecret: 'wrong-secret' };
		const { error, serialised } = await clinic.run(ekaCaseCreate, [ekaCaseCreate.good(0)], {
			credentials: { ekaCareApi: wrong },
		});
		expect(error?.message).toMatch(
			/^Eka Care refused the sign-in with this client ID and secret \(HTTP 4\d\d\) \[Item 0\]$/,
		);
		expect(error?.description).toMatch(/client secret/);
		expect(serialised).not.toContain('wrong-secret');
	});

	it('works with a long-lived token and never signs in then', async () => {
		const { token } = await clinic.sandbox.mintToken('ekaCare', 86_400);
		const credentials = {
			ekaCareApi: { ...clinic.credentials.ekaCareApi, authentication: 'jwt', jwt: token, clientSecret: '' },
		};
		const { error } = await clinic.run(ekaAppointmentBook, [ekaAppointmentBook.good(0)], { credentials });
		expect(error).toBeUndefined();
		expect(await signIns('ekaCare')).toBe(0);
	});

	it('says that a long-lived token has expired, before anything is sent', async () => {
		const { token } = await clinic.sandbox.mintToken('ekaCare', -5);
		const credentials = { ekaCareApi: { ...clinic.credentials.ekaCareApi, authentication: 'jwt', jwt: token } };
		const { error } = await clinic.run(ekaCaseCreate, [ekaCaseCreate.good(0)], { credentials });
		expect(error?.message).toMatch(/^The token of the credential expired at \d{4}-/);
		expect(await clinic.sandbox.requests()).toEqual([]);
	});
});

describe('MedMitra', () => {
	const withGateway = (jwt: string) => ({
		credentials: { medMitraApi: { ...clinic.credentials.medMitraApi, jwt } },
	});

	it('sends the gateway token when there is one', async () => {
		await clinic.sandbox.settings({ gatewayJwtRequired: true });
		const { token } = await clinic.sandbox.mintToken('medMitra', 600);
		const { error } = await clinic.run(medMitraCaseCreate, [medMitraCaseCreate.good(0)], withGateway(token));
		expect(error).toBeUndefined();
	});

	it('says that the credential was not accepted when the gateway refuses', async () => {
		await clinic.sandbox.settings({ gatewayJwtRequired: true });
		const { error } = await clinic.run(medMitraCaseCreate, [medMitraCaseCreate.good(0)], withGateway(''));
		expect(error?.message).toMatch(/^MedMitra did not accept the credential/);
		expect(error?.httpCode).toBe('401');
	});

	it('refuses a user ID that is no UUID before anything is sent', async () => {
		const credentials = { medMitraApi: { ...clinic.credentials.medMitraApi, userId: 'dr-ashgrove' } };
		const { error } = await clinic.run(medMitraCaseCreate, [medMitraCaseCreate.good(0)], { credentials });
		expect(error?.message).toBe('The user ID of the credential is not a UUID [Item 0]');
		expect(await clinic.sandbox.requests()).toEqual([]);
	});

	it('says that the user ID is unknown to MedMitra', async () => {
		const userId = '00000000-0000-4000-8000-000000000000';
		const credentials = { medMitraApi: { ...clinic.credentials.medMitraApi, userId } };
		const { error } = await clinic.run(medMitraCaseCreate, [medMitraCaseCreate.good(0)], { credentials });
		expect(error?.message).toMatch(/^MedMitra could not store the case \(HTTP 400\)/);
		expect(error?.description).toMatch(/user ID of the credential/);
	});
});

it.each([
	['http://provider.example.com', 'plain http'],
	['http://localhost.example.com', 'a host that only looks local'],
	['http://127.0.0.1@example.com', 'a host behind an at sign'],
	['ftp://127.0.0.1', 'another protocol'],
	['', 'nothing'],
])('refuses the base URL %p (%s) before anything is sent', async (baseUrl) => {
	const { error } = await clinic.run(spryPatientCreate, [spryPatientCreate.good(0)], {
		...withToken,
		credentials: { spryApi: { environment: 'custom', baseUrl, jwt: 'token' } },
	});
	expect(error?.message).toBe('The base URL of the credential is not a secure address [Item 0]');
	expect(error?.description).toMatch(/https:\/\//);
});
