import { toEpochSeconds } from '../../../shared/fields/convert';
import { choice, json, moment, text } from '../../../shared/fields/build';

export const displayNameField = text('displayName', 'The name of the case in Eka Care', {
	as: 'display_name',
	example: 'Knee pain, March 2027',
});

export const occurredAtField = moment(
	'occurredAt',
	"When the case took place. A time without an offset is in the workflow's time zone. Eka Care shows times in Asia/Kolkata.",
	{ as: 'occurred_at', example: '2027-01-15T09:30', convert: toEpochSeconds },
);

export const hiTypeField = choice('hiType', 'The type of health information that the case is shared as', {
	as: 'hi_type',
	label: 'Health Information Type',
	options: {
		DiagnosticReport: 'Diagnostic Report',
		DischargeSummary: 'Discharge Summary',
		HealthDocumentRecord: 'Health Document Record',
		ImmunizationRecord: 'Immunization Record',
		OPConsultation: 'OP Consultation',
		Prescription: 'Prescription',
		WellnessRecord: 'Wellness Record',
	},
	default: 'OPConsultation',
});

export const partnerMetaField = (description: string) =>
	json('partnerMeta', description, {
		as: 'partner_meta',
		label: 'Partner Metadata',
		example: '{"facility_id": "north", "uhid": "A-1024"}',
	});

export const typeField = (description: string) =>
	choice('type', description, {
		as: 'type',
		options: { EM: 'Emergency', HH: 'Home Health', IP: 'Inpatient', OP: 'Outpatient' },
		open: true,
		default: 'OP',
	});
