import { ekaCare } from '../../sandbox/seed.mts';
import { useVendor } from './support.mts';

interface Slot {
	available: boolean;
	conf_id: string;
	s: string;
	e: string;
}
interface Slots {
	success: string;
	data: {
		schedule: Record<string, Array<{ service_type: string; slots: Slot[] }>>;
		services: Record<string, object>;
	};
}

const APPOINTMENT = '/dr/v1/appointment';
const [boston, springfield] = ekaCare.clinics;
const [everywhere, bostonOnly] = ekaCare.doctors;
const [patient] = ekaCare.patients;
const word = expect.stringMatching(/\w/) as unknown;
/** A Monday, and the Sunday before. */
const DAY = '2035-03-05';
const SUNDAY = '2035-03-04';
const { sandbox, get, post, call, rows } = useVendor('ekaCare');

const path = (start: string, end: string, doctor = bostonOnly!.id, clinic = boston!.id) =>
	`/dr/v1/doctor/${doctor}/clinic/${clinic}/appointment/slot?start_date=${encodeURIComponent(start)}&end_date=${encodeURIComponent(end)}`;
async function slotsOf(start: string, end = start, doctor?: string): Promise<Slot[]> {
	const { status, body } = await get(path(start, end, doctor));
	expect(status).toBe(200);
	return (body as Slots).data.schedule[boston!.id]!.flatMap(({ slots }) => slots);
}
const seconds = (time: string) => Date.parse(time) / 1000;
const booking = ({ s, e }: Slot, doctor = bostonOnly!.id) => ({
	...{ clinic_id: boston!.id, doctor_id: doctor, patient_id: patient!.oid },
	appointment_details: { start_time: seconds(s), end_time: seconds(e) },
});

describe('Eka Care slots', () => {
	beforeEach(() => sandbox().reset());

	test('are listed for a day in Indian time, each with its service', async () => {
		const { body } = await get(path(DAY, DAY, everywhere!.id));
		const { success, data } = body as Slots;
		expect(success).toBe('true');
		const [visits, reviews] = data.schedule[boston!.id]!;
		expect(visits).toMatchObject({ service_type: 'REGULAR', slots: expect.any(Array) });
		expect(visits!.slots[0]).toEqual({
			...{ available: true, conf_id: 'conf-ashgrove-visit' },
			...{ s: `${DAY}T10:00:00+05:30`, e: `${DAY}T10:15:00+05:30` },
		});
		expect([visits!.slots.length, reviews!.slots.length]).toEqual([20, 10]);
		expect(Object.keys(data.services)).toEqual(['conf-ashgrove-visit', 'conf-ashgrove-review']);
	});

	test('are listed for a day and the next, and between times', async () => {
		expect(await slotsOf(DAY, '2035-03-06')).toHaveLength(30);
		expect(await slotsOf(SUNDAY)).toEqual([]);
		const morning = await slotsOf(`${DAY}T10:00:00+05:30`, `${DAY}T10:59:59+05:30`);
		expect(morning.map(({ s }) => s.slice(11, 16))).toEqual(['10:00', '10:20', '10:40']);
		expect(await slotsOf(`${DAY}T04:30:00.000Z`, `${DAY}T04:30:00.000Z`)).toHaveLength(1);
		const past = await slotsOf('2020-03-02');
		expect(past.every(({ available }) => !available)).toBe(true);
	});

	test('are taken by a booking, in every service of the doctor, and free again after a cancellation', async () => {
		const [slot] = await slotsOf(DAY, DAY, everywhere!.id);
		const booked = await post(APPOINTMENT, booking(slot!, everywhere!.id));
		expect(booked.status).toBe(201);
		const taken = async () => (await slotsOf(DAY, DAY, everywhere!.id)).filter(({ available }) => !available);
		expect((await taken()).map(({ conf_id }) => conf_id)).toEqual(['conf-ashgrove-visit', 'conf-ashgrove-review']);
		const refusal = { status: 400, body: { error: { code: 'APPOINTMENT_BOOKING_FAILED', message: word } } };
		expect(await post(APPOINTMENT, booking(slot!, everywhere!.id))).toMatchObject(refusal);
		const { appointment_id } = booked.body as { appointment_id: string };
		expect((await call('PUT', `${APPOINTMENT}/${appointment_id}/cancel`)).status).toBe(204);
		expect(await taken()).toEqual([]);
	});

	test('can be snatched away by somebody else between asking and booking', async () => {
		const [first, second] = await slotsOf(DAY);
		await sandbox().settings({ snatchedSlots: 1 });
		expect((await post(APPOINTMENT, booking(first!))).status).toBe(400);
		expect((await post(APPOINTMENT, booking(second!))).status).toBe(201);
		const patients = (await rows('eka_appointment')).map(({ patient_id }) => patient_id);
		expect(patients).toEqual([ekaCare.patients.at(-1)!.oid, patient!.oid]);
	});

	test.each<[string, string, number]>([
		['two days after the first', path(DAY, '2035-03-07'), 400],
		['an end before the start', path(DAY, SUNDAY), 400],
		['a day that does not exist', path('2035-02-30', '2035-02-30'), 400],
		['a date in another form', path('05/03/2035', DAY), 400],
		['no dates', path(DAY, DAY).split('?')[0]!, 400],
		['an unknown parameter', `${path(DAY, DAY)}&free=1`, 400],
		['an unknown doctor', path(DAY, DAY, '1'), 404],
		['an unknown clinic', path(DAY, DAY, bostonOnly!.id, '0123456789abcdef01234567'), 404],
		['a doctor of another workspace', path(DAY, DAY, ekaCare.elsewhere.doctorId), 403],
		['a clinic where the doctor does not work', path(DAY, DAY, bostonOnly!.id, springfield!.id), 400],
	])('are refused for %s, with a success that is text', async (_name, asked, status) => {
		const body = { success: 'false', status_code: status, message: word };
		expect(await get(asked)).toMatchObject({ status, body });
	});
});
