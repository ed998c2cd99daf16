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

const AT = 1_730_189_588;
const WRITTEN_OUT = '2026-06-30 09:29:02.236000+00:00';
const MADE_UP_UUID = '0f6b1d52-6f0c-4a55-9b0e-0c1d2e3f4a5b';

const [doctor] = ekaCare.doctors;
const [patient] = ekaCare.patients;
const [clinic] = ekaCare.clinics;
const [prescription] = ekaCare.prescriptions;
const appointment_id = `api-${ekaCare.workspaceId}-sample`;
const ids = { doctor_id: doctor!.id, patient_id: patient!.oid, clinic_id: clinic!.id };
const partnerIds = { partner_doctor_id: 'DOC-1', partner_patient_id: 'PAT-1', partner_clinic_id: 'CL-1' };
const times = { created_at: AT, modified_at: AT };

const appointment = {
	...{ appointment_id, partner_appointment_id: 'APT-1', ...ids, ...partnerIds, status: 'BK', ...times },
	...{ custom_attributes: { label: ['vitals_submitted'] }, partner_meta: { visit: 'V-1' } },
};
const issued = {
	...{ prescription_id: prescription!.id, ...ids, ...partnerIds, partner_appointment_id: 'APT-1' },
	...{ current_version: '2', previous_version: '1', prescription_url: 'https://files.example.com/rx.pdf' },
	...{ action: 'created', ...times, partner_meta: { visit: 'V-1' } },
};
const receipt = {
	...{ receipt_id: 7, aid: appointment_id, doctor_oid: ids.doctor_id, patient_oid: ids.patient_id },
	...{ clinic_id: ids.clinic_id, created_at: AT * 1000, updated_at: AT * 1000, receipt_number: null },
	...{ receipt_status: 'SUCCESS', receipt_amount: 760, net_amount: 750, amount_due: 0, amount_paid: null },
	...{ name: 'Asha Testberry', mobile: '+910000000001', remarks: '', payment_id: null, archive: 0 },
};
const certificate = {
	...{ id: MADE_UP_UUID, docid: ids.doctor_id, patientid: ids.patient_id, owner: ids.doctor_id },
	...{ url: 'https://files.example.com/cert.pdf', sendurlpdf: 'https://files.example.com/cert.pdf', type: 'mcert' },
};
const parsed = { status: 'parsing_complete', document_id: MADE_UP_UUID };
const abha = {
	...{ abha_address: 'made-up@sbx', hip_id: 'HIP-1', oid: ids.patient_id, partner_patient_id: 'PAT-1' },
	...{ request_id: MADE_UP_UUID, status: 'GRANTED', retry_count: 0, error: null },
};
const order = {
	...{ order_id: 'ORDER-1', state: 'CREATED', status: 'OK', facility_id: 'FACILITY-1', pin: '1234' },
	...{
		slot: { slot_id: 'SLOT-1', start: '09:00', end: '09:15' },
		quote: { breakup: [{ title: 'Fee', value: '1' }] },
	},
};
const entry = { id: MADE_UP_UUID, created_at: WRITTEN_OUT, updated_at: WRITTEN_OUT };

/** Data of events by name, or of all events of a family, as the vendor's pages show them. */
const DATA: Record<string, Record<string, unknown>> = {
	appointment,
	'appointment.created': { ...appointment, action: 'created', sa_ids: ['sa_1'] },
	'appointment.updated': { ...appointment, action: 'modified', sa_ids: ['sa_1'] },
	'appointment.assessments.taken': { ...appointment, sa_ids: ['sa_1'], workflow_data: { sa_1: '3970' } },
	'appointment.tele.dr_joined': {
		...{ appointment_id, ...ids },
		video_connect: {
			vendor: 'other',
			meet_link: 'https://meet.example.com',
			host_link: 'https://meet.example.com/h',
		},
	},
	'appointment.reminder_instant': { appointment_id, ...ids },
	'appointment.followup_reminder_instant': { appointment_id, ...ids },
	vaccination: {
		...{ doctor_id: ids.doctor_id, patient_id: ids.patient_id, patient_name: 'Asha Testberry' },
		...{
			doctor_name: 'Dr. Made Up',
			booking_link: 'https://book.example.com',
			due_date: '2026-04-15',
			vaccines: 'MMR',
		},
	},
	prescription: issued,
	'prescription.communication': {
		...{
			prescription_id: prescription!.id,
			prescription_url: 'https://files.example.com/rx.pdf',
			appointment_id,
			...ids,
		},
		...{ actor_oid: ids.doctor_id, doc_name: { first_name: 'Made' }, patient_name: { first_name: 'Asha' } },
	},
	schedule: { doctor_id: ids.doctor_id, clinic_id: ids.clinic_id, partner_doctor_id: 'DOC-1', ...times },
	google_review: { ...ids, appointment_id, google_review_link: 'https://review.example.com' },
	mcert: certificate,
	receipt,
	receipt_payment: {
		...{ appointment_id, doctor_id: ids.doctor_id, patient_id: ids.patient_id },
		...{ net_amount: 850, url: 'https://pay.example.com' },
	},
	ipd_admissions: {
		...entry,
		ipid: 'IPD1',
		status: 'ADMITTED',
		docid: ids.doctor_id,
		pid: ids.patient_id,
		bed: 'B1',
	},
	ipd_admissions_events: {
		...entry,
		at: WRITTEN_OUT,
		kind: 'CLEARANCE',
		clearance_type: 'pharmacy',
		to: 'COMPLETED',
	},
	ipd_admissions_clearances: {
		status: 'COMPLETED',
		type: 'pharmacy',
		completed_at: WRITTEN_OUT,
		updated_at: WRITTEN_OUT,
	},
	ipd_admissions_estimates: {
		...entry,
		name: 'Bed',
		quantity: 1,
		rate: 500,
		discount: { category: 'percentage', value: 0 },
	},
	'rec.uploaded': { document_id: MADE_UP_UUID, patient_id: ids.patient_id, doctor_id: ids.doctor_id },
	'rec.refresh': { patient_id: ids.patient_id, partner_patient_id: 'PAT-1' },
	'rec.srp': { ...parsed, identifier: 'report-1' },
	'rec.pii': { ...parsed, data: { pii: [{ file_index: 0, page_num: 1, patient: { gender: 'male' } }] } },
	'rec.classification': { ...parsed, document_classification: 'lab_report' },
	user: { status: 200, url: 'https://files.example.com/user', user_info: { username: 'made-up' } },
	abha,
	doctor: { data: [{ doctor_name: 'Made Up', facility_id: 'FACILITY-1', languages: ['en'] }] },
	booking: order,
};

/** Data for an event that is only tried out, about things the sandbox knows. */
export function sampleOf(event: string): Record<string, unknown> {
	const [family = ''] = event.split('.');
	return DATA[event] ?? DATA[family] ?? {};
}
