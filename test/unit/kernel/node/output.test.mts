import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readFormat, toOutputItem } from '../../../../nodes/shared/node/output.ts';
import type { Operation } from '../../../../nodes/shared/types.ts';
import { fakeContext, toyOperation } from '../support.mts';

const RECORD = { id: 7, name: 'Adair', address: { city: 'Boston', line1: 'Main St 1' }, tags: ['a'], empty: null };

const VENDOR = { unixTimes: ['start_time', 'created_at'], freeObjects: ['partner_meta'] };

function formatOf(
	parameters: Record<string, unknown>,
	simplified?: Operation['simplified'],
	more: Partial<Operation> = {},
) {
	const { context } = fakeContext({ parameters: parameters as never, timezone: 'Asia/Kolkata' });
	return readFormat(context, toyOperation({ simplified, ...more }), VENDOR);
}

describe('what is shown of a record', () => {
	it('is everything where the operation offers no choice', () => {
		expect(formatOf({ output: 'simplified' })(RECORD)).toEqual(RECORD);
	});

	it('is everything when the person wants it raw', () => {
		expect(formatOf({ output: 'raw' }, ['id'])(RECORD)).toBe(RECORD);
	});

	it('is, simplified, the named fields in one level, empty ones kept and missing ones left out', () => {
		const format = formatOf({}, ['id', 'address.city', 'empty', 'address.zip', 'missing', 'name.first']);
		expect(format(RECORD)).toEqual({ id: 7, address_city: 'Boston', empty: null });
	});

	it.each(['id, address.city', ' address.city ,id,', ['id', 'address.city']])(
		'is, selected by %j, just that in its place',
		(outputFields) => {
			const format = formatOf({ output: 'selectedFields', outputFields }, ['name']);
			expect(format(RECORD)).toEqual({ id: 7, address: { city: 'Boston' } });
		},
	);

	it('is, simplified by a function, what that makes of it', () => {
		const of = ({ id }: IDataObject) => ({ number: id });
		expect(formatOf({}, { description: 'The number', of })({ ...RECORD, alreadyExisted: true })).toEqual({
			number: 7,
			alreadyExisted: true,
		});
		const chosen = { output: 'selectedFields', outputFields: 'name' };
		expect(formatOf(chosen, { description: 'The number', of })(RECORD)).toEqual({ name: 'Adair' });
	});

	it('always has what we add ourselves', () => {
		expect(formatOf({}, ['id'])({ ...RECORD, alreadyExisted: true })).toEqual({ id: 7, alreadyExisted: true });
		expect(formatOf({ output: 'selectedFields', outputFields: '' }, ['id'])({ deleted: true, id: 7 })).toEqual({
			deleted: true,
		});
	});
});

describe('a Unix time of the vendor', () => {
	const seconds = 1_800_000_000;
	const written = '2027-01-15T13:30:00.000+05:30';

	it.each([seconds, String(seconds), seconds * 1000, String(seconds * 1000)])(
		'has ISO 8601 in the time zone of the workflow beside it, given as %j',
		(given) => {
			const record = { start_time: given, service: [{ created_at: given }] };
			expect(formatOf({})(record)).toEqual({
				start_time: given,
				start_time_iso: written,
				service: [{ created_at: given, created_at_iso: written }],
			});
		},
	);

	it.each([0, -1, 12, '', 'soon', '2027-01-15', null, true, [seconds], Number.NaN])(
		'is nothing that makes no time: %j',
		(given) => {
			expect(formatOf({})({ start_time: given as never })).toEqual({ start_time: given });
		},
	);

	it('is not looked for under other names, nor in what the clinic put in itself', () => {
		const record = { price: seconds, partner_meta: { start_time: seconds } };
		expect(formatOf({})(record)).toEqual(record);
	});

	it('leaves a field of the vendor alone that has the name already', () => {
		const record = { start_time: seconds, start_time_iso: 'as the vendor says' };
		expect(formatOf({})(record)).toEqual(record);
	});

	it('comes with its ISO form in Simplified, on demand in Selected Fields, and not in Raw', () => {
		const record = { id: 7, start_time: seconds };
		expect(formatOf({}, ['start_time'])(record)).toEqual({ start_time: seconds, start_time_iso: written });
		const chosen = { output: 'selectedFields', outputFields: 'start_time_iso' };
		expect(formatOf(chosen, ['id'])(record)).toEqual({ start_time_iso: written });
		expect(formatOf({ output: 'raw' }, ['id'])(record)).toBe(record);
	});

	it('stays alone in an answer that is given as it is', () => {
		const record = { start_time: seconds };
		expect(formatOf({}, undefined, { isVerbatim: true })(record)).toBe(record);
	});
});

describe('an output item', () => {
	const context = {
		helpers: {
			prepareBinaryData: async (content: Buffer, fileName: string, mimeType?: string) =>
				({ data: content.toString('base64'), fileName, mimeType: mimeType ?? 'guessed' }) as IBinaryData,
		},
	} as unknown as IExecuteFunctions;
	const format = (json: object) => json as never;

	it('is paired with the item it came from', async () => {
		expect(await toOutputItem(context, { json: { id: 1 } }, 3, format)).toEqual({
			json: { id: 1 },
			pairedItem: { item: 3 },
		});
	});

	it('carries its files in the fields they were put in', async () => {
		const file = { content: Buffer.from('x'), fileName: 'x.pdf', mimeType: 'application/pdf' };
		const unnamed = { content: Buffer.from('y'), fileName: 'y' };
		const item = await toOutputItem(context, { json: {}, files: { data: file, other: unnamed } }, 0, format);
		expect(item.binary).toEqual({
			data: { data: 'eA==', fileName: 'x.pdf', mimeType: 'application/pdf' },
			other: { data: 'eQ==', fileName: 'y', mimeType: 'guessed' },
		});
	});
});
