import type { Session } from '../../../../nodes/shared/auth/session.ts';
import { createTokenRefresh, type TokenRefresh } from '../../../../nodes/shared/auth/token-refresh.ts';
import type { Failure } from '../../../../nodes/shared/failure.ts';
import type { Sent } from '../../../../nodes/shared/types.ts';

const failure = (kind: Failure['kind'], outcome?: Failure['outcome']): Failure => ({
	kind,
	message: 'no',
	description: 'no',
	outcome,
});

function answer(status: number): Sent {
	const read = { status, headers: {}, body: undefined };
	return status === 401 ? { answer: read, failure: failure('credential') } : { answer: read };
}

/** Sends with the login there is, and once more with a renewed one. */
async function sendWith(refresh: TokenRefresh, go: () => Promise<Sent>): Promise<Sent> {
	for (let refusedToken: string | undefined; ; ) {
		const login = await refresh.acquire(refusedToken);
		if ('refused' in login) return login.refused;
		const sent = await go();
		if (!login.release(sent)) return sent;
		refusedToken = login.token;
	}
}

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

describe('a token refresh', () => {
	it('knows whether a login is missing, bare or as n8n keeps that of OAuth2', () => {
		expect(createTokenRefresh(sessionWith('old').session).isMissing()).toBe(false);
		const use = { type: 'x', renewable: 'oauthTokenData' };
		const oAuth2 = (oauthTokenData: unknown) =>
			createTokenRefresh({ credentials: { oauthTokenData }, use } as unknown as Session).isMissing();
		expect([oAuth2({ access_token: 'old' }), oAuth2({}), oAuth2(''), oAuth2(undefined)]).toEqual([
			false,
			true,
			true,
			true,
		]);
		const fixed = { credentials: { jwt: 'x' }, use: { type: 'x' } } as unknown as Session;
		expect(createTokenRefresh(fixed).isMissing()).toBe(false);
	});

	const lost: Sent = { failure: failure('unreachable', 'unknown') };
	const denied: Sent = { failure: failure('credential') };

	it('signs in once for all who were refused with the same token', async () => {
		const { session, send, signIns, credentials } = sessionWith('old');
		const refresh = createTokenRefresh(session);
		const go = async () => await send(credentials.sessionToken === 'old' ? 401 : 200);
		const sent = await Promise.all(Array.from({ length: 10 }, async () => await sendWith(refresh, go)));
		expect(sent).toEqual(Array(10).fill(answer(200)));
		expect(signIns()).toBe(1);
		expect(credentials.sessionToken).toBe('token 1');
	});

	it('signs in once for all who start without a token', async () => {
		const { session, send, signIns } = sessionWith('');
		const refresh = createTokenRefresh(session);
		const sent = await Promise.all(Array.from({ length: 10 }, async () => await sendWith(refresh, send)));
		expect(sent).toEqual(Array(10).fill(answer(200)));
		expect(signIns()).toBe(1);
	});

	it('sends again at once when another has renewed the token since', async () => {
		const { session, send, signIns, credentials } = sessionWith('old');
		const refresh = createTokenRefresh(session);
		let sends = 0;
		const go = async () => {
			sends++;
			if (credentials.sessionToken !== 'old') return await send();
			credentials.sessionToken = 'new';
			return answer(401);
		};
		expect(await sendWith(refresh, go)).toEqual(answer(200));
		expect({ sends, signIns: signIns() }).toEqual({ sends: 2, signIns: 0 });
	});

	it('keeps those who come later waiting until it is done', async () => {
		const { session, send } = sessionWith('');
		const refresh = createTokenRefresh(session);
		const order: string[] = [];
		const sendAs = (name: string) => async () => {
			const sent = await send();
			order.push(name);
			return sent;
		};
		await Promise.all([
			sendWith(refresh, sendAs('first')),
			sendWith(refresh, async () => (order.push('second'), answer(200))),
		]);
		expect(order).toEqual(['first', 'second']);
	});

	it('tells all who wait when signing in was refused, and lets nobody try again', async () => {
		const { session } = sessionWith('');
		const signIn = jest.fn(async () => await Promise.resolve(denied));
		const refresh = createTokenRefresh(session);
		const sent = await Promise.all(Array.from({ length: 5 }, async () => await sendWith(refresh, signIn)));
		expect(sent.map((one) => one.failure?.kind)).toEqual(Array(5).fill('credential'));
		expect(await sendWith(refresh, signIn)).toBe(denied);
		expect(signIn).toHaveBeenCalledTimes(1);
	});

	it('that is refused itself ends all, too', async () => {
		const { session, send, signIns } = sessionWith('old');
		const refresh = createTokenRefresh(session);
		const go = jest.fn(async () => await send(401));
		const sent = await Promise.all(Array.from({ length: 5 }, async () => await sendWith(refresh, go)));
		expect(sent).toEqual(Array(5).fill(answer(401)));
		expect(await sendWith(refresh, go)).toEqual(answer(401));
		expect({ sends: go.mock.calls.length, signIns: signIns() }).toEqual({ sends: 6, signIns: 1 });
	});

	it('can be done again for a later token', async () => {
		const { session, send, signIns, credentials } = sessionWith('old');
		const refresh = createTokenRefresh(session);
		for (const expired of ['old', 'token 1']) {
			const go = async () => await send(credentials.sessionToken === expired ? 401 : 200);
			expect(await sendWith(refresh, go)).toEqual(answer(200));
		}
		expect(signIns()).toBe(2);
	});

	it('goes on after a sign-in that failed in passing', async () => {
		const { session, send, credentials } = sessionWith('');
		const refresh = createTokenRefresh(session);
		expect(await sendWith(refresh, async () => await Promise.resolve(lost))).toBe(lost);
		expect(await sendWith(refresh, send)).toEqual(answer(200));
		expect(credentials.sessionToken).toBe('token 1');
	});

	it('shares a failure in passing with those who waited, for whom nothing was sent', async () => {
		const { session } = sessionWith('');
		const refresh = createTokenRefresh(session);
		const signIn = jest.fn(async () => await Promise.resolve(lost));
		const [first, ...others] = await Promise.all(
			Array.from({ length: 5 }, async () => await sendWith(refresh, signIn)),
		);
		expect(first).toBe(lost);
		expect(others.map((one) => one.failure?.outcome)).toEqual(Array(4).fill('none'));
		expect(signIn).toHaveBeenCalledTimes(1);
	});

	it('rests between sign-ins that fail in passing, each time longer', async () => {
		jest.useFakeTimers({ now: 1_800_000_000_000 });
		try {
			const { session } = sessionWith('');
			const refresh = createTokenRefresh(session);
			const tries: number[] = [];
			const signIn = async () => {
				tries.push(Date.now() - 1_800_000_000_000);
				return await Promise.resolve(lost);
			};
			// Ten items that know no patience.
			const work = async () => {
				while (Date.now() < 1_800_000_010_000) {
					await sendWith(refresh, signIn);
					await new Promise((resolve) => setTimeout(resolve, 50));
				}
			};
			const all = Promise.all(Array.from({ length: 10 }, work));
			await jest.advanceTimersByTimeAsync(60_000);
			await all;
			expect(tries).toEqual([0, 500, 1500, 3500, 5500, 7500, 9500, 11_500]);
		} finally {
			jest.useRealTimers();
		}
	});
});
