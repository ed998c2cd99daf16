import { spry } from '../../sandbox/seed.mts';
import { PATHS, PATIENT_ID, REFUSED, useSpry, type Fields } from './spry-support.mts';

const { ask, get, good, post, rows, somebody } = useSpry();
const AUTH = PATHS.authorization;
const icdOf = (index: number) => {
	const { id, code } = spry.icdCodes[index]!;
	return { id, code, revision: 'ICD10' };
};

describe('Spry case update', () => {
	test('changes what is given, lists as a whole, and keeps the rest', async () => {
		const newCase = {
			...{ patient_id: PATIENT_ID, case_title: 'Back', specialization: 'MSK', icd_codes: [icdOf(0), icdOf(1)] },
			...{
				referring_physician_details: { referring_physician_id: 4001 },
				body_pain_notes: 'worse in the morning',
			},
		};
		const before = await good(PATHS.case, newCase);
		const path = `${PATHS.case}/${String(before.spry_case_id)}`;
		const after = await good(path, {
			...{ treatment_status: 'DISCHARGED', icd_codes: [icdOf(2)], case_title: 'Back, healed' },
			referring_physician_details: { referring_physician_id: 4002, npi: 1999999919, zip: '01103' },
		});
		expect(after).toMatchObject({
			...{ spry_case_id: before.spry_case_id, id: before.id, body_pain_notes: 'worse in the morning' },
			...{ treatment_status: 'DISCHARGED', case_title: 'Back, healed', icd_codes: [icdOf(2)] },
			patient_case_identifier: {
				patient_id: PATIENT_ID,
				case_title: 'Back, healed',
				treatment_status: 'DISCHARGED',
			},
			referring_physician_details: {
				ref_physician_id: 4002,
				npi: '1999999919',
				zip: '01103',
				city: 'Springfield',
			},
		});
		expect(await good(path)).toEqual(after);
	});

	test.each<[string, Fields]>([
		['the patient', { patient_id: PATIENT_ID }],
		['the clinic', { clinic_id: 101 }],
		['a second physician', { secondary_referring_physician_details: { referring_physician_id: 4001 } }],
		['an unknown physician', { referring_physician_details: { referring_physician_id: 1 } }],
		['a physician without id', { referring_physician_details: { first_name: 'Ansel' } }],
		['an unknown ICD code', { icd_codes: [{ ...icdOf(0), id: 1 }] }],
		['a specialization that is not enabled', { specialization: 'NEURO' }],
		['an unknown status', { treatment_status: 'CLOSED' }],
		['a date with a time', { date_of_injury: '2026-01-01T00:00:00' }],
	])('is refused with %s', async (_name, changes) => {
		const { caseId } = await somebody();
		const before = await good(`${PATHS.case}/${caseId}`);
		expect(await post(`${PATHS.case}/${caseId}`, changes)).toMatchObject(REFUSED);
		expect(await good(`${PATHS.case}/${caseId}`)).toEqual(before);
	});

	test("takes the patient's own insurance cards only", async () => {
		const { caseId } = await somebody();
		const card = { ...spry.insuranceCards[0], insurance_card_type: 'PRIMARY' };
		expect(await post(`${PATHS.case}/${caseId}`, { insurance_card_list: [card] })).toMatchObject(REFUSED);
		const newCase = { patient_id: PATIENT_ID, case_title: 'Back', specialization: 'MSK' };
		const own = String((await good(PATHS.case, newCase)).spry_case_id);
		const changed = await good(`${PATHS.case}/${own}`, { insurance_card_list: [card] });
		expect(changed.insurance_card_list).toEqual([card]);
	});

	test('is refused for an unknown case', async () => {
		expect(await post(`${PATHS.case}/SPRY_CASE_0`, { case_title: 'x' })).toMatchObject(REFUSED);
	});
});

