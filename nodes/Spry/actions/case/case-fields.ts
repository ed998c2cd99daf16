import { choice, day, flag, integer, text, texts } from '../../../shared/fields/build';
import { DIAGNOSIS_LABEL, icdCodesField, TREATING_LABEL } from './icd-fields';
import { insuranceCardsField } from './insurance-fields';
import { physicianField } from './physician-fields';

export const caseTitleField = text('caseTitle', 'The name of the case in Spry', {
	as: 'case_title',
	required: true,
	example: 'Left knee rehabilitation',
});

/** What may be said of a case besides its title, when it is opened and later, in alphabetical order. */
export const caseFields = [
	texts('affectedBodyPartDetails', 'The body parts to treat', {
		as: 'affected_body_part_details',
		label: 'Affected Body Parts',
		button: 'Add Body Part',
		example: 'Left knee',
	}),
	text('bodyPainNotes', 'Notes on where and how it hurts', {
		as: 'body_pain_notes',
		example: 'Sharp pain when climbing stairs',
		rows: 3,
	}),
	integer('caseVisitLimit', 'How many visits the case allows. 0 means no limit.', {
		as: 'case_visit_limit',
		example: '12',
		default: 0,
		min: 0,
	}),
	day('dateOfInjury', 'The date of the injury. A time of day is ignored.', {
		as: 'date_of_injury',
		example: '2026-03-02',
	}),
	day('dateOfSurgery', 'The date of the surgery. A time of day is ignored.', {
		as: 'date_of_surgery',
		example: '2026-03-20',
	}),
	icdCodesField('icdCodes', 'The ICD codes of the diagnosis', { as: 'icd_codes', label: DIAGNOSIS_LABEL }),
	flag('directAccess', 'Whether the patient came without a referral', { as: 'direct_access' }),
	text('frequencyAndDuration', 'How often and for how long to treat the patient', {
		as: 'frequency_and_duration',
		example: 'Twice a week for six weeks',
	}),
	insuranceCardsField,
	integer('numberOfPastVisitsForThisCase', 'How many visits took place before the case was entered', {
		as: 'number_of_past_visits_for_this_case',
		label: 'Number of Past Visits',
		example: '3',
		default: 0,
		min: 0,
	}),
	choice('paymentMode', 'How the case is paid for', {
		as: 'payment_mode',
		options: {
			CARD: 'Card',
			CASH: 'Cash',
			INSURANCE_PAY: 'Insurance Pay',
			SELF_PAY: 'Self Pay',
			UPI: 'UPI',
			WALLET: 'Wallet',
		},
		default: 'INSURANCE_PAY',
	}),
	physicianField('referringPhysicianDetails', 'referring_physician_details', 'Referring Physician'),
	flag('visitTrackRequired', 'Whether visits are counted against an authorization', {
		as: 'visit_track_required',
		label: 'Track Visits',
	}),
	icdCodesField('treatingIcdCodes', 'The ICD codes of the conditions being treated', {
		as: 'treating_icd_codes',
		label: TREATING_LABEL,
	}),
	day('treatmentStartDate', 'The first day of treatment. A time of day is ignored.', {
		as: 'treatment_start_date',
		example: '2026-04-01',
	}),
	choice('treatmentStatus', 'Whether the patient is still being treated', {
		as: 'treatment_status',
		options: { ACTIVE: 'Active', DISCHARGED: 'Discharged' },
		default: 'ACTIVE',
	}),
];
