import type { IDataObject } from 'n8n-workflow';

import { toId, toText } from '../../../../nodes/shared/fields/convert.ts';
import type { FailureKind, VendorRefusal } from '../../../../nodes/shared/failure.ts';
import { classify } from '../../../../nodes/shared/http/classify.ts';
import type { RequestSpec } from '../../../../nodes/shared/types.ts';
import { fieldOf, toyVendor } from '../support.mts';

const SPEC: RequestSpec = {
	method: 'POST',
	path: '/things',
	whenRefused: 'Check the thing.',
	fields: [
		fieldOf({ name: 'clinicId', displayName: 'Clinic', sends: { as: 'clinic_id', convert: toId } }),
		fieldOf({ name: 'firstName', displayName: 'First Name', sends: { as: 'first_name', convert: toText() } }),
	],
};

const judged = (
	refusal: VendorRefusal | undefined,
	{ headers = {}, status = 400 }: { headers?: IDataObject; status?: number } = {},
	spec = SPEC,
) => classify({ status, headers, body: {} }, toyVendor({ refusal: () => refusal }), spec);

describe('the classification of an answer', () => {
	it('is a success when the vendor does not refuse', () => {
		expect(judged(undefined)).toBeUndefined();
	});

	it('is a success when the request takes this refusal for one, and only then', () => {
		const spec: RequestSpec = { ...SPEC, accepts: ({ status }) => status === 409 };
		expect(judged({ kind: 'alreadyExists' }, { status: 409 }, spec)).toBeUndefined();
		expect(judged({ kind: 'refused' }, { status: 400 }, spec)?.kind).toBe('refused');
	});

	it.each<[FailureKind, number, string]>([
		['credential', 401, 'Toy did not accept the credential (HTTP 401)'],
		['forbidden', 403, 'Toy does not allow this with the credential in use (HTTP 403)'],
		['notFound', 404, 'Toy knows no such record (HTTP 404)'],
		['alreadyExists', 409, 'Toy already has such a record (HTTP 409)'],
		['refused', 422, 'Toy refused the data (HTTP 422)'],
		['rateLimited', 429, 'Toy is receiving too many requests (HTTP 429)'],
		['unavailable', 503, 'Toy could not handle the request (HTTP 503)'],
		['malformed', 200, 'Toy gave an answer that makes no sense (HTTP 200)'],
		['timeout', 408, 'Toy refused the request (HTTP 408)'],
	])('of the kind %s at HTTP %d says "%s"', (kind, status, message) => {
		const failure = judged({ kind }, { status });
		expect(failure).toMatchObject({ kind, message, httpStatus: status });
	});

	it.each<FailureKind>(['notFound', 'alreadyExists', 'refused'])(
		'gives for the kind %s the advice of the request',
		(kind) => {
			expect(judged({ kind })?.description).toBe('Check the thing.');
		},
	);

	it('speaks of the credential and the fields when the request gives no advice', () => {
		const spec: RequestSpec = { method: 'POST', path: '/things' };
		expect(judged({ kind: 'refused', words: 'clinic_id' }, {}, spec)?.description).toBe(
			'Check the credential and the fields of this node.',
		);
	});

	it.each<FailureKind>(['unavailable', 'malformed', 'rateLimited'])(
		'leaves it to the advice on the whole item whether to run it again after the kind %s',
		(kind) => {
			const description = judged({ kind }, { status: 500 })?.description;
			expect(description).not.toMatch(/again|carried out/);
		},
	);

	it('has the outcome that the vendor means by its words, but for reading, which changes nothing', () => {
		const refusal: VendorRefusal = { kind: 'refused', outcome: 'partial' };
		expect(judged(refusal)?.outcome).toBe('partial');
		expect(judged(refusal, {}, { ...SPEC, method: 'GET' })?.outcome).toBe('none');
	});

	it.each<[number, FailureKind, 'none' | 'unknown', IDataObject]>([
		[400, 'refused', 'none', {}],
		[401, 'credential', 'none', {}],
		[404, 'notFound', 'none', {}],
		[409, 'alreadyExists', 'none', {}],
		[425, 'unavailable', 'none', {}],
		[429, 'rateLimited', 'none', {}],
		[503, 'unavailable', 'none', { 'retry-after': '2' }],
		[503, 'unavailable', 'unknown', {}],
		[503, 'unavailable', 'unknown', { 'retry-after': 'soon' }],
		[500, 'unavailable', 'unknown', { 'retry-after': '2' }],
		[504, 'unavailable', 'unknown', {}],
		[408, 'unavailable', 'unknown', {}],
		[200, 'malformed', 'unknown', {}],
		[302, 'malformed', 'unknown', {}],
		// The vendor's own words about a 500 or a 200 count more than its status.
		[500, 'refused', 'none', {}],
		[200, 'refused', 'none', {}],
	])('at HTTP %d of the kind %s has the outcome %j with the headers %j', (status, kind, outcome, headers) => {
		expect(judged({ kind }, { status, headers })?.outcome).toBe(outcome);
	});

	it.each([
		['3', 3000],
		[undefined, undefined],
		['soon', undefined],
	])('carries how long the vendor asked to wait: %j', (header, retryAfter) => {
		const headers = header === undefined ? {} : { 'retry-after': header };
		expect(judged({ kind: 'rateLimited' }, { status: 429, headers })?.retryAfter).toBe(retryAfter);
	});

	it.each([100, 101, 0, 199])('is no success at HTTP %d, whatever the vendor says', (status) => {
		expect(judged(undefined, { status })).toMatchObject({ kind: 'malformed', outcome: 'unknown' });
	});

	it('is no success when the answer lacks what the request promises, unless it is a refusal first', () => {
		const spec: RequestSpec = { ...SPEC, isComplete: ({ body }) => body === 'whole' };
		expect(judged(undefined, { status: 200 }, spec)).toMatchObject({ kind: 'malformed', outcome: 'unknown' });
		expect(judged({ kind: 'refused' }, { status: 400 }, spec)?.kind).toBe('refused');
		const whole = { status: 200, headers: {}, body: 'whole' };
		expect(classify(whole, toyVendor({ refusal: () => undefined }), spec)).toBeUndefined();
	});

	it('checks also what the request takes for a success for being whole', () => {
		const spec: RequestSpec = { ...SPEC, accepts: () => true, isComplete: () => false };
		expect(judged({ kind: 'alreadyExists' }, { status: 409 }, spec)?.kind).toBe('malformed');
	});

	it('carries the code and the request id of the vendor', () => {
		const failure = judged({ kind: 'refused', vendorCode: '4000' }, { headers: { 'x-request-id': 'req-7' } });
		expect(failure).toMatchObject({
			message: 'Toy refused the data (HTTP 400, code 4000)',
			vendorCode: '4000',
			requestId: 'req-7',
		});
	});

	it.each([
		[{ 'x-request-id': 'a b<script>' }],
		[{ 'x-request-id': 'x'.repeat(101) }],
		[{ 'x-request-id': ['a', 'b'] }],
		[{ 'x-request-id': '' }],
		[{}],
	])('carries no request id out of %j', (headers) => {
		expect(judged({ kind: 'refused' }, { headers })?.requestId).toBeUndefined();
	});

	it('prefers the words for the code over the general ones', () => {
		const failure = judged({
			kind: 'refused',
			message: 'Toy could not store a file',
			description: 'Look there first.',
		});
		expect(failure).toMatchObject({
			message: 'Toy could not store a file (HTTP 400)',
			description: 'Look there first.',
		});
	});

	it('names the fields the vendor speaks of and shows none of its words', () => {
		const words = 'clinic_id 99 of Made-Up Person (first_name) is not known';
		const failure = judged({ kind: 'refused', words });
		expect(failure?.description).toBe('Check the thing. The vendor\'s answer mentions "Clinic", "First Name".');
		expect(JSON.stringify(failure)).not.toMatch(/Made-Up|99/);
	});
});