describe('Spry authorization', () => {
	const authorization = (caseId: string, changes: Fields = {}): Fields => ({
		...{ spry_case_id: caseId, authorization_reference_number: 'PA-100', ...changes },
	});

	test('is added to a case, read, and listed for it', async () => {
		const { patientId, caseId } = await somebody();
		const added = await good(
			AUTH,
			authorization(caseId, { current_visit_count: 2, previous_consumed_visit_count: 3 }),
		);
		expect(added).toMatchObject({
			...{ authorization_id: expect.stringMatching(/^auth_/), spry_case_id: caseId, case_title: 'Knee' },
			...{ authorization_status: 'ACTIVE', patient_id: patientId, organisation_id: spry.organisationId },
			...{ patient_name: expect.stringContaining('Fernsby'), final_consumed_visit_count: 5, icd_codes: [] },
			updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
			created_date: expect.stringMatching(/Z$/),
		});
		expect(await good(`${AUTH}/${String(added.authorization_id)}`)).toEqual(added);
		expect(await good(`${AUTH}?case_id=${caseId}`)).toEqual([added]);
		const { caseId: other } = await somebody();
		expect(await good(`${AUTH}?case_id=${other}`)).toEqual([]);
	});

	test('is found by a part of the patient name and by its number', async () => {
		const { patientId, caseId } = await somebody();
		const { name } = await good(`${PATHS.patient}/${patientId}`);
		const number = `PA-${patientId}`;
		const { authorization_id } = await good(
			AUTH,
			authorization(caseId, { authorization_reference_number: number }),
		);
		const found = async (query: Record<string, string>) =>
			(await good<Fields[]>(`${AUTH}/search?${new URLSearchParams(query).toString()}`)).map(
				(one) => one.authorization_id,
			);
		expect(await found({ authorizationReferenceNumber: number })).toEqual([authorization_id]);
		expect(await found({ patientName: String(name).toUpperCase() })).toEqual([authorization_id]);
		expect(await found({ patientName: String(name), authorizationReferenceNumber: 'PA' })).toEqual([]);
		expect(await found({ organisationId: '77' })).toContain(authorization_id);
		for (const query of ['organisationId=78', 'patient_name=x', 'page=1']) {
			expect(await get(`${AUTH}/search?${query}`)).toMatchObject(REFUSED);
		}
	});

	test('is changed in part, and each of its lists as a whole', async () => {
		const { caseId } = await somebody();
		const added = await good(
			AUTH,
			authorization(caseId, { icd_codes: [icdOf(0), icdOf(1)], comments: 'by phone' }),
		);
		const path = `${AUTH}/${String(added.authorization_id)}`;
		const changes = { icd_codes: [icdOf(2)], authorization_status: 'EXPIRED', current_visit_count: 4 };
		const changed = await good(path, changes);
		expect(changed).toMatchObject({ ...changes, comments: 'by phone', final_consumed_visit_count: 4 });
		expect(await good(path)).toEqual(changed);
		for (const wrong of [{ spry_case_id: caseId }, { patient_id: 1 }, { authorization_status: 'OPEN' }]) {
			expect(await post(path, wrong)).toMatchObject(REFUSED);
		}
		expect(await post(`${AUTH}/auth_0`, changes)).toMatchObject(REFUSED);
	});

	test('is deleted once; the second time status 200 comes with code 4004', async () => {
		const { caseId } = await somebody();
		const path = `${AUTH}/${String((await good(AUTH, authorization(caseId))).authorization_id)}`;
		expect(await ask(path, { method: 'DELETE' })).toMatchObject({
			status: 200,
			body: { code: 2000, data: expect.stringMatching(/\w/) },
		});
		expect(await ask(path, { method: 'DELETE' })).toMatchObject({ status: 200, body: { code: 4004, data: null } });
		expect(await get(path)).toMatchObject(REFUSED);
		expect(await good(`${AUTH}?case_id=${caseId}`)).toEqual([]);
	});

	test('is not listed for an unknown case, or without one; that comes with status 200', async () => {
		for (const query of ['', '?case_id=SPRY_CASE_0', '?case_id=1', '?spry_case_id=SPRY_CASE_0']) {
			expect(await get(`${AUTH}${query}`)).toMatchObject({ status: 200, body: { code: 4000, data: null } });
		}
	});

	test.each<[string, Fields]>([
		['an unknown case', { spry_case_id: 'SPRY_CASE_0' }],
		['the patient of another case', { patient_id: PATIENT_ID }],
		['another organisation', { organisation_id: 78 }],
		['an unknown clinic', { clinic_id: 1 }],
		['an unknown ICD code', { icd_codes: [{ ...icdOf(0), id: 1 }] }],
		['a phone number as a number', { phone_number: 6175550100 }],
		['a time with a zone', { plan_start_date: '2026-01-01T00:00:00Z' }],
		['a day in place of a time', { effective_end_date: '2026-01-01' }],
		['an end before its start', { plan_start_date: '2026-02-01T00:00:00', plan_end_date: '2026-01-01T00:00:00' }],
		['an unknown payer field', { insurance_payer: { clearing_house: 'CLAIM_MD' } }],
	])('is refused with %s', async (_name, changes) => {
		const { caseId } = await somebody();
		const before = (await rows('spry_authorization')).length;
		expect(await post(AUTH, authorization(caseId, changes))).toMatchObject(REFUSED);
		expect(await rows('spry_authorization')).toHaveLength(before);
	});
});
