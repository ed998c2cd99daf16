import { spry } from '../../sandbox/seed.mts';
import { useVendor, type Reply } from './support.mts';

type Fields = Record<string, unknown>;
interface Envelope {
	code: number;
	data: Record<string, unknown> | null;
}

const CASE = '/apis/soap-enrichment/v1/patientCase';
const { get, post, rows } = useVendor('spry');
const envelopeOf = (reply: Reply) => reply.body as Envelope;

describe('Spry case', () => {
	const [firstIcd, secondIcd] = spry.icdCodes;
	const icd = { id: firstIcd!.id, code: firstIcd!.code, revision: 'ICD10' };
	const physician = { referring_physician_id: 4001 };
	const newCase = (changes: Fields = {}): Fields => ({
		patient_id: spry.existingPatient.patient_id,
		case_title: 'Low back pain',
		specialization: 'MSK',
		...changes,
	});
	const fullCase = (): Fields =>
		newCase({
			direct_access: false,
			referring_physician_details: {
				...{
					...physician,
					first_name: 'Ansel',
					last_name: 'Thornbury',
					npi: 1999999901,
					fax_number: 6175550141,
				},
				...{ phone_number: 6175550140, address1: '40 Windlass Street', address2: 'Suite 2', city: 'Boston' },
				...{ state: 'MA', zip: '02116' },
			},
			secondary_referring_physician_details: { referring_physician_id: 4002, zip: 10001 },
			tertiary_referring_physician_details: { referring_physician_id: 4003 },
			icd_codes: [{ ...icd, description: firstIcd!.description }],
			treating_icd_codes: [{ id: secondIcd!.id, code: secondIcd!.code, revision: 'ICD10' }],
			number_of_past_visits_for_this_case: 2,
			treatment_start_date: '2026-01-05',
			date_of_injury: '2025-12-20',
			date_of_surgery: '2025-12-28',
			insurance_card_list: spry.insuranceCards.map((card, index) => ({
				...card,
				insurance_card_type: index === 0 ? 'PRIMARY' : 'SECONDARY',
			})),
			treatment_status: 'ACTIVE',
			payment_mode: 'INSURANCE_PAY',
			frequency_and_duration: 'twice a week for six weeks',
			visit_track_required: true,
			case_visit_limit: 12,
			body_pain_notes: 'worse in the morning',
			affected_body_part_details: ['lower back'],
			clinic_id: 101,
		});

	test('is created with every documented field and read back under its SPRY_CASE_ id', async () => {
		const reply = await post(CASE, fullCase());
		expect(reply).toMatchObject({ status: 200, body: { code: 2000 } });
		const { data } = envelopeOf(reply);
		expect(data?.spry_case_id).not.toContain(String(data?.id));
		expect(data).toMatchObject({
			referring_physician_details: { ref_physician_id: 4001, npi: '1999999901', zip: '02116' },
			secondary_referring_physician_details: { ref_physician_id: 4002, zip: '10001' },
		});
		expect(envelopeOf(await get(`${CASE}/${String(data?.spry_case_id)}`))).toMatchObject({ code: 2000, data });
	});

	test('is created from the three required fields, and twice when sent twice', async () => {
		const before = (await rows('spry_case')).length;
		const ids = [envelopeOf(await post(CASE, newCase())), envelopeOf(await post(CASE, newCase()))];
		expect(new Set(ids.map(({ data }) => data?.spry_case_id)).size).toBe(2);
		expect(await rows('spry_case')).toHaveLength(before + 2);
	});

	const card = { ...spry.insuranceCards[0], insurance_card_type: 'PRIMARY' };
	test.each<[string, Fields]>([
		['an unknown field', { note: 'x' }],
		['a missing title', { case_title: undefined }],
		['an unknown patient', { patient_id: 1 }],
		['a patient id as text', { patient_id: String(spry.existingPatient.patient_id) }],
		['an unknown clinic', { clinic_id: 1 }],
		['a specialization that is not enabled', { specialization: 'NEURO' }],
		['an unknown ICD id', { icd_codes: [{ ...icd, id: 1 }] }],
		['an ICD code under another id', { icd_codes: [{ ...icd, id: secondIcd!.id }] }],
		['an ICD id of zero', { treating_icd_codes: [{ ...icd, id: 0 }] }],
		['an ICD id of null', { treating_icd_codes: [{ ...icd, id: null }] }],
		['an ICD code without revision', { icd_codes: [{ id: icd.id, code: icd.code }] }],
		['another ICD revision', { icd_codes: [{ ...icd, revision: 'ICD11' }] }],
		['a single ICD code instead of a list', { icd_codes: icd }],
		['an unknown referring physician', { referring_physician_details: { referring_physician_id: 1 } }],
		['a referring physician without id', { referring_physician_details: { first_name: 'Ansel' } }],
		['an NPI as text', { referring_physician_details: { ...physician, npi: '1999999901' } }],
		['an NPI with nine digits', { referring_physician_details: { ...physician, npi: 199999990 } }],
		['a phone number with dashes', { referring_physician_details: { ...physician, phone_number: '617-555-0140' } }],
		[
			'a ZIP code as text without a leading zero',
			{ tertiary_referring_physician_details: { ...physician, zip: '10001' } },
		],
		['an unknown field of a physician', { secondary_referring_physician_details: { ...physician, degree: 'MD' } }],
		['a card without its type', { insurance_card_list: [spry.insuranceCards[0]] }],
		['an unknown card type', { insurance_card_list: [{ ...card, insurance_card_type: 'FIRST' }] }],
		[
			'nothing of a card but its id',
			{ insurance_card_list: [{ insurance_card_id: 7001, insurance_card_type: 'PRIMARY' }] },
		],
		["a card that is not the patient's", { insurance_card_list: [{ ...card, insurance_card_id: 7009 }] }],
		['a date with a time', { date_of_injury: '2025-12-20T00:00:00' }],
		['an unknown treatment status', { treatment_status: 'OPEN' }],
		['an unknown payment mode', { payment_mode: 'BARTER' }],
		['a yes instead of true', { visit_track_required: 'yes' }],
		['a negative visit limit', { case_visit_limit: -1 }],
		['a body part that is not text', { affected_body_part_details: [1] }],
	])('is refused with status 400 for %s', async (_name, changes) => {
		const before = (await rows('spry_case')).length;
		const reply = await post(CASE, newCase(changes));
		expect(reply).toMatchObject({
			status: 400,
			body: { code: 4000, data: null, message: expect.stringMatching(/\w/) },
		});
		expect(await rows('spry_case')).toHaveLength(before);
	});

	test("is not found under an unknown id or the record's other id", async () => {
		const other = envelopeOf(await post(CASE, newCase())).data?.id;
		for (const id of ['SPRY_CASE_0', String(other)]) {
			expect(await get(`${CASE}/${id}`)).toMatchObject({ status: 400, body: { code: 4000, data: null } });
		}
	});
});
