import { createRenewal } from '../../../../nodes/shared/auth/token-refresh.ts';
import type { Session } from '../../../../nodes/shared/auth/session.ts';
import type { Sent } from '../../../../nodes/shared/http/transport.ts';

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

	const isRefused = (sent: Sent) => 'answer' in sent && sent.answer.status === 401;
	const lost: Sent = { failure: { kind: 'unreachable', message: 'no', description: 'no', outcome: 'unknown' } };
	const denied: Sent = { failure: { kind: 'credential', message: 'no', description: 'no' } };

	it('signs in once for all who were refused with the same token', async () => {
		const { session, send, signIns } = sessionWith('old');
		const renewal = createRenewal(session);
		const go = async () => await send(renewal.current() === 'old' ? 401 : 200);
		const sent = await Promise.all(Array.from({ length: 10 }, async () => await renewal.send(go, isRefused)));
		expect(sent).toEqual(Array(10).fill(answer(200)));
		expect(signIns()).toBe(1);
		expect(renewal.current()).toBe('token 1');
	});

	it('signs in once for all who start without a token', async () => {
		const { session, send, signIns } = sessionWith('');
		const renewal = createRenewal(session);
		const sent = await Promise.all(Array.from({ length: 10 }, async () => await renewal.send(send, isRefused)));
		expect(sent).toEqual(Array(10).fill(answer(200)));
		expect(signIns()).toBe(1);
	});

	it('sends again at once when another has renewed the token since', async () => {
		const { session, send, signIns, credentials } = sessionWith('old');
		const renewal = createRenewal(session);
		let sends = 0;
		const go = async () => {
			sends++;
			if (renewal.current() !== 'old') return await send();
			credentials.sessionToken = 'new';
			return answer(401);
		};
		expect(await renewal.send(go, isRefused)).toEqual(answer(200));
		expect({ sends, signIns: signIns() }).toEqual({ sends: 2, signIns: 0 });
	});

	it('keeps those who come later waiting until it is done', async () => {
		const { session, send } = sessionWith('');
		const renewal = createRenewal(session);
		const order: string[] = [];
		const sendAs = (name: string) => async () => {
			const sent = await send();
			order.push(name);
			return sent;
		};
		await Promise.all([
			renewal.send(sendAs('first')),
			renewal.send(async () => (order.push('second'), answer(200))),
		]);
		expect(order).toEqual(['first', 'second']);
	});

	it('tells all who wait when signing in was refused, and lets nobody try again', async () => {
		const { session } = sessionWith('');
		const signIn = jest.fn(async () => await Promise.resolve(denied));
		const renewal = createRenewal(session);
		const sent = await Promise.all(Array.from({ length: 5 }, async () => await renewal.send(signIn)));
		expect(sent.map((one) => 'failure' in one && one.failure.kind)).toEqual(Array(5).fill('credential'));
		expect(await renewal.send(signIn)).toBe(denied);
		expect(signIn).toHaveBeenCalledTimes(1);
	});

	it('that is refused itself ends all, too', async () => {
		const { session, send, signIns } = sessionWith('old');
		const renewal = createRenewal(session);
		const go = jest.fn(async () => await send(401));
		const sent = await Promise.all(Array.from({ length: 5 }, async () => await renewal.send(go, isRefused)));
		expect(sent).toEqual(Array(5).fill(answer(401)));
		expect(await renewal.send(go, isRefused)).toEqual(answer(401));
		expect({ sends: go.mock.calls.length, signIns: signIns() }).toEqual({ sends: 6, signIns: 1 });
	});

	it('can be done again for a later token', async () => {
		const { session, send, signIns } = sessionWith('old');
		const renewal = createRenewal(session);
		for (const expired of ['old', 'token 1']) {
			const go = async () => await send(renewal.current() === expired ? 401 : 200);
			expect(await renewal.send(go, isRefused)).toEqual(answer(200));
		}
		expect(signIns()).toBe(2);
	});

	it('goes on after a sign-in that failed in passing', async () => {
		const { session, send, credentials } = sessionWith('');
		const renewal = createRenewal(session);
		expect(await renewal.send(async () => await Promise.resolve(lost))).toBe(lost);
		expect(await renewal.send(send)).toEqual(answer(200));
		expect(credentials.sessionToken).toBe('token 1');
	});

	it('shares a failure in passing with those who waited, for whom nothing was sent', async () => {
		const { session } = sessionWith('');
		const renewal = createRenewal(session);
		const signIn = jest.fn(async () => await Promise.resolve(lost));
		const [first, ...others] = await Promise.all(Array.from({ length: 5 }, async () => await renewal.send(signIn)));
		expect(first).toBe(lost);
		expect(others.map((one) => 'failure' in one && one.failure.outcome)).toEqual(Array(4).fill('none'));
		expect(signIn).toHaveBeenCalledTimes(1);
	});

	it('rests between sign-ins that fail in passing, each time longer', async () => {
		jest.useFakeTimers({ now: 1_800_000_000_000 });
		try {
			const { session } = sessionWith('');
			const renewal = createRenewal(session);
			const tries: number[] = [];
			const signIn = async () => {
				tries.push(Date.now() - 1_800_000_000_000);
				return await Promise.resolve(lost);
			};
			// Ten items that know no patience.
			const work = async () => {
				while (Date.now() < 1_800_000_010_000) {
					await renewal.send(signIn);
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
