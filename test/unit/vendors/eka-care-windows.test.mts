import type { IDataObject } from 'n8n-workflow';

import { book } from '../../../nodes/EkaCare/actions/appointment/book.operation.ts';
import { getAll as listAppointments } from '../../../nodes/EkaCare/actions/appointment/getAll.operation.ts';
import { dayAfter, dayInIndia, splitDays } from '../../../nodes/EkaCare/actions/days.ts';
import { getAll as listSlots } from '../../../nodes/EkaCare/actions/slot/getAll.operation.ts';
import type { OutputItem, RequestSpec } from '../../../nodes/shared/types.ts';
import { rejectionOf } from '../kernel/support.mts';
import { answerOf, stepsOf } from './support.mts';

const jsonOf = (produced: unknown) => (produced as OutputItem[]).map(({ json }) => json);

describe('days', () => {
	it.each([
		['2027-01-31', 1, '2027-02-01'],
		['2028-02-28', 1, '2028-02-29'],
		['2026-12-30', 6, '2027-01-05'],
		['2027-03-28', 0, '2027-03-28'],
	])('after %s come %d more to %s', (day, days, expected) => expect(dayAfter(day, days)).toBe(expected));

	it('begin in India five and a half hours before they do in UTC', () => {
		expect(dayInIndia(Date.parse('2027-01-17T18:29:59Z'))).toBe('2027-01-17');
		expect(dayInIndia(Date.parse('2027-01-17T18:30:00Z'))).toBe('2027-01-18');
	});

	it.each([
		['2027-01-01', '2027-01-01', [['2027-01-01', '2027-01-01']]],
		['2027-01-01', '2027-01-07', [['2027-01-01', '2027-01-07']]],
		[
			'2027-01-01',
			'2027-01-08',
			[
				['2027-01-01', '2027-01-07'],
				['2027-01-08', '2027-01-08'],
			],
		],
		[
			'2026-12-28',
			'2027-01-11',
			[
				['2026-12-28', '2027-01-03'],
				['2027-01-04', '2027-01-10'],
				['2027-01-11', '2027-01-11'],
			],
		],
	])('from %s to %s are asked for in weeks without gap or overlap', (start, end, expected) => {
		expect(splitDays({ start, end }, 7, 366).map((piece) => [piece.start, piece.end])).toEqual(expected);
	});

	it('refuse a range that ends before it starts or is too long, and take the longest', async () => {
		const split = async (start: string, end: string, most: number) => splitDays({ start, end }, 1, most);
		expect(await split('2027-01-01', '2027-01-31', 31)).toHaveLength(31);
		for (const end of ['2026-12-31', '2027-02-01']) {
			expect((await rejectionOf(split('2027-01-01', end, 31))).field).toBe('End Date');
		}
	});
});

describe('Eka Care Appointment: Get Many', () => {
	/** Answers with so many appointments, as pages of the size that Eka Care has for the filter. */
	function pagesOf(count: number, size: number) {
		return ({ query }: RequestSpec) => {
			const start = Number(query?.page_no) * size;
			const length = Math.max(0, Math.min(size, count - start));
			const appointments = Array.from({ length }, (_, at) => ({
				appointment_id: `api-${start + at}`,
				mode: 'in_clinic',
			}));
			return answerOf(200, { appointments });
		};
	}
	const dates = { listBy: 'dates', startDate: '2027-01-18', endDate: '2027-01-18' };

	it.each([
		['a patient', { listBy: 'patient', patientId: '175074536120088' }, 20],
		['dates alone', dates, 30],
		['a doctor and dates', { ...dates, doctorId: 'do1' }, 50],
		['a clinic and dates', { ...dates, clinicId: 'c-1' }, 50],
	])('ends the list of %s at the first page that is not full', async (_filter, parameters: IDataObject, size) => {
		for (const [count, requests] of [
			[0, 1],
			[size - 1, 1],
			[size, 2],
			[size + 1, 2],
		] as const) {
			const given = { parameters: { ...parameters, returnAll: true } };
			const { produced, specs } = await stepsOf(listAppointments, given, pagesOf(count, size));
			expect({ count, got: jsonOf(produced).length, requests: specs.length }).toEqual({
				count,
				got: count,
				requests,
			});
			expect(specs.map(({ query }) => query?.page_no)).toEqual(specs.map((_, number) => number));
		}
	});

	it('asks for a long range week by week, and for no week that the limit does not need', async () => {
		const parameters = { listBy: 'dates', startDate: '2027-01-01', endDate: '2027-01-31' };
		const all = await stepsOf(listAppointments, { parameters: { ...parameters, returnAll: true } }, pagesOf(2, 30));
		expect(all.specs.map(({ query }) => [query?.start_date, query?.end_date])).toEqual([
			['2027-01-01', '2027-01-07'],
			['2027-01-08', '2027-01-14'],
			['2027-01-15', '2027-01-21'],
			['2027-01-22', '2027-01-28'],
			['2027-01-29', '2027-01-31'],
		]);
		expect(jsonOf(all.produced)).toHaveLength(10);
		const some = await stepsOf(listAppointments, { parameters: { ...parameters, limit: 3 } }, pagesOf(2, 30));
		expect(jsonOf(some.produced)).toHaveLength(3);
		expect(some.specs).toHaveLength(2);
	});
});

