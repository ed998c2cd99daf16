import { choice, day, flag, integer, text, textList } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';
import { DIAGNOSIS_LABEL, icdCodesField, TREATING_LABEL } from './icd-fields';
import { insuranceCardsField } from './insurance-fields';
import { physicianField } from './physician-fields';

export const caseTitleField: Field = {
	displayName: 'Case Title',
	name: 'caseTitle',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Left knee rehabilitation',
	description: 'What the case is called in Spry',
	sends: text('case_title'),
};

/** What may be said of a case besides its title, when it is opened and later, in alphabetical order. */
export const caseFields: Field[] = [
	{
		displayName: 'Affected Body Parts',
		name: 'affectedBodyPartDetails',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Body Part' },
		default: [],
		placeholder: 'e.g. Left knee',
		description: 'The parts of the body that the case is about',
		sends: textList('affected_body_part_details'),
	},
	{
		displayName: 'Body Pain Notes',
		name: 'bodyPainNotes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Sharp pain when climbing stairs',
		description: 'Notes on where and how it hurts',
		sends: text('body_pain_notes'),
	},
	{
		displayName: 'Case Visit Limit',
		name: 'caseVisitLimit',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		placeholder: 'e.g. 12',
		description: 'How many visits the case may have; 0 means no limit',
		sends: integer('case_visit_limit', { min: 0 }),
	},
	{
		displayName: 'Date of Injury',
		name: 'dateOfInjury',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-03-02',
		description: 'The day of the injury; a time of day is ignored',
		sends: day('date_of_injury'),
	},
	{
		displayName: 'Date of Surgery',
		name: 'dateOfSurgery',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-03-20',
		description: 'The day of the surgery; a time of day is ignored',
		sends: day('date_of_surgery'),
	},
	icdCodesField(
		{
			displayName: DIAGNOSIS_LABEL,
			name: 'icdCodes',
			description: 'The codes of what was diagnosed',
		},
		'icd_codes',
	),
	{
		displayName: 'Direct Access',
		name: 'directAccess',
		type: 'boolean',
		default: false,
		description: 'Whether the patient came without a referral',
		sends: flag('direct_access'),
	},
	{
		displayName: 'Frequency and Duration',
		name: 'frequencyAndDuration',
		type: 'string',
		default: '',
		placeholder: 'e.g. Twice a week for six weeks',
		description: 'How often and how long the patient is treated',
		sends: text('frequency_and_duration'),
	},
	insuranceCardsField,
	{
		displayName: 'Number of Past Visits',
		name: 'numberOfPastVisitsForThisCase',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		placeholder: 'e.g. 3',
		description: 'How many visits of this case took place before it was entered',
		sends: integer('number_of_past_visits_for_this_case', { min: 0 }),
	},
	{
		displayName: 'Payment Mode',
		name: 'paymentMode',
		type: 'options',
		options: [
			{ name: 'Card', value: 'CARD' },
			{ name: 'Cash', value: 'CASH' },
			{ name: 'Insurance Pay', value: 'INSURANCE_PAY' },
			{ name: 'Self Pay', value: 'SELF_PAY' },
			{ name: 'UPI', value: 'UPI' },
			{ name: 'Wallet', value: 'WALLET' },
		],
		default: 'INSURANCE_PAY',
		description: 'How the case is paid for',
		sends: choice('payment_mode'),
	},
	physicianField('Referring Physician', 'referringPhysicianDetails', 'referring_physician_details'),
	{
		displayName: 'Track Visits',
		name: 'visitTrackRequired',
		type: 'boolean',
		default: false,
		description: 'Whether visits are counted against an authorization',
		sends: flag('visit_track_required'),
	},
	icdCodesField(
		{
			displayName: TREATING_LABEL,
			name: 'treatingIcdCodes',
			description: 'The codes of what is being treated',
		},
		'treating_icd_codes',
	),
	{
		displayName: 'Treatment Start Date',
		name: 'treatmentStartDate',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-04-01',
		description: 'The first day of treatment; a time of day is ignored',
		sends: day('treatment_start_date'),
	},
	{
		displayName: 'Treatment Status',
		name: 'treatmentStatus',
		type: 'options',
		options: [
			{ name: 'Active', value: 'ACTIVE' },
			{ name: 'Discharged', value: 'DISCHARGED' },
		],
		default: 'ACTIVE',
		description: 'Whether the patient is still being treated',
		sends: choice('treatment_status'),
	},
];

export const byName = (one: Field, other: Field): number => one.displayName.localeCompare(other.displayName);

export const SIMPLIFIED_CASE = [
	'spry_case_id',
	'case_title',
	'patient_id',
	'specialization',
	'treatment_status',
	'treatment_start_date',
	'payment_mode',
	'auth_required_status',
	'created_at',
	'updated_at',
];
