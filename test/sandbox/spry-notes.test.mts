import { spry } from '../../sandbox/seed.mts';
import { PATHS, PATIENT_ID, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { get, good, post, rows, somebody } = useSpry();
const idsIn = (data: Fields) => (data.contexts as Fields[]).map(({ context_id }) => context_id);
const seeded = spry.soapNotes.map(({ id }) => id);
const search = (query: Record<string, string>) => good(`${PATHS.note}/search?${new URLSearchParams(query).toString()}`);

describe('Spry SOAP note', () => {
	test('starts out incomplete, and is read by another path', async () => {
		const { patientId } = await somebody();
		const given = { patient_id: patientId, type: 'INITIAL_SOAP', category: 'MSK', soap_without_appointment: true };
		const opened = await good(PATHS.newNote, { ...given, appointment_id: 0 });
		expect(opened).toMatchObject({
			...{
				...given,
				context_id: expect.any(String),
				status: 'INCOMPLETED',
				completed: false,
				appointment_id: null,
			},
			...{ clinic_id: 101, organisation_id: spry.organisationId, tags: [], attributes: {} },
		});
		const path = `${PATHS.note}/${String(opened.context_id)}`;
		expect(await good(path)).toEqual(opened);
		expect((await get(`${PATHS.newNote}/${String(opened.context_id)}`)).status).toBe(404);
		expect((await post(PATHS.note, given)).status).toBe(405);
	});

	test('takes its case, its time and its payment mode from the appointment', async () => {
		const { patientId, caseId } = await somebody();
		const timestamp = Date.UTC(2026, 4, 4, 13) / 1000;
		const { appointment_id } = await good(PATHS.appointment, {
			...{ doctor_id: 601, patient_id: patientId, clinic_id: 101, appointment_category: [201], timestamp },
			...{ end_timestamp: timestamp + 1800, payment_mode: 'CASH', spry_case_id: caseId },
		});
		expect(
			await good(PATHS.newNote, { patient_id: patientId, type: 'FOLLOWUP_SOAP', appointment_id }),
		).toMatchObject({
			...{ appointment_id, spry_case_id: caseId, case_title: 'Knee', payment_mode: 'CASH' },
			service_date_time: '2026-05-04T13:00:00',
		});
	});

	test('is stored under the type that its sub-type stands for', async () => {
		const note = (subType: string) => ({ patient_id: PATIENT_ID, type: 'FOLLOWUP_SOAP', attributes: { subType } });
		const typeOf = async (subType: string) => (await good(PATHS.newNote, note(subType))).type;
		expect(await typeOf('RE_EVALUATION')).toBe('INITIAL_SOAP');
		expect(await typeOf('simpleDischargeNote')).toBe('DISCHARGE_NOTE');
		expect(await typeOf('other')).toBe('FOLLOWUP_SOAP');
	});

	test('needs a parent of the same patient when it is an addendum', async () => {
		const { patientId } = await somebody();
		const addendum = (changes: Fields) => ({ patient_id: patientId, type: 'ADDENDUM', ...changes });
		const { context_id } = await good(PATHS.newNote, { patient_id: patientId, type: 'INITIAL_SOAP' });
		await good(PATHS.newNote, addendum({ parent: context_id }));
		for (const wrong of [{}, { parent: '' }, { parent: 'none' }, { parent: seeded[0] }]) {
			expect(await post(PATHS.newNote, addendum(wrong))).toMatchObject(REFUSED);
		}
	});

	test.each<[string, Fields]>([
		['no type', { type: undefined }],
		['a type in small letters', { type: 'initial' }],
		['an unknown patient', { patient_id: 1 }],
		['an unknown appointment', { appointment_id: 999_999 }],
		['an unknown case', { spry_case_id: 'SPRY_CASE_0' }],
		['an unknown note to carry forward from', { data_carry_forward_from: 'none' }],
	])('is refused with %s', async (_name, changes) => {
		const before = (await rows('spry_soap_note')).length;
		const given = { patient_id: PATIENT_ID, type: 'INITIAL_SOAP', ...changes };
		expect(await post(PATHS.newNote, given)).toMatchObject(REFUSED);
		expect(await rows('spry_soap_note')).toHaveLength(before);
	});

	test('is not found under an unknown id', async () => {
		expect(await get(`${PATHS.note}/none`)).toMatchObject(REFUSED);
	});

	test('comes ten to a page, the latest service first', async () => {
		const { patientId } = await somebody();
		const ids: unknown[] = [];
		for (let count = 0; count < 11; count++) {
			ids.push((await good(PATHS.newNote, { patient_id: patientId, type: 'FOLLOWUP_SOAP' })).context_id);
		}
		const first = await good(`${PATHS.note}?patient_id=${patientId}`);
		expect(first).toMatchObject({ total: 11, pages: 2, current: 1, no_of_records: 10 });
		const second = await good(`${PATHS.note}?patient_id=${patientId}&page=2`);
		expect(second).toMatchObject({ total: 11, pages: 2, current: 2, no_of_records: 1 });
		expect(new Set([...idsIn(first), ...idsIn(second)])).toEqual(new Set(ids));
		expect(await good(`${PATHS.note}?patient_id=${patientId}&page=3`)).toMatchObject({
			no_of_records: 0,
			contexts: [],
		});
	});

	test('is sorted by the time of service in either direction', async () => {
		const span = { start_date_time: '2026-01-05T14:00:00', end_date_time: '2026-01-19T14:00:00' };
		expect(idsIn(await search(span))).toEqual([seeded[2], seeded[1], seeded[0]]);
		expect(idsIn(await search({ ...span, sort_direction: 'ASC' }))).toEqual(seeded.slice(0, 3));
	});

	test('is found by every filter there is, each narrowing the result', async () => {
		const { patientId, caseId } = await somebody();
		const { context_id } = await good(PATHS.newNote, {
			...{ patient_id: patientId, type: 'INITIAL_SOAP', spry_case_id: caseId, category: 'NEURO' },
		});
		expect(idsIn(await search({ patient_id: String(patientId) }))).toEqual([context_id]);
		expect(idsIn(await search({ spry_case_id: caseId }))).toEqual([context_id]);
		expect(idsIn(await search({ category: 'NEURO' }))).toEqual([context_id]);
		expect(idsIn(await search({ patient_id: String(patientId), completed: 'true' }))).toEqual([]);
		const finished = {
			completed: 'true',
			status: 'COMPLETED',
			organisation_id: '77',
			clinic_id: '101',
			size: '50',
		};
		expect(new Set(idsIn(await search(finished)))).toEqual(new Set(seeded));
		expect(await search({ ...finished, payment_mode: 'SELF_PAY' })).toMatchObject({ total: 6 });
		expect(await search({ ...finished, tags: 'progress,knee' })).toMatchObject({ total: 4 });
		expect(await search({ ...finished, tags: 'progress,hip' })).toMatchObject({ total: 0 });
		expect(await search({ appointment_id: '999999' })).toMatchObject({ total: 0 });
	});

	test.each([
		...[
			'organisation_id=78',
			'clinic_id=1',
			'patient_id=1',
			'spry_case_id=SPRY_CASE_0',
			'status=DONE',
			'completed=yes',
		],
		...[
			'start_date_time=2026-01-05',
			'start_date_time=2026-01-05T14:00:00Z',
			'sort_direction=desc',
			'page=0',
			'text=knee',
		],
	])('is not searched with %s', async (query) => {
		expect(await get(`${PATHS.note}/search?${query}`)).toMatchObject(REFUSED);
	});

	test.each(['', 'patient_id=1', `patient_id=${PATIENT_ID}&status=COMPLETED`, `patient_id=${PATIENT_ID}&size=0`])(
		'is not listed with %s for a query',
		async (query) => expect(await get(`${PATHS.note}?${query}`)).toMatchObject(REFUSED),
	);
});
