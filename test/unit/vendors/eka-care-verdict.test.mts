import { book } from '../../../nodes/EkaCare/actions/appointment/book.operation.ts';
import { dataOf, ekaCare, listIn, refusal } from '../../../nodes/EkaCare/vendor.ts';
import type { FailureKind } from '../../../nodes/shared/failure.ts';
import { answerOf, failureFor, leaks, PRIVATE } from './support.mts';

describe('the verdict of Eka Care', () => {
	it.each([200, 201, 202, 204, 206])('is yes for HTTP %d', (status) => {
		expect(refusal(answerOf(status, { appointment_id: 'api-1' }))).toBeUndefined();
	});

	it.each<[shape: string, status: number, body: unknown, kind: FailureKind, code: string | undefined]>([
		[
			'A',
			400,
			{ error: { code: 'INVALID_REQUEST_PARAMETERS', message: PRIVATE } },
			'refused',
			'INVALID_REQUEST_PARAMETERS',
		],
		[
			'A, not in this workspace',
			403,
			{ error: { code: 'UNAUTHORIZED_ENTITY', message: PRIVATE } },
			'forbidden',
			'UNAUTHORIZED_ENTITY',
		],
		['A, no access', 403, { error: { code: 'ACCESS_DENIED', message: PRIVATE } }, 'forbidden', 'ACCESS_DENIED'],
		[
			'A, no appointment',
			404,
			{ error: { code: 'APPOINTMENT_NOT_FOUND', message: PRIVATE } },
			'notFound',
			'APPOINTMENT_NOT_FOUND',
		],
		[
			'A, booking failed',
			500,
			{ error: { code: 'APPOINTMENT_BOOKING_FAILED', message: PRIVATE } },
			'unavailable',
			'APPOINTMENT_BOOKING_FAILED',
		],
		[
			'A, a wrong doctor that comes as 500',
			500,
			{ error: { code: 'INVALID_DATA', message: PRIVATE } },
			'refused',
			'INVALID_DATA',
		],
		['A, the server', 500, { error: { code: 'SERVER_ERROR', message: PRIVATE } }, 'unavailable', 'SERVER_ERROR'],
		[
			'A, a patient that exists',
			409,
			{ error: { code: 'PATIENT_ALREADY_EXISTS', message: PRIVATE } },
			'alreadyExists',
			'PATIENT_ALREADY_EXISTS',
		],
		[
			'A, a code in small letters',
			400,
			{ error: { code: 'invalid_request', message: PRIVATE } },
			'refused',
			'invalid_request',
		],
		[
			'A, another word in small letters',
			400,
			{ error: { code: 'asha_made_up', message: PRIVATE } },
			'refused',
			undefined,
		],
		[
			'A, an appointment that is over',
			403,
			{ error: { code: 'CANCEL_NOT_ALLOWED', message: PRIVATE } },
			'refused',
			'CANCEL_NOT_ALLOWED',
		],
		[
			'A, a login that has run out',
			401,
			{ error: { code: 'UNAUTHORIZED_ACCESS', message: PRIVATE } },
			'credential',
			'UNAUTHORIZED_ACCESS',
		],
		['none, too slow', 408, undefined, 'unavailable', undefined],
		['none, too early', 425, undefined, 'unavailable', undefined],
		['B', 400, { error: PRIVATE, code: 'BAD_REQUEST' }, 'refused', 'BAD_REQUEST'],
		['B without a code', 409, { error: 'Case Already Exist' }, 'alreadyExists', undefined],
		['B, an expired token', 401, { error: PRIVATE, code: 'UNAUTHORIZED' }, 'credential', 'UNAUTHORIZED'],
		['B, no case', 404, { error: PRIVATE, code: 'CASE_NOT_FOUND' }, 'notFound', 'CASE_NOT_FOUND'],
		['C', 400, { error: PRIVATE, code: 1004 }, 'refused', '1004'],
		[
			'C of ABDM, too many requests that come as 500',
			500,
			{ error: PRIVATE, code: 500, source_error: { code: 'ABDM-1022', message: PRIVATE } },
			'rateLimited',
			'ABDM-1022',
		],
		[
			'C of ABDM, blocked for a day',
			500,
			{ error: PRIVATE, code: 500, source_error: { code: 'ABDM-1027', message: PRIVATE } },
			'forbidden',
			'ABDM-1027',
		],
		[
			"C of ABDM, the caller's own mistake",
			500,
			{ error: PRIVATE, code: 500, source_error: { code: 'ABDM-1016', message: PRIVATE } },
			'refused',
			'ABDM-1016',
		],
		['D', 401, { message: 'Unauthorized' }, 'credential', undefined],
		['D, forbidden', 403, { message: 'Forbidden' }, 'forbidden', undefined],
		['D, a new id that exists', 409, { message: PRIVATE }, 'alreadyExists', undefined],
		['E', 404, { code: 'CLINIC_NOT_FOUND', message: PRIVATE, success: false }, 'notFound', 'CLINIC_NOT_FOUND'],
		['F', 404, { status: 'error', message: PRIVATE }, 'notFound', undefined],
		['G', 400, { mobile: [PRIVATE], message: [PRIVATE] }, 'refused', undefined],
		['E, no profile', 404, { code: 'profile_not_found', message: PRIVATE }, 'notFound', 'profile_not_found'],
		['H with HTTP 200', 200, { success: 'false', status_code: 403, message: PRIVATE }, 'forbidden', undefined],
		['A with HTTP 200', 200, { error: { code: 'WORD', message: PRIVATE } }, 'malformed', 'WORD'],
		['I with HTTP 200', 200, { data: {}, success: false, error: { code: 'NOT_FOUND' } }, 'notFound', 'NOT_FOUND'],
		[
			'K with HTTP 200',
			200,
			{
				error: true,
				message: PRIVATE,
				batch_response: [{ error_details: { code: 'STORAGE_LIMIT_EXCEEDED', message: PRIVATE } }],
			},
			'refused',
			'STORAGE_LIMIT_EXCEEDED',
		],
		['H', 400, { success: 'false', status_code: 400, message: PRIVATE }, 'refused', undefined],
		[
			'I',
			404,
			{ data: {}, success: false, status_code: 404, error: { code: 'PATIENTS_NOT_FOUND', message: PRIVATE } },
			'notFound',
			'PATIENTS_NOT_FOUND',
		],
		['J', 400, { data: {}, err: { code: 'INVALID_REQUEST', message: PRIVATE } }, 'refused', 'INVALID_REQUEST'],
		['K', 400, { error: true, message: PRIVATE, batch_response: [], token: PRIVATE }, 'refused', undefined],
		[
			'L',
			429,
			{ error: [{ error_code: 'RATE_LIMIT_EXCEEDED', message: PRIVATE }] },
			'rateLimited',
			'RATE_LIMIT_EXCEEDED',
		],
		['M', 400, { message: PRIVATE, error_code: 12 }, 'refused', '12'],
		[
			'N',
			400,
			{ error: { error_code: 'INVALID_REQUEST', display_message: PRIVATE, message: PRIVATE } },
			'refused',
			'INVALID_REQUEST',
		],
		['O, no body', 503, undefined, 'unavailable', undefined],
		['a list', 400, [PRIVATE], 'refused', undefined],
		['a text', 400, PRIVATE, 'refused', undefined],
		['a code that is a sentence', 400, { error: { code: PRIVATE, message: PRIVATE } }, 'refused', undefined],
		['too many requests', 429, undefined, 'rateLimited', undefined],
		['a slow server', 504, { message: 'Endpoint request timed out' }, 'unavailable', undefined],
	])('in the shape %s is no, without a word of it', (_shape, status, body, kind, code) => {
		const failure = failureFor(ekaCare, book, answerOf(status, body));
		expect(failure).toMatchObject({ kind, httpStatus: status });
		expect(failure?.vendorCode).toBe(code);
		expect(failure?.message).toMatch(/^Eka Care /);
		expect(leaks(failure)).toBe(false);
	});

	it.each([301, 302, 307])('is not "refused the data" for the redirect %d of a wrong base URL', (status) => {
		expect(failureFor(ekaCare, book, answerOf(status, undefined))?.kind).toBe('malformed');
	});

	it.each([0, 100])('is not yes for the status %d, which is no answer', (status) => {
		expect(failureFor(ekaCare, book, answerOf(status, undefined))).toBeDefined();
	});

	it.each([
		['error.message', { error: { code: 'X', message: 'doctor_id is unknown' } }],
		['error.display_message', { error: { display_message: 'doctor_id is unknown' } }],
		['error', { error: 'doctor_id is unknown' }],
		['err.message', { err: { message: 'doctor_id is unknown' } }],
		['message', { message: 'doctor_id is unknown' }],
		['the first of message', { message: ['doctor_id is unknown'] }],
		['error[0].message', { error: [{ message: 'doctor_id is unknown' }] }],
	])('finds the name of a field in %s', (_place, body) => {
		expect(failureFor(ekaCare, book, answerOf(400, body))?.description).toContain('mentions "Doctor"');
	});

	it('finds the name of a field also when it is the key of the complaint', () => {
		expect(
			failureFor(ekaCare, book, answerOf(400, { doctor_id: ['This field is wrong.'] }))?.description,
		).toContain('mentions "Doctor"');
	});

	it('takes a result that speaks of an error as the result that it is', () => {
		expect(
			refusal(answerOf(200, { status: 'error', error: [{ code: 'PII', message: 'no text' }] })),
		).toBeUndefined();
		expect(refusal(answerOf(200, { success: 'true', data: {} }))).toBeUndefined();
	});

	it.each([
		['a wrong doctor', 500, { error: { code: 'INVALID_DATA' } }, 'finds nothing for this ID'],
		['another workspace', 403, { error: { code: 'UNAUTHORIZED_ENTITY' } }, "in the credential's workspace"],
		['another workspace, without a code', 403, { message: 'Forbidden' }, "in the credential's workspace"],
		['an appointment that is over', 403, { error: { code: 'RESCHEDULE_NOT_ALLOWED' } }, 'be moved any more'],
	])('tells %s as what it is, not as its status', (_case, status, body, words) => {
		expect(failureFor(ekaCare, book, answerOf(status, body))?.message).toContain(words);
	});

	it.each([
		['the body itself', [{ a: 1 }, { a: 2 }], []],
		['data', { data: [{ a: 1 }, { a: 2 }] }, ['patients']],
		['a name', { patients: [{ a: 1 }, { a: 2 }] }, ['patients']],
		['a name in data', { data: { patients: [{ a: 1 }, { a: 2 }] } }, ['profiles', 'patients']],
	])('finds a list in %s', (_place, body, names) => {
		expect(listIn(answerOf(200, body), ...names)).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('makes a list of what is not one, and none of nothing', () => {
		expect(listIn(answerOf(200, { data: { services: { a: 1 } } }), 'services')).toEqual([{ a: 1 }]);
		expect(listIn(answerOf(200, { a: 1 }))).toEqual([{ a: 1 }]);
		expect(listIn(answerOf(200, {}))).toEqual([]);
		expect(listIn(answerOf(200, { other: [] }), 'services')).toEqual([]);
		expect(listIn(answerOf(204, undefined), 'services')).toEqual([]);
	});

	it('gives the record, wrapped or not', () => {
		expect(dataOf(answerOf(200, { data: { a: 1 } }))).toEqual({ a: 1 });
		expect(dataOf(answerOf(200, { a: 1 }))).toEqual({ a: 1 });
		expect(dataOf(answerOf(204, undefined))).toEqual({});
	});

	it.each([
		['production', 'https://api.eka.care'],
		['sandbox', 'https://api.dev.eka.care'],
	])('is asked for at the documented host of %s', (environment, host) => {
		expect(ekaCare.baseUrl({ environment })).toBe(host);
	});
});
