import type { IDataObject } from 'n8n-workflow';

import { limitIn, readPages } from '../../../../nodes/shared/http/paging.ts';
import type { RequestSpec } from '../../../../nodes/shared/types.ts';
import { rejectionOf } from '../support.mts';

const SIZE = 3;

/** A vendor with so many records, three on a page; counts what it was asked. */
function vendorWith(total: number, pageOf = (page: number) => page) {
	const asked: number[] = [];
	const send = async (spec: RequestSpec) => {
		const page = Number(spec.query?.page);
		asked.push(page);
		const from = (pageOf(page) - 1) * SIZE;
		const ids = Array.from({ length: Math.max(0, Math.min(SIZE, total - from)) }, (_, index) => ({
			id: from + index,
		}));
		return { status: 200, headers: {}, body: { ids, more: from + SIZE < total } };
	};
	return { asked, send };
}

const spec = (page: number): RequestSpec => ({ method: 'GET', path: '/things', query: { page } });
const read = ({ body }: { body: unknown }, _spec: RequestSpec, number: number) => {
	const { ids, more } = body as { ids: IDataObject[]; more: boolean };
	return { records: ids, next: more ? spec(number + 1) : undefined };
};

describe('a list page by page', () => {
	it.each([
		[0, undefined, 0, 1],
		[1, undefined, 1, 1],
		[SIZE, undefined, SIZE, 1],
		[SIZE + 1, undefined, SIZE + 1, 2],
		[10, undefined, 10, 4],
		[10, 1, 1, 1],
		[10, SIZE, SIZE, 1],
		[10, SIZE + 1, SIZE + 1, 2],
		[10, 50, 10, 4],
	])('of %d records with the limit %s gives %d in %d requests', async (total, limit, given, requests) => {
		const { asked, send } = vendorWith(total);
		const records = await readPages(send, spec(1), read, limit);
		expect(records).toEqual(Array.from({ length: given }, (_, id) => ({ id })));
		expect(asked).toEqual(Array.from({ length: requests }, (_, index) => index + 1));
	});

	it('is refused when a page comes a second time', async () => {
		const { asked, send } = vendorWith(100, () => 1);
		const failure = await rejectionOf(readPages(send, spec(1), read));
		expect(failure).toMatchObject({
			kind: 'malformed',
			message: expect.stringContaining('same page again') as unknown,
		});
		expect(asked).toEqual([1, 2]);
	});

	it('is refused when the next page is the one that was just asked for', async () => {
		const { asked, send } = vendorWith(100);
		const stuck = (answer: { body: unknown }, given: RequestSpec) => ({ ...read(answer, given, 0), next: given });
		expect(await rejectionOf(readPages(send, spec(1), stuck))).toMatchObject({ kind: 'malformed' });
		expect(asked).toEqual([1]);
	});

	it('is refused when empty pages never end', async () => {
		const send = async () => ({ status: 200, headers: {}, body: {} });
		const endless = (_answer: unknown, _spec: RequestSpec, number: number) => ({
			records: [],
			next: spec(number + 1),
		});
		expect(await rejectionOf(readPages(send, spec(1), endless))).toMatchObject({ kind: 'malformed' });
	});

	it.each([
		[{ returnAll: true, limit: 5 }, undefined],
		[{ returnAll: false, limit: 5 }, 5],
		[{}, 50],
	])('takes from %j the limit %s', (params, limit) => {
		expect(limitIn(params)).toBe(limit);
	});
});
