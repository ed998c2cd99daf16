import { create as createCase } from '../../../nodes/Spry/actions/case/create.operation.ts';
import { spry } from '../../../nodes/Spry/vendor.ts';
import { rejectionOf } from '../kernel/support.mts';
import { answerOf, documented, failureFor, requestOf, wireFields } from './support.mts';

const CASE = { patientId: '1024', caseTitle: 'Left knee', specialization: 'MSK' };
const caseWith = (more: object) => requestOf(createCase, { parameters: { ...CASE, additionalFields: { ...more } } });

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
		[`${name}[].id*`]: undefined,
		[`${name}[].code*`]: undefined,
		[`${name}[].description`]: undefined,
	});

	it('has every documented field with its values', () => {
		expect(wireFields(createCase.fields)).toEqual(
			documented({
				'patient_id*': undefined,
				'case_title*': undefined,
				'specialization*': ['MSK', 'CHIROPRACTOR', 'LYMPHATIC', 'VESTIBULAR', 'PEDIATRIC'],
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
				'insurance_card_list[].card*': undefined,
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
		const spec = await requestOf(createCase, { parameters: { ...CASE, specialization: 'NEURO' } });
		expect(spec.body?.specialization).toBe('NEURO');
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
			'Insurance Cards 1 > Card',
		],
		[
			{ insuranceCardList: { cards: [{ card: { insurance_card_id: 1 }, insuranceCardType: 'FOURTH' }] } },
			'Insurance Cards 1 > Type',
		],
		[
			{ insuranceCardList: { cards: [{ card: { insurance_card_id: 0 }, insuranceCardType: 'PRIMARY' }] } },
			'Insurance Cards 1 > Card',
		],
		[{ caseVisitLimit: -1 }, 'Case Visit Limit'],
		[{ dateOfSurgery: '2026-02-30' }, 'Date of Surgery'],
		[{ clinicId: 'north' }, 'Clinic ID'],
		[{ paymentMode: 'BARTER' }, 'Payment Mode'],
	])('refuses %j by the name of the field', async (more, field) => {
		expect((await rejectionOf(caseWith(more))).field).toBe(field);
	});

	it('gives back the case, and does not call an answer without one a success', async () => {
		const answer = answerOf(200, { code: 2000, data: { id: 'a', spry_case_id: 'SPRY_CASE_1' } });
		expect(createCase.output(answer, {} as never)).toEqual({ id: 'a', spry_case_id: 'SPRY_CASE_1' });
		const empty = answerOf(200, { code: 2000, data: null });
		expect(failureFor(spry, createCase, empty, await caseWith({}))?.kind).toBe('malformed');
	});
});
