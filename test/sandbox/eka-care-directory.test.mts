import { randomUUID } from 'node:crypto';
import { ekaCare } from '../../sandbox/seed.mts';
import { useVendor } from './support.mts';

type Fields = Record<string, unknown>;

const [boston] = ekaCare.clinics;
const [everywhere, bostonOnly] = ekaCare.doctors;
const word = expect.stringMatching(/\w/) as unknown;
const { get, post, call } = useVendor('ekaCare');

describe.each([
	{
		kind: 'doctor',
		good: { firstname: 'Wren', lastname: 'Hollister', gender: 'F' },
		known: everywhere!,
		other: { field: 'clinic_ids', partner: 'partner_clinic_ids', id: boston!.id, partnerId: boston!.partnerId },
		change: { about: 'New here' },
	},
	{
		kind: 'clinic',
		good: { name: 'Harbour Clinic', address: '3 Harbour Row' },
		known: boston!,
		other: {
			field: 'doctor_ids',
			partner: 'partner_doctor_ids',
			id: bostonOnly!.id,
			partnerId: bostonOnly!.partnerId,
		},
		change: { contact: '9800001000' },
	},
])('an Eka Care $kind', ({ kind, good, known, other, change }) => {
	const path = `/cdr/v1/${kind}/`;
	const linked = kind === 'doctor' ? 'clinics' : 'doctors';
	const ekaid = (reply: { body: unknown }) => String((reply.body as Fields).ekaid);

	test('is added, read under both ids, changed, listed and deleted', async () => {
		const partner_id = randomUUID();
		const added = await post(path, { ...good, partner_id });
		expect(added).toMatchObject({ status: 201, body: { status: 'success', ekaid: word } });
		const id = ekaid(added);
		const read = { status: 200, body: { status: 'success', [kind]: { id, partner_id, [linked]: [] } } };
		expect(await get(`${path}${id}/`)).toMatchObject(read);
		expect(await get(`${path}${partner_id}/`)).toMatchObject(read);

		expect(await call('PATCH', `${path}${id}/`, { ...change, [other.partner]: [other.partnerId] })).toMatchObject({
			status: 200,
			body: { ekaid: id },
		});
		expect(await get(`${path}${id}/`)).toMatchObject({
			body: { [kind]: { ...change, [linked]: [{ id: other.id }] } },
		});
		const ids = async () => ((await get(path)).body as Record<string, Fields[]>)[`${kind}s`]!.map((one) => one.id);
		expect(await ids()).toEqual(expect.arrayContaining([id, known.id]));

		expect(await call('DELETE', `${path}${partner_id}/`)).toMatchObject({ status: 200, body: { message: word } });
		const gone = { status: 404, body: { status: 'error', message: word } };
		expect(await get(`${path}${id}/`)).toMatchObject(gone);
		expect(await call('DELETE', `${path}${id}/`)).toMatchObject(gone);
		expect(await call('PATCH', `${path}${id}/`, change)).toMatchObject(gone);
		expect(await ids()).not.toContain(id);
	});

	test("is changed under Eka Care's own id only", async () => {
		expect((await call('PATCH', `${path}${known.partnerId}/`, change)).status).toBe(404);
	});

	test.each<[string, Fields]>([
		['an unknown field', { note: 'x' }],
		['a missing name', { [Object.keys(good)[0]!]: undefined }],
		['an unknown id of the other side', { [other.field]: ['000'] }],
		['an unknown partner id of the other side', { [other.partner]: ['X'] }],
		['both kinds of ids', { [other.field]: [other.id], [other.partner]: [other.partnerId] }],
		['a partner id that is taken', { partner_id: known.partnerId }],
		['a number in place of text', { partner_id: 7 }],
	])('is not added for %s, told field by field', async (_name, changes) => {
		const { status, body } = await post(path, { ...good, ...changes });
		expect(status).toBe(400);
		const { message, ...fields } = body as Record<string, string[]>;
		expect(message).toEqual(expect.arrayContaining([word]));
		expect(Object.values(fields).flat().length).toBeGreaterThan(0);
		expect(fields.status).toBeUndefined();
	});

	test('is not changed by an unknown field or a partner id that is taken', async () => {
		const id = ekaid(await post(path, good));
		const refusal = { status: 400, body: { status: 'error', message: word } };
		expect(await call('PATCH', `${path}${id}/`, { note: 'x' })).toMatchObject(refusal);
		expect(await call('PATCH', `${path}${id}/`, { partner_id: known.partnerId })).toMatchObject(refusal);
	});

	test('is reached under a path with a slash at its end, with client id and both token headers', async () => {
		expect((await get(`/cdr/v1/${kind}`)).status).toBe(404);
		expect((await get(path, { 'client-id': undefined })).status).toBe(400);
		expect(await get(path, { auth: undefined })).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
		expect((await get(path, { authorization: undefined })).status).toBe(401);
	});
});

