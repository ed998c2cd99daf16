import { choice, day, flag, integer, integerId, text, textList } from '../../../shared/convert';
import type { Field, RequestOperation } from '../../../shared/types';
import { idLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { icdCodesField } from './icd-fields';
import { insuranceCardsField } from './insurance-fields';
import { physicianField } from './physician-fields';

const additionalFields: Field[] = [
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
		displayName: 'Clinic ID',
		name: 'clinicId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 101',
		description: 'The clinic that treats the case',
		sends: integerId('clinic_id'),
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
			displayName: 'Diagnosis ICD Codes',
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
	physicianField(
		'Secondary Referring Physician',
		'secondaryReferringPhysicianDetails',
		'secondary_referring_physician_details',
	),
	physicianField(
		'Tertiary Referring Physician',
		'tertiaryReferringPhysicianDetails',
		'tertiary_referring_physician_details',
	),
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
			displayName: 'Treating ICD Codes',
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

export const create: RequestOperation = {
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description: 'Open a treatment case for a patient',
	maps: true,
	// No key is documented: the same request again opens a second case.
	resend: 'never',
	howToCheck:
		'Open the patient in Spry and look for the case before running this item again: Spry would open a second one.',
	whenRefused:
		'Check the patient, the clinic, the specialization (it must be enabled for your organisation) and the IDs of ICD codes, physicians and insurance cards.',
	fields: [
		idLocator(
			{
				displayName: 'Patient',
				name: 'patientId',
				description: 'The patient whose case is opened',
			},
			'patient_id',
		),
		{
			displayName: 'Case Title',
			name: 'caseTitle',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Left knee rehabilitation',
			description: 'What the case is called in Spry',
			sends: text('case_title'),
		},
		{
			displayName: 'Specialization',
			name: 'specialization',
			type: 'options',
			options: [
				{ name: 'Chiropractor', value: 'CHIROPRACTOR' },
				{ name: 'Lymphatic', value: 'LYMPHATIC' },
				{ name: 'MSK', value: 'MSK' },
				{ name: 'Pediatric', value: 'PEDIATRIC' },
				{ name: 'Vestibular', value: 'VESTIBULAR' },
			],
			default: 'MSK',
			required: true,
			description:
				'The kind of treatment; it must be enabled for your organisation. Another one can be given by an expression.',
			// The list is the organisation's own; these are only the common ones.
			sends: choice('specialization', { open: true }),
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: additionalFields,
		},
	],
	request: ({ body }) => ({
		method: 'POST',
		path: '/apis/soap-enrichment/v1/patientCase',
		body,
		isComplete: (answer) => dataOf(answer).spry_case_id !== undefined,
	}),
	output: (answer) => dataOf(answer),
};
