import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { listSearch, openAsking, type Look } from '../../../../nodes/shared/node/list-search.ts';
import { fakeContext, ok, rejectionOf, toyVendor, type FakeExecution } from '../support.mts';

const vendor = toyVendor({ account: ({ user }) => ({ user }) });

function editor(execution: FakeExecution, parameters: Record<string, unknown> = {}) {
	const fake = fakeContext({ credentials: { user: 'u1' }, ...execution });
	const context = Object.assign(fake.context, {
		getCurrentNodeParameter: (name: string) => parameters[name],
	});
	return { ...fake, context: context as unknown as ILoadOptionsFunctions };
}

describe('asking a vendor outside of an operation', () => {
	it('sends with the credential in use and gives the answer', async () => {
		const { context, sent, credentialsSent } = fakeContext({
			credentials: { user: 'u1' },
			http: () => ok({ a: 1 }),
		});
		const { ask, credentials } = await openAsking(context, vendor);
		expect((await ask({ method: 'GET', path: '/x' })).body).toEqual({ a: 1 });
		expect(sent.map(({ url }) => url)).toEqual(['https://toy.example/x']);
		expect([credentials, credentialsSent[0]]).toEqual([{ user: 'u1' }, { user: 'u1' }]);
	});

	it('reads again after a hiccup, but does not repeat what changes something', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const unavailable = toyVendor({
			refusal: ({ status }) => (status < 300 ? undefined : { kind: 'unavailable' }),
		});
		const { context, sent } = fakeContext({ http: (_options, _signal, count) => ok({}, count === 1 ? 500 : 200) });
		const { ask } = await openAsking(context, unavailable);
		await ask({ method: 'GET', path: '/x' });
		expect(sent).toHaveLength(2);

		const other = fakeContext({ http: () => ok({}, 500) });
		const asking = await openAsking(other.context, unavailable);
		expect(await rejectionOf(asking.ask({ method: 'POST', path: '/x' }))).toMatchObject({ outcome: 'unknown' });
		expect(other.sent).toHaveLength(1);
		jest.restoreAllMocks();
	});
});

describe('a list in the editor', () => {
	it('is found with what was typed, the page, and other parameters by their ID', async () => {
		const { context } = editor(
			{},
			{ patientId: { __rl: true, mode: 'id', value: 12 }, clinic: '101', nothing: undefined },
		);
		const find = jest.fn(async (_look: Look) => ({ results: [{ name: 'One', value: 1 }] }));
		const given = await listSearch(vendor, find).call(context, ' kne ', 'p2');
		expect(given).toEqual({ results: [{ name: 'One', value: 1 }] });
		const look = find.mock.calls[0]?.[0];
		expect([
			look?.filter,
			look?.page,
			look?.parameter('patientId'),
			look?.parameter('clinic'),
			look?.parameter('nothing'),
		]).toEqual(['kne', 'p2', '12', '101', '']);
	});

	it('says in our words why it is empty', async () => {
		const { context } = editor({ http: () => ok({ secret: 'Adair Testberry' }, 403) });
		const search = listSearch(vendor, async ({ ask }) => {
			await ask({ method: 'GET', path: '/x' });
			return { results: [] };
		});
		const error = await search.call(context).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NodeApiError);
		expect((error as NodeApiError).message).toBe('Toy refused the data (HTTP 403)');
		expect(JSON.stringify(error)).not.toContain('Testberry');
	});
});
