import { choice, epochSeconds, jsonObject, text } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';

export const displayNameField: Field = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Knee pain, March 2027',
	description: 'What the case is called in Eka Care',
	sends: text('display_name'),
};

export const occurredAtField: Field = {
	displayName: 'Occurred At',
	name: 'occurredAt',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2027-01-15T09:30',
	description:
		'When the case took place. Without an offset it is taken in the time zone of the workflow; Eka Care shows times in Asia/Kolkata.',
	sends: epochSeconds('occurred_at'),
};

export const hiTypeField: Field = {
	displayName: 'Health Information Type',
	name: 'hiType',
	type: 'options',
	options: [
		{ name: 'Diagnostic Report', value: 'DiagnosticReport' },
		{ name: 'Discharge Summary', value: 'DischargeSummary' },
		{ name: 'Health Document Record', value: 'HealthDocumentRecord' },
		{ name: 'Immunization Record', value: 'ImmunizationRecord' },
		{ name: 'OP Consultation', value: 'OPConsultation' },
		{ name: 'Prescription', value: 'Prescription' },
		{ name: 'Wellness Record', value: 'WellnessRecord' },
	],
	default: 'OPConsultation',
	description: 'The kind of health information under which the case is shared',
	sends: choice('hi_type'),
};

export const partnerMetaField = (description: string): Field => ({
	displayName: 'Partner Metadata',
	name: 'partnerMeta',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"facility_id": "north", "uhid": "A-1024"}',
	description,
	sends: jsonObject('partner_meta'),
});

export const typeField = (description: string): Field => ({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Emergency', value: 'EM' },
		{ name: 'Home Health', value: 'HH' },
		{ name: 'Inpatient', value: 'IP' },
		{ name: 'Outpatient', value: 'OP' },
	],
	default: 'OP',
	description,
	sends: choice('type', { open: true }),
});
