import { choice, day, flag, integer, text, texts } from '../../../shared/fields/build';
import { DIAGNOSIS_LABEL, icdCodesField, TREATING_LABEL } from './icd-fields';
import { insuranceCardsField } from './insurance-fields';
import { physicianField } from './physician-fields';

export const caseTitleField = text('caseTitle', 'What the case is called in Spry', {
	as: 'case_title',
	required: true,
	example: 'Left knee rehabilitation',
});

/** What may be said of a case besides its title, when it is opened and later, in alphabetical order. */
export const caseFields = [
	texts('affectedBodyPartDetails', 'The parts of the body that the case is about', {
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
	integer('caseVisitLimit', 'How many visits the case may have; 0 means no limit', {
		as: 'case_visit_limit',
		example: '12',
		default: 0,
		min: 0,
	}),
	day('dateOfInjury', 'The day of the injury; a time of day is ignored', {
		as: 'date_of_injury',
		example: '2026-03-02',
	}),
	day('dateOfSurgery', 'The day of the surgery; a time of day is ignored', {
		as: 'date_of_surgery',
		example: '2026-03-20',
	}),
	icdCodesField('icdCodes', 'The codes of what was diagnosed', { as: 'icd_codes', label: DIAGNOSIS_LABEL }),
	flag('directAccess', 'Whether the patient came without a referral', { as: 'direct_access' }),
	text('frequencyAndDuration', 'How often and how long the patient is treated', {
		as: 'frequency_and_duration',
		example: 'Twice a week for six weeks',
	}),
	insuranceCardsField,
	integer('numberOfPastVisitsForThisCase', 'How many visits of this case took place before it was entered', {
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
	icdCodesField('treatingIcdCodes', 'The codes of what is being treated', {
		as: 'treating_icd_codes',
		label: TREATING_LABEL,
	}),
	day('treatmentStartDate', 'The first day of treatment; a time of day is ignored', {
		as: 'treatment_start_date',
		example: '2026-04-01',
	}),
	choice('treatmentStatus', 'Whether the patient is still being treated', {
		as: 'treatment_status',
		options: { ACTIVE: 'Active', DISCHARGED: 'Discharged' },
		default: 'ACTIVE',
	}),
];
