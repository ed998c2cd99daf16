import { spry } from '../../../sandbox/seed.mts';
import type { OperationCase, Row } from './types.mts';

const patientId = spry.existingPatient.patient_id;
const [firstCode, secondCode] = spry.icdCodes;
const [primary, secondary, tertiary] = spry.referringPhysicians;
const [firstCard, secondCard] = spry.insuranceCards;

function good(number: number): Row {
	return { json: { patient: patientId, title: `Shoulder ${number}`, specialization: 'MSK' } };
}

type Physician = (typeof spry.referringPhysicians)[number];

/** A physician as a person fills it in; the sandbox takes any address for a known id. */
function physician({ id, ...rest }: Physician) {
	return {
		referringPhysicianId: String(id),
		firstName: rest.first_name,
		lastName: rest.last_name,
		npi: rest.npi,
		faxNumber: rest.fax_number,
		phoneNumber: rest.phone_number,
		address1: rest.address1,
		address2: 'Suite 2',
		city: rest.city,
		state: rest.state,
		zip: rest.zip,
	};
}

/** The same as the vendor wants it: numbers where it documents numbers. */
function sentPhysician({ id, ...rest }: Physician, zip: string | number) {
	return {
		...rest,
		referring_physician_id: id,
		npi: Number(rest.npi),
		fax_number: Number(rest.fax_number),
		phone_number: Number(rest.phone_number),
		address2: 'Suite 2',
		zip,
	};
}

export const spryCaseCreate: OperationCase = {
	vendor: 'spry',
	folder: 'Spry',
	node: 'n8n-nodes-carechain.spry',
	resource: 'case',
	operation: 'create',
	operationId: 'createCase',
	parameters: {
		patientId: { __rl: true, mode: 'id', value: '={{ $json.patient }}' },
		caseTitle: '={{ $json.title }}',
		specialization: '={{ $json.specialization }}',
	},
	good,
	unsendable: {
		row: (number) => ({ json: { ...good(number).json, patient: 'twelve' } }),
		message: /"Patient" is not a whole number/,
		field: 'Patient',
	},
	refused: {
		row: (number) => ({ json: { ...good(number).json, patient: 123456 } }),
		message: /Spry refused the data \(HTTP 400, code 4000\)/,
		description: /patient/,
		httpStatus: 400,
		vendorCode: '4000',
		vendorWords: /123456/,
	},
	table: 'spry_case',
	output: (number) => ({
		case_title: `Shoulder ${number}`,
		patient_id: patientId,
		spry_case_id: expect.stringMatching(/^SPRY_CASE_/),
	}),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				additionalFields: {
					affectedBodyPartDetails: ['Left knee', 'Right hip'],
					bodyPainNotes: 'Sharp on stairs',
					caseVisitLimit: '12',
					clinicId: '101',
					dateOfInjury: '2026-03-02T00:00:00',
					dateOfSurgery: '2026-03-20',
					icdCodes: {
						codes: [
							{
								id: String(firstCode?.id),
								code: firstCode?.code ?? '',
								description: firstCode?.description ?? '',
							},
						],
					},
					directAccess: 'true',
					frequencyAndDuration: 'Twice a week for six weeks',
					insuranceCardList: {
						cards: [
							{ card: JSON.stringify(firstCard), insuranceCardType: 'PRIMARY' },
							{ card: '={{ $json.secondCard }}', insuranceCardType: 'SECONDARY' },
						],
					},
					numberOfPastVisitsForThisCase: 3,
					paymentMode: 'Insurance Pay',
					referringPhysicianDetails: {
						details: { ...physician(primary), faxNumber: '(617) 555-0141', phoneNumber: '+1 617 555 0140' },
					},
					secondaryReferringPhysicianDetails: { details: physician(secondary) },
					tertiaryReferringPhysicianDetails: { details: { ...physician(tertiary), zip: '11103' } },
					visitTrackRequired: true,
					treatingIcdCodes: {
						codes: [
							{ id: secondCode?.id ?? 0, code: secondCode?.code ?? '', description: 'Neck' },
							{ id: firstCode?.id ?? 0, code: firstCode?.code ?? '', description: '' },
						],
					},
					treatmentStartDate: '2026-04-01',
					treatmentStatus: 'active',
				},
			},
			row: { json: { ...good(0).json, secondCard: secondCard as never } },
			expected: ({ body }) =>
				expect(body).toEqual({
					patient_id: patientId,
					case_title: 'Shoulder 0',
					specialization: 'MSK',
					affected_body_part_details: ['Left knee', 'Right hip'],
					body_pain_notes: 'Sharp on stairs',
					case_visit_limit: 12,
					clinic_id: 101,
					date_of_injury: '2026-03-02',
					date_of_surgery: '2026-03-20',
					icd_codes: [{ ...firstCode, revision: 'ICD10' }],
					direct_access: true,
					frequency_and_duration: 'Twice a week for six weeks',
					insurance_card_list: [
						{ ...firstCard, insurance_card_type: 'PRIMARY' },
						{ ...secondCard, insurance_card_type: 'SECONDARY' },
					],
					number_of_past_visits_for_this_case: 3,
					payment_mode: 'INSURANCE_PAY',
					// As an integer the zero of Boston's ZIP code would be lost.
					referring_physician_details: { ...sentPhysician(primary, '02116'), phone_number: 16175550140 },
					secondary_referring_physician_details: sentPhysician(secondary, '01103'),
					tertiary_referring_physician_details: sentPhysician(tertiary, 11103),
					visit_track_required: true,
					treating_icd_codes: [
						{ id: secondCode?.id, code: secondCode?.code, description: 'Neck', revision: 'ICD10' },
						{ id: firstCode?.id, code: firstCode?.code, revision: 'ICD10' },
					],
					treatment_start_date: '2026-04-01',
					treatment_status: 'ACTIVE',
				}),
		},
	],
};