describe('the Eka Care workspace', () => {
	test('shows the profile of a doctor, and fails in two ways for others', async () => {
		expect(await get(`/dr/v1/doctor/${everywhere!.id}`)).toMatchObject({
			status: 200,
			body: { id: everywhere!.id, profile: { professional: { default_clinic: boston!.id } } },
		});
		const error = { code: 'INVALID_DATA', message: word };
		expect(await get('/dr/v1/doctor/1')).toMatchObject({ status: 500, body: { error } });
		expect(await get(`/dr/v1/doctor/${ekaCare.elsewhere.doctorId}`)).toMatchObject({
			status: 403,
			body: { error: { code: 'UNAUTHORIZED_ENTITY' } },
		});
	});

	test('shows one service as an object and several as a list', async () => {
		const several = await get(`/dr/v1/doctor/service/${everywhere!.id}`);
		expect(several.body).toMatchObject({ data: { services: [{ duration: 15 }, { price: null }] } });
		const one = await get(`/dr/v1/doctor/service/${bostonOnly!.id}`);
		expect(one.body).toMatchObject({ data: { services: { service_name: 'Consultation', price: 400 } } });
	});

	test('shows a clinic, and reports an unknown one in a format of its own', async () => {
		const { name } = boston!;
		expect(await get(`/dr/v1/business/clinic/${boston!.id}`)).toMatchObject({
			status: 200,
			body: { success: true, data: { clinic: { clinic_id: boston!.id, name } } },
		});
		const refusal = { status: 404, body: { success: false, code: 'CLINIC_NOT_FOUND', message: word } };
		expect(await get(`/dr/v1/business/clinic/${ekaCare.elsewhere.clinicId}`)).toMatchObject(refusal);
	});

	test('lists a doctor who was added among its entities', async () => {
		const given = { firstname: 'Ada', lastname: 'Newcome', gender: 'F', clinic_ids: [boston!.id] };
		const { ekaid } = (await post('/cdr/v1/doctor/', given)).body as { ekaid: string };
		const { body } = await get('/dr/v1/business/entities');
		const { clinics } = (body as { data: { clinics: Array<{ doctors: string[] }> } }).data;
		expect(clinics[0]?.doctors).toContain(ekaid);
	});

	test('reads only its own prescriptions', async () => {
		const [known] = ekaCare.prescriptions;
		expect(await get(`/dr/v1/prescription/${known!.id}`)).toMatchObject({
			status: 200,
			body: {
				prescription_id: known!.id,
				prescription_details: expect.arrayContaining([{ resource_type: 'medicationrequest', text: word }]),
			},
		});
		expect((await get('/dr/v1/prescription/P-DW-none')).body).toMatchObject({ error: { code: 'NOT_FOUND' } });
		expect((await get(`/dr/v1/prescription/${ekaCare.elsewhere.prescriptionId}`)).status).toBe(403);
	});
});
