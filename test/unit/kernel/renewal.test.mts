import { createRenewal } from '../../../nodes/shared/renewal.ts';
import type { Session } from '../../../nodes/shared/session.ts';
import type { Sent } from '../../../nodes/shared/transport.ts';

const answer = (status: number): Sent => ({ answer: { status, headers: {}, body: undefined } });

/** A session as n8n keeps it: whoever sends without a token signs in and leaves the new one behind. */
function sessionWith(sessionToken: string) {
	const credentials: Record<string, unknown> = { sessionToken };
	const session = { credentials, use: { type: 'x', renewable: 'sessionToken' } } as unknown as Session;
	let signIns = 0;
	const send = async (status = 200): Promise<Sent> => {
		await Promise.resolve();
		if (credentials.sessionToken === '') {
			signIns++;
			await Promise.resolve();
			credentials.sessionToken = `token ${signIns}`;
		}
		return answer(status);
	};
	return { credentials, session, send, signIns: () => signIns };
}

describe('a renewal', () => {
	it('knows the token in use, bare or as n8n keeps that of OAuth2', () => {
		expect(createRenewal(sessionWith('old').session).current()).toBe('old');
		const use = { type: 'x', renewable: 'oauthTokenData' };
		const oAuth2 = (oauthTokenData: unknown) =>
			createRenewal({ credentials: { oauthTokenData }, use } as unknown as Session).current();
		expect([oAuth2({ access_token: 'old' }), oAuth2({}), oAuth2(''), oAuth2(undefined)]).toEqual([
			'old',
			'',
			'',
			'',
		]);
		expect(createRenewal({ credentials: { jwt: 'x' }, use: { type: 'x' } } as unknown as Session).current()).toBe(
			'',
		);
	});

	it('signs in once for all who were refused with the same token', async () => {
		const { session, send, signIns } = sessionWith('old');
		const renewal = createRenewal(session);
		const sent = await Promise.all(Array.from({ length: 10 }, async () => await renewal.renewed('old', send)));
		expect(sent).toEqual(Array(10).fill(answer(200)));
		expect(signIns()).toBe(1);
		expect(renewal.current()).toBe('token 1');
	});

	it('sends at once when another has renewed the token since', async () => {
		const { session, send, signIns } = sessionWith('new');
		expect(await createRenewal(session).renewed('old', send)).toEqual(answer(200));
		expect(signIns()).toBe(0);
	});

	it('keeps those who come later waiting until it is done', async () => {
		const { session, send } = sessionWith('old');
		const renewal = createRenewal(session);
		const order: string[] = [];
		const running = renewal.renewed('old', async () => {
			const sent = await send();
			order.push('renewed');
			return sent;
		});
		const waiting = renewal.settled().then(() => order.push('settled'));
		await Promise.all([running, waiting]);
		expect(order).toEqual(['renewed', 'settled']);
	});

	it('tells all who wait when signing in was refused, and lets nobody try again', async () => {
		const { session } = sessionWith('old');
		const refused: Sent = { failure: { kind: 'credential', message: 'no', description: 'no' } };
		const signIn = jest.fn(async () => await Promise.resolve(refused));
		const renewal = createRenewal(session);
		const sent = await Promise.all(Array.from({ length: 5 }, async () => await renewal.renewed('old', signIn)));
		expect(sent).toEqual(Array(5).fill(refused));
		expect(signIn).toHaveBeenCalledTimes(1);
	});

	it('can be done again for a later token', async () => {
		const { session, send, signIns } = sessionWith('old');
		const renewal = createRenewal(session);
		await renewal.renewed('old', send);
		await renewal.renewed('token 1', send);
		expect(signIns()).toBe(2);
	});

	it('goes on after a renewal that failed in passing', async () => {
		const { session, send, credentials } = sessionWith('old');
		const renewal = createRenewal(session);
		const lost: Sent = { failure: { kind: 'unreachable', message: 'no', description: 'no', outcome: 'unknown' } };
		expect(await renewal.renewed('old', async () => await Promise.resolve(lost))).toBe(lost);
		await renewal.settled();
		await send();
		expect(credentials.sessionToken).toBe('token 1');
	});
});
