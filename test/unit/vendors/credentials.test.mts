import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { EkaCareApi } from '../../../credentials/EkaCareApi.credentials.ts';
import { MedMitraApi } from '../../../credentials/MedMitraApi.credentials.ts';
import { SpryApi } from '../../../credentials/SpryApi.credentials.ts';
import { SpryOAuth2Api } from '../../../credentials/SpryOAuth2Api.credentials.ts';
import { headersFor, login } from '../../../nodes/EkaCare/login.ts';
import type { Failure } from '../../../nodes/shared/failure.ts';
import { rejectionOf } from '../kernel/support.mts';

const CREDENTIALS: ICredentialType[] = [new EkaCareApi(), new MedMitraApi(), new SpryApi(), new SpryOAuth2Api()];
const EXPIRED = `a.${Buffer.from(JSON.stringify({ exp: 1_000_000_000 })).toString('base64url')}.c`;
const SECRET = 'made-up-secret-77';

const propertyNames = (credential: ICredentialType) => credential.properties.map(({ name }) => name);

async function authenticated(
	credential: ICredentialType,
	data: ICredentialDataDecryptedObject,
	url: string,
): Promise<IHttpRequestOptions> {
	const authenticate = credential.authenticate as Extract<IAuthenticate, (...parameters: never[]) => unknown>;
	return await authenticate(data, { url, headers: { Accept: 'application/json' } });
}

