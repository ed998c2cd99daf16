import { randomUUID } from 'node:crypto';
import { ekaCare } from '../../sandbox/seed.mts';
import { useVendor } from './support.mts';

type Fields = Record<string, unknown>;

const APPOINTMENT = '/dr/v1/appointment';
const [boston] = ekaCare.clinics;
const [everywhere, bostonOnly] = ekaCare.doctors;
const [patient, other] = ekaCare.patients;
const word = expect.stringMatching(/\w/) as unknown;
const refusal = (status: number, code: string) => ({ status, body: { error: { code, message: word } } });
const START = Date.parse('2035-03-05T10:00:00+05:30') / 1000;
const { sandbox, get, post, call, rows } = useVendor('ekaCare');

let hours = 0;
const book = async (changes: Fields = {}, start = START + ++hours * 3600): Promise<string> => {
	const reply = await post(APPOINTMENT, {
		...{ clinic_id: boston!.id, doctor_id: everywhere!.id, patient_id: patient!.oid },
		appointment_details: { start_time: start, end_time: start + 900 },
		...changes,
	});
	expect(reply.status).toBe(201);
	return (reply.body as { appointment_id: string }).appointment_id;
};
const read = async (id: string) => (await get(`${APPOINTMENT}/${id}`)).body as Fields;

beforeEach(async () => {
	await sandbox().reset();
	hours = 0;
});

