import { ekaCare } from '../../seed.mts';

/** Every event that can be asked for, by the part before the dot. */
const FAMILIES: Record<string, readonly string[]> = {
	appointment: [
		...['created', 'updated', 'statuschange', 'assessments.taken', 'tele.dr_joined'],
		...['reminder_instant', 'followup_reminder_instant'],
	],
	vaccination: ['reminder'],
	prescription: ['created', 'updated', 'communication'],
	schedule: ['start_practice', 'stop_practice', 'available_for_consultation'],
	google_review: ['request', 'request_manual'],
	mcert: ['created', 'updated'],
	receipt: ['created', 'updated', 'deleted'],
	receipt_payment: ['requested'],
	ipd_admissions: ['created', 'updated'],
	ipd_admissions_events: ['created', 'updated'],
	ipd_admissions_clearances: ['created', 'updated'],
	ipd_admissions_estimates: ['created', 'updated'],
	rec: ['uploaded', 'refresh', 'srp', 'pii', 'classification'],
	user: ['data.download', 'delete'],
	v2rx: ['completed'],
	abha: [
		...['created', 'locker_created', 'link_care_context', 'hip_profile_share', 'hip_data_fetch', 'hiu_data_push'],
		...['consent_update', 'subscription_notify', 'subscription_modified', 'care_context_discover'],
		...['care_context_discover_link_init', 'context_discover_link_confirm'],
	],
	doctor: ['search.results', 'slot.search.results'],
	booking: ['init', 'confirm', 'status', 'cancel'],
};

export const EVENTS: readonly string[] = Object.entries(FAMILIES).flatMap(([family, names]) =>
	names.map((name) => `${family}.${name}`),
);

/** These tell the time in milliseconds. */
export const MILLISECOND_EVENTS = [
	'appointment.reminder_instant',
	'appointment.followup_reminder_instant',
	'vaccination.reminder',
	'prescription.communication',
	'receipt_payment.requested',
];

/** Data for an event that is only tried out, about things the sandbox knows. */
export function sampleOf(event: string): Record<string, unknown> {
	const ids = {
		doctor_id: ekaCare.doctors[0]!.id,
		patient_id: ekaCare.patients[0]!.oid,
		clinic_id: ekaCare.clinics[0]!.id,
	};
	const [family] = event.split('.');
	if (family === 'appointment') return { appointment_id: `api-${ekaCare.workspaceId}-sample`, ...ids, status: 'BK' };
	if (family === 'prescription') return { prescription_id: ekaCare.prescriptions[0]!.id, ...ids };
	if (family === 'schedule') return { doctor_id: ids.doctor_id, clinic_id: ids.clinic_id };
	if (family === 'receipt') return { receipt_id: 7, doctor_oid: ids.doctor_id, patient_oid: ids.patient_id };
	if (family === 'mcert') return { id: 'mcert-1', docid: ids.doctor_id, patientid: ids.patient_id, type: 'mcert' };
	if (event === 'rec.refresh') return { patient_id: ids.patient_id };
	if (family === 'rec') return { document_id: 'document-1', ...ids };
	return ids;
}
