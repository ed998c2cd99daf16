import type { IDataObject } from 'n8n-workflow';

import { text } from '../../nodes/shared/fields/build.ts';
import { additionalFields } from '../../nodes/shared/fields/nested.ts';
import type { ItemInput, Operation, RequestOperation } from '../../nodes/shared/types.ts';
import { guard } from '../support/known-names.mts';
import { toyOperation } from './kernel/support.mts';

const FIELDS = [
	text('firstName', 'The first name', { as: 'person.first_name' }),
	additionalFields(text('note', 'A note', { as: false })),
];

function made(read: (input: ItemInput) => unknown): RequestOperation {
	const operation = toyOperation({
		fields: FIELDS,
		request: (input) => ({ method: 'GET', path: `/${String(read(input))}` }),
	});
	guard(operation as Operation, () => true);
	return operation;
}

const INPUT = { body: {} as IDataObject, params: {} as IDataObject } as ItemInput;

describe('the guard of names', () => {
	it.each<[string, (input: ItemInput) => unknown]>([
		['a parameter', ({ params }) => params.firstName],
		['a parameter of a collection', ({ params }) => params.note],
		["the vendor's outermost object", ({ body }) => body.person],
		['what the operation put there itself', ({ body }) => ((body.made = 1), body.made)],
	])('lets an operation read %s', (_what, read) => {
		expect(() => made(read).request(INPUT)).not.toThrow();
	});

	it.each<[string, (input: ItemInput) => unknown]>([
		['params.firstname', ({ params }) => params.firstname],
		['params.first_name', ({ params }) => params.first_name],
		['body.note', ({ body }) => body.note],
		['body.firstName', ({ body }) => body.firstName],
		['body.gone', ({ body: { gone } }) => gone],
	])('throws when an operation reads %s, which no field gives', (name, read) => {
		expect(() => made(read).request(INPUT)).toThrow(`${name} is read, and no field gives it`);
	});
});