describe('an Eka Care appointment', () => {
	test.each([
		['POST', 'complete', 'CMNP', 'COMPLETE_NOT_ALLOWED'],
		['POST', 'parked', 'PA', 'NOT_ALLOWED'],
		['PUT', 'cancel', 'CN', 'CANCEL_NOT_ALLOWED'],
	])('can be changed once by %s %s, with an answer without body', async (method, step, status, code) => {
		const id = await book();
		const done = await call(method, `${APPOINTMENT}/${id}/${step}`);
		expect([done.status, done.body]).toEqual([204, undefined]);
		expect(await read(id)).toMatchObject({ status });
		expect(await call(method, `${APPOINTMENT}/${id}/${step}`)).toMatchObject(refusal(403, code));
		expect(await call(method, `${APPOINTMENT}/none/${step}`)).toMatchObject(refusal(404, 'APPOINTMENT_NOT_FOUND'));
		const foreign = `${APPOINTMENT}/${ekaCare.elsewhere.appointmentId}/${step}`;
		expect(await call(method, foreign)).toMatchObject(refusal(403, 'ACCESS_DENIED'));
	});

	test("is found under the partner's id when that is asked for", async () => {
		const key = randomUUID();
		const id = await book({ partner_appointment_id: key });
		expect((await call('PUT', `${APPOINTMENT}/${key}/cancel`)).status).toBe(404);
		expect((await call('PUT', `${APPOINTMENT}/${key}/cancel?partner_id=1`)).status).toBe(204);
		expect(await read(id)).toMatchObject({ status: 'CN' });
	});

	test('is marked as a no-show with 200, and everything else is refused with 400', async () => {
		const id = await book();
		const path = `${APPOINTMENT}/${id}/change-status`;
		expect(await post(path, { status: 'CM' })).toMatchObject(refusal(400, 'INVALID_REQUEST_PARAMETERS'));
		expect((await post(path, { status: 'NS' })).status).toBe(200);
		expect(await read(id)).toMatchObject({ status: 'NS' });
		expect(await post(path, { status: 'NS' })).toMatchObject(refusal(400, 'INVALID_REQUEST'));
		const unknown = await post(`${APPOINTMENT}/none/change-status`, { status: 'NS' });
		expect(unknown).toMatchObject(refusal(400, 'APPOINTMENT_NOT_FOUND'));
	});

	test('is confirmed only when it waits for that', async () => {
		const plain = await book();
		expect(await call('PUT', `${APPOINTMENT}/${plain}/follow-up/confirm`)).toMatchObject(
			refusal(400, 'INVALID_REQUEST'),
		);
		await sandbox().settings({ bookedStatus: 'IN' });
		const id = await book();
		expect(await read(id)).toMatchObject({ status: 'IN' });
		expect((await call('PUT', `${APPOINTMENT}/${id}/follow-up/confirm`)).status).toBe(204);
		expect(await read(id)).toMatchObject({ status: 'BK' });
		const later = await book();
		const times = { start_time: START + 90_000, end_time: START + 90_900 };
		expect((await call('PUT', `${APPOINTMENT}/${later}/follow-up/confirm`, times)).status).toBe(204);
		expect(await read(later)).toMatchObject({ status: 'RE', next_aid: word });
	});

	test('gets attributes merged and partner data replaced', async () => {
		const id = await book({ partner_meta: { a: 1 } });
		expect(
			(await call('PATCH', `${APPOINTMENT}/${id}/custom_attribute`, { payment_status: ['paid'] })).status,
		).toBe(204);
		const changes = { custom_attributes: { tags: ['x'] }, partner_meta: { b: 2 }, token: 9 };
		expect((await call('PATCH', `${APPOINTMENT}/${id}`, changes)).status).toBe(204);
		expect(await read(id)).toMatchObject({
			custom_attributes: { payment_status: ['paid'], tags: ['x'] },
			token: 9,
		});
		expect((await read(id)).partner_meta).toEqual({ b: 2 });
		const invalid = refusal(400, 'INVALID_REQUEST_PARAMETERS');
		expect(await call('PATCH', `${APPOINTMENT}/${id}`, {})).toMatchObject(invalid);
		expect(await call('PATCH', `${APPOINTMENT}/${id}`, { status: 'CN' })).toMatchObject(invalid);
		expect(await call('PATCH', `${APPOINTMENT}/${id}/custom_attribute`, {})).toMatchObject(invalid);
	});

	test('is changed by the newer call only with all of its own ids', async () => {
		const id = await book();
		const path = `/dr/v2/appointment/${id}`;
		const ids = { clinic_id: boston!.id, doctor_id: everywhere!.id, patient_id: patient!.oid };
		const invalid = refusal(400, 'INVALID_REQUEST_PARAMETERS');
		expect(await call('PATCH', path, { token: 3 })).toMatchObject(invalid);
		expect(await call('PATCH', path, { ...ids, patient_id: other!.oid, token: 3 })).toMatchObject(invalid);
		const change = { appointment_details: { mode: 'PHONE', custom_attributes: { label: ['new'] } } };
		expect((await call('PATCH', path, { ...ids, ...change, token: 3 })).status).toBe(204);
		expect(await read(id)).toMatchObject({ token: 3, mode: 'tele', custom_attributes: { label: ['new'] } });
		const partners = {
			...{ partner_clinic_id: boston!.partnerId, partner_doctor_id: everywhere!.partnerId },
			partner_patient_id: patient!.partnerId,
		};
		expect((await call('PATCH', path, { ...partners, token: 4 })).status).toBe(204);
		expect(await call('PATCH', path, { ...ids, ...partners, token: 4 })).toMatchObject(invalid);
	});

	test('is replaced by a new one when an update moves it', async () => {
		const id = await book();
		expect((await call('PATCH', `${APPOINTMENT}/${id}`, { start_time: START + 86_400 })).status).toBe(204);
		const old = await read(id);
		expect(old).toMatchObject({ status: 'RE', next_aid: word });
		expect(await read(String(old.next_aid))).toMatchObject({
			...{ status: 'BK', prev_aids: [id], start_time: START + 86_400, end_time: START + 87_300 },
		});
	});
});

