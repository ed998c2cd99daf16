import { spry } from '../../../sandbox/seed.mts';
import { byId, lateRow, prepared } from './rows.mts';
import { newCase, SPRY, unknownId } from './spry-support.mts';
import type { OperationCase } from './types.mts';

const [firstCode, secondCode] = spry.icdCodes;
const [physician] = spry.referringPhysicians;
const [firstCard, secondCard] = spry.insuranceCards;

const cases = prepared(newCase);
const caseId = byId('={{ $json.case }}');
const unsendable: OperationCase['unsendable'] = {
	row: (number) => ({ json: { case: '65f0c0de65f0c0de', title: `Renamed ${number}` } }),
	message: /"Case" is not valid/,
	field: 'Case',
};
const unknown = unknownId(() => ({ json: { case: 'SPRY_CASE_123456', title: 'Renamed' } }), /ID of the case/);

export const spryCaseGet: OperationCase = {
	...SPRY,
	resource: 'case',
	operation: 'get',
	operationId: 'getCase',
	parameters: { caseId },
	prepare: cases.prepare,
	good: (number) => ({ json: { case: cases.at(number).spry_case_id } }),
	unsendable,
	refused: unknown,
	output: (number) => ({
		spry_case_id: cases.at(number).spry_case_id,
		case_title: cases.at(number).case_title,
		treatment_status: 'ACTIVE',
	}),
	complete: [
		{
			name: 'the ID',
			parameters: {},
			row: lateRow(() => ({ json: { case: cases.at(0).spry_case_id } })),
			expected: ({ path }) => expect(path).toMatch(/^\/apis\/soap-enrichment\/v1\/patientCase\/SPRY_CASE_\w+$/),
		},
	],
};

export const spryCaseUpdate: OperationCase = {
	...SPRY,
	resource: 'case',
	operation: 'update',
	operationId: 'updateCase',
	alsoCalls: ['getCase', 'getInsuranceCards', 'searchIcdCodes'],
	parameters: { caseId, updateFields: { caseTitle: '={{ $json.title }}' } },
	prepare: cases.prepare,
	good: (number) => ({ json: { case: cases.at(number).spry_case_id, title: `Renamed ${number}` } }),
	unsendable,
	refused: unknown,
	output: (number) => ({ spry_case_id: cases.at(number).spry_case_id, case_title: `Renamed ${number}` }),
	mapsFrom: (body) => ({ ...body, spry_case_id: cases.at(0).spry_case_id }),
	complete: [
		{
			name: 'every field, codes and cards as picked or as a whole',
			parameters: {
				updateFields: {
					affectedBodyPartDetails: ['Left knee'],
					bodyPainNotes: 'Better on stairs',
					caseTitle: 'Left knee, second round',
					caseVisitLimit: '24',
					dateOfInjury: '2026-03-02',
					dateOfSurgery: '2026-03-20',
					directAccess: 'no',
					frequencyAndDuration: 'Weekly',
					icdCodes: { codes: [{ code: { __rl: true, mode: 'list', value: firstCode?.code ?? '' } }] },
					insuranceCardList: {
						cards: [
							{
								insuranceCardId: { __rl: true, mode: 'list', value: firstCard?.insurance_card_id ?? 0 },
								insuranceCardType: 'PRIMARY',
							},
							{ card: '={{ $json.secondCard }}', insuranceCardType: 'SECONDARY' },
						],
					},
					numberOfPastVisitsForThisCase: 4,
					paymentMode: 'Cash',
					referringPhysicianDetails: {
						details: {
							referringPhysicianId: String(physician.id),
							firstName: physician.first_name,
							lastName: physician.last_name,
							npi: physician.npi,
							faxNumber: physician.fax_number,
							phoneNumber: physician.phone_number,
							address1: physician.address1,
							address2: physician.address2,
							city: physician.city,
							state: physician.state,
							zip: physician.zip,
						},
					},
					specialization: { __rl: true, mode: 'list', value: 'PEDIATRIC' },
					treatingIcdCodes: {
						codes: [{ code: secondCode?.code ?? '', id: secondCode?.id ?? 0, description: 'Neck' }],
					},
					treatmentStartDate: '2026-04-01',
					treatmentStatus: 'discharged',
					visitTrackRequired: true,
				},
			},
			row: lateRow(() => ({ json: { case: cases.at(0).spry_case_id, secondCard: secondCard as never } })),
			expected: ({ body }) =>
				expect(body).toEqual({
					affected_body_part_details: ['Left knee'],
					body_pain_notes: 'Better on stairs',
					case_title: 'Left knee, second round',
					case_visit_limit: 24,
					date_of_injury: '2026-03-02',
					date_of_surgery: '2026-03-20',
					direct_access: false,
					frequency_and_duration: 'Weekly',
					icd_codes: [{ ...firstCode, revision: 'ICD10' }],
					insurance_card_list: [
						{ ...firstCard, insurance_card_type: 'PRIMARY' },
						{ ...secondCard, insurance_card_type: 'SECONDARY' },
					],
					number_of_past_visits_for_this_case: 4,
					payment_mode: 'CASH',
					referring_physician_details: {
						referring_physician_id: physician.id,
						first_name: physician.first_name,
						last_name: physician.last_name,
						npi: Number(physician.npi),
						fax_number: Number(physician.fax_number),
						phone_number: Number(physician.phone_number),
						address1: physician.address1,
						address2: physician.address2,
						city: physician.city,
						state: physician.state,
						zip: physician.zip,
					},
					specialization: 'PEDIATRIC',
					treating_icd_codes: [{ ...secondCode, description: 'Neck', revision: 'ICD10' }],
					treatment_start_date: '2026-04-01',
					treatment_status: 'DISCHARGED',
					visit_track_required: true,
				}),
		},
	],
};

export const spryCaseGetSpecializations: OperationCase = {
	...SPRY,
	resource: 'case',
	operation: 'getSpecializations',
	operationId: 'getSpecializations',
	isList: true,
	alsoCalls: ['searchIcdCodes'],
	parameters: { limit: 1, filters: { organisationId: '={{ $json.organisation }}' } },
	good: () => ({ json: { organisation: spry.organisationId } }),
	unsendable: {
		row: () => ({ json: { organisation: 'ours' } }),
		message: /"Organisation ID" is not a whole number/,
		field: 'Organisation ID',
	},
	refused: unknownId(() => ({ json: { organisation: 123456 } }), /organisation/),
	output: () => ({ category: spry.specializations[0] }),
	complete: [
		{
			name: 'the organisation and all of its list',
			parameters: { returnAll: true },
			row: { json: { organisation: String(spry.organisationId) } },
			expected: ({ path, query }) => {
				expect(path).toBe(`/apis/v4/organisation/${spry.organisationId}/config/dynamic-form`);
				expect(query).toEqual({ size: '1000' });
			},
		},
	],
};
