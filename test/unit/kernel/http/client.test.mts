import { openClient } from '../../../../nodes/shared/http/client.ts';
import { fakeContext, ok, rejectionOf, toyVendor } from '../support.mts';

const vendor = toyVendor();

describe('a client outside of an operation', () => {
	it('sends with the credential in use and gives the answer', async () => {
		const { context, sent, credentialsSent } = fakeContext({
			credentials: { user: 'u1' },
			http: () => ok({ a: 1 }),
		});
		const { request, credentials } = await openClient(context, vendor);
		expect((await request({ method: 'GET', path: '/x' })).body).toEqual({ a: 1 });
		expect(sent.map(({ url }) => url)).toEqual(['https://toy.example/x']);
		expect([credentials, credentialsSent[0]]).toEqual([{ user: 'u1' }, { user: 'u1' }]);
	});

	it('reads again after a hiccup, but does not repeat what changes something', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const unavailable = toyVendor({
			refusal: ({ status }) => (status < 300 ? undefined : { kind: 'unavailable' }),
		});
		const { context, sent } = fakeContext({ http: (_options, _signal, count) => ok({}, count === 1 ? 500 : 200) });
		const { request } = await openClient(context, unavailable);
		await request({ method: 'GET', path: '/x' });
		expect(sent).toHaveLength(2);

		const other = fakeContext({ http: () => ok({}, 500) });
		const client = await openClient(other.context, unavailable);
		expect(await rejectionOf(client.request({ method: 'POST', path: '/x' }))).toMatchObject({ outcome: 'unknown' });
		expect(other.sent).toHaveLength(1);
		jest.restoreAllMocks();
	});
});
