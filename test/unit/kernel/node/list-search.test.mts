import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { listSearch, type ListQuery } from '../../../../nodes/shared/node/list-search.ts';
import { fakeContext, ok, toyVendor, type FakeExecution } from '../support.mts';

const vendor = toyVendor({ account: ({ user }) => ({ user }) });

function editor(execution: FakeExecution, parameters: Record<string, unknown> = {}) {
	const fake = fakeContext({ credentials: { user: 'u1' }, ...execution });
	const context = Object.assign(fake.context, {
		getCurrentNodeParameter: (name: string) => parameters[name],
	});
	return { ...fake, context: context as unknown as ILoadOptionsFunctions };
}

describe('a list in the editor', () => {
	it('is found with what was typed, the page, and other parameters by their ID', async () => {
		const { context } = editor(
			{},
			{ patientId: { __rl: true, mode: 'id', value: 12 }, clinic: '101', nothing: undefined },
		);
		const find = jest.fn(async (_query: ListQuery) => ({ results: [{ name: 'One', value: 1 }] }));
		const given = await listSearch(vendor, find).call(context, ' kne ', 'p2');
		expect(given).toEqual({ results: [{ name: 'One', value: 1 }] });
		const query = find.mock.calls[0]?.[0];
		expect([
			query?.filter,
			query?.page,
			query?.parameter('patientId'),
			query?.parameter('clinic'),
			query?.parameter('nothing'),
		]).toEqual(['kne', 'p2', '12', '101', '']);
	});

	it('says in our words why it is empty', async () => {
		const { context } = editor({ http: () => ok({ secret: 'Adair Testberry' }, 403) });
		const search = listSearch(vendor, async ({ request }) => {
			await request({ method: 'GET', path: '/x' });
			return { results: [] };
		});
		const error = await search.call(context).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NodeApiError);
		expect((error as NodeApiError).message).toBe('Toy refused the data (HTTP 403)');
		expect(JSON.stringify(error)).not.toContain('Testberry');
	});
});
