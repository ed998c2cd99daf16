import { PATHS, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { sandbox, ask, get, good, post, rows } = useSpry();
// Each test looks at blocks of its own.
beforeEach(() => sandbox().reset());

/** Monday, 2 March 2026. */
const block = (changes: Fields = {}): Fields => ({
	...{ doctor_id: 601, clinic_id: 101, starts_at: '2026-03-02T12:00:00', ends_at: '2026-03-02T13:00:00', ...changes },
});
const lunches = (changes: Fields = {}): Fields =>
	block({
		...{ ends_at: '2026-03-27T13:00:00', recurrence_frequency: 'WEEKLY', days_of_occurrence: [1, 3] },
		...{ block_reason: 'LUNCH', ...changes },
	});
const list = (query: string) => good(`${PATHS.block}?${query}`);
const daysIn = (blocks: Fields[]) => blocks.map(({ block_date }) => String(block_date).slice(5));
const HERE = 'doctor_id=601&clinic_id=101';

describe('Spry block time', () => {
	test('is added once, read, and listed', async () => {
		const added = await good(PATHS.block, block({ comments: 'closed' }));
		expect(added).toEqual({
			...{ doctor_blocking_schedule_id: expect.any(Number), doctor_id: 601, clinic_id: 101, block_reason: null },
			...{ starts_at: '2026-03-02T12:00:00', ends_at: '2026-03-02T13:00:00', block_date: '2026-03-02' },
			...{ slot_start_time: '12:00', slot_end_time: '13:00', recurrence_frequency: 'NON_RECURRENT' },
			...{
				days_of_occurrence: null,
				interval_count: 1,
				block_identifier: expect.stringMatching(/^[0-9a-f-]{36}$/),
			},
			...{ block_status: 'ACTIVE', comments: 'closed', auto_delete_block_after: null },
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
		});
		expect(await good(`${PATHS.block}/${String(added.doctor_blocking_schedule_id)}`)).toEqual(added);
		expect(await list(HERE)).toEqual({ total: 1, pages: 1, current: 1, no_of_records: 1, content: [added] });
	});

	test.each<[string, Fields, string[]]>([
		['every week', {}, ['03-02', '03-04', '03-09', '03-11', '03-16', '03-18', '03-23', '03-25']],
		['every second week', { recurrence_frequency: 'BIWEEKLY' }, ['03-02', '03-04', '03-16', '03-18']],
		['every third week', { interval_count: 3 }, ['03-02', '03-04', '03-23', '03-25']],
		[
			'every second month',
			{
				recurrence_frequency: 'MONTHLY',
				interval_count: 2,
				days_of_occurrence: [1],
				ends_at: '2026-05-12T13:00:00',
			},
			['03-02', '03-09', '03-16', '03-23', '03-30', '05-04', '05-11'],
		],
		['on Sundays', { days_of_occurrence: [7] }, ['03-08', '03-15', '03-22']],
	])('makes a series %s', async (_name, changes, days) => {
		const made = await good<Fields[]>(PATHS.block, lunches(changes));
		expect(daysIn(made)).toEqual(days);
		expect(new Set(made.map(({ block_identifier }) => block_identifier)).size).toBe(1);
		expect(
			made.every(
				({ slot_start_time, slot_end_time }) => slot_start_time === '12:00' && slot_end_time === '13:00',
			),
		).toBe(true);
	});

	test('is made for several doctors at once', async () => {
		const made = await good<Fields[]>(PATHS.block, block({ doctor_ids: [602, 601] }));
		expect(made.map(({ doctor_id }) => doctor_id)).toEqual([601, 602]);
	});

	test('is listed in pages of ten, by several doctors and by days', async () => {
		await good(PATHS.block, lunches({ doctor_ids: [602] }));
		const both = 'doctor_id=601&doctor_id=602&clinic_id=101&clinic_id=102';
		const first = await list(both);
		expect(first).toMatchObject({ total: 16, pages: 2, current: 1, no_of_records: 10 });
		expect(first.content).toHaveLength(10);
		expect(await list(`${both}&page=2`)).toMatchObject({ current: 2, no_of_records: 6 });
		expect(await list(`${both}&page=3`)).toMatchObject({ current: 3, no_of_records: 0, content: [] });
		const week = await list(`${HERE}&start_date=2026-03-09&end_date=2026-03-11`);
		expect(daysIn(week.content as Fields[])).toEqual(['03-09', '03-11']);
		expect(await list('doctor_id=601&clinic_id=102')).toMatchObject({ total: 0, content: [] });
	});

	test.each(['', 'doctor_id=601', 'clinic_id=101', 'doctor_id=1&clinic_id=101', 'doctor_id=601&clinic_id=1'])(
		'is not listed with %s for a query',
		async (query) => expect(await get(`${PATHS.block}?${query}`)).toMatchObject(REFUSED),
	);
	test.each(['start_date=2026-03-02T00:00:00', 'size=0', 'page=-1', 'status=ACTIVE'])(
		'is not listed with %s',
		async (query) => expect(await get(`${PATHS.block}?${HERE}&${query}`)).toMatchObject(REFUSED),
	);

	test.each<[string, Fields]>([
		['an unknown doctor', { doctor_id: 1 }],
		['an unknown further doctor', { doctor_ids: [602, 1] }],
		['an unknown clinic', { clinic_id: 1 }],
		['an end before its start', { ends_at: '2026-03-02T11:00:00' }],
		['a time with a zone', { starts_at: '2026-03-02T12:00:00Z' }],
		['a slot with seconds', { slot_start_time: '12:00:00' }],
		['a series without its days', { recurrence_frequency: 'MONTHLY' }],
		['a series that never happens', { recurrence_frequency: 'WEEKLY', days_of_occurrence: [2] }],
		['an eighth day of the week', { days_of_occurrence: [8] }],
		['an interval of zero', { interval_count: 0 }],
	])('is refused with %s', async (_name, changes) => {
		expect(await post(PATHS.block, block(changes))).toMatchObject(REFUSED);
		expect(await rows('spry_block')).toEqual([]);
	});

	test('is changed alone, in part', async () => {
		const [first, second] = await good<Fields[]>(PATHS.block, lunches());
		const path = `${PATHS.block}/modify-block/${String(first?.doctor_blocking_schedule_id)}`;
		const changed = await good(path, { slot_start_time: '11:30', comments: 'early' });
		expect(changed).toEqual({
			...first,
			...{ starts_at: '2026-03-02T11:30:00', slot_start_time: '11:30', comments: 'early' },
		});
		const moved = await good(path, { starts_at: '2026-03-03T09:00:00', ends_at: '2026-03-03T10:00:00' });
		expect(moved).toMatchObject({ block_date: '2026-03-03', slot_start_time: '09:00', slot_end_time: '10:00' });
		expect(await good(`${PATHS.block}/${String(second?.doctor_blocking_schedule_id)}`)).toEqual(second);
		for (const wrong of [{ ends_at: '2026-03-01T10:00:00' }, { slot_end_time: '08:00' }, { doctor_id: 602 }]) {
			expect(await post(path, wrong)).toMatchObject(REFUSED);
		}
		expect(await post(`${PATHS.block}/modify-block/9999`, { comments: 'x' })).toMatchObject(REFUSED);
	});

	test('is changed as a series, of one doctor at one clinic', async () => {
		const [first] = await good<Fields[]>(PATHS.block, lunches({ doctor_ids: [602] }));
		const path = `${PATHS.block}/bulk-modify/${String(first?.block_identifier)}`;
		const changed = await good<Fields[]>(`${path}?${HERE}`, {
			slot_end_time: '12:45',
			block_reason: 'STAFF_MEETING',
		});
		expect(changed).toHaveLength(8);
		expect(changed[2]).toMatchObject({
			doctor_id: 601,
			ends_at: '2026-03-09T12:45:00',
			block_reason: 'STAFF_MEETING',
		});
		const other = await list('doctor_id=602&clinic_id=101');
		expect((other.content as Fields[])[0]).toMatchObject({ block_reason: 'LUNCH', slot_end_time: '13:00' });
		expect(await post(path, { comments: 'x' })).toMatchObject(REFUSED);
		expect(await post(`${path}?doctor_id=603&clinic_id=101`, { comments: 'x' })).toMatchObject(REFUSED);
		const nobody = `${PATHS.block}/bulk-modify/00000000-0000-4000-8000-000000000000?${HERE}`;
		expect(await post(nobody, { comments: 'x' })).toMatchObject(REFUSED);
	});

	test('is deleted as a series, whole or between two days, and once only', async () => {
		const [first] = await good<Fields[]>(PATHS.block, lunches());
		const path = `${PATHS.block}/bulk-delete/${String(first?.block_identifier)}`;
		const remove = (query: string) => ask(`${path}?${query}`, { method: 'DELETE' });
		for (const query of ['', 'date_time=2026-03-02T00:00:00', 'date_time=2026-03-02&start_date=2026-03-02']) {
			expect(await remove(query)).toMatchObject(REFUSED);
		}
		const span = 'date_time=2026-03-02&startDate_time=2026-03-09&endDate_time=2026-03-18';
		expect(await remove(span)).toMatchObject({
			status: 200,
			body: { code: 2000, data: expect.stringMatching(/\w/) },
		});
		expect(daysIn((await list(HERE)).content as Fields[])).toEqual(['03-02', '03-04', '03-23', '03-25']);
		expect(await remove(span)).toMatchObject(REFUSED);
		expect(await remove('date_time=2026-03-02')).toMatchObject({ body: { code: 2000 } });
		expect(await remove('date_time=2026-03-02')).toMatchObject(REFUSED);
		expect(await list(HERE)).toMatchObject({ total: 0 });
		const gone = await good(`${PATHS.block}/${String(first?.doctor_blocking_schedule_id)}`);
		expect(gone.block_status).toBe('DELETED');
	});
});