describe.each(CREDENTIALS.map((credential) => [credential.name, credential] as const))(
	'the credential %s',
	(_name, credential) => {
		it('hides every secret', () => {
			const secrets = credential.properties.filter(
				({ name }) => /secret|jwt|token$|key/i.test(name) && name !== 'accessTokenUrl',
			);
			for (const { name, typeOptions } of secrets) expect([name, typeOptions?.password]).toEqual([name, true]);
		});

		it('has a test that reads only', () => {
			expect(credential.test?.request.method ?? 'GET').toBe('GET');
			expect(credential.test?.request.url).toMatch(/^\//);
			expect(credential.test?.request.disableFollowRedirect).toBe(true);
			expect(credential.test?.request.baseURL).toMatch(/^=\{\{ .* \}\}$/);
		});

		it('explains its fields', () => {
			const shown = credential.properties.filter(
				({ type, name }) => type !== 'hidden' && !['environment', 'authentication'].includes(name),
			);
			expect(shown.filter(({ description = '' }) => description === '').map(({ name }) => name)).toEqual([]);
		});
	},
);

describe('the credentials', () => {
	it('store what the house agreed on', () => {
		expect(propertyNames(new EkaCareApi())).toEqual([
			'environment',
			'baseUrl',
			'authentication',
			'clientId',
			'clientSecret',
			'sharingKey',
			'jwt',
			'webhookKey',
			'sessionToken',
		]);
		expect(propertyNames(new SpryApi())).toEqual(['environment', 'baseUrl', 'jwt']);
		expect(propertyNames(new MedMitraApi())).toEqual(['baseUrl', 'userId', 'jwt']);
		expect(propertyNames(new SpryOAuth2Api())).toEqual(expect.arrayContaining(['environment', 'baseUrl']));
	});

	it.each([
		[
			'spryApi',
			new SpryApi(),
			{ environment: 'production', jwt: `Bearer ${SECRET}` },
			'https://provider.sprypt.com/x',
		],
		[
			'medMitraApi',
			new MedMitraApi(),
			{ baseUrl: 'http://127.0.0.1:8000', jwt: SECRET },
			'http://127.0.0.1:8000/cases',
		],
		[
			'ekaCareApi with a token',
			new EkaCareApi(),
			{ environment: 'production', authentication: 'jwt', jwt: SECRET, sessionToken: 'other' },
			'https://api.eka.care/mr/api/v1/cases',
		],
		[
			'ekaCareApi with a login',
			new EkaCareApi(),
			{ environment: 'production', authentication: 'clientCredentials', jwt: 'other', sessionToken: SECRET },
			'https://api.eka.care/mr/api/v1/cases',
		],
	])('send the token of %s as a bearer token, and to no other host', async (_name, credential, data, url) => {
		const options = await authenticated(credential, data, url);
		expect(options.headers).toMatchObject({ Accept: 'application/json', Authorization: `Bearer ${SECRET}` });
		expect(options).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it.each([
		['spryApi', new SpryApi(), { jwt: EXPIRED }],
		['medMitraApi', new MedMitraApi(), { jwt: EXPIRED }],
		['ekaCareApi', new EkaCareApi(), { authentication: 'jwt', jwt: EXPIRED }],
	])('refuse an expired token of %s with its time', async (_name, credential, data) => {
		const given = { ...data, baseUrl: 'https://x.example' };
		expect((await rejectionOf(authenticated(credential, given, 'https://x.example/y'))).message).toContain(
			'expired at 2001-09-09T01:46:40.000Z',
		);
	});

	it.each([new SpryApi(), new MedMitraApi(), new EkaCareApi()])(
		'refuse to send a token in clear text: $name',
		async (credential) => {
			const data = {
				baseUrl: 'http://x.example',
				jwt: SECRET,
				sessionToken: SECRET,
				authentication: 'jwt',
			};
			expect((await rejectionOf(authenticated(credential, data, 'http://x.example/y'))).kind).toBe(
				'configuration',
			);
		},
	);

	it('send nothing to MedMitra when there is no gateway', async () => {
		const data = { baseUrl: 'https://x.example', jwt: '' };
		expect((await authenticated(new MedMitraApi(), data, 'https://x.example/y')).headers).toEqual({
			Accept: 'application/json',
		});
	});
});

describe('the headers of Eka Care', () => {
	it.each([
		['https://api.eka.care/dr/v1/appointment', true],
		['https://api.eka.care/cdr/v1/get_business_info/', true],
		['https://api.eka.care/appointments/v1/x/reschedule', true],
		['https://api.eka.care/mr/api/v1/cases', false],
		['https://api.eka.care/profiles/v1/patient/', false],
		['https://api.eka.care/notification/v1/connect/webhook/subscriptions', false],
		['https://api.eka.care/drx/v1', false],
		['https://gateway.example/eka/dr/v1/appointment', true],
		['https://gateway.example/eka/mr/api/v1/cases?next=/dr/v1/', false],
	])('for %s hold the bare token as auth: %s', (url, withAuth) => {
		const headers = headersFor(url, { clientId: ' EC_1 ' }, SECRET);
		expect(headers).toEqual(withAuth ? { 'client-id': 'EC_1', auth: SECRET } : { 'client-id': 'EC_1' });
	});

	it('hold no empty auth while there is no token yet', () => {
		expect(headersFor('https://api.eka.care/dr/v1/x', { clientId: 'EC_1' }, '')).toEqual({ 'client-id': 'EC_1' });
	});
});

describe('the sign-in to Eka Care', () => {
	const DATA = {
		environment: 'sandbox',
		authentication: 'clientCredentials',
		clientId: ' EC_1 ',
		clientSecret: ` ${SECRET} `,
		sharingKey: '',
	};

	/** The body of an answer goes as n8n hands it over when it is asked for a stream; here as its text. */
	const asText = (answer: unknown) =>
		typeof answer === 'object' && answer !== null && 'body' in answer
			? { ...answer, body: JSON.stringify(answer.body) }
			: answer;

	function signIn(answer: unknown, data: IDataObject = DATA) {
		const sent: IHttpRequestOptions[] = [];
		const helpers = {
			async httpRequest(options: IHttpRequestOptions) {
				sent.push(options);
				return asText(answer);
			},
		};
		return { sent, token: login({ helpers } as never, data as ICredentialDataDecryptedObject) };
	}
	const refusedWith = async (answer: unknown): Promise<Failure> => await rejectionOf(signIn(answer).token);

	it('sends what is filled in, trimmed, and gives the access token', async () => {
		const { sent, token } = signIn({
			statusCode: 200,
			body: { access_token: 'abc', refresh_token: 'x', expires_in: 1800, refresh_expires_in: 9 },
		});
		expect(await token).toBe('abc');
		expect(sent).toEqual([
			expect.objectContaining({
				method: 'POST',
				url: 'https://api.dev.eka.care/connect-auth/v1/account/login',
				body: JSON.stringify({ client_id: 'EC_1', client_secret: SECRET }),
				disableFollowRedirect: true,
				encoding: 'stream',
				abortSignal: expect.any(AbortSignal) as AbortSignal,
				timeout: 30_000,
			}),
		]);
	});

	it('sends a sharing key when there is one', async () => {
		const { sent, token } = signIn(
			{ statusCode: 200, body: { access_token: 'abc' } },
			{ ...DATA, sharingKey: ' key-1 ' },
		);
		await token;
		expect(JSON.parse(String(sent[0]?.body))).toEqual({
			client_id: 'EC_1',
			client_secret: SECRET,
			sharing_key: 'key-1',
		});
	});

	it('sends no secret in clear text', async () => {
		const { sent, token } = signIn({}, { ...DATA, environment: 'custom', baseUrl: 'http://api.example' });
		expect((await rejectionOf(token)).kind).toBe('configuration');
		expect(sent).toEqual([]);
	});

	it.each([
		[400, 'credential'],
		[401, 'credential'],
		[403, 'credential'],
		[404, 'credential'],
		[429, 'unavailable'],
		[500, 'unavailable'],
		[503, 'unavailable'],
	])('that is answered with HTTP %d has the kind %s, without a word of the answer', async (statusCode, kind) => {
		const failure = await refusedWith({ statusCode, body: { code: 1, error: `Client ${SECRET} is unknown` } });
		// Where another sign-in may work, it must be plain that the request itself was not sent.
		expect(failure).toMatchObject({
			kind,
			httpStatus: statusCode,
			...(kind === 'unavailable' && { outcome: 'none' }),
		});
		expect(JSON.stringify(failure)).not.toContain(SECRET);
	});

	it.each([{}, { access_token: '' }, { access_token: 5 }, 'text', undefined, { data: { access_token: 'x' } }])(
		'that is answered with 200 and %j is not called a refused sign-in: the answer made no sense',
		async (body) => {
			const failure = await refusedWith({ statusCode: 200, body });
			expect(failure.kind).toBe('malformed');
		},
	);

	it.each([undefined, 'text', {}])('that gives the answer %j has no status "NaN"', async (answer) => {
		expect((await refusedWith(answer)).message).not.toContain('NaN');
	});

	it('is not made for a long-lived token', async () => {
		const httpRequest = jest.fn();
		const credential = new EkaCareApi();
		expect(
			await credential.preAuthentication.call({ helpers: { httpRequest } } as never, {
				authentication: 'jwt',
				jwt: SECRET,
			}),
		).toEqual({});
		expect(httpRequest).not.toHaveBeenCalled();
	});

	it('is stored in the field that n8n renews', async () => {
		const credential = new EkaCareApi();
		const httpRequest = async () => ({ statusCode: 200, body: '{"access_token":"abc"}' });
		expect(await credential.preAuthentication.call({ helpers: { httpRequest } } as never, DATA)).toEqual({
			sessionToken: 'abc',
		});
		expect(
			credential.properties
				.filter(({ typeOptions }) => typeOptions?.expirable === true)
				.map(({ name, type }) => [name, type]),
		).toEqual([['sessionToken', 'hidden']]);
	});
});

describe('Spry with client ID and secret', () => {
	it('uses the documented flow of n8n', () => {
		const { extends: parents, properties } = new SpryOAuth2Api();
		expect(parents).toEqual(['oAuth2Api']);
		const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
		expect(defaults).toMatchObject({ grantType: 'clientCredentials', scope: 'read write', authentication: 'body' });
	});

	it('keeps its token from the HTTP Request node, which could send it anywhere', () => {
		const { properties } = new SpryOAuth2Api();
		const field = properties.find(({ name }) => name === 'allowedHttpRequestDomains');
		expect(field).toMatchObject({ type: 'hidden', default: 'none' });
	});

	it.each([
		[{ environment: 'production' }, 'https://provider.sprypt.com/apis/v2/oauth/token'],
		[{ environment: 'sandbox' }, 'https://provider.staging.spryhealth.care/apis/v2/oauth/token'],
		[{ environment: 'custom', baseUrl: 'http://localhost:9000/' }, 'http://localhost:9000/apis/v2/oauth/token'],
		[
			{ environment: 'custom', baseUrl: 'http://evil.example' },
			'https://base-url-must-start-with-https.invalid/apis/v2/oauth/token',
		],
	])('asks for its token, with %j, at %s', (self, wanted) => {
		const url = String(new SpryOAuth2Api().properties.find(({ name }) => name === 'accessTokenUrl')?.default);
		const expression = /^=\{\{ (.*) \}\}$/.exec(url)?.[1] ?? '';
		expect(new Function('$self', `return ${expression};`)(self)).toBe(wanted);
	});
});
