import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { readShape, toItem } from '../../../nodes/shared/output.ts';
import { fakeContext, toyOperation } from './support.mts';

const RECORD = { id: 7, name: 'Adair', address: { city: 'Boston', line1: 'Main St 1' }, tags: ['a'], empty: null };

function shapeOf(parameters: Record<string, unknown>, simplified?: string[]) {
	const { context } = fakeContext({ parameters: parameters as never });
	return readShape(context, toyOperation({ simplified }));
}

describe('what is shown of a record', () => {
	it('is everything where the operation offers no choice', () => {
		expect(shapeOf({ output: 'simplified' })(RECORD)).toBe(RECORD);
	});

	it('is everything when the person wants it raw', () => {
		expect(shapeOf({ output: 'raw' }, ['id'])(RECORD)).toBe(RECORD);
	});

	it('is, simplified, the named fields in one level, empty ones kept and missing ones left out', () => {
		const shape = shapeOf({}, ['id', 'address.city', 'empty', 'address.zip', 'missing', 'name.first']);
		expect(shape(RECORD)).toEqual({ id: 7, address_city: 'Boston', empty: null });
	});

	it.each(['id, address.city', ' address.city ,id,', ['id', 'address.city']])(
		'is, selected by %j, just that in its place',
		(outputFields) => {
			const shape = shapeOf({ output: 'selectedFields', outputFields }, ['name']);
			expect(shape(RECORD)).toEqual({ id: 7, address: { city: 'Boston' } });
		},
	);

	it('always has what we add ourselves', () => {
		expect(shapeOf({}, ['id'])({ ...RECORD, alreadyExisted: true })).toEqual({ id: 7, alreadyExisted: true });
		expect(shapeOf({ output: 'selectedFields', outputFields: '' }, ['id'])({ deleted: true, id: 7 })).toEqual({
			deleted: true,
		});
	});
});

describe('an output item', () => {
	const context = {
		helpers: {
			prepareBinaryData: async (content: Buffer, fileName: string, mimeType?: string) =>
				({ data: content.toString('base64'), fileName, mimeType: mimeType ?? 'guessed' }) as IBinaryData,
		},
	} as unknown as IExecuteFunctions;
	const shape = (json: object) => json as never;

	it('is paired with the item it came from', async () => {
		expect(await toItem(context, { json: { id: 1 } }, 3, shape)).toEqual({
			json: { id: 1 },
			pairedItem: { item: 3 },
		});
	});

	it('carries its files in the fields they were put in', async () => {
		const file = { content: Buffer.from('x'), fileName: 'x.pdf', mimeType: 'application/pdf' };
		const unnamed = { content: Buffer.from('y'), fileName: 'y' };
		const item = await toItem(context, { json: {}, files: { data: file, other: unnamed } }, 0, shape);
		expect(item.binary).toEqual({
			data: { data: 'eA==', fileName: 'x.pdf', mimeType: 'application/pdf' },
			other: { data: 'eQ==', fileName: 'y', mimeType: 'guessed' },
		});
	});
});
