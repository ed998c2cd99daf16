import { spry } from '../../sandbox/seed.mts';
import { PATHS, PATIENT_ID, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { get, good, post, rows, somebody } = useSpry();
const START = Date.UTC(2026, 4, 4, 13, 0, 0) / 1000;

const appointment = (changes: Fields = {}): Fields => ({
	...{ doctor_id: 601, patient_id: PATIENT_ID, clinic_id: 101, appointment_category: [202] },
	...{ timestamp: START, end_timestamp: START + 1800, payment_mode: 'SELF_PAY', ...changes },
});
const calendar = (changes: Record<string, string | undefined> = {}) => {
	const all: Record<string, string | undefined> = {
		...{ start_date: '2026-05-04T00:00:00.000Z', end_date: '2026-05-05T00:00:00.000Z' },
		...{ doctor_id: '602', clinic_id: '101', practice_id: '0', ...changes },
	};
	const said = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
	return `${PATHS.calendar}?${new URLSearchParams(said).toString()}`;
};

describe('Spry appointment', () => {
	test('is booked in Unix seconds, which come back as text, and twice when sent twice', async () => {
		const { patientId, caseId } = await somebody();
		const given = appointment({ patient_id: patientId, spry_case_id: caseId, comments: 'first' });
		const booked = await good(PATHS.appointment, given);
		expect(booked).toMatchObject({
			...{ appointment_id: expect.any(Number), case_title: 'Knee', category_id: 202, comments: 'first' },
			...{ date_time: String(START), end_date_time: String(START + 1800), doctor_id: 601, clinic_id: 101 },
			patient: { patient_id: patientId },
		});
		expect((await good(PATHS.appointment, given)).appointment_id).not.toBe(booked.appointment_id);
	});

	test.each<[string, Fields]>([
		['an unknown doctor', { doctor_id: 1 }],
		['a doctor of another clinic', { doctor_id: 603 }],
		['an unknown clinic', { clinic_id: 1 }],
		['an unknown patient', { patient_id: 1 }],
		['no category', { appointment_category: [] }],
		['a single category outside a list', { appointment_category: 202 }],
		['milliseconds', { timestamp: START * 1000, end_timestamp: (START + 1800) * 1000 }],
		['a time as text', { timestamp: String(START) }],
		['an ISO time', { timestamp: '2026-05-04T13:00:00.000Z' }],
		['an end before its start', { end_timestamp: START - 1 }],
		['a payment mode in small letters', { payment_mode: 'self_pay' }],
		['an unknown case', { spry_case_id: 'SPRY_CASE_0' }],
	])('is refused with %s', async (_name, changes) => {
		const before = (await rows('spry_appointment')).length;
		expect(await post(PATHS.appointment, appointment(changes))).toMatchObject(REFUSED);
		expect(await rows('spry_appointment')).toHaveLength(before);
	});

	test("is refused with somebody else's case", async () => {
		const { caseId } = await somebody();
		expect(await post(PATHS.appointment, appointment({ spry_case_id: caseId }))).toMatchObject(REFUSED);
	});

	test('is refused with status 200 and code 2999 for a category that the clinic does not offer', async () => {
		const before = (await rows('spry_appointment')).length;
		for (const appointment_category of [[999], [202, 211]]) {
			expect(await post(PATHS.appointment, appointment({ appointment_category }))).toMatchObject({
				...{ status: 200, body: { code: 2999, data: null, message: expect.any(String) } },
			});
		}
		expect(await rows('spry_appointment')).toHaveLength(before);
	});

	test('is listed by doctor, clinic and time, in pages', async () => {
		for (const minutes of [90, 0, 30]) {
			const timestamp = START + minutes * 60;
			await good(PATHS.appointment, appointment({ doctor_id: 602, timestamp, end_timestamp: timestamp + 900 }));
		}
		await good(PATHS.appointment, appointment());
		const timesIn = (data: Fields) => (data.content as Fields[]).map(({ date_time }) => Number(date_time) - START);
		const all = await good(calendar());
		expect(all).toMatchObject({ total: 3, pages: 1, current: 1, no_of_records: 3, is_paged: true });
		expect(timesIn(all)).toEqual([0, 1800, 5400]);
		const second = await good(calendar({ page: '2', size: '2' }));
		expect(second).toMatchObject({ total: 3, pages: 2, current: 2, no_of_records: 1 });
		expect(timesIn(second)).toEqual([5400]);
		expect(await good(calendar({ page: '9' }))).toMatchObject({
			total: 3,
			current: 9,
			no_of_records: 0,
			content: [],
		});
		expect(timesIn(await good(calendar({ end_date: '2026-05-04T13:00:00.000Z' })))).toEqual([0]);
		expect(await good(calendar({ start_date: '2026-05-04T23:00:00.000Z' }))).toMatchObject({
			total: 0,
			content: [],
		});
	});

	test.each<[string, Record<string, string | undefined>]>([
		['without a doctor', { doctor_id: undefined }],
		['without a clinic', { clinic_id: undefined }],
		['without a practice', { practice_id: undefined }],
		['without an end', { end_date: undefined }],
		['for an unknown doctor', { doctor_id: '1' }],
		['for a doctor of another clinic', { clinic_id: '102' }],
		['with a start without milliseconds', { start_date: '2026-05-04T00:00:00Z' }],
		['with a start in another zone', { start_date: '2026-05-04T00:00:00.000+00:00' }],
		['with a day for a start', { start_date: '2026-05-04' }],
		['with an end before its start', { end_date: '2026-05-03T00:00:00.000Z' }],
		['with a page of zero', { page: '0' }],
		['with an unknown parameter', { patient_id: '900001' }],
	])('is not listed %s', async (_name, changes) => {
		expect(await get(calendar(changes))).toMatchObject(REFUSED);
	});

	test('has categories that belong to a clinic', async () => {
		const data = await good<Fields[]>(`${PATHS.category}?clinic_id=102`);
		expect(data).toEqual(spry.appointmentCategories.filter(({ clinic_id }) => clinic_id === 102));
		expect(data.length).toBeGreaterThan(1);
		for (const query of [
			'',
			'?clinic_id=1',
			'?clinic_id=x',
			'?clinic_id=101&page=1',
			'?clinic_id=101&clinic_id=102',
		]) {
			expect(await get(`${PATHS.category}${query}`)).toMatchObject(REFUSED);
		}
	});
});
