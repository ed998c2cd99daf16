import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	configurationRefusal,
	failureOf,
	inputRefusal,
	Refusal,
	toErrorItem,
	toNodeError,
	type Failure,
	type FailureKind,
} from '../../../nodes/shared/failure.ts';
import { serialise } from '../../support/engine/serialise.mts';
import { fakeContext, NODE } from './support.mts';

const { context } = fakeContext();

const failure = (more: Partial<Failure> = {}): Failure => ({
	kind: 'refused',
	message: 'Toy refused the data (HTTP 400, code BAD)',
	description: 'Check the thing.',
	httpStatus: 400,
	vendorCode: 'BAD',
	...more,
});

/** The error as n8n saves it with an execution. */
function saved(of: Failure, itemIndex = 2) {
	const error = toNodeError(context, of, itemIndex);
	return JSON.parse(
		JSON.stringify({ ...error, name: error.name, message: error.message, stack: error.stack }),
	) as Record<string, unknown>;
}

describe('the error n8n shows', () => {
	it('says what happened with the item, and what to do', () => {
		expect(saved(failure())).toMatchObject({
			name: 'NodeApiError',
			message: 'Toy refused the data (HTTP 400, code BAD) [Item 2]',
			description: 'Check the thing.',
			httpCode: '400',
			context: { itemIndex: 2 },
		});
	});

	it.each(['input', 'configuration'] as const)(
		'is an error of the operation for what a person must change: %s',
		(kind) => {
			const error = toNodeError(context, failure({ kind, httpStatus: undefined }), 0);
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error).toMatchObject({
				message: 'Toy refused the data (HTTP 400, code BAD) [Item 0]',
				description: 'Check the thing.',
				context: { itemIndex: 0 },
			});
		},
	);

	it.each<[FailureKind, string | undefined]>([
		['input', undefined],
		['refused', undefined],
		['notFound', undefined],
		['alreadyExists', undefined],
		['forbidden', undefined],
		['configuration', 'configuration-invalid'],
		['credential', 'credential-invalid'],
		['rateLimited', 'rate-limited'],
		['unavailable', 'temporarily-unavailable'],
		['unreachable', 'temporarily-unavailable'],
		['timeout', 'temporarily-unavailable'],
		['defect', 'node-defect'],
	])('declares for the kind %s the cause %s', (kind, cause) => {
		expect(toNodeError(context, failure({ kind }), 0).failure?.cause).toBe(cause);
	});

	it('does not promise that waiting helps when the answer made no sense, as with a wrong base URL', () => {
		expect(toNodeError(context, failure({ kind: 'malformed' }), 0).failure?.cause).not.toBe(
			'temporarily-unavailable',
		);
	});

	it.each([400, 401, 403, 404, 409, 429, 500, 502, 503, 504])(
		'keeps our words at HTTP %d, for which n8n has words of its own',
		(httpStatus) => {
			expect(saved(failure({ httpStatus }))).toMatchObject({
				message: 'Toy refused the data (HTTP 400, code BAD) [Item 2]',
				description: 'Check the thing.',
				httpCode: String(httpStatus),
			});
		},
	);

	it('has no HTTP code when there was no answer', () => {
		const error = toNodeError(context, failure({ kind: 'unreachable', httpStatus: undefined }), 0) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.httpCode).toBeNull();
	});

	it('keeps our words also when they hold the code of a network error', () => {
		const description = 'Check the network (ECONNREFUSED), then run the item again.';
		expect(saved(failure({ kind: 'unreachable', description })).description).toBe(description);
	});

	it('holds nothing but our own texts, however deep one looks', () => {
		const text = serialise(toNodeError(context, failure({ requestId: 'req-1', field: 'First Name' }), 1));
		expect(text).not.toMatch(/errorResponse":\{"(?!message)/);
		expect(JSON.parse(text)).toMatchObject({ value: { context: { itemIndex: 1 } } });
		expect(Object.keys((JSON.parse(text) as { value: { context: object } }).value.context).sort()).toEqual([
			'itemIndex',
		]);
	});
});

describe('the item that stands for a failed one', () => {
	it('has only the keys with which n8n moves it to the error output', () => {
		const item = toErrorItem(context, failure({ field: 'Clinic', requestId: 'req-1' }), 3);
		expect(item).toEqual({
			json: {
				error: 'Toy refused the data (HTTP 400, code BAD)',
				message: 'Check the thing.',
				details: {
					kind: 'refused',
					httpStatus: 400,
					vendorCode: 'BAD',
					field: 'Clinic',
					requestId: 'req-1',
					itemIndex: 3,
				},
			},
			pairedItem: { item: 3 },
		});
		expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
	});

	it('is taken for failed by early versions of n8n, without the error staying with it when n8n copies it', () => {
		const getNode = () => ({ ...NODE, onError: 'continueErrorOutput' as const });
		const item = toErrorItem({ getNode }, failure(), 2);
		expect(item.error?.message).toBe(failure().message);
		expect(Object.keys({ ...item })).toEqual(['json', 'pairedItem']);
		// Where the other items stay beside it, n8n would put the error in the place of all that the item says.
		expect(toErrorItem(context, failure(), 2).error).toBeUndefined();
	});

	it('survives being written as JSON', () => {
		const item = toErrorItem(context, failure({ vendorCode: undefined, field: undefined }), 0);
		expect(JSON.parse(JSON.stringify(item))).toMatchObject({
			json: { details: { kind: 'refused', itemIndex: 0 } },
		});
	});
});

describe('the failure inside anything thrown', () => {
	it('is that of a refusal', () => {
		expect(failureOf(inputRefusal('First Name', 'is empty', 'Fill it in.'))).toEqual({
			kind: 'input',
			field: 'First Name',
			message: '"First Name" is empty',
			description: 'Fill it in.',
		});
		expect(failureOf(configurationRefusal('A', 'B'))).toEqual({
			kind: 'configuration',
			message: 'A',
			description: 'B',
		});
		expect(new Refusal(failure())).toMatchObject({ name: 'Refusal', message: failure().message });
	});

	it.each([
		['an error', new TypeError('Cannot read "Made-Up Person" of undefined'), 'TypeError'],
		['an error with a cause', new Error('outer', { cause: new Error('Made-Up Person') }), 'Error'],
		['a text', 'Made-Up Person', 'string'],
		['an object', { patient: 'Made-Up Person' }, 'object'],
		['nothing', undefined, 'undefined'],
		['null', null, 'object'],
	])('is a defect of the node for %s, told without quoting it', (_what, thrown, type) => {
		const found = failureOf(thrown);
		expect(found.kind).toBe('defect');
		expect(found.description).toContain(`(${type})`);
		expect(JSON.stringify(found)).not.toContain('Made-Up');
		expect(serialise(toNodeError(context, found, 0))).not.toContain('Made-Up');
	});
});