const SERVICES = { 'conf-1': { service_name: 'Consultation', price: 500 } };
const slot = (s: string, available = true) => ({ s, e: s.replace(':00+', ':15+'), conf_id: 'conf-1', available });

describe('Eka Care Appointment Slot: Get Many', () => {
	const parameters = {
		doctorId: 'do1',
		clinicId: 'c-1',
		startDate: '2027-01-18',
		endDate: '2027-01-19',
		returnAll: true,
	};
	const MONDAY = slot('2027-01-18T10:00:00+05:30');
	const TUESDAY = slot('2027-01-19T10:00:00+05:30', false);

	it.each([
		['the sample', { 'c-1': [{ service_type: 'REGULAR', slots: [TUESDAY, MONDAY] }] }],
		['the schema', { 'c-1': { 'conf-1': [{ service_type: 'REGULAR', slots: [TUESDAY, MONDAY] }] } }],
	])('joins the service to each slot, each day once, in the form of %s', async (_form, schedule) => {
		const answer = () => answerOf(200, { success: 'true', data: { schedule, services: SERVICES } });
		const { produced, specs } = await stepsOf(listSlots, { parameters }, answer);
		expect(specs.map(({ query }) => query)).toEqual([
			{ start_date: '2027-01-18', end_date: '2027-01-19' },
			{ start_date: '2027-01-19', end_date: '2027-01-20' },
		]);
		const joined = { service_type: 'REGULAR', doctor_id: 'do1', clinic_id: 'c-1', service: SERVICES['conf-1'] };
		expect(jsonOf(produced)).toEqual([
			{ ...MONDAY, ...joined },
			{ ...TUESDAY, ...joined },
		]);
	});

	it('leaves out what is taken, and other services, on demand', async () => {
		const schedule = { 'c-1': [{ slots: [MONDAY, TUESDAY, { ...MONDAY, conf_id: 'conf-2' }] }] };
		const answer = () => answerOf(200, { data: { schedule, services: SERVICES } });
		const list = async (filters: IDataObject) =>
			jsonOf((await stepsOf(listSlots, { parameters: { ...parameters, filters } }, answer)).produced);
		expect(await list({})).toHaveLength(3);
		expect(await list({ onlyAvailable: true })).toHaveLength(2);
		expect(await list({ service: 'CONSULTATION', onlyAvailable: true })).toHaveLength(1);
		expect(await list({ service: 'conf-2' })).toHaveLength(1);
	});
});

describe('First Free Slot', () => {
	const FREE = slot('2096-01-16T10:00:00+05:30');
	const parameters = {
		idType: 'eka',
		chooseTimeBy: 'firstFree',
		doctorId: 'do1',
		clinicId: 'c-1',
		patientId: '175074536120088',
		earliestTime: '2096-01-16T00:00:00+05:30',
	};
	const isSlots = ({ path }: RequestSpec) => path?.endsWith('/slot') === true;
	const slots = (...list: object[]) =>
		answerOf(200, { data: { schedule: { 'c-1': [{ slots: list }] }, services: {} } });
	const start = Date.parse(FREE.s) / 1000;

	async function tell(answers: Parameters<typeof stepsOf>[2]) {
		const { produced, specs } = await stepsOf(book, { parameters }, answers);
		const asked = specs.map((spec) =>
			isSlots(spec) ? 'slots' : `${spec.method} ${spec.query ? 'by key' : ''}`.trim(),
		);
		return { json: jsonOf(produced)[0], asked };
	}

	it('takes a refusal after a lost answer for its own booking when that is there', async () => {
		const { json, asked } = await tell((spec) => {
			if (isSlots(spec)) return slots(FREE);
			if (spec.method === 'GET')
				return answerOf(200, { appointment_id: 'api-1', start_time: start, status: 'BK' });
			return { ...answerOf(400, { error: { code: 'APPOINTMENT_BOOKING_FAILED' } }), afterUnknown: true };
		});
		expect(json).toMatchObject({ appointment_id: 'api-1' });
		expect(asked).toEqual(['slots', 'POST', 'GET by key']);
	});

	it('looks whether the slot is still free before it tries another', async () => {
		let posts = 0;
		const next = slot('2096-01-16T10:15:00+05:30');
		const { json, asked } = await tell((spec, number) => {
			if (isSlots(spec)) return number === 1 ? slots(FREE, next) : slots({ ...FREE, available: false }, next);
			return ++posts === 1 ? answerOf(400, {}) : answerOf(201, { appointment_id: 'api-2' });
		});
		expect(json).toMatchObject({ appointment_id: 'api-2', slot: { s: next.s } });
		expect(asked).toEqual(['slots', 'POST', 'slots', 'POST']);
	});
});
