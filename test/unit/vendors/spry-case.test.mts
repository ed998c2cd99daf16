import { create as createCase } from '../../../nodes/Spry/actions/case/create.operation.ts';
import { update as updateCase } from '../../../nodes/Spry/actions/case/update.operation.ts';
import { spry } from '../../../nodes/Spry/vendor.ts';
import type { RequestSpec, StepsOperation } from '../../../nodes/shared/types.ts';
import { rejectionOf } from '../kernel/support.mts';
import { answerOf, documented, failureFor, itemsOf, wireFields } from './support.mts';

const CASE = { patientId: '1024', caseTitle: 'Left knee', specialization: 'MSK' };
const ICD_PATH = '/apis/soap-enrichment/v1/bcs/icd/search';
const CARDS_PATH = '/apis/v1/insurance/cards';

const HITS = [
	{ id: 1, code: 'M54.5', description: 'Low back pain', code_trim: 'M545', revision: 'ICD10' },
	{ id: 2, code: 'M54.50', description: 'Low back pain, unspecified', code_trim: 'M5450', revision: 'ICD10' },
];
const CARDS = [
	{ insurance_card_id: 5, insurance_number: 'X1', insurance_payer: { name: 'Harborlight' } },
	{ insurance_card_id: 6, insurance_number: 'X2', insurance_payer: { name: 'Bay Commons' } },
];

/** What Spry has for a case to choose from. */
function spryAnswers({ path }: RequestSpec) {
	const data = () => {
		if (path === ICD_PATH) return { content: null, results: HITS };
		if (path === CARDS_PATH) return CARDS;
		return { spry_case_id: 'SPRY_CASE_1', patient_id: 1024 };
	};
	return { code: 2000, data: data(), message: 'ok' };
}

const steps = (operation: StepsOperation, parameters: object) =>
	itemsOf(operation, { parameters: { ...parameters } }, spryAnswers);
const create = (more: object) => steps(createCase, { ...CASE, additionalFields: more });
const caseWith = async (more: object) => {
	const { sent } = await create(more);
	const [spec, ...others] = sent;
	expect(others).toEqual([]);
	return spec!;
};

