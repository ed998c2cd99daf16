import type { INodePropertyOptions } from 'n8n-workflow';

/** What Eka Care documents to tell of, by its names. */
const EVENTS: Record<string, string> = {
	'abha.care_context_discover': 'ABHA Care Context Discovery',
	'abha.care_context_discover_link_init': 'ABHA Care Context Link Started',
	'abha.consent_update': 'ABHA Consent Updated',
	'abha.context_discover_link_confirm': 'ABHA Care Context Link Confirmed',
	'abha.created': 'ABHA Created',
	'abha.hip_data_fetch': 'ABHA Data Requested From You',
	'abha.hip_profile_share': 'ABHA Profile Shared',
	'abha.hiu_data_push': 'ABHA Data Received',
	'abha.link_care_context': 'ABHA Care Context Linked',
	'abha.locker_created': 'ABHA Locker Created',
	'abha.subscription_modified': 'ABHA Subscription Modified',
	'abha.subscription_notify': 'ABHA Subscription Notice',
	'appointment.assessments.taken': 'Appointment Assessment Taken',
	'appointment.created': 'Appointment Created',
	'appointment.followup_reminder_instant': 'Appointment Follow-Up Reminder',
	'appointment.reminder_instant': 'Appointment Reminder',
	'appointment.statuschange': 'Appointment Status Changed',
	'appointment.tele.dr_joined': 'Appointment Doctor Joined Video',
	'appointment.updated': 'Appointment Updated',
	'booking.cancel': 'UHI Booking Cancelled',
	'booking.confirm': 'UHI Booking Confirmed',
	'booking.init': 'UHI Booking Started',
	'booking.status': 'UHI Booking Status',
	'doctor.search.results': 'UHI Doctor Search Results',
	'doctor.slot.search.results': 'UHI Slot Search Results',
	'google_review.request': 'Google Review Requested',
	'google_review.request_manual': 'Google Review Requested by Hand',
	'ipd_admissions.created': 'Inpatient Admission Created',
	'ipd_admissions.updated': 'Inpatient Admission Updated',
	'ipd_admissions_clearances.created': 'Inpatient Clearance Created',
	'ipd_admissions_clearances.updated': 'Inpatient Clearance Updated',
	'ipd_admissions_estimates.created': 'Inpatient Estimate Created',
	'ipd_admissions_estimates.updated': 'Inpatient Estimate Updated',
	'ipd_admissions_events.created': 'Inpatient Event Created',
	'ipd_admissions_events.updated': 'Inpatient Event Updated',
	'mcert.created': 'Medical Certificate Created',
	'mcert.updated': 'Medical Certificate Updated',
	'prescription.communication': 'Prescription Sent to Patient',
	'prescription.created': 'Prescription Created',
	'prescription.updated': 'Prescription Updated',
	'rec.classification': 'Document Classified',
	'rec.pii': 'Document Personal Data Found',
	'rec.refresh': 'Document Refresh Requested',
	'rec.srp': 'Document Parsed',
	'rec.uploaded': 'Document Uploaded',
	'receipt.created': 'Receipt Created',
	'receipt.deleted': 'Receipt Deleted',
	'receipt.updated': 'Receipt Updated',
	'receipt_payment.requested': 'Receipt Payment Requested',
	'schedule.available_for_consultation': 'Schedule Available for Consultation',
	'schedule.start_practice': 'Schedule Practice Started',
	'schedule.stop_practice': 'Schedule Practice Stopped',
	'user.data.download': 'User Data Ready for Download',
	'user.delete': 'User Deleted',
	'v2rx.completed': 'Scribe Session Completed',
	'vaccination.reminder': 'Vaccination Reminder',
};

/** The events to choose from, by the name that a person reads. */
export const EVENT_OPTIONS: INodePropertyOptions[] = Object.entries(EVENTS)
	.map(([value, name]) => ({ name, value }))
	.sort((one, other) => one.name.localeCompare(other.name));

/**
 * Whether it is an event of ABDM, India's health network, ABHA and UHI included. Eka Care has no API to register a
 * webhook for these (its page phr/webhooks): the URL is given to Eka Care by hand.
 */
export function isAbdm({ value }: { value: unknown }): boolean {
	return /^(abha|booking|doctor)\./.test(String(value));
}
