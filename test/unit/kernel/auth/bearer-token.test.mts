import fc from 'fast-check';

import { withBearer } from '../../../../nodes/shared/auth/bearer.ts';
import { assertUsableToken, bareToken, expiryOf, isExpired } from '../../../../nodes/shared/auth/bearer.ts';
import { Refusal } from '../../../../nodes/shared/failure.ts';
import { refusalOf } from '../support.mts';

const NOW = new Date('2027-01-15T09:30:00.000Z');
const now = NOW.getTime() / 1000;

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown) => `${base64url({ alg: 'HS256' })}.${base64url(claims)}.made-up-signature`;

const WITHOUT_EXPIRY: Array<[string, string]> = [
	['an empty token', ''],
	['a token that is no JWT', 'sk_live_made_up_0123456789'],
	['a token of two dots', '..'],
	['garbage where the claims stand', 'a.%%%.c'],
	['claims that are no JSON', `a.${Buffer.from('{"exp":').toString('base64url')}.c`],
	['claims that are a list', jwt([1])],
	['claims that are null', jwt(null)],
	['claims without an expiry', jwt({ sub: 'x' })],
	['an expiry that is a text', jwt({ exp: String(now - 10) })],
	['an expiry that is null', jwt({ exp: null })],
];

describe('a token', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: NOW });
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	it.each([
		['abc', 'abc'],
		[' abc\n', 'abc'],
		['Bearer abc', 'abc'],
		['bearer   abc ', 'abc'],
		['Bearerabc', 'Bearerabc'],
		[undefined, ''],
		[null, ''],
	])('pasted as %j is %j', (given, wanted) => {
		expect(bareToken(given)).toBe(wanted);
	});

	it.each(WITHOUT_EXPIRY)('never counts as expired when it is %s', (_what, token) => {
		expect(expiryOf(token)).toBeUndefined();
		expect(isExpired(token, 60_000)).toBe(false);
		expect(() => assertUsableToken(token)).not.toThrow();
	});

	it('tells when it runs out', () => {
		expect(expiryOf(jwt({ exp: now + 1800 }))).toBe(NOW.getTime() + 1_800_000);
		expect(expiryOf(jwt({ exp: now + 0.5 }))).toBe(NOW.getTime() + 500);
	});

	it('is read also when its claims are plain base64 with padding', () => {
		const claims = Buffer.from(JSON.stringify({ exp: now, name: 'Zoë???' })).toString('base64');
		expect(expiryOf(`a.${claims}.c`)).toBe(NOW.getTime());
	});

	it.each([
		[-1, true, true],
		[0, true, true],
		[1, false, true],
		[59, false, true],
		[60, false, true],
		[61, false, false],
	])('that runs out in %d seconds is expired: %s, within the next minute: %s', (seconds, expired, soon) => {
		const token = jwt({ exp: now + seconds });
		expect([isExpired(token), isExpired(token, 60_000)]).toEqual([expired, soon]);
	});

	it('that has run out is refused with its time, its claims unsaid', () => {
		const token = jwt({ exp: now - 3600, name: 'Made-Up Person' });
		const failure = refusalOf(() => assertUsableToken(token));
		expect(failure).toMatchObject({
			kind: 'credential',
			message: 'The token of the credential expired at 2027-01-15T08:30:00.000Z',
		});
		expect(failure.outcome).toBe('none');
		expect(JSON.stringify(failure)).not.toContain('Made-Up');
		expect(JSON.stringify(failure)).not.toContain(token.slice(0, 10));
	});

	it('that runs out in this very second is refused, one second later not', () => {
		expect(refusalOf(() => assertUsableToken(jwt({ exp: now }))).kind).toBe('credential');
		expect(() => assertUsableToken(jwt({ exp: now + 1 }))).not.toThrow();
	});

	it('that has run out is refused before a request of any node carries it', () => {
		const options = { url: 'https://api.example/x' };
		expect(refusalOf(() => withBearer(options, 'https://api.example', jwt({ exp: now - 1 }))).kind).toBe(
			'credential',
		);
		expect(withBearer(options, 'https://api.example', jwt({ exp: now + 1 })).headers).toHaveProperty(
			'Authorization',
		);
	});

	it.each([-1e20, -8.7e12])('with the expiry %d, a time no calendar has, is refused like any expired one', (exp) => {
		expect(refusalOf(() => assertUsableToken(jwt({ exp }))).kind).toBe('credential');
	});

	it('is accepted or refused, whatever text it is', () => {
		const claims = fc.record(
			{ exp: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null)) },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					claims.map(jwt),
					fc.json().map((json) => `a.${Buffer.from(json).toString('base64url')}.c`),
				),
				(token) => {
					try {
						assertUsableToken(token);
					} catch (thrown) {
						expect(thrown).toBeInstanceOf(Refusal);
					}
				},
			),
			{ numRuns: 500 },
		);
	});
});