describe('Spry Case: Create', () => {
	const physician = (name: string) => ({
		[name]: undefined,
		[`${name}.referring_physician_id*`]: undefined,
		...Object.fromEntries(
			[
				'first_name',
				'last_name',
				'npi',
				'fax_number',
				'phone_number',
				'address1',
				'address2',
				'city',
				'state',
				'zip',
			].map((key) => [`${name}.${key}`, undefined]),
		),
	});
	const icd = (name: string) => ({
		[name]: undefined,
		// Looked up where only the code is picked.
		[`${name}[].id`]: undefined,
		[`${name}[].code*`]: undefined,
		[`${name}[].description`]: undefined,
	});

	it('has every documented field with its values', () => {
		expect(wireFields(createCase.fields)).toEqual(
			documented({
				'patient_id*': undefined,
				'case_title*': undefined,
				'specialization*': undefined,
				direct_access: undefined,
				...physician('referring_physician_details'),
				...physician('secondary_referring_physician_details'),
				...physician('tertiary_referring_physician_details'),
				...icd('icd_codes'),
				...icd('treating_icd_codes'),
				number_of_past_visits_for_this_case: undefined,
				treatment_start_date: undefined,
				date_of_injury: undefined,
				date_of_surgery: undefined,
				insurance_card_list: undefined,
				// One of the two: picked, or given as a whole.
				'insurance_card_list[].card': undefined,
				'insurance_card_list[].insurance_card_id': undefined,
				'insurance_card_list[].insurance_card_type*': ['PRIMARY', 'SECONDARY', 'TERTIARY'],
				treatment_status: ['ACTIVE', 'DISCHARGED'],
				payment_mode: ['INSURANCE_PAY', 'SELF_PAY', 'CASH', 'CARD', 'UPI', 'WALLET'],
				frequency_and_duration: undefined,
				visit_track_required: undefined,
				case_visit_limit: undefined,
				body_pain_notes: undefined,
				affected_body_part_details: undefined,
				clinic_id: undefined,
			}),
		);
	});

	it('sends all of it in the types of the vendor', async () => {
		const doctor = {
			referringPhysicianId: '501',
			npi: '1234567893',
			faxNumber: '617-555-0142',
			phoneNumber: 6175550141,
			zip: '02115',
			state: 'ny',
		};
		const spec = await caseWith({
			directAccess: 'true',
			referringPhysicianDetails: { details: doctor },
			icdCodes: {
				codes: [
					{ id: '20154', code: 'M54.50', description: 'Low back pain' },
					{ id: 7, code: 'M25.561' },
				],
			},
			treatingIcdCodes: { codes: [{ id: 8, code: 'M54.16' }] },
			numberOfPastVisitsForThisCase: '3',
			treatmentStartDate: '2026-04-01T00:00:00',
			dateOfInjury: '2026-03-02',
			insuranceCardList: {
				cards: [
					{
						card: '{"insurance_card_id": 5, "insurance_number": "X1", "insurance_card_type": "TERTIARY"}',
						insuranceCardType: 'PRIMARY',
					},
				],
			},
			treatmentStatus: 'ACTIVE',
			paymentMode: 'Self Pay',
			caseVisitLimit: 0,
			affectedBodyPartDetails: ['Left knee', ''],
			clinicId: '101',
		});
		expect(spec).toEqual({
			method: 'POST',
			path: '/apis/soap-enrichment/v1/patientCase',
			body: {
				patient_id: 1024,
				case_title: 'Left knee',
				specialization: 'MSK',
				direct_access: true,
				referring_physician_details: {
					referring_physician_id: 501,
					npi: 1234567893,
					fax_number: 6175550142,
					phone_number: 6175550141,
					zip: '02115',
					state: 'NY',
				},
				icd_codes: [
					{ id: 20154, code: 'M54.50', description: 'Low back pain', revision: 'ICD10' },
					{ id: 7, code: 'M25.561', revision: 'ICD10' },
				],
				treating_icd_codes: [{ id: 8, code: 'M54.16', revision: 'ICD10' }],
				number_of_past_visits_for_this_case: 3,
				treatment_start_date: '2026-04-01',
				date_of_injury: '2026-03-02',
				insurance_card_list: [{ insurance_card_id: 5, insurance_number: 'X1', insurance_card_type: 'PRIMARY' }],
				treatment_status: 'ACTIVE',
				payment_mode: 'SELF_PAY',
				case_visit_limit: 0,
				affected_body_part_details: ['Left knee'],
				clinic_id: 101,
			},
			isComplete: expect.any(Function) as unknown,
		});
	});

	it('takes a specialization that only this organisation has', async () => {
		const { sent } = await steps(createCase, { ...CASE, specialization: 'Neuro' });
		expect(sent[0]?.body?.specialization).toBe('Neuro');
	});

	it('takes a common specialization in any case', async () => {
		const { sent } = await steps(createCase, { ...CASE, specialization: ' Pediatric' });
		expect(sent[0]?.body?.specialization).toBe('PEDIATRIC');
	});

	it.each([
		[
			{
				icdCodes: {
					codes: [
						{ id: 1, code: 'A' },
						{ id: 0, code: 'B' },
					],
				},
			},
			'Diagnosis ICD Codes 2 > ICD Code ID',
		],
		[{ treatingIcdCodes: { codes: [{ id: 1 }] } }, 'Treating ICD Codes 1 > Code'],
		[
			{ referringPhysicianDetails: { details: { firstName: 'Henrik' } } },
			'Referring Physician > Referring Physician ID',
		],
		[
			{ secondaryReferringPhysicianDetails: { details: { referringPhysicianId: 1, npi: '123' } } },
			'Secondary Referring Physician > NPI',
		],
		[
			{ insuranceCardList: { cards: [{ card: { name: 'x' }, insuranceCardType: 'PRIMARY' }] } },
			'Insurance Cards 1 > Whole Card',
		],
		[
			{ insuranceCardList: { cards: [{ card: { insurance_card_id: 1 }, insuranceCardType: 'FOURTH' }] } },
			'Insurance Cards 1 > Type',
		],
		[
			{ insuranceCardList: { cards: [{ card: { insurance_card_id: 0 }, insuranceCardType: 'PRIMARY' }] } },
			'Insurance Cards 1 > Whole Card',
		],
		[{ caseVisitLimit: -1 }, 'Case Visit Limit'],
		[{ dateOfSurgery: '2026-02-30' }, 'Date of Surgery'],
		[{ clinicId: 'north' }, 'Clinic'],
		[{ paymentMode: 'BARTER' }, 'Payment Mode'],
		[{ insuranceCardList: { cards: [{ insuranceCardType: 'PRIMARY' }] } }, 'Insurance Cards 1'],
		[
			{
				insuranceCardList: {
					cards: [{ card: { insurance_card_id: 5 }, insuranceCardId: 6, insuranceCardType: 'PRIMARY' }],
				},
			},
			'Insurance Cards 1',
		],
	])('refuses %j by the name of the field', async (more, field) => {
		expect((await rejectionOf(caseWith(more))).field).toBe(field);
	});

	it('gives back the case, and does not call an answer without one a success', async () => {
		const { items } = await create({});
		expect(items).toEqual([{ json: { spry_case_id: 'SPRY_CASE_1', patient_id: 1024 } }]);
		const empty = answerOf(200, { code: 2000, data: null });
		expect(failureFor(spry, createCase, empty, await caseWith({}))?.kind).toBe('malformed');
	});
});

