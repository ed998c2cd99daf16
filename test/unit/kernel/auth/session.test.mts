import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../../nodes/shared/failure.ts';
import { openSession } from '../../../../nodes/shared/auth/session.ts';
import type { CredentialUse } from '../../../../nodes/shared/types.ts';
import { fakeContext, rejectionOf, toyVendor } from '../support.mts';

const NOW = Date.parse('2027-01-15T09:30:00Z');
const jwt = (secondsFromNow: number) =>
	`a.${Buffer.from(JSON.stringify({ exp: NOW / 1000 + secondsFromNow })).toString('base64url')}.c`;

const fixed: CredentialUse = { type: 'toyApi', fixedToken: ({ jwt: token }) => String(token ?? '') };
const renewable: CredentialUse = { type: 'toyApi', renewable: 'sessionToken' };

async function open(use: CredentialUse, credentials: IDataObject) {
	const fake = fakeContext({ credentials });
	return { ...fake, session: await openSession(fake.context, toyVendor({ use })) };
}

describe('the session of an execution', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: NOW });
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	it('reads the credential once and answers all later requests for it from memory', async () => {
		const { session, credentialsRead } = await open(fixed, { jwt: 'no-jwt' });
		const again = await Promise.all([
			session.context.getCredentials('toyApi'),
			session.context.getCredentials('toyApi'),
		]);
		expect(credentialsRead).toEqual(['toyApi']);
		expect(again).toEqual([session.credentials, session.credentials]);
		expect(again[0]).toBe(session.credentials);
	});

	it('leaves everything else of the context as it is', async () => {
		const { session, context } = await open(fixed, {});
		expect(session.context.getNode()).toBe(context.getNode());
		expect(session.context.helpers).toBe(context.helpers);
		expect(Object.hasOwn(context, 'getCredentials')).toBe(true);
	});

	it('lets a renewed token be seen by every later request', async () => {
		const { session } = await open(renewable, { sessionToken: jwt(-5) });
		session.credentials.sessionToken = 'new';
		expect((await session.context.getCredentials('toyApi')).sessionToken).toBe('new');
	});

	it('chooses the credential by what the node says of authentication', async () => {
		const { context, credentialsRead } = fakeContext({ parameters: { authentication: 'jwt' } });
		const credential = jest.fn(() => ({ type: 'toyJwtApi' }));
		const session = await openSession(context, { ...toyVendor(), credential });
		expect(credential).toHaveBeenCalledWith('jwt');
		expect([session.credentialType, credentialsRead]).toEqual(['toyJwtApi', ['toyJwtApi']]);
	});

	it('is refused when a token that nothing renews has run out', async () => {
		expect(await rejectionOf(open(fixed, { jwt: `Bearer ${jwt(-1)}` }))).toMatchObject({
			kind: 'credential',
			message: expect.stringContaining('expired at 2027-01-15T09:29:59.000Z') as unknown,
		});
	});

	it.each([jwt(1), 'no-jwt', ''])('is opened with the token %j, which has not run out', async (token) => {
		await expect(open(fixed, { jwt: token })).resolves.toBeDefined();
	});

	it.each([
		['has run out', jwt(-1), ''],
		['runs out within a minute', jwt(59), ''],
		['lasts', jwt(61), jwt(61)],
		['does not say when it runs out', 'opaque', 'opaque'],
		['was never made', '', ''],
	])('forgets a login that n8n renews when it %s', async (_state, before, after) => {
		const { session } = await open(renewable, { sessionToken: before });
		expect(session.credentials.sessionToken).toBe(after);
	});

	it.each([
		['a fixed token is in use, whatever login was stored before', 'no-jwt', undefined],
		['there is none', '', 'sessionToken'],
	])('renews a login or not: %s', async (_when, jwt, renewable) => {
		const { session } = await open({ ...fixed, renewable: 'sessionToken' }, { jwt, sessionToken: '' });
		expect(session.use).toMatchObject({ type: 'toyApi', renewable });
	});

	it('asks the vendor for the base URL and passes on its refusal', async () => {
		const { context } = fakeContext({ credentials: { host: 'toy' } });
		const session = await openSession(
			context,
			toyVendor({ baseUrl: ({ host }) => `https://${String(host)}.example` }),
		);
		expect(session.baseUrl).toBe('https://toy.example');
		const refusing = toyVendor({
			baseUrl: () => {
				throw new Refusal({ kind: 'configuration', message: 'No', description: 'Change it.' });
			},
		});
		expect((await rejectionOf(openSession(context, refusing))).message).toBe('No');
	});

	it('names the vendor when its credential cannot be read', async () => {
		const { context } = fakeContext({
			credentials: () => {
				throw new Error('Credential with ID "secret" does not exist');
			},
		});
		expect(await rejectionOf(openSession(context, toyVendor()))).toMatchObject({
			kind: 'configuration',
			message: 'The Toy credential could not be read',
		});
	});
});
