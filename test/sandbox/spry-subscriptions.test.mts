import { PATHS, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { sandbox, ask, get, good, post } = useSpry();
const ALL = [
	...['patient.created', 'patient.updated', 'case.created', 'case.updated'],
	...['appointment.created', 'appointment.updated', 'appointment.cancelled'],
];
/** Nobody listens there, and nothing happens that would be told. */
const ADDRESS = 'http://127.0.0.1:9/hook';

beforeEach(() => sandbox().reset());

const subscribe = (changes: Fields = {}) =>
	good(PATHS.subscription, { name: 'n8n', event_types: ALL, notification_url: ADDRESS, ...changes });

describe('Spry subscription', () => {
	test('shows its key when it is created and never again', async () => {
		const { signature_key, ...shown } = await subscribe();
		expect(signature_key).toMatch(/^\w{20,}$/);
		expect(shown).toEqual({
			...{ id: expect.any(String), name: 'n8n', event_types: ALL, notification_url: ADDRESS },
			...{ api_version: '2026-06-11', is_active: true },
		});
		expect(await good(`${PATHS.subscription}/${String(shown.id)}`)).toEqual(shown);
		expect(await good(PATHS.subscription)).toEqual([shown]);
	});

	test('can be created several times for one address, and is listed by whether it is active', async () => {
		const [first, second] = [await subscribe(), await subscribe({ is_active: false })];
		const idsOf = (all: Fields[]) => all.map(({ id }) => id);
		expect(idsOf(await good<Fields[]>(PATHS.subscription))).toEqual([first.id, second.id]);
		expect(idsOf(await good<Fields[]>(`${PATHS.subscription}?is_active=true`))).toEqual([first.id]);
		expect(idsOf(await good<Fields[]>(`${PATHS.subscription}?is_active=false`))).toEqual([second.id]);
		expect(await get(`${PATHS.subscription}?is_active=yes`)).toMatchObject(REFUSED);
		expect(await get(`${PATHS.subscription}?page=1`)).toMatchObject(REFUSED);
	});

	test('is changed by PATCH alone', async () => {
		const { id, signature_key: _, ...before } = await subscribe();
		const path = `${PATHS.subscription}/${String(id)}`;
		const changes = { event_types: ['case.updated'], is_active: false };
		expect(await good(path, changes, 'PATCH')).toEqual({ id, ...before, ...changes });
		for (const wrong of [{}, { event_types: [] }, { signature_key: 'mine' }, { is_active: 'no' }]) {
			expect(await ask(path, { method: 'PATCH', json: wrong })).toMatchObject(REFUSED);
		}
		for (const method of ['POST', 'PUT']) expect((await ask(path, { method, json: changes })).status).toBe(405);
	});

	test('is deleted once and is unknown after that', async () => {
		const path = `${PATHS.subscription}/${String((await subscribe()).id)}`;
		expect(await ask(path, { method: 'DELETE' })).toMatchObject({ status: 200, body: { code: 2000 } });
		for (const sending of [{ method: 'DELETE' }, { method: 'GET' }, { method: 'PATCH', json: { name: 'x' } }]) {
			expect(await ask(path, sending)).toMatchObject(REFUSED);
		}
		for (const call of ['rotate-secret', 'test']) {
			expect(await ask(`${path}/${call}`, { method: 'POST' })).toMatchObject(REFUSED);
		}
		expect(await good(PATHS.subscription)).toEqual([]);
	});

	test.each<[string, Fields]>([
		['no name', { name: undefined }],
		['no event', { event_types: [] }],
		['an unknown event', { event_types: ['document.created'] }],
		['the same event twice', { event_types: ['case.created', 'case.created'] }],
		['one event outside a list', { event_types: 'case.created' }],
		['no address', { notification_url: undefined }],
		['an address that is none', { notification_url: 'hook' }],
		['an address of another kind', { notification_url: 'ftp://127.0.0.1/hook' }],
		['another version', { api_version: '2025-01-01' }],
		['a key of its own', { signature_key: 'mine' }],
	])('is refused with %s', async (_name, changes) => {
		const given = { name: 'n8n', event_types: ALL, notification_url: ADDRESS, ...changes };
		expect(await post(PATHS.subscription, given)).toMatchObject(REFUSED);
		expect(await good(PATHS.subscription)).toEqual([]);
	});
});
