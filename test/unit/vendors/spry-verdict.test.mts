import { create as createCase } from '../../../nodes/Spry/actions/case/create.operation.ts';
import { create as createPatient } from '../../../nodes/Spry/actions/patient/create.operation.ts';
import { codeOf, dataOf, refusal, spry } from '../../../nodes/Spry/vendor.ts';
import type { FailureKind } from '../../../nodes/shared/failure.ts';
import { answerOf, failureFor, leaks, PRIVATE } from './support.mts';

describe('the verdict of Spry', () => {
	it('is yes for the code 2000 alone', () => {
		expect(refusal(answerOf(200, { code: 2000, data: {}, message: 'ok' }))).toBeUndefined();
	});

	it.each<[string, number, unknown, FailureKind, string | undefined]>([
		['an invalid request', 200, { code: 4000, data: null, message: PRIVATE }, 'refused', '4000'],
		['an example of the overview', 200, { code: 2999, message: PRIVATE }, 'refused', '2999'],
		[
			'another good code, where none is expected',
			200,
			{ code: 2301, data: {}, message: PRIVATE },
			'refused',
			'2301',
		],
		['something not found', 200, { code: 4004, data: null, message: PRIVATE }, 'notFound', '4004'],
		['an upload, a doctor or a block', 400, { code: 4000, data: null, message: PRIVATE }, 'refused', '4000'],
		['a good code with a bad status', 400, { code: 2000, data: {}, message: PRIVATE }, 'refused', '2000'],
		['a token', 401, { message: PRIVATE }, 'credential', undefined],
		['a right', 403, { message: PRIVATE }, 'forbidden', undefined],
		['an address', 404, { message: PRIVATE }, 'notFound', undefined],
		['too many requests', 429, undefined, 'rateLimited', undefined],
		['a client that is too slow', 408, undefined, 'unavailable', undefined],
		['a client that is too early', 425, undefined, 'unavailable', undefined],
		['an outage', 500, { code: 5000, message: PRIVATE }, 'unavailable', '5000'],
		['a slow server', 504, undefined, 'unavailable', undefined],
		['a redirect', 302, undefined, 'malformed', undefined],
		['no envelope', 200, { patient_id: 1 }, 'malformed', undefined],
		['no body', 200, undefined, 'malformed', undefined],
		['a list', 200, [PRIVATE], 'malformed', undefined],
		['null', 200, null, 'malformed', undefined],
		['a code that is a text', 200, { code: '2000', data: {} }, 'malformed', undefined],
	])('about %s is no, without a word of it', (_what, status, body, kind, vendorCode) => {
		const failure = failureFor(spry, createCase, answerOf(status, body));
		expect(failure).toMatchObject({ kind, httpStatus: status });
		expect(failure?.vendorCode).toBe(vendorCode);
		expect(failure?.message).toMatch(/^Spry /);
		expect(leaks(failure)).toBe(false);
	});

	it('names the field that Spry complains about', () => {
		const failure = failureFor(
			spry,
			createPatient,
			answerOf(200, { code: 4000, data: null, message: 'clinic_id 9 is not valid' }),
		);
		expect(failure?.message).toBe('Spry refused the data (HTTP 200, code 4000)');
		expect(failure?.description).toContain('The vendor\'s answer mentions "Clinic".');
	});

	it('gives the record and the code of the envelope', () => {
		const answer = answerOf(200, { code: 2301, data: { patient_id: 7 } });
		expect([dataOf(answer), codeOf(answer)]).toEqual([{ patient_id: 7 }, 2301]);
		expect([dataOf(answerOf(200, { data: null })), codeOf(answerOf(200, 'x'))]).toEqual([{}, undefined]);
	});

	it.each([
		['oAuth2', { type: 'spryOAuth2Api', renewable: 'oauthTokenData' }],
		['', { type: 'spryOAuth2Api', renewable: 'oauthTokenData' }],
	])('chooses the credential for the authentication %j, whose login is renewed', (authentication, wanted) => {
		expect(spry.credential(authentication)).toEqual(wanted);
	});

	it('takes the token of the token credential for one that nobody renews', () => {
		const use = spry.credential('jwt');
		expect([use.type, use.fixedToken?.({ jwt: 'abc' }), use.fixedToken?.({}), use.renewable]).toEqual([
			'spryApi',
			'abc',
			'',
			undefined,
		]);
	});

	it.each([
		['production', 'https://provider.sprypt.com'],
		['sandbox', 'https://provider.staging.spryhealth.care'],
	])('is asked for at the documented host of %s', (environment, host) => {
		expect(spry.baseUrl({ environment })).toBe(host);
	});
});