describe('an Eka Care appointment that is rescheduled', () => {
	const reschedule = (id: string, changes: Fields = {}) =>
		call('PATCH', `/appointments/v1/${id}/reschedule`, {
			...{ start_time: START + 86_400, end_time: START + 87_300 },
			...changes,
		});

	test('gets a new ID, and each has the ID of the other', async () => {
		const id = await book();
		const { status, body } = await reschedule(id);
		expect(status).toBe(200);
		const fresh = body as Fields;
		expect(fresh).toMatchObject({ prev_aids: [id], status: 'BK', mode: 'IN_CLINIC', start_time: START + 86_400 });
		expect(fresh.appointment_id).not.toBe(id);
		expect(await read(id)).toMatchObject({ status: 'RE', next_aid: fresh.appointment_id });
		expect(await reschedule(id)).toMatchObject({ status: 400, body: { message: word } });
	});

	test("reads the path as the partner's id when the new one has a partner id", async () => {
		const [key, next] = [randomUUID(), randomUUID()];
		const id = await book({ partner_appointment_id: key });
		expect((await reschedule(id, { partner_appointment_id: next })).status).toBe(404);
		expect(await reschedule(key, { partner_appointment_id: key })).toMatchObject({
			status: 409,
			body: { message: word },
		});
		const fresh = (await reschedule(key, { partner_appointment_id: next })).body as Fields;
		expect(fresh).toMatchObject({ partner_appointment_id: next, appointment_id: expect.stringContaining(next) });
	});

	test('is refused with only a message when something does not fit', async () => {
		const id = await book();
		const takenAt = START + 200_000;
		await book({}, takenAt);
		for (const changes of [
			{ end_time: START },
			{ end_time: undefined },
			{ start_time: takenAt, end_time: takenAt + 900 },
			{ reason: 'x' },
		]) {
			const { status, body } = await reschedule(id, changes);
			expect([status, Object.keys(body as object)]).toEqual([400, ['message']]);
		}
		expect((await reschedule('none')).status).toBe(404);
	});
});

describe("Eka Care's list of appointments", () => {
	const list = (query: string) => get(`${APPOINTMENT}?${query}`);
	const idsOf = ({ body }: { body: unknown }) =>
		(body as { appointments: Fields[] }).appointments.map(({ appointment_id }) => appointment_id);
	const day = 'start_date=2035-03-05&end_date=2035-03-05';

	test('accepts five combinations of filters, with days in India', async () => {
		const id = await book({}, START);
		const theirs = await book({ doctor_id: bostonOnly!.id, patient_id: other!.oid }, START + 900);
		await book({}, START + 86_400);
		expect(idsOf(await list(day))).toEqual([id, theirs]);
		expect(idsOf(await list(`doctor_id=${everywhere!.id}&${day}`))).toEqual([id]);
		expect(idsOf(await list(`clinic_id=${boston!.id}&${day}`))).toEqual([id, theirs]);
		expect(idsOf(await list(`doctor_id=${bostonOnly!.id}&clinic_id=${boston!.id}&${day}`))).toEqual([theirs]);
		expect(idsOf(await list(`patient_id=${other!.oid}`))).toEqual([theirs]);
		expect(idsOf(await list('start_date=2035-03-05&end_date=2035-03-11'))).toHaveLength(3);
	});

	test('is listed in pages whose size depends on the filters', async () => {
		for (let index = 0; index < 31; index++) await book({}, START + index * 900);
		expect(idsOf(await list(`${day}&page_no=0`))).toHaveLength(30);
		expect(idsOf(await list(`${day}&page_no=1`))).toHaveLength(1);
		expect(idsOf(await list(`${day}&doctor_id=${everywhere!.id}`))).toHaveLength(31);
		expect(idsOf(await list(`patient_id=${patient!.oid}`))).toHaveLength(20);
		expect(idsOf(await list(`patient_id=${patient!.oid}&page_no=1`))).toHaveLength(11);
		expect((await rows('eka_appointment')).length).toBe(31);
	});

	test.each([
		['nothing', ''],
		['a doctor without dates', `doctor_id=${everywhere!.id}`],
		['a patient with dates', `patient_id=${patient!.oid}&${day}`],
		['a start without an end', 'start_date=2035-03-05'],
		['eight days', 'start_date=2035-03-05&end_date=2035-03-12'],
		['an end before the start', 'start_date=2035-03-05&end_date=2035-03-04'],
		['times in place of days', 'start_date=2035-03-05T00:00:00Z&end_date=2035-03-05T00:00:00Z'],
		['an unknown doctor', `doctor_id=1&${day}`],
		['an unknown filter', `status=BK&${day}`],
	])('is refused for %s', async (_name, query) => {
		expect(await list(query)).toMatchObject(refusal(400, 'INVALID_REQUEST_PARAMETERS'));
	});

	test('refuses the doctor of another workspace, in the format of the gateway', async () => {
		const reply = await list(`doctor_id=${ekaCare.elsewhere.doctorId}&${day}`);
		expect([reply.status, reply.body]).toEqual([403, { message: 'Forbidden' }]);
	});
});
