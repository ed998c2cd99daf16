import { spry } from '../../sandbox/seed.mts';
import { openReceiver } from './receiver.mts';
import { PATHS, PATIENT_ID, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { sandbox, ask, good, post, somebody } = useSpry();
const newCase = { patient_id: PATIENT_ID, case_title: 'Knee', specialization: 'MSK' };
const patient = {
	first_name: 'Nova',
	last_name: 'Testwood',
	date_of_birth: '1999-09-09',
	sex: 'FEMALE',
	clinic_id: 101,
};
const icd = spry.icdCodes[0]!;

beforeEach(() => sandbox().reset());

describe('Spry accepts what its own pages show', () => {
	test('a case whose date of injury is null', async () => {
		const dates = { date_of_injury: null, date_of_surgery: null, treatment_start_date: '2026-01-05' };
		expect(await good(PATHS.case, { ...newCase, ...dates })).toMatchObject(dates);
	});

	test('a ZIP code with four more digits, as its own answers give it', async () => {
		const referring_physician_details = { referring_physician_id: 4001, zip: '84790-7049' };
		const made = await good(PATHS.case, { ...newCase, referring_physician_details });
		expect(made.referring_physician_details).toMatchObject({ zip: '84790-7049' });
	});

	test('an authorization whose lists become empty', async () => {
		const { caseId } = await somebody();
		const codes = [{ id: icd.id, code: icd.code, revision: 'ICD10' }];
		const { authorization_id } = await good(PATHS.authorization, {
			...{ spry_case_id: caseId, authorization_reference_number: 'PA-1', icd_codes: codes },
		});
		const path = `${PATHS.authorization}/${String(authorization_id)}`;
		expect(await good(path, { icd_codes: [] })).toMatchObject({ icd_codes: [] });
	});

	test('a search for notes by several payment modes and categories', async () => {
		const search = (query: string) => good(`${PATHS.note}/search?size=50&${query}`);
		expect(await search('payment_mode=INSURANCE_PAY,SELF_PAY')).toMatchObject({ total: spry.soapNotes.length });
		expect(await search('payment_mode=SELF_PAY')).toMatchObject({ total: 6 });
		expect(await search('payment_mode=CASH,UPI')).toMatchObject({ total: 0 });
		expect(await search('category=NEURO,MSK')).toMatchObject({ total: spry.soapNotes.length });
	});

	test('the ID of a block series that is not a UUID', async () => {
		await sandbox().settings({ plainBlockIdentifiers: true });
		const block = { doctor_id: 601, clinic_id: 101 };
		const days = { recurrence_frequency: 'WEEKLY', days_of_occurrence: [1] };
		const times = { starts_at: '2026-03-02T12:00:00', ends_at: '2026-03-16T13:00:00' };
		const [{ block_identifier } = {}] = await good<Fields[]>(PATHS.block, { ...block, ...days, ...times });
		expect(block_identifier).toMatch(/^uuid-series-\w+$/);
		const path = `${PATHS.block}/bulk-delete/${String(block_identifier)}?date_time=2026-03-02`;
		// The first day alone ends the series from that day on.
		expect(await good(`${path}&startDate_time=2026-03-09`, undefined, 'DELETE')).toBe('2 blocks deleted');
		const unknown = `${PATHS.block}/bulk-delete/uuid-abc-123?date_time=2026-03-02`;
		expect(await ask(unknown, { method: 'DELETE' })).toMatchObject({
			...REFUSED,
			body: { message: 'Block not found' },
		});
	});

	test('an appointment that ends when it starts', async () => {
		const ids = { doctor_id: 601, patient_id: PATIENT_ID, clinic_id: 101, appointment_category: [202] };
		const times = { timestamp: 1_900_000_000, end_timestamp: 1_900_000_000, payment_mode: 'SELF_PAY' };
		expect(await good(PATHS.appointment, { ...ids, ...times })).toMatchObject({ date_time: '1900000000' });
		expect(await post(PATHS.appointment, { ...ids, ...times, end_timestamp: 1_899_999_999 })).toMatchObject(
			REFUSED,
		);
	});
});

test.each<[string, string, Fields]>([
	['a patient with two digits for a postal code', PATHS.patient, { ...patient, address: { postal_code: 12 } }],
	['a patient who is born in 2999', PATHS.patient, { ...patient, date_of_birth: '2999-01-01' }],
	['a doctor who is born in 2999', PATHS.doctor, { master_specialization: 'PT', date_of_birth: '2999-01-01' }],
	[
		'a member of staff whose sex is not one of its values',
		PATHS.addStaff,
		{ user_details: { username: 'x', password: 'Abcdef1!', roles: ['FRONT_DESK'], sex: 'WOMAN' } },
	],
	[
		'a physician whose ZIP code has letters',
		PATHS.physician,
		{ first_name: 'A', last_name: 'B', org_id: 77, office_address: [{ zip: 'abc' }] },
	],
	[
		'a physician whose phone number is a sentence',
		PATHS.physician,
		{ first_name: 'A', last_name: 'B', org_id: 77, phone_number: 'call me' },
	],
])('Spry refuses %s', async (_name, path, body) => {
	const { status, body: answer } = await post(path, body);
	expect([status, answer]).toEqual([path === PATHS.patient ? 200 : 400, expect.objectContaining({ code: 4000 })]);
});

test('Spry refuses an authorization whose payer is in a state that it writes out', async () => {
	const { caseId } = await somebody();
	const given = { spry_case_id: caseId, authorization_reference_number: 'PA-1' };
	expect(await post(PATHS.authorization, { ...given, insurance_payer: { payer_state: 'Utah' } })).toMatchObject(
		REFUSED,
	);
	expect(await good(PATHS.authorization, { ...given, insurance_payer: { payer_state: 'UT' } })).toBeDefined();
});

test('Spry finds codes of another revision, which a case does not take', async () => {
	const search = '/apis/soap-enrichment/v1/bcs/icd/search?q=low+back';
	const { results } = await good<{ results: Array<{ id: number; code: string }> }>(`${search}&rev=ICD11`);
	expect(results).toMatchObject([{ revision: 'ICD11' }]);
	const [{ id, code } = { id: 0, code: '' }] = results;
	for (const revision of ['ICD10', 'ICD11']) {
		expect(await post(PATHS.case, { ...newCase, icd_codes: [{ id, code, revision }] })).toMatchObject(REFUSED);
	}
	expect(await good(`${search}&rev=SNOMED`)).toMatchObject({ results: [] });
});

test('Spry has categories with null for billable and exclusive', async () => {
	const told = await good<Fields[]>(`${PATHS.category}?clinic_id=101`);
	expect(told.map(({ is_billable, is_exclusive }) => [is_billable, is_exclusive])).toContainEqual([null, null]);
});

test('Spry can give the name of the category where the name of the clinic belongs', async () => {
	await sandbox().settings({ clinicNamedAfterCategory: true });
	const told = await good<Fields[]>(`${PATHS.category}?clinic_id=101`);
	expect(told[0]!.appointment_category_conf).toMatchObject({
		appointmentCategory: { name: 'Initial evaluation', clinicName: 'Initial evaluation' },
	});
});

test('Spry can answer about subscriptions without its envelope', async () => {
	await sandbox().settings({ subscriptionAnswers: 'bare' });
	const subscription = { name: 'n8n', event_types: ['case.created'], notification_url: 'http://127.0.0.1:9/hook' };
	const made = await post(PATHS.subscription, subscription);
	const { id } = made.body as { id: string };
	expect(made).toMatchObject({ status: 201, body: { ...subscription, signature_key: expect.any(String) as string } });
	const path = `${PATHS.subscription}/${id}`;
	expect((await ask(PATHS.subscription, {})).body).toEqual([expect.objectContaining({ id })]);
	expect((await ask(path, {})).body).toMatchObject({ id });
	const rotated = await ask(`${path}/rotate-secret`, { method: 'POST' });
	expect(rotated).toMatchObject({ status: 200, body: { id, signature_key: expect.any(String) as string } });
	expect(await ask(path, { method: 'DELETE' })).toMatchObject({ status: 204, body: undefined });
});

test('Spry can number its events', async () => {
	await sandbox().settings({ numericEventIds: true });
	const receiver = await openReceiver();
	try {
		const events = { event_types: ['patient.created'], notification_url: receiver.url };
		await good(PATHS.subscription, { name: 'n8n', ...events });
		await sandbox().deliver({ vendor: 'spry', event: 'patient.created' });
		const [first] = await receiver.waitFor(1);
		const { event_id } = JSON.parse(first!.text) as { event_id: number };
		expect(event_id).toEqual(expect.any(Number));
		expect(first!.headers['x-event-id']).toBe(String(event_id));
	} finally {
		await receiver.close();
	}
});