describe('codes and cards that are picked for a case', () => {
	const picked = (value: unknown) => ({ __rl: true, mode: 'list', value });
	const codes = (...values: unknown[]) => ({ icdCodes: { codes: values.map((code) => ({ code })) } });
	const cards = (...values: unknown[]) => ({
		insuranceCardList: {
			cards: values.map((insuranceCardId) => ({ insuranceCardId, insuranceCardType: 'SECONDARY' })),
		},
	});

	it('are sent as Spry has them, each asked for in a way that all items share', async () => {
		const { sent } = await create({ ...codes(picked('M54.50')), ...cards(picked(6), picked('5')) });
		const [icd, ...rest] = sent;
		expect(icd).toMatchObject({ path: ICD_PATH, query: { q: 'M54.50', rev: 'ICD10' }, isShared: true });
		expect(rest).toHaveLength(3);
		for (const spec of rest.slice(0, 2)) {
			expect(spec).toMatchObject({ path: CARDS_PATH, query: { patient_id: 1024 }, isShared: true });
		}
		expect(rest[2]?.body).toMatchObject({
			icd_codes: [{ id: 2, code: 'M54.50', description: 'Low back pain, unspecified', revision: 'ICD10' }],
			insurance_card_list: [
				{ ...CARDS[1], insurance_card_type: 'SECONDARY' },
				{ ...CARDS[0], insurance_card_type: 'SECONDARY' },
			],
		});
	});

	it('are found without the dot and in small letters, and keep words of their own', async () => {
		const { sent } = await create({ treatingIcdCodes: { codes: [{ code: 'm545', description: 'Back' }] } });
		expect(sent.at(-1)?.body?.treating_icd_codes).toEqual([
			{ id: 1, code: 'M54.5', description: 'Back', revision: 'ICD10' },
		]);
	});

	it('are completed as well when a whole card holds only its number', async () => {
		const card = { insurance_card_id: 5 };
		const { sent } = await create({ insuranceCardList: { cards: [{ card, insuranceCardType: 'PRIMARY' }] } });
		expect(sent.at(-1)?.body?.insurance_card_list).toEqual([{ ...CARDS[0], insurance_card_type: 'PRIMARY' }]);
	});

	it.each([
		[codes('M99.99'), 'Diagnosis ICD Codes'],
		[{ treatingIcdCodes: { codes: [{ code: 'M99.99' }] } }, 'Treating ICD Codes'],
		[cards(99), 'Insurance Cards'],
	])('are refused by the name of the field when Spry has no such: %j', async (more, field) => {
		expect((await rejectionOf(create(more))).field).toBe(field);
	});

	it('are those of the patient of the case when it is changed', async () => {
		const { sent } = await steps(updateCase, { caseId: 'SPRY_CASE_1', updateFields: cards(5) });
		expect(sent.map(({ method, path }) => `${method} ${String(path)}`)).toEqual([
			'GET /apis/soap-enrichment/v1/patientCase/SPRY_CASE_1',
			`GET ${CARDS_PATH}`,
			'POST /apis/soap-enrichment/v1/patientCase/SPRY_CASE_1',
		]);
		expect(sent.at(-1)?.body).toEqual({
			insurance_card_list: [{ ...CARDS[0], insurance_card_type: 'SECONDARY' }],
		});
	});
});

describe('Spry Case: Update', () => {
	it('asks for nothing but the change when all is given', async () => {
		const { sent } = await steps(updateCase, {
			caseId: ' SPRY_CASE_1 ',
			updateFields: { treatmentStatus: 'discharged', specialization: 'msk' },
		});
		expect(sent).toMatchObject([
			{ method: 'POST', body: { treatment_status: 'DISCHARGED', specialization: 'MSK' } },
		]);
	});

	it('refuses to change nothing, and an ID that is not one of a case', async () => {
		const nothing = steps(updateCase, { caseId: 'SPRY_CASE_1', updateFields: {} });
		expect((await rejectionOf(nothing)).field).toBe('Update Fields');
		const other = async () => await steps(updateCase, { caseId: '65f0c0de', updateFields: { caseTitle: 'x' } });
		expect((await rejectionOf(other())).field).toBe('Case');
	});
});
